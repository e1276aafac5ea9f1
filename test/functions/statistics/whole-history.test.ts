import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { summarise } from '../../../functions/statistics/summarise.ts';
import { bulletinFigures, timeIn } from '../../../shared/domain/statistics/bulletin.ts';
import { readMonth } from '../../../shared/records/summary.ts';
import type { Item } from '../../../shared/records/table.ts';
import { officeTimeOf } from '../../../shared/zone/statistics.ts';
import { attempt, type Command, chosen, delegation, history } from '../../model/commands.ts';
import { finish } from '../../model/finish.ts';
import type { Ground } from '../../model/ground.ts';
import { type Office, openOffice } from '../../office/office.ts';
import { completeDraft, cook, engineer, register, scientist } from '../../office/walk.ts';
import { openRecords } from '../../records-wire.ts';
import { countedByHand } from '../../shared/domain/statistics/brute-force.ts';
import { historiesIn, summariesIn } from './histories.ts';

/** The same histories every time; another seed plays others: `MODEL_SEED=7 MODEL_RUNS=40`. */
const seed = Number(process.env.MODEL_SEED ?? 20231101);
const runs = Number(process.env.MODEL_RUNS ?? 2);

const groundOf = (office: Office): Ground => ({
  ask: office.ask,
  items: office.items,
  now: office.clock.now,
  advance: async (hours) => {
    office.clock.advance(hours * 3_600_000);
    await office.machine.timeOut();
    await office.sweep();
    await office.machine.settle();
  },
  settle: office.machine.settle,
});

const other = (sample: typeof engineer, familyName: string, number: string): typeof engineer => ({
  ...sample,
  form: {
    ...sample.form,
    applicant: {
      ...sample.form.applicant,
      familyName,
      email: `${familyName.toLowerCase()}@applicant.example`,
      passport: { ...sample.form.applicant.passport, number },
    },
  },
});

/**
 * What a history does not surely bring by itself: a case that ends early and is taken up again, a time with the delegating
 * authority, and a case that is refused after the time to reply has passed over a weekend.
 */
const surely: Command[] = [
  { kind: 'act', target: 3, actor: 'employer', verb: 'submit', pick: 0 },
  { kind: 'act', target: 3, actor: 'front', verb: 'accept', pick: 0 },
  { kind: 'act', target: 2, actor: 'employer', verb: 'submit', pick: 0 },
  { kind: 'pass', hours: 9 },
  { kind: 'act', target: 3, actor: 'back', verb: 'recommend-refusal', pick: 1 },
  { kind: 'act', target: 2, actor: 'employer', verb: 'withdraw', pick: 0 },
  { kind: 'pass', hours: 24 },
  { kind: 'act', target: 2, actor: 'supervisor', verb: 'reopen', pick: 0 },
  { kind: 'delegation', verb: 'suspend' },
  { kind: 'pass', hours: 30 },
  { kind: 'delegation', verb: 'restore' },
  { kind: 'pass', hours: 1 },
  { kind: 'act', target: 3, actor: 'decider', verb: 'announce-refusal', pick: 1 },
  { kind: 'pass', hours: 24 * 8 },
  { kind: 'act', target: 3, actor: 'decider', verb: 'refuse', pick: 1 },
];

const openCases = async () => {
  const office = await openOffice();
  const employerId = await register(office);
  const samples = [
    engineer,
    scientist,
    cook,
    other(engineer, 'EXEMPLAR', 'U76543299'),
    other(scientist, 'ESEMPIO', 'U76543288'),
  ];
  const cases: string[] = [];
  for (const sample of samples) cases.push(await completeDraft(office, employerId, 'employer', sample));
  return { office, cases };
};

async function act(ground: Ground, command: Command, id: string): Promise<void> {
  const nothing = async () => '';
  if (command.kind === 'pass') await ground.advance(Math.min(command.hours, 24 * 8));
  else if (command.kind === 'delegation') await delegation(ground, command.verb);
  else if (command.kind === 'offered') {
    const found = await chosen(ground, id, command.pick);
    if (found) await attempt(ground, id, found, nothing);
  } else if (command.kind === 'act') await attempt(ground, id, command, nothing);
  await ground.settle();
}

