import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PracticeCase } from './domain/desk/practice.ts';
import type { Procedure } from './domain/procedure/procedure.ts';
import type { CreditScoring } from './zone/credit-rules.ts';
import type { Scoring } from './zone/rules.ts';
import type { Zone } from './zone/zone.ts';

/**
 * The named environment variables of a function.
 * @throws one error that names every missing variable
 */
export function environment<const Name extends string>(...names: Name[]): Record<Name, string> {
  const missing = names.filter((name) => !process.env[name]);
  if (missing.length > 0) throw new Error(`missing environment variables: ${missing.join(', ')}`);
  return Object.fromEntries(names.map((name) => [name, process.env[name]])) as Record<Name, string>;
}

const besideTheCode = (file: string) =>
  JSON.parse(readFileSync(join(environment('LAMBDA_TASK_ROOT').LAMBDA_TASK_ROOT, file), 'utf8'));

/** The zone that this function was deployed for; it was checked when the app was synthesised. */
export const deployedZone = (): Zone => besideTheCode('zone.json');

/** Every version of every procedure with the zone's own changes; made and checked when the app was synthesised. */
export const deployedProcedures = (): readonly Procedure[] => besideTheCode('procedures.json');

/** The points table and the routes that the zone names; found when the app was synthesised. */
export const deployedScoring = (): Scoring => besideTheCode('scoring.json');

/** The credit rule sets that the zone names, found when the app was synthesised; null where it keeps no credit. */
export const deployedCredit = (): CreditScoring | null => besideTheCode('credit.json');

/** The practice cases with which this zone's officers train, with their marked solutions. */
export const deployedPractice = (): readonly PracticeCase[] => besideTheCode('practice.json');
