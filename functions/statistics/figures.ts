import type { z } from 'zod';
import { bulletinView } from '../../shared/contract/statistics.ts';
import { type BulletinFigures, bulletinFigures, type ProcedureCount } from '../../shared/domain/statistics/bulletin.ts';
import { lastDayOf, type Month } from '../../shared/domain/statistics/months.ts';
import { countingNotes, percentileNotes, smallNote, stageNames } from '../../shared/domain/statistics/names.ts';
import type { Text } from '../../shared/domain/text.ts';
import { type Clock, instantOf } from '../../shared/domain/time.ts';
import type { Log } from '../../shared/log/log.ts';
import { readWholeMonth } from '../../shared/records/desk-employers.ts';
import { readInquiriesOfMonth } from '../../shared/records/desk-inquiries.ts';
import { readMonth } from '../../shared/records/summary.ts';
import type { Key, Table } from '../../shared/records/table.ts';
import type { Rules } from '../../shared/zone/rules.ts';

export type StatisticsGiven = { table: Table; clock: Clock; rules: Rules; log: Log };

/** A bulletin as it is published. */
export type Bulletin = z.output<typeof bulletinView>;

/** What a bulletin is beside its figures. */
export type Standing = Pick<Bulletin, 'state' | 'edition' | 'publishedAt' | 'correction'>;

async function inquiriesOf(table: Table, month: Month): Promise<{ topic: string }[]> {
  const found: { topic: string }[] = [];
  let after: Key | undefined;
  do {
    const page: Awaited<ReturnType<typeof readInquiriesOfMonth>> = await readInquiriesOfMonth(
      table,
      month,
      after ? { after } : {},
    );
    found.push(...page.lines);
    after = page.next;
  } while (after);
  return found;
}

/** The name of a procedure as it was at the end of a month; its id where the zone has it no more. */
export const titleOf = (rules: Rules, procedure: string, month: Month): Text =>
  rules.procedureOn(procedure, lastDayOf(month))?.title ?? { zh: procedure, en: procedure };

const tenth = (value: number): number => Math.round(value * 10) / 10;
const hundredth = (value: number): number => Math.round(value * 100) / 100;

/** What a month's lists hold: one query for each partition of its summaries, inquiries and consultations. */
export async function countMonth(
  { table, rules }: Pick<StatisticsGiven, 'table' | 'rules'>,
  month: Month,
  consistent = false,
): Promise<BulletinFigures & { consulted: number }> {
  const [kept, inquiries, consultations] = await Promise.all([
    readMonth(table, month, consistent),
    inquiriesOf(table, month),
    readWholeMonth(table, month),
  ]);
  const { smallestCell, percentiles } = rules.zone.statistics;
  const figures = bulletinFigures(
    { submitted: kept.SUBMITTED, closed: kept.CLOSED, reopened: kept.REOPENED, inquiries },
    {
      smallestCell: smallestCell.cases,
      method: percentiles.method,
      concernsEmployer: (id) => rules.procedureOn(id, lastDayOf(month))?.concerns === 'employer',
    },
  );
  return { ...figures, consulted: consultations.length };
}

/** Whether anything at all happened in a month. */
export const isEmpty = ({
  inquiries,
  employers,
  submitted,
  endings,
  again,
  consulted,
}: Awaited<ReturnType<typeof countMonth>>): boolean =>
  inquiries.total + employers.registered + employers.changed + submitted.total + again.total + consulted === 0 &&
  Object.values(endings).every((count) => count === 0);

/** The bulletin of a month with its names and the rules by which it is counted; cut to what may be published. */
export function bulletinOf(
  { rules, clock }: Pick<StatisticsGiven, 'rules' | 'clock'>,
  month: Month,
  figures: Awaited<ReturnType<typeof countMonth>>,
  standing: Standing,
): Bulletin {
  const { zone } = rules;
  const { smallestCell, percentiles, promiseTarget } = zone.statistics;
  const named = ({ total, procedures }: { total: number; procedures: ProcedureCount[] }) => ({
    total,
    procedures: procedures.map((one) => ({ ...one, title: titleOf(rules, one.procedure, month) })),
  });
  const { consulted, inquiries, employers, submitted, concluded, stages, promise, returns, provisional, ...rest } =
    figures;
  return bulletinView.parse({
    ...rest,
    ...standing,
    month,
    zone: { id: zone.id, name: zone.name, rehearsal: zone.rehearsal },
    asOf: instantOf(clock.now()),
    inquiries: {
      total: inquiries.total,
      topics: inquiries.topics.map((one) => ({
        ...one,
        label: zone.desk.topics.list.find(({ id }) => id === one.topic)?.label ?? { zh: one.topic, en: one.topic },
      })),
    },
    employers: { ...employers, consulted },
    submitted: named(submitted),
    concluded: named(concluded),
    stages: stages.map((one) => ({ ...one, label: stageNames[one.stage] })),
    promise: {
      ...promise,
      ...(promise.cases > 0 ? { share: tenth((100 * promise.kept) / promise.cases) } : {}),
      target: promiseTarget.percent,
    },
    returns: {
      ...returns,
      ...(returns.cases > 0 ? { perApplication: hundredth(returns.total / returns.cases) } : {}),
    },
    calendarProvisional: provisional,
    rules: {
      smallestCell: smallestCell.cases,
      percentiles: percentiles.method,
      placeholder: smallestCell.placeholder,
      notes: [
        ...countingNotes,
        percentileNotes[percentiles.method],
        smallNote(smallestCell.cases, smallestCell.placeholder),
      ],
    },
  });
}
