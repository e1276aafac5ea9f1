import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { changeApplication, readEvents, readHead } from '../../../shared/records/application.ts';
import { keys } from '../../../shared/records/keys.ts';
import type { Permit } from '../../../shared/records/permit.ts';
import { actDue, letTimeAct } from '../../../shared/workflow/time-acts.ts';
import { type Answer, type Office, openOffice, type Who } from '../../office/office.ts';
import { people } from '../../office/people.ts';
import { asks, begunOn, issuedPermit, moveTo, permitOf } from '../../office/permits.ts';
import { engineer, evidenceOf, read, register, steps, submitted } from '../../office/walk.ts';

let office: Office;
let employerId: string;
beforeEach(async () => {
  office = await openOffice();
  employerId = await register(office);
});
afterEach(() => office.close());

const text = { zh: '不清楚', en: 'Not clear' };
const reason = { code: 'experience-unproven', rule: '行政许可法 第三十八条', text };
const act = (who: Who, id: string, action: string, body?: object) =>
  office.ask(who, `POST /api/applications/${id}/${action}`, body ? { body } : {});
const codeOf = (answer: Answer) => [answer.status, answer.body.type?.replace('urn:greenpath:problem:', '')];
const typesOf = async (id: string) => (await readEvents(office.table, id)).map(({ type }) => type);
const eventOf = async (id: string, type: string) =>
  (await readEvents(office.table, id)).find((event) => event.type === type);
const headOf = async (id: string) => {
  const head = await readHead(office.table, id);
  if (!head) throw new Error('no such application');
  return head;
};
/** Ends every wait until nothing is due any more, as the state machine would by itself. */
const timeGoesOnTo = async (instant: string) => {
  office.clock.set(instant);
  await office.machine.timeOut();
};
/** Something else happens to the head between the look of a function and its write. */
const meanwhile = (id: string, name: string, value: unknown) => {
  let done = false;
  office.hooks.before = async (operation) => {
    if (operation !== 'TransactWriteItems' || done) return;
    done = true;
    await office.table.update({
      Key: keys.application(id),
      UpdateExpression: 'SET #name = :value',
      ExpressionAttributeNames: { '#name': name },
      ExpressionAttributeValues: { ':value': value },
    });
  };
};

describe('what time alone brings about', () => {
  const now = Date.parse('2026-12-01T00:00:00.000Z');
  const past = '2026-11-30T15:59:59.999Z';
  const future = '2026-12-31T15:59:59.999Z';

  test.each([
    ['nothing while nothing is due', { stage: 'review', dueAt: future, deemsAt: future }, undefined],
    ['acceptance after five working days of silence', { stage: 'preliminary-review', deemsAt: past }, 'deem-accepted'],
    [
      'a grant when the permit has ended',
      { stage: 'conclusion', deemsAt: past, permitTo: '2026-11-30' },
      'deem-granted',
    ],
    [
      'a grant rather than an acceptance where both are due',
      { stage: 'preliminary-review', deemsAt: past, permitTo: '2026-11-30' },
      'deem-granted',
    ],
    [
      'acceptance of an extension whose permit still runs',
      { stage: 'preliminary-review', deemsAt: past, permitTo: '2026-12-31' },
      'deem-accepted',
    ],
    ['the end of a reply period', { stage: 'refusal-announced', dueAt: past }, 'end-reply'],
    [
      'a grant rather than the end of a reply period',
      { stage: 'refusal-announced', dueAt: past, deemsAt: past, permitTo: '2026-11-30' },
      'deem-granted',
    ],
    ['lateness of what officers have', { stage: 'review', dueAt: past }, 'escalate'],
    ['nothing more for what is late already', { stage: 'review', dueAt: past, late: true }, undefined],
    ['nothing to a returned application, which lapses', { stage: 'returned', dueAt: past }, undefined],
    ['nothing to an approval, which is issued', { stage: 'approved', dueAt: past }, undefined],
  ] as const)('is %s', (_, head, expected) => {
    expect(actDue(head, now, 'Asia/Shanghai')).toBe(expected);
  });
});

