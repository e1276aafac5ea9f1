import { fieldLabels } from '../../shared/domain/checklist/field-labels.ts';
import { industrySections } from '../../shared/domain/industries/sections.ts';
import type { Text } from '../../shared/domain/text.ts';
import type { Application } from './draft.ts';
import { type Entered, type EntryKind, readEntry } from './entries.ts';

export type Option = { value: string; label: Text };
export type Question = NonNullable<Application['questions']>[number];

/** How a field is filled in, beside what it takes. */
export type FieldForm = {
  entry: EntryKind;
  hint?: Text;
  options?: readonly Option[];
  /** As browsers and password managers name it, where they help. */
  autoComplete?: string;
  lang?: string;
};

const one = (zh: string, en: string): Text => ({ zh, en });
const line = (maximum: number): EntryKind => ({ kind: 'line', maximum });
const number = (maximum: number, whole = false): EntryKind => ({ kind: 'number', minimum: 0, maximum, whole });
const dayHint = one('年-月-日，例如 2026-01-31。', 'Year, month, day, such as 2026-01-31.');

/** Every field of the form, by its path. */
const forms: Readonly<Record<string, FieldForm>> = {
  permitNumber: {
    entry: { kind: 'permit-number' },
    hint: one('许可上的 18 位编号。', 'The 18 characters on the permit.'),
  },
  entry: {
    entry: { kind: 'choice' },
    hint: one('指提交申请时申请人所在地。', 'Where the applicant is while you apply.'),
    options: [
      { value: 'abroad', label: one('在境外', 'Outside China') },
      { value: 'inside-china', label: one('已在境内', 'Already in China') },
    ],
  },
  'applicant.familyName': {
    entry: { kind: 'latin-name' },
    hint: one(
      '与护照机读区一致；只有一个名字的填在此处。',
      'As the data page has it. Who has one name only writes it here.',
    ),
    lang: 'en',
  },
  'applicant.givenNames': { entry: { kind: 'latin-name' }, lang: 'en' },
  'applicant.chineseName': { entry: { kind: 'chinese-name' }, lang: 'zh-CN' },
  'applicant.sex': {
    entry: { kind: 'choice' },
    hint: one('与护照一致。', 'As in the passport.'),
    options: [
      { value: 'F', label: one('女', 'Female') },
      { value: 'M', label: one('男', 'Male') },
      { value: 'X', label: one('未指明（X）', 'Unspecified (X)') },
    ],
  },
  'applicant.nationality': {
    entry: { kind: 'country' },
    hint: one('输入国名或三位代码。', 'Type the name of the country, or its three letters.'),
  },
  'applicant.birthDate': { entry: { kind: 'day' }, hint: dayHint },
  'applicant.email': {
    entry: { kind: 'email' },
    hint: one(
      '申请人以此邮箱登录后可以查看本申请、上传文件并收到通知。',
      'Signed in with this address the applicant sees the application, adds documents and is told of news.',
    ),
  },
  'applicant.language': {
    entry: { kind: 'choice' },
    options: [
      { value: 'zh', label: one('中文', 'Chinese') },
      { value: 'en', label: one('英文', 'English') },
    ],
  },
  'applicant.languages': {
    entry: { kind: 'several' },
    hint: one('不影响审批；便于以后联系。', 'Nothing is decided by it; it helps to reach the right person later.'),
  },
  'applicant.passport.number': { entry: { kind: 'passport-number' }, lang: 'en' },
  'applicant.passport.issuingState': {
    entry: { kind: 'country' },
    hint: one('输入国名或三位代码。', 'Type the name of the country, or its three letters.'),
  },
  'applicant.passport.expiresOn': { entry: { kind: 'day' }, hint: dayHint },
  'post.title': {
    entry: line(80),
    hint: one('与合同一致，将印在许可上。', 'As in the contract; the permit shows it.'),
  },
  'post.workplace': { entry: line(200), hint: one('实际工作的地址。', 'The address at which the work is done.') },
  'post.contractFrom': { entry: { kind: 'day' }, hint: dayHint },
  'post.contractTo': { entry: { kind: 'day' }, hint: dayHint },
  'post.duties': {
    entry: { kind: 'paragraph', maximum: 2000 },
    hint: one('几句话说明主要工作即可。', 'A few sentences on what the person does.'),
  },
  'facts.annualSalary': {
    entry: number(1_000_000_000),
    hint: one(
      '国内用人单位支付的税前年薪，例如 200000 或 20万。',
      'Before tax, paid by the employer in China, such as 200,000.',
    ),
  },
  'facts.education': { entry: { kind: 'choice' } },
  'facts.vocationalCertificate': { entry: { kind: 'choice' } },
  'facts.workYears': {
    entry: number(80),
    hint: one('取得学位后的相关工作年数。', 'Years in this field since the degree.'),
  },
  'facts.monthsPerYear': { entry: number(12) },
  'facts.hsk': { entry: { kind: 'choice' } },
  'facts.degreeTaughtInChinese': { entry: { kind: 'flag' } },
  'facts.formerChineseNational': { entry: { kind: 'flag' } },
  'facts.workLocation': { entry: { kind: 'choice' } },
  'facts.distinctions': { entry: { kind: 'several' } },
  'facts.localBonus': { entry: number(10) },
  'facts.companyShare': { entry: number(100) },
  'facts.directRoutes': { entry: { kind: 'several' } },
  commitments: { entry: { kind: 'several' } },
  supplyLater: { entry: { kind: 'several' } },
  'employer.name.zh': {
    entry: line(120),
    hint: one('与营业执照一致。', 'As the business licence has it.'),
    lang: 'zh-CN',
  },
  'employer.name.en': { entry: line(120), lang: 'en' },
  'employer.licenceValidTo': { entry: { kind: 'day-or-endless' }, hint: dayHint },
  'employer.address': { entry: line(200) },
  'employer.industry': { entry: line(80) },
  'employer.industrySection': {
    entry: { kind: 'choice' },
    options: Object.entries(industrySections).map(([value, label]) => ({ value, label })),
  },
  'employer.legalRepresentative': { entry: line(80) },
  'employer.handler.name': { entry: line(80) },
  'employer.handler.phone': { entry: { kind: 'phone' } },
};

