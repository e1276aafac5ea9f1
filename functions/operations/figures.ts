import { isOfficerStage, officerStages, type Stage } from '../../shared/domain/application/transitions.ts';
import { lineOn, tally } from '../../shared/domain/quota/quota.ts';
import { type Clock, dayIn, epochOf, type Instant, instantOf } from '../../shared/domain/time.ts';
import type { Log } from '../../shared/log/log.ts';
import type { Head } from '../../shared/records/application.ts';
import { keys } from '../../shared/records/keys.ts';
import { readWaitingEffects } from '../../shared/records/open-effects.ts';
import { everyCase } from '../../shared/records/queues.ts';
import { readPlaces, readSize } from '../../shared/records/quota.ts';
import type { Key, Table } from '../../shared/records/table.ts';
import type { Zone } from '../../shared/zone/zone.ts';

export type FiguresGiven = { table: Table; clock: Clock; zone: Zone; log: Log };

/** Stages in which a case is still going on and stands in a queue. */
export const countedStages = [
  ...officerStages,
  'returned',
  'refusal-announced',
  'with-delegating-authority',
  'approved',
] as const satisfies readonly Stage[];

const pageLength = 250;
const anHour = 3_600_000;
const aMinute = 60_000;
/** More than this need no exact number to be an alarm. */
const countedAtMost = 1000;

/** How many items lie in a partition, without reading them out. */
async function countIn({ table }: FiguresGiven, pk: string): Promise<number> {
  let found = 0;
  let from: Key | undefined;
  do {
    const { items, next } = await table.query({
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': pk },
      ProjectionExpression: 'sk',
      Limit: pageLength,
      ExclusiveStartKey: from,
    });
    found += items.length;
    from = next;
  } while (from && found < countedAtMost);
  return found;
}

/** Until when officers owe something; a pause keeps a case from being late or due. */
const owedBy = ({ stage, dueAt, pause }: Head): Instant | undefined =>
  isOfficerStage(stage) && pause === undefined ? dueAt : undefined;

async function countCases({ table, clock, zone, log }: FiguresGiven) {
  const now = clock.now();
  const nearly = instantOf(now + zone.operations.dueWithin.hours * anHour);
  const soon = instantOf(now + zone.operations.lawDecidesWithin.hours * anHour);
  const found = { late: 0, dueSoonUntouched: 0, lawDecidesSoon: 0, longestLateHours: 0 };
  for (const stage of countedStages) {
    let applications = 0;
    for await (const head of everyCase(table, zone, stage, { length: pageLength })) {
      applications += 1;
      if (head.deemsAt !== undefined && head.deemsAt <= soon) found.lawDecidesSoon += 1;
      const dueAt = owedBy(head);
      if (dueAt === undefined) continue;
      const late = now - epochOf(dueAt);
      if (late > 0) {
        found.late += 1;
        found.longestLateHours = Math.max(found.longestLateHours, Math.ceil(late / anHour));
      } else if (dueAt <= nearly && head.claimedBy === undefined) found.dueSoonUntouched += 1;
    }
    log.info('stage-counted', { stage, applications });
  }
  return found;
}

async function countQuotas({ table, clock, zone, log }: FiguresGiven): Promise<void> {
  const today = dayIn(zone.timeZone, instantOf(clock.now()));
  const year = Number(today.slice(0, 4));
  for (const group of new Set(zone.quotas.map((line) => line.group))) {
    const line = lineOn(zone.quotas, group, today);
    const size = await readSize(table, { year, group });
    if (!line && !size) continue;
    const ledger = size ?? { size: line?.perYear ?? 0, extent: line?.perYear ?? 0 };
    const { free } = tally({ ...ledger, places: await readPlaces(table, { year, group }) });
    log.info('quota-counted', { group, quotaLeft: ledger.size > 0 ? Math.round((100 * free) / ledger.size) : 0 });
  }
}

/**
 * Counts what an administrator has to know of a zone and nobody counts otherwise: cases by stage, what is late or will
 * be, what the law is about to decide, what was not delivered. Reads the queues once; nothing of a person leaves it.
 */
export const takeFigures = (given: FiguresGiven) => async (): Promise<void> => {
  const { table, clock, log } = given;
  const cases = await countCases(given);
  const { effects } = await readWaitingEffects(table, { before: instantOf(clock.now()), limit: 1 });
  const [oldest] = effects;
  const [effectsParked, noticesUndelivered] = await Promise.all([
    countIn(given, keys.parked('', '').pk),
    countIn(given, keys.undelivered('', '').pk),
  ]);
  log.info('figures-taken', {
    ...cases,
    oldestEffectMinutes: oldest ? Math.floor((clock.now() - epochOf(oldest.item.at)) / aMinute) : 0,
    effectsParked,
    noticesUndelivered,
  });
  await countQuotas(given);
};
