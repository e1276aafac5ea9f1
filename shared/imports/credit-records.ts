import { createHash } from 'node:crypto';
import * as z from 'zod';
import { day, line } from '../contract/common.ts';
import { addWorkingDays } from '../domain/calendar/working-days.ts';
import type { Matter, ReportedRecord } from '../domain/credit/ledger.ts';
import { reportProblems } from '../domain/credit/report.ts';
import { creditSources, itemOf } from '../domain/credit/rule-set.ts';
import { sourceNames } from '../domain/credit/words.ts';
import { isCreditCode } from '../domain/employer/credit-code.ts';
import { officialCalendar } from '../policy/calendars/index.ts';
import { type CreditSubject, matterItem, subjectKey } from '../records/credit.ts';
import { keys } from '../records/keys.ts';
import type { Item, Key } from '../records/table.ts';
import { failure, success } from '../result.ts';
import { creditScoringOf } from '../zone/credit-rules.ts';
import { type CellProblem, cellsBy, dayFromCell, type ImportContext, type ImportKind } from './kind.ts';

const kindNames = new Map([
  ['person', 'person'],
  ['人员', 'person'],
  ['enterprise', 'enterprise'],
  ['企业', 'enterprise'],
] as const);

const sourceOf = new Map(
  creditSources.flatMap((source) =>
    [source, sourceNames[source].zh, sourceNames[source].en].map((name) => [name.toLocaleLowerCase('en'), source]),
  ),
);

const capitals = z.string().transform((text) => text.normalize('NFKC').toLocaleUpperCase('en').replaceAll(/\s/g, ''));
const number = z
  .string()
  .transform((text) => text.normalize('NFKC').replaceAll(/[,\s]/g, ''))
  .pipe(z.string().regex(/^-?\d{1,12}(?:\.\d{1,4})?$/, { error: 'wrong-format' }))
  .transform(Number);

const cells = z.strictObject({
  subject: z
    .string()
    .transform((text) => kindNames.get(text.toLocaleLowerCase('en') as 'person') ?? text)
    .pipe(z.enum(['person', 'enterprise'])),
  code: capitals.pipe(z.string().regex(/^[0-9A-Z]{18}$/, { error: 'wrong-format' })),
  item: z.string().trim().toLowerCase().max(40),
  source: z
    .string()
    .transform((text) => sourceOf.get(text.toLocaleLowerCase('en')) ?? text)
    .pipe(z.enum(creditSources)),
  happenedOn: z.string().transform(dayFromCell).pipe(day),
  quantity: number.optional(),
  points: number.optional(),
  reference: line(120),
});

const unknownSubject: CellProblem = {
  column: 'code',
  code: 'unknown-subject',
  text: { zh: '登记簿中没有此人员或企业', en: 'is no person or enterprise that this zone knows' },
};

const known: CellProblem = {
  code: 'already-recorded',
  text: { zh: '同一来源、同一文号的此项记录已经导入', en: 'was imported before, from the same source and paper' },
  remedy: {
    zh: '请删除此行；内容有误的，请在该账户更正。',
    en: 'Take the row out; what is wrong is corrected in the account.',
  },
};

/** The same report of the same source, paper and day is one record, however often it is imported. */
function recordId(
  subject: CreditSubject,
  the: Pick<ReportedRecord, 'item' | 'source' | 'happenedOn' | 'reference'>,
): string {
  const { item, source, happenedOn, reference = '' } = the;
  const words = [subjectKey(subject), item, source, happenedOn, reference.trim().toLocaleLowerCase('en')].join('\n');
  return createHash('sha256').update(words).digest('hex').slice(0, 24);
}

/** The day until which a second officer settles what an import brought: counted from the day on which it was started. */
function dueFrom({ zone, today }: ImportContext): { dueOn: string; provisional?: true } {
  const days = zone.credit?.secondOfficer.workingDays ?? 1;
  const { day: dueOn, provisional } = addWorkingDays(officialCalendar, today, days);
  return { dueOn, ...(provisional ? { provisional: true } : {}) };
}

/** Where a subject stands when the zone knows it: the register of persons, or the credit codes that were declared. */
const subjectPlace = ({ kind, code }: CreditSubject): Key =>
  kind === 'person' ? keys.person(code) : keys.creditCode(code);

/**
 * Credit records that a source reports in bulk: one record a row. What takes points away waits for an officer other than
 * the one who started the import.
 */
export const creditRecordsKind: ImportKind = {
  id: 'credit-records',
  label: { zh: '信用记录', en: 'Credit records' },
  roles: ['supervisor', 'admin'],
  offeredIn: ({ credit }) => credit !== undefined,
  columns: [
    { name: 'subject', label: { zh: '主体类型', en: 'Subject' }, required: true, example: '人员' },
    {
      name: 'code',
      label: { zh: '一人一码或统一社会信用代码', en: 'Lifetime code or credit code' },
      required: true,
      example: 'GP0000000000000000',
    },
    { name: 'item', label: { zh: '子项', en: 'Sub-item' }, required: true, example: 'tax-paid' },
    { name: 'source', label: { zh: '来源', en: 'Source' }, required: true, example: '税务机关' },
    { name: 'happenedOn', label: { zh: '日期', en: 'Day' }, required: true, example: '2026-03-31' },
    { name: 'quantity', label: { zh: '数量', en: 'Quantity' }, required: false, example: '88000' },
    { name: 'points', label: { zh: '分值', en: 'Points' }, required: false, example: '' },
    { name: 'reference', label: { zh: '文号', en: 'Reference' }, required: true, example: '样例税〔2026〕88号' },
  ],
  readRow: (row, context) => {
    const { zone, today } = context;
    const scoring = creditScoringOf(zone);
    if (!scoring) throw new Error('a zone without credit imports no credit records');
    const read = cellsBy(cells, row);
    if (!read.ok) return read;
    const { subject: kind, code, ...told } = read.value;
    const { quantity, points, ...report } = told;
    const rules = scoring.before.find(({ until }) => today <= until)?.rules ?? scoring.rules;
    const wrong: CellProblem[] = reportProblems(rules, kind, { ...report, quantity, points, proven: true }, today).map(
      ({ path, ...problem }) => ({ column: path, ...problem }),
    );
    if (kind === 'enterprise' && !isCreditCode(code)) {
      const text = { zh: '统一社会信用代码校验不通过', en: 'has a wrong check character' };
      wrong.push({ column: 'code', code: 'credit-code', text });
    }
    if (wrong.length > 0) return failure(wrong);
    const subject: CreditSubject = { kind, code };
    const id = recordId(subject, report);
    const record: ReportedRecord = {
      id,
      ...report,
      ...(quantity === undefined ? {} : { quantity }),
      ...(points === undefined ? {} : { points }),
    };
    const place = keys.creditReport(subjectKey(subject), id);
    const at = subjectPlace(subject);
    const due = itemOf(rules, record.item)?.direction === 'minus' ? dueFrom(context) : undefined;
    const matter: Matter | undefined = due && { id, kind: 'record', ...due, record };
    const items: Item[] = [
      { ...place, record, ...due },
      // Who started the import may not confirm it; that stands with the import.
      ...(matter ? [matterItem(subject, matter, [])] : []),
    ];
    return success({
      identity: id,
      looksUp: [at],
      conflicts: (found) => [...(found(at) ? [] : [unknownSubject]), ...(found(place) ? [known] : [])],
      items,
    });
  },
};
