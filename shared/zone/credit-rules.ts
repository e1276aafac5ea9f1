import type { CreditRules } from '../domain/credit/rule-set.ts';
import type { Day } from '../domain/time.ts';
import { creditRuleSets } from '../policy/credit/index.ts';
import type { Zone } from './zone.ts';

/** By what a zone counts credit, and by what it did before: each with its last day, the earliest first. */
export type CreditScoring = { rules: CreditRules; before: readonly { rules: CreditRules; until: Day }[] };

const rulesNamed = (name: string): CreditRules => {
  const rules = creditRuleSets[name];
  if (!rules) throw new Error(`the zone names unknown credit rules: ${name}`);
  return rules;
};

/**
 * The credit rule sets that a zone names. Functions read them from beside their code, as synthesis found them here.
 * @returns null for a zone that keeps no credit
 * @throws when the zone names rules that do not exist; synthesis refuses such a zone before
 */
export function creditScoringOf({ credit }: Pick<Zone, 'credit'>): CreditScoring | null {
  if (!credit) return null;
  const before = credit.formerRules
    .toSorted((one, other) => (one.until < other.until ? -1 : 1))
    .map(({ rules, until }) => ({ rules: rulesNamed(rules), until }));
  return { rules: rulesNamed(credit.rules), before };
}
