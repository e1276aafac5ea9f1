import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Office, openOffice } from '../../office/office.ts';
import { filedIn, move, openProvince } from '../../office/province.ts';
import { completeDraft, evidenceOf, read, register } from '../../office/walk.ts';

let [province, plain]: Office[] = [];
beforeEach(async () => {
  [province, plain] = [await openProvince(), await openOffice()];
});
afterEach(async () => {
  await Promise.all([province?.close(), plain?.close()]);
});

type Step = (office: Office, id: string) => Promise<{ status: number }>;

const post =
  (who: 'front' | 'back' | 'decider', action: string, body?: object): Step =>
  (office, id) =>
    office.ask(who, `POST /api/applications/${id}/${action}`, body ? { body } : {});

const review: Step = async (office, id) => {
  const evidence = evidenceOf(await read(office, 'back', id));
  return office.ask('back', `POST /api/applications/${id}/review`, { body: { recommendation: 'approve', evidence } });
};

const course: [string, Step][] = [
  ['submit', (office, id) => office.ask('employer', `POST /api/applications/${id}/submit`)],
  ['claim', post('front', 'claim')],
  ['release', post('front', 'release')],
  ['accept', post('front', 'preliminary-review', { decision: 'accept' })],
  ['review', review],
  ['approve', post('decider', 'conclude', { decision: 'approve' })],
];

/** What each step of a plain case writes in its transaction. */
async function measured(office: Office): Promise<Record<string, number>> {
  const id = await completeDraft(office, await register(office));
  const found: Record<string, number> = {};
  for (const [name, step] of course) {
    const { transaction } = await office.cost(async () => {
      const answer = await step(office, id);
      expect([name, answer.status]).toEqual([name, 200]);
    });
    found[name] = transaction;
    await office.machine.settle();
  }
  return found;
}

describe('service windows in write units', () => {
  test('cost no step of a case anything', async () => {
    if (!province || !plain) throw new Error('no office');
    const [at, without] = [await measured(province), await measured(plain)];
    console.log('with windows', at, 'without', without);
    expect(at).toEqual(without);
  }, 60_000);

  test('a move costs at most eleven, with the longest reason', async () => {
    if (!province) throw new Error('no office');
    const { id } = await filedIn(province, '110303');
    const office = province;
    const short = await office.cost(() => move(office, 'supervisor', id, 1));
    const long = { zh: `${'因'.repeat(199)}。`, en: `${'w'.repeat(199)}.` };
    const whole = await office.cost(() => move(office, 'supervisor', id, 3, { reason: long }));
    expect((await read(office, 'supervisor', id)).serviceWindow.number).toBe(3);
    console.log(`move: ${short.transaction}, with a reason of 200 characters in both languages ${whole.transaction}`);
    expect(short.transaction).toBeLessThanOrEqual(8);
    expect(whole.transaction).toBeLessThanOrEqual(11);
  }, 60_000);
});
