import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { officerStages } from '../../../shared/domain/application/transitions.ts';
import { instantOf } from '../../../shared/domain/time.ts';
import { cursorOf, keyOf } from '../../../shared/http/cursor.ts';
import { type Head, queuePlace } from '../../../shared/records/application.ts';
import { packedHead } from '../../../shared/records/head-item.ts';
import { keys } from '../../../shared/records/keys.ts';
import {
  beginningOf,
  everyCase,
  liesIn,
  placesIn,
  type Queue,
  type QueuePlace,
  queuesOf,
  readQueues,
} from '../../../shared/records/queues.ts';
import { newId } from '../../../shared/records/table.ts';
import { openRecords, type Records } from '../../records-wire.ts';

const zone = { serviceWindows: [1, 2, 3, 12].map((number) => ({ number })) };
const day = 86_400_000;

let records: Records;
let start: number;
beforeAll(async () => {
  records = await openRecords();
  start = records.clock.now();
});
afterAll(() => records.close());

/** Puts heads into the queues of a stage as a change of an application writes them. */
async function fill(stage: Head['stage'], places: { window: number | undefined; due: number }[]): Promise<string[]> {
  const heads = places.map(({ window, due }): Head => {
    const at = instantOf(start);
    const id = newId();
    return {
      id,
      version: 1,
      stage,
      procedure: 'new-permit',
      createdAt: at,
      updatedAt: at,
      round: 1,
      events: 1,
      chain: 'h',
      stageStartedAt: at,
      dueAt: instantOf(start + due),
      ...(window === undefined ? {} : { serviceWindow: window }),
    };
  });
  for (let from = 0; from < heads.length; from += 90) {
    const steps = heads.slice(from, from + 90).map((head) => ({
      put: { Item: { ...keys.application(head.id), ...packedHead(head), ...queuePlace(head) } },
    }));
    await records.table.transact(steps);
  }
  return heads.sort((a, b) => (`${a.dueAt}#${a.id}` < `${b.dueAt}#${b.id}` ? -1 : 1)).map(({ id }) => id);
}

async function empty(stage: Head['stage']): Promise<void> {
  for await (const { id } of everyCase(records.table, zone, stage, { length: 50 })) {
    await records.table.transact([{ delete: { Key: keys.application(id) } }]);
  }
}

/** Every page of queues, and whether each but the last was full. */
async function pages(queues: readonly Queue[], limit: number, dueBefore?: string) {
  const found: Head[] = [];
  let after: QueuePlace | undefined;
  let requests = 0;
  do {
    const page: Awaited<ReturnType<typeof readQueues>> = await readQueues(records.table, queues, {
      limit,
      ...(after ? { after } : {}),
      ...(dueBefore ? { dueBefore } : {}),
    });
    if (page.next) expect(page.heads).toHaveLength(limit);
    found.push(...page.heads);
    after = page.next && (keyOf(cursorOf(page.next), placesIn(queues)) as QueuePlace | undefined);
    if (page.next) expect(after).toEqual(page.next);
    requests += 1;
    expect(requests).toBeLessThan(200);
  } while (after);
  return found;
}

describe('the queues of a zone with service windows', () => {
  test('are one for each window and stage that officers work, beside those of cases without a window', () => {
    expect(queuesOf(zone, 'review')).toEqual([
      { stage: 'review' },
      ...[1, 2, 3, 12].map((serviceWindow) => ({ stage: 'review', serviceWindow })),
    ]);
    for (const stage of ['returned', 'approved', 'with-delegating-authority'] as const) {
      expect(queuesOf(zone, stage)).toEqual([{ stage }]);
    }
    for (const stage of officerStages) expect(queuesOf({}, stage)).toEqual([{ stage }]);
  });

  test('listed together are the union of all of them in order of due time, whatever the length of a page', async () => {
    const place = fc.record({
      window: fc.constantFrom(undefined, 1, 2, 3, 12),
      due: fc.integer({ min: 0, max: 20 * day }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(place, { maxLength: 60 }), fc.integer({ min: 1, max: 30 }), async (places, limit) => {
        const ids = await fill('review', places);
        const queues = queuesOf(zone, 'review');
        const together = await pages(queues, limit);
        expect(together.map(({ id }) => id)).toEqual(ids);
        const apart = await Promise.all(queues.map((queue) => pages([queue], limit)));
        expect(
          apart
            .flat()
            .map(({ id }) => id)
            .sort(),
        ).toEqual([...ids].sort());
        expect(apart.map((heads) => heads.map(({ serviceWindow }) => serviceWindow))).toEqual(
          queues.map(({ serviceWindow }, index) => apart[index]?.map(() => serviceWindow)),
        );
        const before = instantOf(start + 10 * day);
        const due = await pages(queues, limit, before);
        expect(due.map(({ id }) => id)).toEqual(
          together.filter(({ dueAt = '' }) => dueAt < before).map(({ id }) => id),
        );
        const walked: string[] = [];
        for await (const { id } of everyCase(records.table, zone, 'review', { length: 7 })) walked.push(id);
        expect(walked.sort()).toEqual([...ids].sort());
        await empty('review');
      }),
      { numRuns: 25 },
    );
  }, 120_000);

  test('one window is one request, a page of all of them little more than its own lines', async () => {
    await fill(
      'conclusion',
      Array.from({ length: 200 }, (_, index) => ({ window: [1, 2, 3, 12][index % 4], due: index })),
    );
    let lines = 0;
    let requests = 0;
    records.hooks.before = (operation) => {
      if (operation === 'Query') requests += 1;
    };
    const query = records.table.query;
    const counted = {
      ...records.table,
      query: async (...asked: Parameters<typeof query>) => {
        const answer = await query(...asked);
        lines += answer.items.length;
        return answer;
      },
    };
    const one = await readQueues(counted, [{ stage: 'conclusion', serviceWindow: 3 }], { limit: 25 });
    expect([one.heads.length, requests, lines]).toEqual([25, 1, 25]);
    [lines, requests] = [0, 0];
    const all = await readQueues(counted, queuesOf(zone, 'conclusion'), { limit: 25 });
    expect(all.heads).toHaveLength(25);
    expect(requests).toBeLessThanOrEqual(10);
    expect(lines).toBeLessThanOrEqual(50);
    records.hooks.before = undefined;
  });

  test('know a place that lies in them, and begin before every case', async () => {
    const [own, other] = [
      { stage: 'conclusion', serviceWindow: 1 },
      { stage: 'conclusion', serviceWindow: 12 },
    ] as const;
    const place = beginningOf(own);
    expect([liesIn([own], place), liesIn([other], place)]).toEqual([true, false]);
    expect(keyOf(cursorOf(place), placesIn([other]))).toBeUndefined();
    const { heads } = await readQueues(records.table, [own], { limit: 100, after: place });
    expect(heads).toHaveLength(50);
    expect(await readQueues(records.table, [], { limit: 100 })).toEqual({ heads: [] });
  });
});
