import type { FieldPath } from '../checklist/field-labels.ts';
import type { Category } from '../scoring/facts.ts';
import { type Answers, type Circumstances, holds, type Procedure, type Question } from './procedure.ts';

/** Who files an application: the employer's handler, or the foreigner. */
export type Party = Procedure['filedBy'][number]['party'];

/** Whether a question is asked; while the category is open, what depends on it is not asked yet. */
export const isAsked = ({ askedWhen }: Question, the: Circumstances): boolean =>
  askedWhen.some((condition) => holds(condition, the, 'not-granted'));

/**
 * The questions that are asked, in the procedure's order. An answer to a question that is no longer asked, because
 * another answer was changed, counts for nothing.
 */
export function questionsAsked(procedure: Procedure, the: Circumstances): Question[] {
  return asking(procedure, the).questions;
}

/** Paths of the fields that have to be filled in, in the procedure's order. */
export function fieldsAsked(procedure: Procedure, the: Circumstances): FieldPath[] {
  const settled = withAnswersAsked(procedure, the);
  return procedure.fields
    .filter(({ requiredWhen }) => requiredWhen.some((condition) => holds(condition, settled, 'asked')))
    .map(({ path }) => path);
}

/** The circumstances with only the answers that count. */
export const withAnswersAsked = (procedure: Procedure, the: Circumstances): Circumstances => ({
  ...the,
  answers: asking(procedure, the).answers,
});

/** A question may depend on the answer to another one, so they are looked at until nothing more is asked. */
function asking(procedure: Procedure, the: Circumstances): { questions: Question[]; answers: Answers } {
  const given = the.answers ?? {};
  let answers: Answers = {};
  let questions: Question[] = [];
  for (let before = -1; before < questions.length; ) {
    before = questions.length;
    questions = procedure.questions.filter((question) => isAsked(question, { ...the, answers }));
    answers = Object.fromEntries(questions.flatMap(({ id }) => (given[id] === undefined ? [] : [[id, given[id]]])));
  }
  return { questions, answers };
}

/** Where the category of an application comes from: the score, the permit, nowhere, or the procedure itself. */
export function categorySource(procedure: Procedure, the: Circumstances): Procedure['category'][number]['from'] {
  const settled = withAnswersAsked(procedure, the);
  return procedure.category.find(({ when }) => holds(when, settled, 'not-granted'))?.from ?? 'none';
}

/**
 * The category that holds for an application.
 * @param known the category that the facts give and that of the permit which the application concerns
 * @returns null while it is open, and where the procedure has none
 */
export function categoryOf(
  procedure: Procedure,
  the: Circumstances,
  known: { score?: Category | null; permit?: Category | null },
): Category | null {
  const source = categorySource(procedure, the);
  if (source === 'none') return null;
  return source === 'score' || source === 'permit' ? (known[source] ?? null) : source;
}

/** Who may file; while that depends on a question which is not answered yet, everybody who ever may. */
export function filers(procedure: Procedure, the: Circumstances): Party[] {
  const settled = withAnswersAsked(procedure, the);
  const now = procedure.filedBy.filter(({ when }) =>
    when.some((condition) => holds(condition, settled, 'not-granted')),
  );
  return (now.length > 0 ? now : procedure.filedBy).map(({ party }) => party);
}
