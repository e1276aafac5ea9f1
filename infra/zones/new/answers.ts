import type { Text } from '../../../shared/domain/text.ts';
import { failure, type Result, success } from '../../../shared/result.ts';
import { type Given, type Question, questions } from './questions.ts';

export type Problem = { key: string; text: Text };

const required: Text = { zh: '必须填写', en: 'has to be answered' };
const unprintable = /\p{Cc}/u;

/** What is wrong with the answer to one question, beside those before it. */
export function problemWith({ choices, wrong, usual }: Question, answer: string, given: Given): Text | undefined {
  if (answer === '' && usual?.(given) !== '') return required;
  if (unprintable.test(answer)) return { zh: '须为一行文字', en: 'must be one line of text' };
  if (choices && !choices.some(({ value }) => value === answer)) {
    const names = choices.map(({ value }) => value);
    return { zh: `须为其中之一：${names.join('、')}`, en: `must be one of ${names.join(', ')}` };
  }
  return wrong?.(answer, given);
}

/**
 * Checks answers that were given all at once, as a file or flags give them; what was left out is answered as usual.
 * @returns an answer to each question that applies, or every problem
 */
export function checkAnswers(given: Readonly<Record<string, unknown>>): Result<Given, Problem[]> {
  const problems: Problem[] = [];
  const answers: Record<string, string> = {};
  const known = new Set(questions.map(({ key }) => key));
  for (const key of Object.keys(given)) {
    if (!known.has(key)) problems.push({ key, text: { zh: '没有这个问题', en: 'is not a question' } });
  }
  for (const question of questions) {
    const { key, when, usual } = question;
    if (when && !when(answers)) {
      if (Object.hasOwn(given, key)) {
        problems.push({ key, text: { zh: '在此不适用', en: 'does not belong to the other answers' } });
      }
      continue;
    }
    const said = Object.hasOwn(given, key) ? given[key] : undefined;
    if (said !== undefined && typeof said !== 'string' && typeof said !== 'number') {
      problems.push({ key, text: { zh: '须为文字', en: 'must be text' } });
      continue;
    }
    const answer = said === undefined ? (usual?.(answers) ?? '') : String(said).trim();
    answers[key] = answer;
    const problem = problemWith(question, answer, answers);
    if (problem) problems.push({ key, text: problem });
  }
  return problems.length > 0 ? failure(problems) : success(answers);
}
