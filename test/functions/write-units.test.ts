import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readHead } from '../../shared/records/application.ts';
import { letTimeAct } from '../../shared/workflow/time-acts.ts';
import { restore, staffRole, suspend } from '../office/leading.ts';
import { type Office, openOffice } from '../office/office.ts';
import { people } from '../office/people.ts';
import { approved, asks, begunOn, issuedPermit, moveTo } from '../office/permits.ts';
import {
  completeDraft,
  declare,
  engineer,
  evidenceOf,
  giveMissing,
  graduate,
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
const papers = ['contract', 'medical', 'photo', 'passport'];
const deficiency = (number: number) => ({
  path: `document.${papers[number % papers.length]}`,
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
  (who: 'employer' | 'front' | 'back' | 'decider' | 'supervisor', id: string, action: string, body?: object) =>
  async () => {
    const answer = await office.ask(who, `POST /api/applications/${id}/${action}`, body ? { body } : {});
    expect(answer.status).toBe(200);
  };

/** An application whose refusal was announced, for three reasons. */
async function announced(): Promise<string> {
  const id = await waitingIn(office, 'conclusion', employerId);
  await steps.announce(office, id, [1, 2, 3].map(reason));
  return id;
}

/** An application that was returned in review and changed in ten fields. */
async function mended(): Promise<string> {
  const id = await waitingIn(office, 'review', employerId, nineRows);
  await post('back', id, 'review', { recommendation: 'return', deficiencies: [deficiency(1)] })();
  const body = {
    post: { title: '首席光学工程师', workplace: '北京经济技术开发区荣华南路2号院', duties: '光学系统设计与检测' },
    facts: { annualSalary: 460_000, workYears: 18, monthsPerYear: 11, hsk: 6, localBonus: 9, distinctions: ['patent'] },
    applicant: { language: 'zh' },
  };
  const saved = await office.ask('employer', `PATCH /api/applications/${id}`, { body });
  expect(saved.status).toBe(200);
  await giveMissing(office, id);
  return id;
}

/** An application on a permit that was approved on a day, and nothing brought about yet. */
async function approvedOn(procedure: string, more: object, day: string): Promise<string> {
  const { number } = await issuedPermit(office, employerId);
  moveTo(office, day);
  return approved(office, await begunOn(office, procedure, number, more));
}
const effect =
  (procedure: string, more: object, day = '2027-01-11') =>
  async () => {
    const id = await approvedOn(procedure, more, day);
    return () => office.issue({ applicationId: id });
  };
const approvedForEmployer = async (procedure: string, id: string, more: object) => {
  const begun = await office.ask('employer', 'POST /api/applications', {
    body: { procedure, employerId: id, ...more },
  });
  await giveMissing(office, begun.body.id);
  await approved(office, begun.body.id);
  return () => office.issue({ applicationId: begun.body.id });
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
      'announce a refusal with 3 reasons',
      async () =>
        post('decider', await waitingIn(office, 'conclusion', employerId), 'conclude', {
          decision: 'announce-refusal',
          reasons: [1, 2, 3].map(reason),
        }),
    ],
    [
      'reply with 600 characters',
      async () => post('employer', await announced(), 'reply', { text: '所附证明可以核实。'.repeat(67) }),
    ],
    [
      'end of the time to reply',
      async () => {
        await announced();
        office.clock.advance(10 * 86_400_000);
        return office.machine.timeOut;
      },
    ],
    [
      'refuse with 3 reasons',
      async () => {
        const id = await announced();
        await steps.reply(office, id);
        return post('decider', id, 'conclude', { decision: 'refuse', reasons: [1, 2, 3].map(reason) });
      },
    ],
    [
      'pause',
      async () => {
        const announcement = reason(1).text;
        const id = await waitingIn(office, 'review', employerId);
        return post('back', id, 'pause', { kind: 'expert-review', announcement, until: '2026-12-31' });
      },
    ],
    [
      'resume',
      async () => {
        const announcement = reason(1).text;
        const id = await waitingIn(office, 'review', employerId);
        await post('back', id, 'pause', { kind: 'expert-review', announcement, until: '2026-12-31' })();
        return post('back', id, 'resume');
      },
    ],
    [
      'extend the time',
      async () => {
        const id = await waitingIn(office, 'review', employerId);
        return post('supervisor', id, 'extend-time', { workingDays: 10, reason: reason(1).text });
      },
    ],
    [
      'return in review',
      async () =>
        post('back', await waitingIn(office, 'review', employerId), 'review', {
          recommendation: 'return',
          deficiencies: [1, 2, 3, 4, 5].map(deficiency),
        }),
    ],
    [
      'supplement with 3 changes',
      async () => {
        const id = await waitingIn(office, 'review', employerId);
        await post('back', id, 'review', { recommendation: 'return', deficiencies: [deficiency(1)] })();
        const named = { title: '首席光学工程师', duties: '光学系统设计与检测', workplace: '北京样例路2号' };
        const body = { post: named };
        await office.ask('employer', `PATCH /api/applications/${id}`, { body });
        return post('employer', id, 'submit');
      },
    ],
    [
      'reopen what was refused',
      async () => {
        const id = await announced();
        await steps.reply(office, id);
        await post('decider', id, 'conclude', { decision: 'refuse', reasons: [reason(1)] })();
        return post('supervisor', id, 'reopen', { basis: 'judgment', reason: reason(1).text });
      },
    ],
    [
      'deemed acceptance',
      async () => {
        await submitted(office, employerId);
        office.clock.set('2026-11-24T16:00:00.000Z');
        await office.machine.timeOut();
        office.clock.set('2026-11-30T16:00:00.000Z');
        return office.machine.timeOut;
      },
    ],
    [
      'deemed renewal',
      async () => {
        const permit = await issuedPermit(office, employerId);
        moveTo(office, '2028-11-20');
        const id = await begunOn(office, 'extension', permit.number, asks.extension);
        await steps.submit(office, id);
        await steps.accept(office, id);
        await office.machine.timeOut();
        moveTo(office, '2028-11-30');
        await office.machine.timeOut();
        office.clock.set('2028-12-22T16:00:00.000Z');
        const head = await readHead(office.table, id);
        const { table, clock, rules } = office;
        return async () => head && letTimeAct({ table, clock, rules, log: office.log.log }, head);
      },
    ],
    [
      'issue',
      async () => {
        const id = await waitingIn(office, 'conclusion', employerId);
        await steps.conclude(office, id);
        return () => office.machine.settle();
      },
    ],
    ['extend', effect('extension', asks.extension, '2028-10-16')],
    ['change the post', effect('change', asks.newPost)],
    ['reissue', effect('reissue', asks.reissue)],
    ['cancel', effect('cancellation', asks.cancellation)],
    [
      'submit an extension',
      async () => {
        const { number } = await issuedPermit(office, employerId);
        moveTo(office, '2028-10-16');
        return post('employer', await begunOn(office, 'extension', number, asks.extension), 'submit');
      },
    ],
    [
      'register an employer',
      async () =>
        approvedForEmployer('employer-registration', await declare(office, 'employer', scientist), {
          answers: { sectorLicence: 'no' },
        }),
    ],
    [
      'change what is registered of an employer',
      async () =>
        approvedForEmployer('employer-change', employerId, {
          answers: { what: ['address'] },
          employer: { address: '荣华中路9号（虚构）' },
        }),
    ],
    [
      'send back to review',
      async () => {
        const id = await waitingIn(office, 'conclusion', employerId);
        return () =>
          office.ask('supervisor', `POST /api/applications/${id}/review-again`, { body: { reason: 'Look again.' } });
      },
    ],
    [
      'go to the delegating authority',
      async () => {
        await waitingIn(office, 'conclusion', employerId);
        await suspend(office);
        return office.sweep;
      },
    ],
    [
      'come back from the delegating authority',
      async () => {
        await waitingIn(office, 'conclusion', employerId);
        await suspend(office);
        await office.sweep();
        office.clock.advance(5 * 86_400_000);
        await restore(office);
        return office.sweep;
      },
    ],
    ['suspend the delegation', async () => () => suspend(office)],
    ['end a role', async () => () => staffRole(office, 'front-li', 'end', 'front-officer')],
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

describe('a change that also touches the register, or has much to keep, costs more and still a fixed amount', () => {
  test('a submission with nine rows, by somebody whom the identity provider calls by 36 characters', async () => {
    const somebody = { ...people.employer, subject: 'f47ac10b-58cc-4372-a567-0e02b2c3d479' };
    const id = await completeDraft(office, await register(office, somebody, graduate), somebody, nineRows);
    const { transaction } = await office.cost(() => office.ask(somebody, `POST /api/applications/${id}/submit`));
    expect(transaction).toBeLessThanOrEqual(13);
  });

  test('a supplement with nine rows and ten changes', async () => {
    const { transaction } = await office.cost(post('employer', await mended(), 'submit'));
    console.log(`supplement with 9 rows and 10 changes: ${transaction} in the transaction`);
    expect(transaction).toBeLessThanOrEqual(12);
  });

  test('accepting somebody as a person who is known by another passport', async () => {
    const first = await submitted(office, employerId);
    const { possiblySamePerson: nobody } = await read(office, 'front', first);
    expect(nobody).toBeUndefined();
    const otherId = await register(office, 'otherEmployer', scientist);
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
    expect(transaction).toBeLessThanOrEqual(23);
  });

  test('a change of name, after which the register finds the person by both', async () => {
    const id = await approvedOn('change', asks.newName, '2027-01-11');
    const { transaction, all } = await office.cost(() => office.issue({ applicationId: id }));
    console.log(`change of name: ${transaction} in the transaction, ${all} with everything around it`);
    expect(transaction).toBeLessThanOrEqual(16);
  });

  test('an extension of a permit that was suspended on the way', async () => {
    const id = await approvedOn('extension', asks.extension, '2028-10-16');
    const { permit } = await read(office, 'supervisor', id);
    await office.ask('supervisor', `POST /api/permits/${permit}/suspend`, { body: { reason: reason(1).text } });
    const { transaction, all } = await office.cost(() => office.issue({ applicationId: id }));
    console.log(`extend a suspended permit: ${transaction} in the transaction, ${all} with everything around it`);
    expect(transaction).toBeLessThanOrEqual(13);
  });
});
