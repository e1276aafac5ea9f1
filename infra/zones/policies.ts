import { creditRuleSets } from '../../shared/policy/credit/index.ts';
import { pointsPolicies } from '../../shared/policy/points/index.ts';
import { procedures } from '../../shared/policy/procedures/index.ts';
import { localities } from '../../shared/policy/routes/index.ts';
import type { KnownPolicies } from './check.ts';

/** What shared/policy holds, by name. */
export const knownPolicies: KnownPolicies = {
  points: Object.keys(pointsPolicies),
  localities: Object.values(localities).map(({ id }) => id),
  procedures,
  credit: Object.keys(creditRuleSets),
};
