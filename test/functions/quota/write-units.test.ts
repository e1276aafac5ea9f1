import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Office, openOffice } from '../../office/office.ts';
import { evidenceOf, give, graduate, read, register, steps } from '../../office/walk.ts';
import { accept, places, reason, thisYear, waiting } from './graduates.ts';

/** The budget of one change of stage: its transaction, as on-demand DynamoDB bills it. */
const budget = 11;

const day = 86_400_000;
const refusal = (number: number) => ({
  code: `reason-${number}`,
  rule: 'Regulations on the entry and exit of foreigners, art. 41',
  text: { zh: '不符合配额人员的条件，所附证明无法核实。', en: 'The proof of the conditions could not be verified.' },
});
const deficiency = {
  path: 'document.contract',
  code: 'unreadable',
  text: { zh: '合同扫描件模糊，请重新上传。', en: 'The scan of the contract is blurred; upload it again.' },
};

let office: Office;
let employerId: string;
beforeEach(async () => {
  office = await openOffice({ zone: places(2) });
  employerId = await register(office);
  // The first acceptance of a year also writes down the zone's figure.
  const first = await waiting(office, employerId);
  await accept(office, first);
});
afterEach(() => office.close());

const post =
  (who: 'employer' | 'front' | 'back' | 'decider', id: string, action: string, body?: object) => async () => {
    const answer = await office.ask(who, `POST /api/applications/${id}/${action}`, body ? { body } : {});
    expect([answer.status, answer.body.problems]).toEqual([200, undefined]);
  };
const accepted = async (sample = graduate) => {
  const id = await waiting(office, employerId, sample);
  await steps.accept(office, id);
  return id;
};

/** Category B as entered, and C once the salary is corrected. */
const claimed: typeof graduate = {
  ...graduate,
  form: { ...graduate.form, facts: { ...graduate.form.facts, annualSalary: 450_000 } },
};

describe(`a change that moves a place costs at most ${budget} write units`, () => {
  const measured: [string, () => Promise<() => Promise<unknown>>][] = [
    [
      'accept',
      async () => post('front', await waiting(office, employerId), 'preliminary-review', { decision: 'accept' }),
    ],
    ['withdraw', async () => post('employer', await accepted(), 'withdraw')],
    [
      'review that takes a place',
      async () => {
        const id = await accepted(claimed);
        await give(office, id, ['kind-of-c-proof']);
        const corrections = [{ item: 'annualSalary', value: 10_000, reason: '合同约定年薪一万元' }];
        const evidence = evidenceOf(await read(office, 'back', id));
        return post('back', id, 'review', { recommendation: 'approve', corrections, evidence });
      },
    ],
    [
      'refuse with 3 reasons',
      async () => {
        const id = await accepted();
        await steps.review(office, id);
        const reasons = [1, 2, 3].map(refusal);
        await post('decider', id, 'conclude', { decision: 'announce-refusal', reasons })();
        office.clock.advance(20 * day);
        await office.sweep();
        return post('decider', id, 'conclude', { decision: 'refuse', reasons });
      },
    ],
    [
      'lapse',
      async () => {
        const id = await accepted();
        await post('back', id, 'review', { recommendation: 'return', deficiencies: [deficiency] })();
        office.clock.advance(60 * day);
        return office.sweep;
      },
    ],
    [
      'approve what the law accepted without a place',
      async () => {
        const late = await waiting(office, employerId);
        const other = await accepted();
        office.clock.advance(20 * day);
        await office.sweep();
        await steps.review(office, late);
        await post('employer', other, 'withdraw')();
        return post('decider', late, 'conclude', { decision: 'approve' });
      },
    ],
    [
      'deemed acceptance',
      async () => {
        await waiting(office, employerId);
        office.clock.advance(20 * day);
        return office.sweep;
      },
    ],
    [
      'issue',
      async () => {
        const id = await accepted();
        await steps.review(office, id);
        await steps.conclude(office, id);
        return () => office.machine.settle();
      },
    ],
  ];

  test.each(measured)('%s', async (name, prepare) => {
    const work = await prepare();
    const { transaction, all } = await office.cost(work);
    console.log(`${name}: ${transaction} in the transaction, ${all} with everything around it`);
    expect(transaction).toBeGreaterThan(0);
    expect(transaction).toBeLessThanOrEqual(budget);
  });
});

test('deciding about a size costs 4 write units, and 2 for each place that is closed or opened', async () => {
  const decide = (size: number) => () =>
    office
      .ask('supervisor', `PUT ${thisYear}`, { body: { size, reason } })
      .then(({ status }) => expect(status).toBe(200));
  expect((await office.cost(decide(40))).all).toBe(4);
  expect((await office.cost(decide(30))).all).toBe(4 + 2 * 10);
  expect((await office.cost(decide(35))).all).toBe(4 + 2 * 5);
});
