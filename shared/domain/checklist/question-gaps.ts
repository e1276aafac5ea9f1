import { questionsAsked } from '../procedure/circumstances.ts';
import type { Circumstances, Procedure, Question } from '../procedure/procedure.ts';
import type { Text } from '../text.ts';
import { addDays, type Day, isDay } from '../time.ts';
import type { Deficiency } from './checklist.ts';

type Answer = string | readonly string[] | undefined;

/**
 * What is wrong with the answers to a procedure's questions, at paths `answers.<id>`, in the order of the questions.
 * Codes: `missing`, `not-an-option`, `one-answer-only`, `not-a-day`, `day-in-future`, `day-too-recent`, `too-long`.
 * @param today the day of submission in the zone's time zone
 */
export const questionGaps = (procedure: Procedure, the: Circumstances, today: Day): Deficiency[] =>
  questionsAsked(procedure, the).flatMap((question) => answerGaps(question, the.answers?.[question.id], today));

const isBlank = (answer: Answer) =>
  answer === undefined || (typeof answer === 'string' ? answer.trim() === '' : answer.length === 0);

function answerGaps(question: Question, answer: Answer, today: Day): Deficiency[] {
  const { id, label, required } = question;
  const gap = (code: string, text: Text, remedy: Text): Deficiency[] => [{ path: `answers.${id}`, code, text, remedy }];
  if (isBlank(answer)) {
    return required
      ? gap(
          'missing',
          { zh: `未回答“${label.zh}”。`, en: `Not answered: ${label.en}.` },
          { zh: `请回答“${label.zh}”。`, en: `Please answer: ${label.en}.` },
        )
      : [];
  }
  const values = [answer ?? []].flat();
  const [value = ''] = values;
  if (question.answer.kind === 'choice') {
    const { options, several } = question.answer;
    const named = (language: 'zh' | 'en') =>
      options.map((option) => option.label[language]).join(language === 'zh' ? '、' : '; ');
    if (values.some((value) => !options.some((option) => option.value === value))) {
      return gap(
        'not-an-option',
        { zh: `“${label.zh}”没有这个选项。`, en: `${label.en}: there is no such option.` },
        { zh: `请从下列选项中选择：${named('zh')}。`, en: `Choose one of these: ${named('en')}.` },
      );
    }
    if (!several && values.length > 1) {
      return gap(
        'one-answer-only',
        { zh: `“${label.zh}”只能选一项。`, en: `${label.en}: only one answer is possible.` },
        { zh: '请只选一项。', en: 'Choose one.' },
      );
    }
    return [];
  }
  if (values.length > 1) {
    return gap(
      'one-answer-only',
      { zh: `“${label.zh}”只能填一项。`, en: `${label.en}: only one answer is possible.` },
      { zh: '请只填一项。', en: 'Give one answer.' },
    );
  }
  if (question.answer.kind === 'line') {
    const { maximum } = question.answer;
    if ([...value].length <= maximum) return [];
    return gap(
      'too-long',
      { zh: `“${label.zh}”超过${maximum}个字符。`, en: `${label.en}: longer than ${maximum} characters.` },
      { zh: '请缩短。', en: 'Shorten it.' },
    );
  }
  if (!isDay(value)) {
    return gap(
      'not-a-day',
      { zh: `“${label.zh}”不是有效日期。`, en: `${label.en}: this is no day of the calendar.` },
      { zh: '请按“年-月-日”填写，例如2026-01-31。', en: 'Write it as year-month-day, such as 2026-01-31.' },
    );
  }
  const least = question.answer.atLeastDaysAgo;
  if (least === undefined) return [];
  if (value > today) {
    return gap(
      'day-in-future',
      { zh: `“${label.zh}”不能晚于今天。`, en: `${label.en}: the day lies in the future.` },
      { zh: '请核对日期。', en: 'Check the date.' },
    );
  }
  const possibleFrom = addDays(value, least);
  if (today >= possibleFrom) return [];
  return gap(
    'day-too-recent',
    {
      zh: `“${label.zh}”距今不足${least}日。`,
      en: `${label.en}: fewer than ${least} days have passed since.`,
    },
    {
      zh: `请核对日期；如无误，请于${possibleFrom}起提交。`,
      en: `Check the date; if it is right, submit on ${possibleFrom} or later.`,
    },
  );
}
