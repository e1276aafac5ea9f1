import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Office, openOffice } from '../office/office.ts';
import {
  completeDraft,
  engineer,
  evidenceOf,
  read,
  register,
  scientist,
  steps,
  submitted,
  waitingIn,
} from '../office/walk.ts';

/** The budget of one change of stage: its transaction, as on-demand DynamoDB bills it. */
const budget = 11;

const reason = (number: number) => ({
  code: `reason-${number}`,
  rule: 'Regulations on the entry and exit of foreigners, art. 41',
  text: {
    zh: '所提供的工作资历证明无法核实，且与申请岗位的要求不符。',
    en: 'The proof of experience could not be verified.',
  },
});
const deficiency = (number: number) => ({
  path: `document.kind-${number}`,
  code: 'unreadable',
  text: { zh: '扫描件模糊，看不清签名和日期，请重新扫描后上传。', en: 'The scan is blurred; scan it again.' },
});

/** Claims every row of the table that gives points, so that the reviewer has to confirm nine of them. */
const nineRows: typeof scientist = {
  ...scientist,
  form: {
    ...scientist.form,
    facts: {
      annualSalary: 450_000,
      education: 'doctor',
      workYears: 17,
      monthsPerYear: 12,
      hsk: 5,
      workLocation: 'special-area',
      distinctions: ['fortune-500', 'patent'],
      localBonus: 10,
    },
  },
};

let office: Office;
let employerId: string;
beforeEach(async () => {
  office = await openOffice();
  employerId = await register(office);
});
afterEach(() => office.close());

const post =
  (who: 'employer' | 'front' | 'back' | 'decider', id: string, action: string, body?: object) => async () => {
    const answer = await office.ask(who, `POST /api/applications/${id}/${action}`, body ? { body } : {});
    expect(answer.status).toBe(200);
  };

describe(`every change of an application costs at most ${budget} write units`, () => {
  const measured: [string, () => Promise<() => Promise<unknown>>][] = [
    ['submit', async () => post('employer', await completeDraft(office, employerId), 'submit')],
    ['recall', async () => post('employer', await submitted(office, employerId), 'recall')],
    ['withdraw', async () => post('employer', await submitted(office, employerId), 'withdraw')],
    ['claim', async () => post('front', await submitted(office, employerId), 'claim')],
    [
      'release',
      async () => {
        const id = await submitted(office, employerId);
        await post('front', id, 'claim')();
        return post('front', id, 'release');
      },
    ],
    [
      'accept',
      async () => post('front', await submitted(office, employerId), 'preliminary-review', { decision: 'accept' }),
    ],
    [
      'return with 5 deficiencies',
      async () =>
        post('front', await submitted(office, employerId), 'preliminary-review', {
          decision: 'return',
          deficiencies: [1, 2, 3, 4, 5].map(deficiency),
        }),
    ],
    [
      'refuse to accept',
      async () =>
        post('front', await submitted(office, employerId), 'preliminary-review', {
          decision: 'refuse-acceptance',
          reasons: [reason(1)],
        }),
    ],
    [
      'review with 9 pieces of evidence',
      async () => {
        const id = await waitingIn(office, 'review', employerId, nineRows);
        const evidence = evidenceOf(await read(office, 'back', id));
        expect(evidence.length).toBeGreaterThanOrEqual(9);
        return post('back', id, 'review', { recommendation: 'approve', evidence });
      },
    ],
    [
      'approve',
      async () =>
        post('decider', await waitingIn(office, 'conclusion', employerId), 'conclude', { decision: 'approve' }),
    ],
    [
      'refuse with 3 reasons',
      async () =>
        post('decider', await waitingIn(office, 'conclusion', employerId), 'conclude', {
          decision: 'refuse',
          reasons: [1, 2, 3].map(reason),
        }),
    ],
    [
      'issue',
      async () => {
        const id = await waitingIn(office, 'conclusion', employerId);
        await steps.conclude(office, id);
        return () => office.machine.settle();
      },
    ],
    [
      'lapse',
      async () => {
        const id = await submitted(office, employerId);
        await post('front', id, 'preliminary-review', { decision: 'return', deficiencies: [deficiency(1)] })();
        office.clock.advance(40 * 86_400_000);
        return office.sweep;
      },
    ],
    [
      'escalate',
      async () => {
        await submitted(office, employerId);
        office.clock.advance(5 * 86_400_000);
        return office.machine.timeOut;
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

describe('a change that also touches the register costs more, and still a fixed amount', () => {
  test('accepting somebody as a person who is known by another passport', async () => {
    const first = await submitted(office, employerId);
    const { possiblySamePerson: nobody } = await read(office, 'front', first);
    expect(nobody).toBeUndefined();
    const body = { ...engineer.employer, unifiedSocialCreditCode: '91110302GREENPA270' };
    const otherId = (await office.ask('otherEmployer', 'POST /api/employers', { body })).body.id;
    const applicant = {
      ...engineer.form.applicant,
      passport: { ...engineer.form.applicant.passport, number: 'U77777777' },
    };
    const second = await submitted(office, otherId, 'otherEmployer', {
      ...engineer,
      form: { ...engineer.form, applicant },
    });
    const [known] = (await read(office, 'front', second)).possiblySamePerson;
    const accept = post('front', second, 'preliminary-review', { decision: 'accept', person: known.personId });
    const { transaction, all } = await office.cost(accept);
    console.log(`accept as a known person: ${transaction} in the transaction, ${all} with everything around it`);
    expect(transaction).toBeLessThanOrEqual(22);
  });

  test('issuing the next period of a permit, which supersedes the one before', async () => {
    await waitingIn(office, 'issued', employerId);
    office.clock.advance(3_600_000);
    const second = await waitingIn(office, 'conclusion', employerId);
    await steps.conclude(office, second);
    const { transaction, all } = await office.cost(office.machine.settle);
    console.log(`issue the next period: ${transaction} in the transaction, ${all} with everything around it`);
    expect(transaction).toBeLessThanOrEqual(17);
  });
});
