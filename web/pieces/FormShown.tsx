import { fieldLabels } from '../../shared/domain/checklist/field-labels.ts';
import { countryName } from '../../shared/domain/countries/countries.ts';
import { languageNames } from '../../shared/domain/languages/names.ts';
import type { Text } from '../../shared/domain/text.ts';
import { isDay } from '../../shared/domain/time.ts';
import type { Answer } from '../client/contract.ts';
import { useRead } from '../client/queries.ts';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import './form-shown.css';
import { formRows } from './form-rows.ts';

const words = {
  application: { zh: '申请', en: 'The application' },
  applicant: { zh: '申请人', en: 'The applicant' },
  post: { zh: '职位与合同', en: 'Post and contract' },
  employer: { zh: '用人单位信息', en: 'The employer' },
  facts: { zh: '积分与类别信息', en: 'Facts for points and category' },
  answers: { zh: '办理情况', en: 'Questions of this procedure' },
  commitments: { zh: '承诺事项', en: 'Commitments' },
  supplyLater: { zh: '容缺后补的材料', en: 'To be supplied later' },
  yes: { zh: '是', en: 'Yes' },
  no: { zh: '否', en: 'No' },
};

type PartName = 'application' | 'applicant' | 'post' | 'employer' | 'facts' | 'answers' | 'commitments' | 'supplyLater';

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

/** What a form says, as it was handed in, in words and with the dates and countries of the reader's language. */
export function FormShown({ application }: { application: Application }) {
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
  return (
    <div className="form-shown">
      {formRows(form).map(({ part, rows }) => (
        <section key={part}>
          <h3>{w[part as PartName]}</h3>
          <dl>
            {rows.map(({ path, value }) => (
              <div key={path}>
                {path !== part && <dt>{labelOf(path)}</dt>}
                <dd>{shown(path, value)}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}
