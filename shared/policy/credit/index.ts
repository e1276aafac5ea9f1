import type { CreditRules } from '../../domain/credit/rule-set.ts';
import { creditRulesSchema } from './rule-set-schema.ts';
import { yiwu2018 } from './yiwu-2018.ts';

const sets: readonly CreditRules[] = [yiwu2018].map((rules) => creditRulesSchema.parse(rules));

/** Every credit rule set by its id; one that a score on record was counted with stays for good. */
export const creditRuleSets: Readonly<Record<string, CreditRules>> = Object.fromEntries(
  sets.map((rules) => [rules.id, rules]),
);
