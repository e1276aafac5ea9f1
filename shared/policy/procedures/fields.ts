import type { FieldPath } from '../../domain/checklist/field-labels.ts';
import type { Condition, Procedure } from '../../domain/procedure/procedure.ts';
import { always } from './sources.ts';

type Fields = Procedure['fields'];

/** Fields that must be filled in where any of the conditions holds, by default everywhere. */
export const fields = (paths: readonly FieldPath[], requiredWhen: readonly Condition[] = always): Fields =>
  paths.map((path) => ({ path, requiredWhen }));

/** Who the applicant is: what the register of persons tells people apart by. */
export const identity = fields([
  'applicant.familyName',
  'applicant.sex',
  'applicant.nationality',
  'applicant.birthDate',
  'applicant.passport.number',
  'applicant.passport.issuingState',
]);

export const passportEnd = fields(['applicant.passport.expiresOn']);

export const post = fields(['post.title', 'post.workplace', 'post.contractFrom', 'post.contractTo']);

/**
 * What the scorer needs. Without a direct route the category rests on the points table, whose other rows count as not
 * claimed when left out.
 */
export const scored = (further: Condition = {}): Fields => [
  ...fields(['facts.annualSalary'], [further]),
  ...fields(
    ['facts.education', 'facts.workYears', 'facts.monthsPerYear'],
    [{ ...further, fact: { fact: 'directRoutes', isEmpty: true } }],
  ),
];
