import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EventType } from '../../shared/domain/application/events.ts';
import { closedStages } from '../../shared/domain/application/transitions.ts';
import { addDays } from '../../shared/domain/time.ts';
import { type Office, openOffice } from '../office/office.ts';
import { asks, begunOn, issuedPermit } from '../office/permits.ts';
import { completeDraft, engineer, graduate, register, scientist } from '../office/walk.ts';
import { attempt, type Command, chosen, delegation, history, meet } from './commands.ts';
import { finish } from './finish.ts';
import { type Ground, written } from './ground.ts';
import { problemsIn } from './invariants.ts';
import { unpacked } from './unpacked.ts';

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

/** The same histories every time; another seed plays others: `MODEL_SEED=7 MODEL_RUNS=200`. */
const seed = Number(process.env.MODEL_SEED ?? 20261122);
const runs = Number(process.env.MODEL_RUNS ?? 12);

const places = 1;

/** Somebody with a permit already, of just over a hundred days, so that it ends within a history. */
const holder: typeof engineer = {
  ...engineer,
  form: {
    ...engineer.form,
    applicant: {
      ...engineer.form.applicant,
      familyName: 'MUSTERFRAU',
      email: 'holder@applicant.example',
      passport: { ...engineer.form.applicant.passport, number: 'U76543210' },
    },
    post: { ...engineer.form.post, contractFrom: '2026-11-23', contractTo: '2027-03-15' },
  },
};

const secondGraduate: typeof graduate = {
  ...graduate,
  form: {
    ...graduate.form,
    applicant: {
      ...graduate.form.applicant,
      familyName: 'EXEMPLAR',
      email: 'second@applicant.example',
      passport: { ...graduate.form.applicant.passport, number: 'U76543211' },
    },
  },
};

/**
 * Seven drafts: three persons of three categories, the first of them once more, whom only one case may concern, a
 * second one who wants the only place of the quota, and two cases about one permit that cannot both have their way.
 */
async function openCases(): Promise<{ office: Office; cases: string[] }> {
  const office = await openOffice({
    zone: {
      quotas: [
        {
          group: 'quota-managed',
          label: { zh: '测试', en: 'test' },
          perYear: places,
          validFrom: '2023-11-01',
          source: 'made up for this test',
        },
      ],
    },
  });
  const employerId = await register(office);
  const permit = await issuedPermit(office, employerId, holder);
  const cases: string[] = [];
  for (const sample of [engineer, scientist, graduate, engineer, secondGraduate]) {
    cases.push(await completeDraft(office, employerId, 'employer', sample));
  }
  const following = { post: { contractFrom: addDays(permit.validTo, 1), contractTo: addDays(permit.validTo, 400) } };
  cases.push(await begunOn(office, 'extension', permit.number, { ...asks.extension, ...following }));
  cases.push(await begunOn(office, 'cancellation', permit.number, asks.cancellation));
  return { office, cases };
}

/** What a few dozen histories surely bring; without it the test would prove little. */
const often: readonly EventType[] = [
  'submitted',
  'supplemented',
  'accepted',
  'deemed-accepted',
  'returned',
  'reviewed',
  'paused',
  'resumed',
  'time-extended',
  'refusal-announced',
  'replied',
  'refused',
  'approved',
  'permit-issued',
  'completed',
  'withdrawn',
  'reopened',
  'referred',
  'restored',
  'escalated',
];
const happened = new Map<string, number>();

async function play(commands: readonly Command[]): Promise<string[]> {
  const { office, cases } = await openCases();
  const ground = groundOf(office);
  const broken = async () =>
    problemsIn(unpacked(await ground.items()), {
      rules: office.rules,
      now: new Date(ground.now()).toISOString(),
      size: places,
    });
  try {
    for (const [index, command] of commands.entries()) {
      const found = await tried(ground, command, cases['target' in command ? command.target : 0] ?? '');
      await ground.settle();
      found.push(...(await broken()));
      if (found.length > 0) return [`after step ${index + 1} (${JSON.stringify(command)})`, ...found];
    }
    // Whatever happened, every case can still be brought to its end.
    await delegation(ground, 'restore');
    for (const id of cases) {
      const stage = await finish(ground, id);
      if (!closedStages.includes(stage)) return [`${id} cannot be finished from ${stage}`];
    }
    for (const { pk, sk, type } of await ground.items()) {
      if (pk.startsWith('APPLICATION#') && sk.startsWith('EVENT#')) {
        happened.set(String(type), (happened.get(String(type)) ?? 0) + 1);
      }
    }
    return await broken();
  } finally {
    await office.close();
  }
}

async function tried(ground: Ground, command: Command, id: string): Promise<string[]> {
  switch (command.kind) {
    case 'pass':
      await ground.advance(command.hours);
      return [];
    case 'delegation':
      return delegation(ground, command.verb);
    case 'offered': {
      const act = await chosen(ground, id, command.pick);
      return act ? attempt(ground, id, act, () => written(ground)) : [];
    }
    case 'act':
      return attempt(ground, id, command, () => written(ground));
    case 'meet':
      return meet(ground, id, command);
  }
}

describe('whatever anybody tries, in whatever order', () => {
  test('the law of the case holds', { timeout: 600_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(history(7, 60), async (commands) => {
        expect(await play(commands)).toEqual([]);
      }),
      { numRuns: runs, seed, endOnFailure: true },
    );
  });

  test('the histories were not empty ones', () => {
    expect(often.filter((type) => !happened.has(type))).toEqual([]);
  });
});