describe('deemed acceptance: nobody has said a word in five working days (art. 32)', () => {
  /** Received on Monday, 23 November; the fifth working day after it is Monday, 30 November. */
  const lastSecond = '2026-11-30T15:59:59.000Z';
  const over = '2026-11-30T16:00:00.000Z';

  test('comes to the second, counts from receipt, and is told', async () => {
    const id = await submitted(office, employerId);
    expect(await read(office, 'employer', id)).toMatchObject({ deemsAt: '2026-11-30T15:59:59.999Z' });
    await timeGoesOnTo(lastSecond);
    expect((await headOf(id)).stage).toBe('preliminary-review');
    await timeGoesOnTo(over);
    const head = await headOf(id);
    expect(head).toMatchObject({ stage: 'review', acceptedAt: '2026-11-23T02:00:00.000Z', stageStartedAt: over });
    expect(head).not.toHaveProperty('deemsAt');
    expect(await eventOf(id, 'deemed-accepted')).toMatchObject({
      by: { party: 'system' },
      data: {
        law: 'Administrative Licensing Law art. 32',
        clock: { stage: 'review', base: '2026-11-23' },
        letter: expect.any(String),
      },
    });
    const { items } = (await office.ask('applicant', `GET /api/applications/${id}/timeline`)).body;
    expect(items.find(({ type }: { type: string }) => type === 'deemed-accepted').text.en).toContain(
      'from the day it was received',
    );
    // The time ran from receipt, so review is late at once.
    expect(await typesOf(id)).toEqual(['created', 'submitted', 'escalated', 'deemed-accepted', 'escalated']);
    expect(office.machine.waitingIn(`${id}-1`)).toBe('review');
    await steps.review(office, id);
    await steps.conclude(office, id);
    await office.machine.settle();
    expect((await headOf(id)).stage).toBe('issued');
  });

  test.each([
    ['accepting', { decision: 'accept' }],
    ['returning', { decision: 'return', deficiencies: [{ path: 'post.title', code: 'unclear', text }] }],
    ['refusing to accept', { decision: 'refuse-acceptance', reasons: [reason] }],
  ])('keeps an officer from %s afterwards, even before it is recorded', async (_, body) => {
    const id = await submitted(office, employerId);
    office.clock.set(over);
    const answer = await act('front', id, 'preliminary-review', body);
    expect([...codeOf(answer), answer.body.detail]).toEqual([409, 'conflict', expect.stringContaining('依法视为')]);
    expect(await typesOf(id)).toEqual(['created', 'submitted']);
    await office.machine.timeOut();
    expect((await headOf(id)).stage).toBe('review');
  });

  test('keeps the write of a decision out that was begun in time', async () => {
    const id = await submitted(office, employerId);
    meanwhile(id, 'deemsAt', '2026-11-22T15:59:59.999Z');
    const answer = await act('front', id, 'preliminary-review', { decision: 'accept' });
    office.hooks.before = undefined;
    expect([...codeOf(answer), answer.body.detail]).toEqual([409, 'conflict', expect.stringContaining('依法视为')]);
    expect((await headOf(id)).stage).toBe('preliminary-review');
  });

  test('and a party that takes it back at the same second: one of the two happens', async () => {
    const id = await submitted(office, employerId);
    office.clock.set(lastSecond);
    const recall = act('employer', id, 'recall');
    office.clock.set(over);
    const [answer] = await Promise.all([recall, office.machine.timeOut()]);
    const { stage } = await headOf(id);
    expect([answer.status, stage]).toEqual(stage === 'draft' ? [200, 'draft'] : [409, 'review']);
  });

  test('does not come while the parties have it, and begins anew with what they hand in', async () => {
    const id = await submitted(office, employerId);
    const body = { decision: 'return', deficiencies: [{ path: 'post.title', code: 'unclear', text }] };
    await act('front', id, 'preliminary-review', body);
    await office.machine.settle();
    office.clock.set('2026-12-01T02:00:00.000Z');
    await office.sweep();
    expect((await headOf(id)).stage).toBe('returned');
    await steps.submit(office, id);
    expect(await headOf(id)).toMatchObject({ deemsAt: '2026-12-08T15:59:59.999Z' });
  });

  test('is done by the sweeper when the execution is lost, and a new execution watches what follows', async () => {
    const id = await submitted(office, employerId);
    await timeGoesOnTo('2026-11-24T16:00:00.000Z');
    office.machine.lose(`${id}-1`);
    office.clock.set('2026-11-30T16:04:00.000Z');
    await office.sweep();
    expect((await headOf(id)).stage).toBe('preliminary-review');
    office.clock.set('2026-11-30T16:06:00.000Z');
    await Promise.all([office.sweep(), office.sweep()]);
    await office.machine.settle();
    expect((await typesOf(id)).filter((type) => type === 'deemed-accepted')).toHaveLength(1);
    expect(office.machine.waitingIn((await headOf(id)).execution ?? '')).toBe('review');
  });

  test('leaves it to the reviewer to say who the applicant is', async () => {
    const first = await submitted(office, employerId);
    const known = (await headOf(first)).personId;
    const other = await register(office, 'employer', {
      employer: { ...engineer.employer, unifiedSocialCreditCode: '91110302GREENPA270' },
    });
    const applicant = {
      ...engineer.form.applicant,
      passport: { ...engineer.form.applicant.passport, number: 'U77777777' },
    };
    const id = await submitted(office, other, 'employer', { ...engineer, form: { ...engineer.form, applicant } });
    await timeGoesOnTo(over);
    const seen = await read(office, 'back', id);
    expect(seen.possiblySamePerson).toMatchObject([{ personId: known }]);
    const body = { recommendation: 'approve', evidence: evidenceOf(seen) };
    const unanswered = await act('back', id, 'review', body);
    expect([unanswered.status, unanswered.body.problems[0]]).toMatchObject([400, { path: 'person', code: 'missing' }]);
    const answered = await act('back', id, 'review', { ...body, person: known });
    expect([answered.status, answered.body.stage]).toEqual([200, 'conclusion']);
    expect(await headOf(id)).toMatchObject({ personId: known });
    expect(answered.body).not.toHaveProperty('possiblySamePerson');
  });

  test('counted into a year without an official calendar is marked as provisional and logged', async () => {
    office.clock.set('2026-12-29T02:00:00.000Z');
    const id = await submitted(office, employerId);
    await timeGoesOnTo('2027-01-06T16:00:00.000Z');
    expect(await eventOf(id, 'deemed-accepted')).toMatchObject({ data: { provisional: true } });
    expect(office.log.codes()).toEqual(expect.arrayContaining(['calendar-unpublished', 'decided-by-law']));
  });
});

