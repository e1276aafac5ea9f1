import type { z } from 'zod';
import type { policyDraftView } from '../../shared/contract/policies.ts';
import { pointsPolicy } from '../../shared/policy/points/index.ts';
import { routesNamed } from '../../shared/policy/routes/index.ts';
import { type PolicyDraft, readRehearsal, readRevision } from '../../shared/records/policy-draft.ts';
import { deployedState, type PolicyPart } from '../../shared/zone/published-policy.ts';
import { type PoliciesGiven, today } from './given.ts';

type View = z.input<typeof policyDraftView>;
type Line = Omit<View, 'content' | 'written' | 'rehearsal'>;

const known = (part: PolicyPart, name: string): unknown =>
  part === 'points' ? pointsPolicy(name) : routesNamed(name)?.locality;

/** Whether the deployed zone runs the parts of a published draft. */
function deployedParts(given: PoliciesGiven, { names, digests }: PolicyDraft): NonNullable<Line['deployed']> {
  return (['points', 'locality'] as const).flatMap((part) => {
    const name = names[part];
    const digest = digests[part];
    if (!name || !digest) return [];
    const the = { part, name, digest, known: known(part, name), today: today(given) };
    return [{ part, name, digest, ...deployedState(given.scoring, the) }];
  });
}

/** A draft as a line of the list. */
export const shownLine = (given: PoliciesGiven, draft: PolicyDraft): Line => ({
  ...draft,
  ...(draft.publication ? { deployed: deployedParts(given, draft) } : {}),
});

/**
 * A draft with one of its contents and what was tried with the present one.
 * @returns undefined where there is no such revision
 */
export async function shownDraft(
  given: PoliciesGiven,
  draft: PolicyDraft,
  revision = draft.revision,
): Promise<View | undefined> {
  const [written, rehearsal] = await Promise.all([
    readRevision(given.table, draft.id, revision),
    readRehearsal(given.table, draft.id, revision),
  ]);
  if (!written) return undefined;
  const { content, by, at, reason } = written;
  return {
    ...shownLine(given, draft),
    content,
    written: { revision, by, at, reason },
    ...(rehearsal ? { rehearsal } : {}),
  };
}