/** Plays a history and finishes every case; nobody has counted anything by then. */
async function played(commands: readonly Command[]) {
  const { office, cases } = await openCases();
  const ground = groundOf(office);
  for (const command of [...surely, ...commands])
    await act(ground, command, cases['target' in command ? command.target : 0] ?? '');
  await delegation(ground, 'restore');
  for (const id of cases) await finish(ground, id);
  await office.follow();
  return office;
}

const happened = new Set<string>();

describe('whatever happens to the cases of a zone', () => {
  test('its summaries give what a count over every timeline gives', { timeout: 600_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(history(5, 40), async (commands) => {
        const office = await played(commands);
        try {
          const histories = historiesIn(await office.items());
          for (const { events } of histories) for (const { type } of events) happened.add(type);
          const months = new Set(
            histories.flatMap(({ events }) => events.map(({ at }) => office.rules.dayOf(at).slice(0, 7))),
          );
          for (const month of months) {
            const kept = await readMonth(office.table, month, true);
            const figures = bulletinFigures(
              { submitted: kept.SUBMITTED, closed: kept.CLOSED, reopened: kept.REOPENED, inquiries: [] },
              { smallestCell: 1, method: 'nearest-rank', concernsEmployer: (id) => id.startsWith('employer-') },
            );
            const expected = countedByHand(histories, month, office.rules);
            expect({
              submitted: figures.submitted.total,
              concluded: figures.concluded.total,
              endings: figures.endings,
              again: figures.again.total,
              kept: figures.promise.kept,
              returns: figures.returns.total,
            }).toEqual({
              submitted: expected.submitted,
              concluded: expected.concluded,
              endings: expected.endings,
              again: expected.again,
              kept: expected.kept,
              returns: expected.returns,
            });
            const decided = kept.CLOSED.filter(
              ({ again, ending }) => !again && ending !== 'withdrawn' && ending !== 'lapsed',
            );
            for (const stage of ['preliminary-review', 'review', 'conclusion'] as const) {
              const times = decided.map((one) => timeIn(one, stage) ?? { minutes: 0, days: 0 });
              const ascending = (a: number, b: number) => a - b;
              expect([stage, times.map(({ days }) => days).sort(ascending)]).toEqual([
                stage,
                expected.days(stage).sort(ascending),
              ]);
              expect([stage, times.map(({ minutes }) => minutes).sort(ascending)]).toEqual([
                stage,
                expected.minutes(stage).sort(ascending),
              ]);
            }
          }
        } finally {
          await office.close();
        }
      }),
      { numRuns: runs, seed, endOnFailure: true },
    );
  });

  test('the histories had what makes counting hard', () => {
    const hard = ['returned', 'paused', 'refusal-announced', 'withdrawn', 'reopened', 'referred', 'restored'];
    expect(hard.filter((type) => !happened.has(type))).toEqual([]);
  });

  test('events that come twice, or in any order, give the same summaries', { timeout: 120_000 }, async () => {
    const [commands = []] = fc.sample(history(5, 40), { numRuns: 1, seed });
    const office = await played(commands);
    const items = await office.items();
    await office.close();
    const expected = summariesIn(items);
    expect(expected.length).toBeGreaterThan(5);
    const truth = items.filter(({ pk }) => pk.startsWith('APPLICATION#'));
    const events = truth.filter(({ sk }) => sk.startsWith('EVENT#'));
    const { rules, zone, log } = office;
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([...events, ...events], { minLength: events.length }), async (told) => {
        const records = await openRecords();
        for (const item of truth) await records.table.put(item);
        const take = summarise({ table: records.table, zone, office: officeTimeOf(rules), log: log.log });
        const missing = events.filter((event) => !told.includes(event));
        for (const event of [...told, ...missing] as Item[]) await take(event);
        expect(summariesIn(await records.items())).toEqual(expected);
        await records.close();
      }),
      { numRuns: 4, seed },
    );
  });
});