const entryOfAnswer = (answer: Question['answer']): EntryKind => {
  if (answer.kind === 'choice') return { kind: answer.several ? 'several' : 'choice' };
  return answer.kind === 'day' ? { kind: 'day' } : line(answer.maximum);
};

/** How a field is filled in: one of the form, or a question of the procedure; undefined for what nobody fills in here. */
export function fieldForm(path: string, questions: readonly Question[] = []): FieldForm | undefined {
  if (!path.startsWith('answers.')) return forms[path];
  const question = questions.find(({ id }) => path === `answers.${id}`);
  if (!question) return { entry: line(300) };
  const { answer, reason } = question;
  const options = answer.kind === 'choice' ? { options: answer.options } : {};
  return { entry: entryOfAnswer(answer), hint: reason, ...options };
}

/** What a field is called. */
export function labelOf(path: string, questions: readonly Question[] = []): Text | undefined {
  if (path.startsWith('answers.')) return questions.find(({ id }) => path === `answers.${id}`)?.label;
  return (fieldLabels as Readonly<Record<string, Text>>)[path];
}

/** HSK levels are numbers on the way to the zone, and choices on the page. */
const asNumber = (path: string, given: unknown): Entered | undefined =>
  path === 'facts.hsk' && typeof given === 'string' && given !== '' ? { value: Number(given) } : undefined;

/** Reads what stands in a field of a form. */
export const readField = (path: string, given: unknown, questions: readonly Question[] = []): Entered =>
  asNumber(path, given) ?? readEntry(fieldForm(path, questions)?.entry ?? line(300), given);
