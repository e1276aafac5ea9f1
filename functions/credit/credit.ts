import { creditRoutes } from '../../shared/contract/credit.ts';
import type { Handles } from '../../shared/http/function.ts';
import { problem } from '../../shared/http/problem.ts';
import { failure } from '../../shared/result.ts';
import { accounts } from './accounts.ts';
import { caseCredit } from './case-credit.ts';
import { decideMatter } from './decide-matter.ts';
import type { CreditGiven } from './given.ts';
import { openMatter } from './open-matter.ts';
import { reportRecord } from './report-record.ts';
import { rulesAndLists } from './rules-and-lists.ts';

/** Nothing is there in a zone that keeps no credit: its routes are not offered there. */
const nothing = (): Handles<typeof creditRoutes> =>
  Object.fromEntries(
    Object.keys(creditRoutes).map((name) => [name, async () => failure(problem('not-found'))]),
  ) as unknown as Handles<typeof creditRoutes>;

/** The credit of foreigners and their enterprises. */
export function credit(given: Omit<CreditGiven, 'section'>): Handles<typeof creditRoutes> {
  const section = given.rules.zone.credit;
  if (!section) return nothing();
  const whole: CreditGiven = { ...given, section };
  return {
    ...rulesAndLists(whole),
    ...accounts(whole),
    ...reportRecord(whole),
    ...openMatter(whole),
    ...decideMatter(whole),
    ...caseCredit(whole),
  };
}
