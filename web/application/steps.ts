import type { Application, Changes } from './draft.ts';
import { shownAt } from './draft.ts';

export const stepNames = [
  'situation',
  'person',
  'passport',
  'post',
  'facts',
  'employer',
  'questions',
  'documents',
  'check',
] as const;
export type StepName = (typeof stepNames)[number];

/** One page of the form: the fields that stand on it, and those of them that have to be filled in. */
export type Step = { name: StepName; paths: readonly string[]; needed: readonly string[] };

const person = [
  'applicant.familyName',
  'applicant.givenNames',
  'applicant.chineseName',
  'applicant.sex',
  'applicant.nationality',
  'applicant.birthDate',
  'applicant.email',
  'applicant.language',
  'applicant.languages',
];
const passport = ['applicant.passport.number', 'applicant.passport.issuingState', 'applicant.passport.expiresOn'];
const post = ['post.title', 'post.workplace', 'post.contractFrom', 'post.contractTo', 'post.duties'];
const facts = [
  'annualSalary',
  'monthsPerYear',
  'workLocation',
  'education',
  'vocationalCertificate',
  'workYears',
  'hsk',
  'degreeTaughtInChinese',
  'formerChineseNational',
  'distinctions',
  'localBonus',
  'companyShare',
  'directRoutes',
].map((fact) => `facts.${fact}`);
const employer = [
  'employer.name.zh',
  'employer.name.en',
  'employer.licenceValidTo',
  'employer.address',
  'employer.industry',
  'employer.industrySection',
  'employer.legalRepresentative',
  'employer.handler.name',
  'employer.handler.phone',
];
/** What stands beside another field though nobody has to fill it in, and the field beside which it stands. */
const besides: Readonly<Record<string, string>> = {
  'applicant.givenNames': 'applicant.familyName',
  'applicant.chineseName': 'applicant.familyName',
  'applicant.email': 'applicant.familyName',
  'applicant.language': 'applicant.familyName',
  'post.duties': 'post.workplace',
  'employer.name.en': 'employer.name.zh',
  'employer.industry': 'employer.address',
};

/**
 * The pages of a form, as far as the procedure asks for them now.
 * @param optional fields that the procedure has though nobody needs to fill them in
 * @param factsAsked facts of the points table in force here
 */
export function stepsOf(
  application: Pick<Application, 'fields' | 'questions'>,
  optional: readonly string[] = [],
  factsAsked: readonly string[] = facts,
): Step[] {
  const asked = new Set(application.fields ?? []);
  const questions = application.questions ?? [];
  const shown = (paths: readonly string[]) =>
    paths.filter((path) => asked.has(path) || optional.includes(path) || asked.has(besides[path] ?? ''));
  const answers = questions.map(({ id }) => `answers.${id}`);
  const scores = asked.has('facts.annualSalary');
  // Where nothing but the points decides what else is asked, the questions come once they are known.
  const later = scores && asked.has('entry');
  const pages: Readonly<Record<StepName, readonly string[]>> = {
    situation: [...shown(['permitNumber', 'entry']), ...(later ? [] : answers)],
    person: shown(person),
    passport: shown(passport),
    post: shown(post),
    facts: scores ? facts.filter((path) => asked.has(path) || factsAsked.includes(path)) : [],
    employer: shown(employer),
    questions: later ? answers : [],
    documents: [],
    check: [],
  };
  const required = new Set([...asked, ...questions.flatMap(({ id, required }) => (required ? [`answers.${id}`] : []))]);
  return stepNames
    .filter((name) => name === 'documents' || name === 'check' || pages[name].length > 0)
    .map((name) => ({ name, paths: pages[name], needed: pages[name].filter((path) => required.has(path)) }));
}

const isBlank = (path: string, value: unknown): boolean =>
  (value === null && path !== 'employer.licenceValidTo') ||
  value === undefined ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0);

/** What on a page is still to be filled in; on the page of documents, the kinds that nothing was given for. */
export function openOn(step: Step, application: Application, changes: Changes): string[] {
  if (step.name === 'documents') {
    return application.checklist.filter(({ state }) => state === 'missing').map(({ kind }) => `document.${kind}`);
  }
  return step.needed.filter((path) => isBlank(path, shownAt(application.form, changes, path)));
}

/** The page on which a problem is mended, by the place that it names; undefined where it is none of the form. */
export function stepAt(steps: readonly Step[], path: string): StepName | undefined {
  if (/^(document|commitments|supplyLater)(\.|$)/.test(path)) return 'documents';
  return steps.find(({ paths }) =>
    paths.some((own) => path === own || path.startsWith(`${own}.`) || own.startsWith(`${path}.`)),
  )?.name;
}

/** The field at which a problem stands: the one that it names, or the first inside what it names. */
export const fieldAt = (steps: readonly Step[], path: string): string => {
  const all = steps.flatMap(({ paths }) => paths);
  return (
    all.find((own) => path === own || path.startsWith(`${own}.`)) ??
    all.find((own) => own.startsWith(`${path}.`)) ??
    path
  );
};

/** The id of the place of a field or document on the page. */
export const placeOf = (path: string): string => `at-${path.replace(/[^A-Za-z0-9]+/g, '-')}`;
