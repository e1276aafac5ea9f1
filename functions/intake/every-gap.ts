import type { Category } from '../../shared/domain/application/case-clock.ts';
import { gaps } from '../../shared/domain/checklist/checklist.ts';
import { employerGaps } from '../../shared/domain/checklist/employer-gaps.ts';
import { type FormRules, formGaps } from '../../shared/domain/checklist/form-gaps.ts';
import { holderGaps } from '../../shared/domain/checklist/holder-gaps.ts';
import { permitGaps } from '../../shared/domain/checklist/permit-gaps.ts';
import { isCreditCode } from '../../shared/domain/employer/credit-code.ts';
import { categoryOf, categorySource } from '../../shared/domain/procedure/circumstances.ts';
import type { Circumstances, Procedure } from '../../shared/domain/procedure/procedure.ts';
import type { Assessment } from '../../shared/domain/scoring/assess.ts';
import type { Day } from '../../shared/domain/time.ts';
import type { ProblemEntry } from '../../shared/http/problem.ts';
import type { Form } from '../../shared/records/application.ts';
import { readDocuments, type StoredDocument } from '../../shared/records/document.ts';
import { type Employer, readEmployer } from '../../shared/records/employer.ts';
import type { Case } from '../../shared/view/access.ts';
import { circumstancesOf } from '../../shared/view/application.ts';
import { assessOn, factsOf } from '../../shared/zone/rules.ts';
import type { IntakeGiven } from './applications.ts';
import { certificateProblems } from './certificate-known.ts';
import { entryProblems } from './entry-checks.ts';
import { type PermitsKnown, permitsKnown, standingOf } from './records-known.ts';

export type Submittable = {
  found: ProblemEntry[];
  procedure: Procedure;
  /** Absent where the procedure needs none. */
  employer: Employer | undefined;
  documents: StoredDocument[];
  /** Only where the procedure's category comes from the score. */
  assessment: Assessment | undefined;
  /** The category that holds; null where it is open, or where the procedure has none. */
  category: Category | null;
  /** What decides which papers a form of this application would need, judged alike. */
  circumstancesOf: (form: Form) => Circumstances;
  /** What the zone's records say of the permits that it concerns. */
  permits: PermitsKnown;
};

/**
 * Everything that keeps an application from being submitted, at once: form, answers, permit, papers, facts, employer.
 * @param today the day as of which it is judged
 */
export async function everyGap(given: IntakeGiven, the: Case, today: Day): Promise<Submittable> {
  const { head, stored } = the;
  const { form } = stored;
  const { table, rules } = given;
  const [employer, documents] = await Promise.all([
    head.employerId ? readEmployer(table, head.employerId) : undefined,
    readDocuments(table, head.id),
  ]);
  const procedure = rules.procedureOn(head.procedure, today);
  if (!employer === (head.employerId !== undefined) || !procedure)
    throw new Error('a draft lacks its employer or procedure');
  const [permits, standing, ofCertificate] = await Promise.all([
    permitsKnown(table, { timeZone: rules.timeZone, today }, { head, form, procedure }),
    employer && standingOf(table, employer),
    certificateProblems(table, rules.zone, { procedure, form, employer, today }),
  ]);
  const judged = (the: Form) => {
    const assessed =
      categorySource(procedure, the) === 'score' ? assessOn(rules, factsOf(the), today, false) : undefined;
    const assessment = assessed?.ok ? assessed.value : undefined;
    const category = categoryOf(procedure, the, { score: assessment?.category, permit: permits.permit?.category });
    return { assessed, assessment, category, circumstances: circumstancesOf(the, assessment, category) };
  };
  const { assessed, assessment, category, circumstances } = judged(form);
  const formRules: FormRules = {
    procedure,
    zone: rules.zone,
    today,
    employerLicenceValidTo: employer?.licenceValidTo ?? null,
    category,
    route: circumstances.route,
    filedAs: head.filedBy ?? 'employer',
    ...(employer ? { employer } : {}),
  };
  const found: ProblemEntry[] = [
    ...formGaps(form, formRules),
    ...permitGaps(procedure, {
      ...circumstances,
      ...permits,
      permitNumber: form.permitNumber,
      contractFrom: form.post?.contractFrom,
      contractTo: form.post?.contractTo,
      today,
    }),
    ...(permits.holder ? holderGaps(procedure, circumstances, form, permits.holder) : []),
    ...ofCertificate,
    // Who applies because the employer is no more has nobody to register it.
    ...(head.filedBy || !standing ? [] : employerGaps(procedure, standing, rules.zone.policy.employerRegistration)),
    ...gaps(procedure, { ...circumstances, ...form, category, documents }),
    ...entryProblems(form),
  ];
  // What the scorer misses and the form has not named already, such as facts that contradict each other.
  if (assessed?.ok === false)
    found.push(...assessed.error.filter(({ path }) => !found.some((gap) => gap.path === path)));
  if (employer && !isCreditCode(employer.unifiedSocialCreditCode)) {
    found.push({
      path: 'employer.unifiedSocialCreditCode',
      code: 'credit-code',
      text: { zh: '用人单位统一社会信用代码校验不通过', en: "The employer's credit code has a wrong check character" },
    });
  }
  return {
    found,
    procedure,
    employer,
    documents,
    assessment,
    category,
    circumstancesOf: (other) => judged(other).circumstances,
    permits,
  };
}
