import { expect, test } from 'vitest';
import { openKeySet } from '../../../functions/verification/key-set.ts';
import { fakeClock } from '../../../shared/clock.ts';
import type { PublicJwk } from '../../../shared/credential/keys.ts';

const key = (kid: string): PublicJwk => ({ kid, kty: 'EC', crv: 'P-256', x: '', y: '', alg: 'ES256', use: 'sig' });

function setting(answers: (() => Promise<ReturnType<typeof key>[]>)[]) {
  const clock = fakeClock('2026-11-22T02:00:00.000Z');
  let reads = 0;
  const set = openKeySet(async () => {
    const answer = answers[Math.min(reads, answers.length - 1)];
    reads += 1;
    return { keys: answer ? await answer() : [], withdrawn: [] };
  }, clock);
  const lists = { keys: async () => (await set.keys()).keys, readAgain: async () => (await set.readAgain())?.keys };
  return { clock, set: lists, reads: () => reads };
}

test('keys are read once and kept for five minutes', async () => {
  const { clock, set, reads } = setting([async () => [key('a')], async () => [key('a'), key('b')]]);
  expect(await set.keys()).toHaveLength(1);
  clock.advance(299_999);
  expect(await set.keys()).toHaveLength(1);
  expect(reads()).toBe(1);
  clock.advance(1);
  expect(await set.keys()).toHaveLength(2);
  expect(reads()).toBe(2);
});

test('requests at the same time share one reading', async () => {
  const { set, reads } = setting([async () => [key('a')]]);
  await Promise.all([set.keys(), set.keys(), set.keys()]);
  expect(reads()).toBe(1);
});

test('known keys go on counting while the table cannot be read', async () => {
  const { clock, set } = setting([
    async () => [key('a')],
    async () => {
      throw new Error('the table does not answer');
    },
  ]);
  await set.keys();
  clock.advance(600_000);
  expect(await set.keys()).toEqual([key('a')]);
});

test('without any key a failed reading is a failure, and the next request tries again', async () => {
  const { set, reads } = setting([
    async () => {
      throw new Error('the table does not answer');
    },
    async () => [key('a')],
  ]);
  await expect(set.keys()).rejects.toThrow('does not answer');
  expect(await set.keys()).toEqual([key('a')]);
  expect(reads()).toBe(2);
});

test('a clock that was set back does not keep old keys for ever', async () => {
  const { clock, set, reads } = setting([async () => [key('a')]]);
  await set.keys();
  clock.advance(-3_600_000);
  await set.keys();
  expect(reads()).toBe(2);
});
