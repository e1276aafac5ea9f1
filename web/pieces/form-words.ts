import { fieldLabels } from '../../shared/domain/checklist/field-labels.ts';
import { countryName } from '../../shared/domain/countries/countries.ts';
import { languageNames } from '../../shared/domain/languages/names.ts';
import type { Text } from '../../shared/domain/text.ts';
import { isDay } from '../../shared/domain/time.ts';
import type { Answer } from '../client/contract.ts';
import { useRead } from '../client/queries.ts';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';

const words = {
  yes: { zh: '是', en: 'Yes' },
  no: { zh: '否', en: 'No' },
};

const one = (zh: string, en: string): Text => ({ zh, en });

const none = one('无', 'None');
const elsewhere = one('其他地区', 'Elsewhere');

/** What the values of choices are called, by the field's path; those of facts are named by the points table. */
const choices: Readonly<Record<string, Readonly<Record<string, Text>>>> = {
  entry: { abroad: one('境外申请', 'From abroad'), 'inside-china': one('境内申请', 'Inside China') },
  'applicant.sex': { F: one('女', 'Female'), M: one('男', 'Male'), X: one('未指明', 'Unspecified (X)') },
  'applicant.language': { zh: one('中文', 'Chinese'), en: one('英文', 'English') },
  'facts.education': { none },
  'facts.vocationalCertificate': { none },
  'facts.workLocation': { other: elsewhere },
};

type Application = Pick<Answer<'readApplication'>, 'form' | 'checklist' | 'questions'>;

/** What the fields of a form are called and what stands in them, in the reader's language, by their paths. */
export function useFormWords(application: Application): {
  labelOf: (path: string) => string;
  shown: (path: string, value: unknown) => string;
} {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const { form, checklist, questions = [] } = application;
  const table = useRead('readPointsTable', {}, { enabled: form.facts !== undefined, fresh: 300_000 }).data;
  const material = (kind: string) => checklist.find((line) => line.kind === kind)?.label;

  const labelOf = (path: string): string => {
    const [, id] = path.split('.');
    const question = path.startsWith('answers.') ? questions.find((asked) => asked.id === id) : undefined;
    if (question) return say(question.label);
    const known = (fieldLabels as Readonly<Record<string, Text>>)[path];
    return known ? say(known) : path;
  };
  const shownOne = (path: string, value: unknown): string => {
    if (typeof value === 'boolean') return value ? w.yes : w.no;
    if (typeof value === 'number') return path === 'facts.annualSalary' ? dates.money(value) : dates.number(value);
    const text = String(value);
    if (path.endsWith('nationality') || path.endsWith('issuingState')) return say(countryName(text));
    if (path === 'applicant.languages') return say(languageNames[text] ?? one(text, text));
    if (path === 'facts.directRoutes') {
      const route = table?.routes.find(({ id }) => id === text);
      return route ? say(route.label) : text;
    }
    if (path === 'commitments' || path === 'supplyLater') {
      const label = material(text);
      return label ? say(label) : text;
    }
    const choice = choices[path]?.[text];
    if (choice) return say(choice);
    if (path.startsWith('facts.')) {
      const row = table?.items
        .flatMap(({ rows }) => rows)
        .find(({ when }) => `facts.${when?.fact}` === path && (when?.is === text || when?.includes === text));
      if (row) return say(row.label);
    }
    const asked = path.startsWith('answers.')
      ? questions.find(({ id }) => path === `answers.${id}`)?.answer
      : undefined;
    const option = asked?.kind === 'choice' ? asked.options.find((offered) => offered.value === text) : undefined;
    if (option) return say(option.label);
    return isDay(text) ? dates.day(text) : text;
  };
  const shown = (path: string, value: unknown): string =>
    Array.isArray(value)
      ? value.map((inner) => shownOne(path, inner)).join(say(one('、', ', ')))
      : shownOne(path, value);
  return { labelOf, shown };
}
