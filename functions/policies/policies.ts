import type { policiesRoutes } from '../../shared/contract/policies.ts';
import type { Handles } from '../../shared/http/function.ts';
import { drafts } from './drafts.ts';
import type { PoliciesGiven } from './given.ts';
import { rehearseDraft } from './rehearse-draft.ts';
import { zoneFile } from './zone-file.ts';

/** What the zone runs on, and what it shall run on next. */
export const policies = (given: PoliciesGiven): Handles<typeof policiesRoutes> => ({
  ...zoneFile(given),
  ...drafts(given),
  ...rehearseDraft(given),
});
