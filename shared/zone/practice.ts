import { isDeepStrictEqual } from 'node:util';
import type { PracticeCase } from '../domain/desk/practice.ts';
import { type PracticeRules, solve } from '../domain/desk/practice-solution.ts';
import { versionOn, zoneProcedures } from '../domain/procedure/versions.ts';
import { paperRules } from '../policy/papers/paper-rules.ts';
import { pointsPolicy } from '../policy/points/index.ts';
import { practiceCases } from '../policy/practice/index.ts';
import { procedures } from '../policy/procedures/index.ts';
import { routesIn } from '../policy/routes/index.ts';
import type { Zone } from './zone.ts';

/** What a case is solved by in a zone; undefined where the zone does not handle its procedure. */
export function practiceRules(
  zone: Pick<Zone, 'id' | 'delegation' | 'procedures' | 'policy'>,
  the: PracticeCase,
): PracticeRules | undefined {
  const delegated = zone.delegation.procedures.includes(the.procedure);
  const procedure = delegated ? versionOn(zoneProcedures(procedures, zone), the.procedure, the.today) : undefined;
  const points = pointsPolicy(the.pointsTable);
  if (!procedure || !points) return undefined;
  const { passportMinimumMonths, employerRegistration, locality } = zone.policy;
  return {
    procedure,
    points,
    routes: routesIn(locality, the.today),
    papers: paperRules,
    passportMinimumMonths,
    employerRegistration,
  };
}

/**
 * The cases with which a zone trains: those whose marked solution is what the zone itself would decide. Where its own
 * rules decide otherwise nobody is trained to the contrary. Found when the app is synthesised.
 */
export const practiceOf = (zone: Parameters<typeof practiceRules>[0]): PracticeCase[] =>
  practiceCases.filter((the) => {
    const rules = practiceRules(zone, the);
    return rules !== undefined && isDeepStrictEqual(solve(the, rules), the.solution);
  });