describe('deemed renewal: undecided when the permit ends, an extension is granted (art. 50)', () => {
  let before: Permit;
  let id: string;
  /** The permit's last day is 22 December 2028. */
  const lastSecond = '2028-12-22T15:59:59.000Z';
  const over = '2028-12-22T16:00:00.000Z';
  beforeEach(async () => {
    before = await issuedPermit(office, employerId);
    moveTo(office, '2028-11-20');
    id = await begunOn(office, 'extension', before.number, asks.extension);
    await steps.submit(office, id);
  });

  const reach = {
    'preliminary-review': async () => {},
    review: async () => {
      await steps.accept(office, id);
    },
    conclusion: async () => {
      await reach.review();
      await steps.review(office, id);
    },
    'refusal-announced': async () => {
      await reach.conclusion();
      moveTo(office, '2028-12-20');
      await steps.announce(office, id, [reason]);
    },
    'with-delegating-authority': async () => {
      await reach.review();
      const head = await headOf(id);
      const outcome = await changeApplication(office.table, office.clock, {
        head,
        transition: 'refer',
        event: { type: 'referred' },
        set: { referredFrom: 'review', dueAt: undefined },
        effect: { kind: 'wake-approval', applicationId: id },
        by: { party: 'system' },
      });
      expect(outcome.ok).toBe(true);
      await office.workflow.bring({ kind: 'wake-approval', applicationId: id });
      await office.machine.settle();
    },
  } as const;

  test('knows its instant from submission on', async () => {
    await reach.conclusion();
    expect(await headOf(id)).toMatchObject({
      permit: before.number,
      permitTo: '2028-12-22',
      deemsAt: '2028-12-22T15:59:59.999Z',
    });
    expect((await read(office, 'employer', id)).deemsAt).toBe('2028-12-22T15:59:59.999Z');
  });

  test.each(['review', 'conclusion', 'refusal-announced', 'with-delegating-authority'] as const)(
    'comes to the second from %s: as applied for, in the present category, and the permit is issued',
    async (stage) => {
      await reach[stage]();
      expect((await headOf(id)).stage).toBe(stage);
      await timeGoesOnTo(lastSecond);
      expect((await headOf(id)).stage).not.toBe('issued');
      await timeGoesOnTo(over);
      expect((await headOf(id)).stage).toBe('issued');
      expect(await eventOf(id, 'deemed-granted')).toMatchObject({
        at: over,
        by: { party: 'system' },
        data: {
          law: 'Administrative Licensing Law art. 50',
          category: 'B',
          validity: { from: '2028-12-23', to: '2029-12-22', binding: 'contract' },
          letter: expect.any(String),
        },
      });
      expect(await permitOf(office, before.number)).toMatchObject({
        period: 2,
        act: 'extended',
        category: 'B',
        validFrom: '2028-12-23',
        validTo: '2029-12-22',
        applicationId: id,
      });
      expect(await typesOf(id)).not.toContain('approved');
      const { items } = (await office.ask('applicant', `GET /api/applications/${id}/timeline`)).body;
      expect(items.find(({ type }: { type: string }) => type === 'deemed-granted').text.zh).toContain(
        '依法视为准予延续',
      );
    },
  );

  test('comes from preliminary review when the permit ends before the time to accept is over', async () => {
    await office.table.update({
      Key: keys.application(id),
      UpdateExpression: 'SET permitTo = :to, deemsAt = :at',
      ExpressionAttributeValues: { ':to': '2028-12-22', ':at': '2028-12-22T15:59:59.999Z' },
    });
    office.clock.set(over);
    const outcome = await letTimeAct(
      { table: office.table, clock: office.clock, rules: office.rules, log: office.log.log },
      await headOf(id),
    );
    expect(outcome?.ok && outcome.value.head.stage).toBe('approved');
  });

  test.each([
    ['approval', 'approve', undefined],
    ['refusal', 'refuse', [reason]],
  ])('keeps a decider from any %s afterwards, and the employer from withdrawing', async (_, decision, reasons) => {
    await reach.conclusion();
    office.clock.set(over);
    const decided = await act('decider', id, 'conclude', { decision, ...(reasons ? { reasons } : {}) });
    expect([...codeOf(decided), decided.body.detail]).toEqual([409, 'conflict', expect.stringContaining('依法视为')]);
    const withdrawn = await act('employer', id, 'withdraw');
    expect([...codeOf(withdrawn), withdrawn.body.detail]).toEqual([
      409,
      'conflict',
      expect.stringContaining('依法视为'),
    ]);
    await office.machine.timeOut();
    expect((await headOf(id)).stage).toBe('issued');
  });

  test('is not put off by a hearing', async () => {
    await reach.conclusion();
    moveTo(office, '2028-12-11');
    const announcement = { zh: '举行听证', en: 'There will be a hearing' };
    const paused = await act('decider', id, 'pause', { kind: 'hearing', announcement, until: '2029-01-31' });
    expect([paused.status, paused.body.deemsAt]).toEqual([200, '2028-12-22T15:59:59.999Z']);
    await timeGoesOnTo(over);
    expect((await headOf(id)).stage).toBe('issued');
  });

  test('does not come while the party has it, nor after it was handed in again too late', async () => {
    await reach.review();
    const body = { recommendation: 'return', deficiencies: [{ path: 'document.contract', code: 'unclear', text }] };
    moveTo(office, '2028-12-15');
    await act('back', id, 'review', body);
    await timeGoesOnTo('2028-12-23T02:00:00.000Z');
    await office.sweep();
    expect(await headOf(id)).toMatchObject({ stage: 'returned' });
    const again = await steps.submit(office, id);
    expect([again.stage, again.deemsAt]).toEqual(['review', undefined]);
    await timeGoesOnTo('2029-01-10T02:00:00.000Z');
    expect(await typesOf(id)).not.toContain('deemed-granted');
  });

  test('comes after it was handed in again in time', async () => {
    await reach.review();
    const body = { recommendation: 'return', deficiencies: [{ path: 'document.contract', code: 'unclear', text }] };
    await act('back', id, 'review', body);
    moveTo(office, '2028-12-15');
    expect((await steps.submit(office, id)).deemsAt).toBe('2028-12-22T15:59:59.999Z');
    await timeGoesOnTo(over);
    expect((await headOf(id)).stage).toBe('issued');
  });

  test('is done by the sweeper when the execution is lost', async () => {
    await reach.conclusion();
    await timeGoesOnTo('2028-12-01T02:00:00.000Z');
    office.machine.lose((await headOf(id)).execution ?? '');
    office.clock.set('2028-12-22T16:06:00.000Z');
    await office.sweep();
    await office.machine.settle();
    expect((await headOf(id)).stage).toBe('issued');
  });

  test('waits for a person where the permit is not what it was: marked late once, decided by officers', async () => {
    await reach.conclusion();
    const suspended = await office.ask('supervisor', `POST /api/permits/${before.number}/suspend`, {
      body: { reason: text },
    });
    expect(suspended.status).toBe(200);
    await timeGoesOnTo(over);
    const head = await headOf(id);
    expect(head).toMatchObject({ stage: 'conclusion', late: true });
    expect([head.deemsAt, head.permitTo]).toEqual([undefined, undefined]);
    expect((await eventOf(id, 'escalated'))?.type).toBe('escalated');
    expect(office.log.codes()).toContain('deemed-grant-blocked');
    await timeGoesOnTo('2028-12-24T02:00:00.000Z');
    expect((await typesOf(id)).filter((type) => type === 'deemed-granted')).toEqual([]);
    const claimed = await act(people.decider, id, 'claim');
    expect(claimed.status).toBe(200);
  });
});
