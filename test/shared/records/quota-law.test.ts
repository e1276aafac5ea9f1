import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EventType } from '../../../shared/domain/application/events.ts';
import {
  closedStages,
  type Stage,
  type TransitionName,
  transitions,
} from '../../../shared/domain/application/transitions.ts';
import { placeAfter } from '../../../shared/domain/quota/quota.ts';
import { instantOf } from '../../../shared/domain/time.ts';
import { changeApplication, type Head, readEvents, readHead } from '../../../shared/records/application.ts';
import { changeWithPlace } from '../../../shared/records/quota-reservation.ts';
import { changeSize } from '../../../shared/records/quota-size.ts';
import type { Table } from '../../../shared/records/table.ts';
import { openRecords, type Records } from '../../records-wire.ts';
import { handedIn, interns, need, opening, readAgain, standing } from './quota-cases.ts';

/** What can befall a case here, each by the transition of the published table. */
const acts = [
  'accept',
  'deem-accepted',
  'recommend',
  'approve',
  'issue',
  'refuse',
  'withdraw',
  'return',
  'supplement',
  'lapse',
  'reopen',
] as const satisfies readonly TransitionName[];
type Act = (typeof acts)[number];

const takesPlace: readonly Act[] = ['accept', 'deem-accepted', 'approve'];

/** Runs one of the acts that fit a case as it is found; by the time it writes, another may have been faster. */
async function perform(
  { table, clock }: Pick<Records, 'table' | 'clock'>,
  { id }: Head,
  which: number,
  perYear: number,
) {
  const head = await readHead(table, id);
  if (!head) throw new Error('the application is gone');
  const fitting = acts.filter((name) => transitions[name].from.includes(head.stage));
  const act = fitting[which % fitting.length];
  if (!act) return undefined;
  const accepting = act === 'accept' || act === 'deem-accepted';
  const acceptedAt = accepting ? instantOf(clock.now()) : (head.acceptedAt ?? head.createdAt);
  const change = {
    head,
    transition: act,
    event: { type: 'escalated' as EventType },
    set: accepting ? { acceptedAt } : {},
    by: { party: 'system' as const },
  };
  if (!takesPlace.includes(act)) return changeApplication(table, clock, change);
  const wanted = { need: need(perYear), acceptedAt, orWithout: act === 'deem-accepted' };
  return changeWithPlace({ table, clock }, head, wanted, (place) =>
    changeApplication(table, clock, {
      ...change,
      event: { ...change.event, data: place.data },
      set: { ...change.set, ...place.set },
      also: place.also,
    }),
  );
}

const accepted: readonly Stage[] = ['review', 'conclusion', 'returned', 'approved', 'issued'];

/** What must hold after every single write, whoever is in the middle of whatever. */
async function lawHolds(records: Records, heads: readonly Head[]): Promise<void> {
  const { size = 0, taken, open } = await standing(records);
  expect(taken.length).toBeLessThanOrEqual(open);
  expect(open).toBeLessThanOrEqual(size);
  for (const head of await Promise.all(heads.map((head) => readAgain(records, head)))) {
    const own = taken.filter(({ applicationId }) => applicationId === head.id);
    expect(own.map(({ number }) => `2026#interns#${number}`)).toEqual(head.quota ? [head.quota] : []);
    if (!accepted.includes(head.stage)) expect(head.quota).toBeUndefined();
    if (head.stage === 'approved' || head.stage === 'issued') expect(head.quota).toBeDefined();
    if (head.quota) expect(own[0]?.state).toBe(head.stage === 'issued' ? 'confirmed' : 'reserved');
  }
}

type Move = { at: number; which: number } | { size: number };
const moves = (cases: number) =>
  fc.array(
    fc.oneof(
      { weight: 6, arbitrary: fc.record({ at: fc.nat(cases - 1), which: fc.nat(60) }) },
      { weight: 1, arbitrary: fc.record({ size: fc.nat(5) }) },
    ) as fc.Arbitrary<Move>,
    { minLength: 6, maxLength: 30 },
  );

test('however the reads and writes of officers, parties and the law meet, no place is lost, held twice or one too many', async () => {
  const cases = 5;
  let held = 0;
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.nat(4),
      moves(cases),
      moves(cases),
      async (scheduler, perYear, first, second) => {
        const records = await openRecords();
        try {
          const heads = await Promise.all(Array.from({ length: cases }, () => handedIn(records)));
          // Every request to the table waits for its turn, which fast-check draws; one is made at a time.
          let last: Promise<unknown> = Promise.resolve();
          const turn =
            <Arguments extends unknown[], Answer>(request: (...given: Arguments) => Promise<Answer>) =>
            async (...given: Arguments): Promise<Answer> => {
              await scheduler.schedule(Promise.resolve());
              const answer = last.then(() => request(...given));
              last = answer.catch(() => undefined);
              return answer;
            };
          const checked =
            (write: Table['transact']): Table['transact'] =>
            async (steps) => {
              const outcome = await write(steps);
              await lawHolds(records, heads);
              return outcome;
            };
          const table: Table = {
            ...records.table,
            get: turn(records.table.get),
            query: turn(records.table.query),
            transact: turn(checked(records.table.transact)),
          };
          const { clock } = records;
          const reason = { zh: '调整', en: 'Adjusted' };
          for (const round of [first, second]) {
            const settled = Promise.allSettled(
              round.map((move) =>
                'which' in move
                  ? perform({ table, clock }, heads[move.at] as Head, move.which, perYear)
                  : changeSize(table, clock, interns, { ...move, reason, by: 'supervisor-zhou' }, opening(perYear)),
              ),
            );
            for (const outcome of await scheduler.waitFor(settled)) {
              if (outcome.status === 'rejected') throw outcome.reason;
              if (outcome.value?.ok === false) refused++;
            }
          }
          await lawHolds(records, heads);
          const { open, size = perYear, taken } = await standing(records);
          if (taken.length > 0) expect(open).toBe(size);
          held += taken.length;
          // The record of each case alone tells the same as the ledger.
          for (const head of heads) {
            const { quota, stage } = await readAgain(records, head);
            const told = placeAfter(await readEvents(records.table, head.id));
            expect(told?.name).toBe(quota);
            if (told?.state === 'confirmed') expect(stage).toBe('issued');
            if (closedStages.includes(stage) && stage !== 'issued') expect(told).toBeUndefined();
          }
        } finally {
          await records.close();
        }
      },
    ),
    { numRuns: 30 },
  );
  // It went both ways often enough to mean something.
  expect(held).toBeGreaterThan(10);
  expect(refused).toBeGreaterThan(50);
}, 60_000);
