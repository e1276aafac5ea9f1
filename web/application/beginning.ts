import { editableStages } from '../../shared/domain/application/transitions.ts';
import type { Body } from '../client/contract.ts';
import type { Application } from './draft.ts';

type Beginning = Body<'createApplication'>;
type Facts = NonNullable<Beginning['facts']>;

/** Where the self-assessment lays what was entered there. */
const handOver = 'assessment-facts';

/** Facts that an application takes; the date of birth stands with the person there. */
const known: readonly (keyof Facts)[] = [
  'annualSalary',
  'education',
  'vocationalCertificate',
  'workYears',
  'monthsPerYear',
  'hsk',
  'degreeTaughtInChinese',
  'formerChineseNational',
  'workLocation',
  'distinctions',
  'localBonus',
  'companyShare',
  'directRoutes',
];

/** What of a self-assessment a new application begins with; undefined where there is nothing. */
export function beginningWith(kept: unknown): Pick<Beginning, 'facts' | 'applicant'> | undefined {
  if (typeof kept !== 'object' || kept === null || Array.isArray(kept)) return undefined;
  const given = kept as Record<string, unknown>;
  const facts = Object.fromEntries(
    known.flatMap((fact) => (given[fact] === undefined || given[fact] === null ? [] : [[fact, given[fact]]])),
  ) as Facts;
  const { birthDate } = given;
  if (Object.keys(facts).length === 0 && typeof birthDate !== 'string') return undefined;
  return {
    ...(Object.keys(facts).length > 0 ? { facts } : {}),
    ...(typeof birthDate === 'string' ? { applicant: { birthDate } } : {}),
  };
}

/** What the self-assessment of this tab has laid out. */
export function takeFacts(): ReturnType<typeof beginningWith> {
  try {
    return beginningWith(JSON.parse(sessionStorage.getItem(handOver) ?? 'null'));
  } catch {
    return undefined;
  }
}

/** Whether it can still be filled in. */
export const editableFrom = ({ stage }: Application): boolean => editableStages.includes(stage);
