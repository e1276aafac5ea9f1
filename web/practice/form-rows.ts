import type { Text } from '../../shared/domain/text.ts';

export type FormValue = string | number | boolean | readonly string[];

const isPlain = (value: unknown): value is FormValue =>
  typeof value === 'string' ||
  typeof value === 'number' ||
  typeof value === 'boolean' ||
  (Array.isArray(value) && value.every((one) => typeof one === 'string'));

/** What a form says, each with its path as deficiencies name it; what is empty is left out. */
export function formRows(form: Readonly<Record<string, unknown>>, within = ''): [path: string, value: FormValue][] {
  return Object.entries(form).flatMap(([name, value]): [string, FormValue][] => {
    const path = `${within}${name}`;
    if (value === undefined || value === null || value === '') return [];
    if (isPlain(value)) return Array.isArray(value) && value.length === 0 ? [] : [[path, value]];
    return typeof value === 'object' ? formRows(value as Record<string, unknown>, `${path}.`) : [];
  });
}

type Labelled = { label: Text };
/** Where the words of a case come from: the service guide of its procedure, and the points table. */
export type Names = {
  fields: readonly (Labelled & { path: string })[];
  materials: readonly (Labelled & { kind: string })[];
  questions: readonly (Labelled & { id: string; answer?: unknown })[];
  items: readonly (Labelled & {
    item: string;
    facts: readonly string[];
    rows: readonly (Labelled & { when?: { fact: string; is?: unknown; includes?: unknown } | undefined })[];
  })[];
};

/** What neither the guide nor the table names. */
const ownPlaces: Readonly<Record<string, Text>> = {
  'applicant.givenNames': { zh: '名（按护照）', en: 'given names (as in the passport)' },
  'applicant.chineseName': { zh: '中文姓名', en: 'Chinese name' },
  'applicant.language': { zh: '联系语言', en: 'language for contact' },
  permitNumber: { zh: '工作许可编号', en: 'number of the permit' },
  commitments: { zh: '以承诺书代替', en: 'signed commitments in place of' },
};
const ownValues: Readonly<Record<string, Text>> = {
  'entry abroad': { zh: '境外', en: 'abroad' },
  'entry inside-china': { zh: '境内', en: 'inside China' },
  'applicant.sex F': { zh: '女', en: 'female' },
  'applicant.sex M': { zh: '男', en: 'male' },
  'applicant.language zh': { zh: '中文', en: 'Chinese' },
  'applicant.language en': { zh: '英文', en: 'English' },
  'facts.workLocation other': { zh: '其他地区', en: 'elsewhere' },
  'facts.education none': { zh: '学士以下', en: 'below bachelor' },
};

/** The name of a place: a document, a question, a field, or what an item of the points table asks for. */
export function placeLabel(path: string, { fields, materials, questions, items }: Names): Text | undefined {
  const field = fields.find((one) => one.path === path);
  if (field) return field.label;
  const own = ownPlaces[path];
  if (own) return own;
  const [first = '', ...rest] = path.split('.');
  const name = rest.join('.');
  if (first === 'document') return materials.find(({ kind }) => kind === name)?.label;
  if (first === 'answers') return questions.find(({ id }) => id === name)?.label;
  if (first === 'facts') return items.find(({ facts }) => facts.includes(name))?.label;
  return undefined;
}

/** What a chosen value means, where the table or the question says it. */
export function valueLabel(path: string, value: string, { questions, items, materials }: Names): Text | undefined {
  const [first = '', ...rest] = path.split('.');
  const name = rest.join('.');
  const own = ownValues[`${path} ${value}`];
  if (own) return own;
  if (first === 'commitments') return materials.find(({ kind }) => kind === value)?.label;
  if (first === 'facts') {
    return items
      .flatMap(({ rows }) => rows)
      .find(({ when }) => when?.fact === name && (when.is === value || when.includes === value))?.label;
  }
  const answer = questions.find(({ id }) => first === 'answers' && id === name)?.answer as
    | { options?: readonly (Labelled & { value: string })[] }
    | undefined;
  return answer?.options?.find((option) => option.value === value)?.label;
}
