import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readEvents, readHead } from '../../../shared/records/application.ts';
import { keys } from '../../../shared/records/keys.ts';
import { type Answer, type Office, openOffice, type Who } from '../../office/office.ts';
import { people } from '../../office/people.ts';
import { read, register, steps, submitted, waitingIn } from '../../office/walk.ts';

let office: Office;
let employerId: string;
beforeEach(async () => {
  office = await openOffice();
  employerId = await register(office);
});
afterEach(() => office.close());

const day = 86_400_000;
const text = { zh: '资历存疑', en: 'The experience is in doubt' };
const reason = { code: 'experience-unproven', rule: '行政许可法 第三十八条', text };
const announcement = { zh: '需组织专家评审', en: 'Experts have to look at it' };
const act = async (who: Who, id: string, action: string, body?: object, headers: Record<string, string> = {}) => {
  const answer = await office.ask(who, `POST /api/applications/${id}/${action}`, {
    headers,
    ...(body ? { body } : {}),
  });
  await office.machine.settle();
  return answer;
};
const pause = (id: string, who: Who = 'back', more: object = {}) =>
  act(who, id, 'pause', { kind: 'expert-review', announcement, until: '2026-11-27', ...more });
const codeOf = (answer: Answer) => [answer.status, answer.body.type?.replace('urn:greenpath:problem:', '')];
const problemsOf = (answer: Answer) =>
  answer.body.problems?.map(({ path, code }: { path: string; code: string }) => [path, code]);
const lastEvent = async (id: string) => (await readEvents(office.table, id)).at(-1);
const headOf = async (id: string) => {
  const head = await readHead(office.table, id);
  if (!head) throw new Error('no such application');
  return head;
};

describe('the clock of an accepted application', () => {
  test('stands still for what was announced: parties are told, nothing is decided, nothing is late', async () => {
    const id = await waitingIn(office, 'review', employerId);
    const { status, body } = await pause(id);
    expect([status, body.clock.dueAt, body.clock.late]).toEqual([200, '2026-11-27T15:59:59.999Z', false]);
    expect(body.clock).not.toHaveProperty('promisedOn');
    const seen = await read(office, 'applicant', id);
    expect(seen.pause).toEqual({
      kind: 'expert-review',
      since: '2026-11-23T02:00:00.000Z',
      until: '2026-11-27',
      announcement,
    });
    const { items } = (await office.ask('applicant', `GET /api/applications/${id}/timeline`)).body;
    expect(items.at(-1)).toMatchObject({ type: 'paused', text: { zh: expect.stringContaining('专家评审') } });
    const [line] = (await office.ask('back', 'GET /api/queues/review')).body.items;
    expect(line).toMatchObject({ id, pause: { kind: 'expert-review', until: '2026-11-27' }, late: false });
    office.clock.set('2026-11-24T02:00:00.000Z');
    expect((await office.ask('supervisor', 'GET /api/queues/late')).body.items).toEqual([]);
    const refused = await act('back', id, 'review', { recommendation: 'refuse', reasons: [reason] });
    expect([...codeOf(refused), refused.body.current.stage]).toEqual([409, 'conflict', 'review']);
    expect(refused.body.detail).toContain('暂停计算');
  });

  test('and runs on afterwards with the working days in which it stood still', async () => {
    const id = await waitingIn(office, 'conclusion', employerId);
    await pause(id, 'decider', { until: '2026-12-31' });
    office.clock.set('2026-11-26T03:00:00.000Z');
    const { status, body } = await act('decider', id, 'resume', { note: '评审结束' });
    expect(status).toBe(200);
    expect(body).not.toHaveProperty('pause');
    expect(body.clock).toMatchObject({
      dueAt: '2026-12-01T15:59:59.999Z',
      promisedOn: '2026-12-01',
      ceilingOn: '2026-12-24',
    });
    expect(await headOf(id)).toMatchObject({ paused: 3 });
    expect(await lastEvent(id)).toMatchObject({ type: 'resumed', data: { stoodStill: 3, clock: { added: 3 } } });
    await pause(id, 'decider', { until: '2026-12-31' });
    office.clock.set('2026-11-27T03:00:00.000Z');
    expect((await act('supervisor', id, 'resume')).body.clock.dueAt).toBe('2026-12-02T15:59:59.999Z');
    await steps.conclude(office, id);
  });

  test('counts again after the last day that was announced, and the supervisor sees it is late', async () => {
    const id = await waitingIn(office, 'conclusion', employerId);
    await pause(id, 'decider', { until: '2026-11-24' });
    office.clock.set('2026-11-24T16:00:00.000Z');
    await office.machine.timeOut();
    expect(await lastEvent(id)).toMatchObject({ type: 'escalated' });
    expect((await office.ask('supervisor', 'GET /api/queues/late')).body.items).toMatchObject([
      { id, pause: { kind: 'expert-review' } },
    ]);
    office.clock.set('2026-12-10T02:00:00.000Z');
    expect((await act('supervisor', id, 'resume')).body.clock).toMatchObject({
      dueAt: '2026-11-27T15:59:59.999Z',
      late: true,
    });
  });

  test('wakes its execution when it is due earlier than that would look', async () => {
    const id = await waitingIn(office, 'conclusion', employerId);
    await pause(id, 'decider', { until: '2026-12-31' });
    await act('decider', id, 'resume');
    office.clock.set('2026-11-26T16:00:00.000Z');
    await office.machine.timeOut();
    expect(await lastEvent(id)).toMatchObject({ type: 'escalated' });
  });

  test('needs no waking when it is due later: whoever wakes up too early waits on', async () => {
    const id = await waitingIn(office, 'conclusion', employerId);
    const token = office.machine.token(`${id}-1`);
    await pause(id, 'decider', { until: '2026-12-31' });
    expect(office.machine.token(`${id}-1`)).toBe(token);
    office.clock.set('2026-11-26T16:00:00.000Z');
    await office.machine.timeOut();
    expect(await lastEvent(id)).toMatchObject({ type: 'paused' });
    office.clock.set('2026-12-31T16:00:00.000Z');
    await office.machine.timeOut();
    expect(await lastEvent(id)).toMatchObject({ type: 'escalated' });
  });

  test.each<[string, Who, object, unknown[]]>([
    ['by the front office', 'front', {}, [403, 'not-allowed']],
    ['by another stage', 'decider', {}, [403, 'not-allowed']],
    ['by a supervisor, who does not work the stage', 'supervisor', {}, [403, 'not-allowed']],
    ['until yesterday', 'back', { until: '2026-11-22' }, [400, 'invalid-request']],
    ['without saying how long it takes (art. 45)', 'back', { until: undefined }, [400, 'invalid-request']],
    ['for a reason of its own', 'back', { kind: 'applicant' }, [400, 'invalid-request']],
    ['announced in one language', 'back', { announcement: { zh: '评审' } }, [400, 'invalid-request']],
  ])('is not stopped %s', async (_, who, more, expected) => {
    const id = await waitingIn(office, 'review', employerId);
    expect(codeOf(await pause(id, who, more))).toEqual(expected);
    expect(await headOf(id)).not.toHaveProperty('pause');
  });

  test('does not stop before acceptance, twice, or for what another officer has claimed', async () => {
    const waiting = await submitted(office, employerId);
    expect(codeOf(await pause(waiting))).toEqual([409, 'conflict']);
    await steps.accept(office, waiting);
    await act('back', waiting, 'claim');
    expect(codeOf(await pause(waiting, { ...people.back, subject: 'back-other' }))).toEqual([409, 'conflict']);
    expect((await pause(waiting)).status).toBe(200);
    expect(codeOf(await pause(waiting))).toEqual([409, 'conflict']);
    expect(codeOf(await act({ ...people.back, subject: 'back-other' }, waiting, 'resume'))).toEqual([409, 'conflict']);
    expect((await act('back', waiting, 'resume')).status).toBe(200);
    expect(codeOf(await act('back', waiting, 'resume'))).toEqual([409, 'conflict']);
  });

  test('that is stopped while a decision is on its way keeps the decision from being written', async () => {
    const id = await waitingIn(office, 'conclusion', employerId);
    let stopped = false;
    office.hooks.before = async (operation) => {
      if (operation !== 'TransactWriteItems' || stopped) return;
      stopped = true;
      await office.table.update({
        Key: keys.application(id),
        UpdateExpression: 'SET pause = :pause',
        ExpressionAttributeValues: { ':pause': { since: '2026-11-23T02:00:00.000Z', kind: 'hearing' } },
      });
    };
    const answer = await act('decider', id, 'conclude', { decision: 'approve' });
    office.hooks.before = undefined;
    expect([...codeOf(answer), answer.body.detail]).toEqual([409, 'conflict', expect.stringContaining('暂停计算')]);
    expect((await headOf(id)).stage).toBe('conclusion');
  });
});

describe('more time for an accepted application', () => {
  const extend = (id: string, workingDays = 5, who: Who = 'supervisor') =>
    act(who, id, 'extend-time', { workingDays, reason: text });

  test('is given once, with its reason, and moves every date', async () => {
    const id = await waitingIn(office, 'review', employerId);
    const { status, body } = await extend(id);
    expect([status, body.extendedBy]).toEqual([200, 5]);
    expect(body.clock).toMatchObject({
      dueAt: '2026-11-30T15:59:59.999Z',
      promisedOn: '2026-12-03',
      ceilingOn: '2026-12-28',
    });
    expect(await lastEvent(id)).toMatchObject({
      type: 'time-extended',
      by: { subject: 'supervisor-zhou' },
      data: { workingDays: 5, reason: text, promisedOn: '2026-12-03', clock: { added: 5 } },
    });
    const { items } = (await office.ask('applicant', `GET /api/applications/${id}/timeline`)).body;
    expect(items.at(-1).text.en).toContain('Reason: The experience is in doubt.');
    const again = await extend(id, 1);
    expect([...codeOf(again), again.body.detail]).toEqual([409, 'conflict', expect.stringContaining('5')]);
    expect((await steps.review(office, id)).clock.dueAt).toBe('2026-12-03T15:59:59.999Z');
  });

  test('by two supervisors at once is given once', async () => {
    const id = await waitingIn(office, 'review', employerId);
    const answers = await Promise.all([extend(id, 5), extend(id, 10, { ...people.supervisor, subject: 'other' })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await readEvents(office.table, id)).filter(({ type }) => type === 'time-extended')).toHaveLength(1);
  });

  test('is no more than the zone allows, not before acceptance, and not for officers to give', async () => {
    const waiting = await submitted(office, employerId);
    expect(codeOf(await extend(waiting))).toEqual([409, 'conflict']);
    await steps.accept(office, waiting);
    const tooMuch = await extend(waiting, 11);
    expect([tooMuch.status, problemsOf(tooMuch)]).toEqual([400, [['workingDays', 'too-large']]]);
    expect(codeOf(await extend(waiting, 5, 'back'))).toEqual([403, 'not-allowed']);
  });

  test('given while the clock stands still is added to what comes after', async () => {
    const id = await waitingIn(office, 'conclusion', employerId);
    await pause(id, 'decider', { until: '2026-12-31' });
    expect((await extend(id)).body.clock.dueAt).toBe('2026-12-31T15:59:59.999Z');
    office.clock.set('2026-11-24T02:00:00.000Z');
    expect((await act('decider', id, 'resume')).body.clock.dueAt).toBe('2026-12-04T15:59:59.999Z');
  });

  test('stands still for no longer than the zone allows to be announced', async () => {
    const id = await waitingIn(office, 'review', employerId);
    const answer = await pause(id, 'back', { until: '9999-12-31' });
    expect([answer.status, problemsOf(answer)]).toEqual([400, [['until', 'too-long']]]);
    expect((await pause(id, 'back', { until: '2027-01-22' })).status).toBe(200);
  });

  test('that is counted into a year without an official calendar gives a provisional date and is logged', async () => {
    office.clock.set('2026-12-24T02:00:00.000Z');
    const id = await waitingIn(office, 'review', employerId);
    const { body } = await extend(id, 10);
    expect(body.clock).toMatchObject({ provisional: true, dueAt: '2027-01-08T15:59:59.999Z' });
    expect(office.log.codes()).toContain('calendar-unpublished');
    expect((await lastEvent(id))?.data.provisional).toBe(true);
  });
});

describe('a refusal', () => {
  const conclude = (id: string, decision: string, codes: string[], who: Who = 'decider') =>
    act(who, id, 'conclude', { decision, reasons: codes.map((code) => ({ ...reason, code })) });

  test('needs an announcement first', async () => {
    const id = await waitingIn(office, 'conclusion', employerId);
    const answer = await conclude(id, 'refuse', ['experience-unproven']);
    expect(codeOf(answer)).toEqual([422, 'not-announced']);
    expect((await headOf(id)).stage).toBe('conclusion');
  });

  test('that is announced tells its parties the reasons and the last day to reply, while the clock stands still', async () => {
    const id = await waitingIn(office, 'conclusion', employerId);
    expect((await conclude(id, 'announce-refusal', ['experience-unproven', 'post-unsuitable'])).status).toBe(200);
    const seen = await read(office, 'applicant', id);
    expect(seen).toMatchObject({
      stage: 'refusal-announced',
      intention: { reasons: [reason, { ...reason, code: 'post-unsuitable' }], at: '2026-11-23T02:00:00.000Z' },
      respondBy: { on: '2026-11-30', provisional: false },
      pause: { kind: 'applicant', until: '2026-11-30' },
    });
    expect([seen.clock, seen.refusal, seen.review]).toEqual([undefined, undefined, undefined]);
    expect(seen.next.map(({ action }: { action: string }) => action)).toEqual(['reply']);
    expect(office.machine.waitingIn(`${id}-1`)).toBe('refusal-announced');
    expect(codeOf(await conclude(id, 'refuse', ['experience-unproven']))).toEqual([409, 'conflict']);
  });

  test('is decided after the reply, which the decider sees, for reasons that were announced', async () => {
    const id = await waitingIn(office, 'conclusion', employerId);
    await conclude(id, 'announce-refusal', ['experience-unproven', 'post-unsuitable']);
    office.clock.advance(2 * day);
    const replied = await act('applicant', id, 'reply', { text: '已补充说明。\nSee the letter of my last employer.' });
    expect([replied.status, replied.body.stage]).toEqual([200, 'conclusion']);
    const seen = await read(office, 'decider', id);
    expect(seen.reply).toEqual({
      text: '已补充说明。\nSee the letter of my last employer.',
      by: 'applicant',
      at: '2026-11-25T02:00:00.000Z',
    });
    expect(seen.clock).toMatchObject({ dueAt: '2026-11-30T15:59:59.999Z', promisedOn: '2026-11-30' });
    expect(seen.next.map(({ action }: { action: string }) => action)).toEqual(['claim', 'approve', 'refuse', 'pause']);
    const other = await conclude(id, 'refuse', ['post-unsuitable', 'something-new']);
    expect([...codeOf(other), problemsOf(other)]).toEqual([
      422,
      'not-announced',
      [['reasons.1.code', 'not-announced']],
    ]);
    const again = await conclude(id, 'announce-refusal', ['something-new']);
    expect(codeOf(again)).toEqual([409, 'conflict']);
    const answer = await conclude(id, 'refuse', ['post-unsuitable']);
    expect([answer.status, answer.body.stage]).toEqual([200, 'refused']);
  });

  test('stands on the whole reason that was announced: another wording under its name is another reason', async () => {
    const id = await waitingIn(office, 'conclusion', employerId);
    await conclude(id, 'announce-refusal', ['experience-unproven']);
    await steps.reply(office, id);
    const told = { ...reason, code: 'experience-unproven' };
    for (const other of [
      { ...told, text: { zh: '另一理由', en: 'Quite another reason' } },
      { ...told, rule: 'Another rule' },
    ]) {
      const answer = await act('decider', id, 'conclude', { decision: 'refuse', reasons: [other] });
      expect(codeOf(answer)).toEqual([422, 'not-announced']);
    }
    expect((await headOf(id)).stage).toBe('conclusion');
  });

  test('may be given up after the reply', async () => {
    const id = await waitingIn(office, 'conclusion', employerId);
    await conclude(id, 'announce-refusal', ['experience-unproven']);
    await steps.reply(office, id);
    await steps.conclude(office, id);
    await office.machine.settle();
    expect((await headOf(id)).stage).toBe('issued');
  });

  test('can be decided when the time to reply is over, to the second, without anybody waking it', async () => {
    const id = await waitingIn(office, 'conclusion', employerId);
    await conclude(id, 'announce-refusal', ['experience-unproven']);
    office.clock.set('2026-11-30T15:59:59.000Z');
    await office.machine.timeOut();
    expect((await headOf(id)).stage).toBe('refusal-announced');
    office.clock.set('2026-11-30T16:00:00.000Z');
    await office.machine.timeOut();
    expect(await lastEvent(id)).toMatchObject({
      type: 'reply-period-ended',
      by: { party: 'system' },
      data: { stoodStill: 5 },
    });
    expect(await headOf(id)).toMatchObject({ stage: 'conclusion', dueAt: '2026-12-03T15:59:59.999Z', paused: 5 });
    const late = await act('employer', id, 'reply', { text: '迟了' });
    expect([...codeOf(late), late.body.detail]).toEqual([409, 'conflict', expect.stringContaining('期限已满')]);
    expect((await conclude(id, 'refuse', ['experience-unproven'])).status).toBe(200);
  });

  test('whose execution is lost is looked after by the sweeper', async () => {
    const id = await waitingIn(office, 'conclusion', employerId);
    await conclude(id, 'announce-refusal', ['experience-unproven']);
    office.machine.lose(`${id}-1`);
    office.clock.set('2026-11-30T16:06:00.000Z');
    await office.sweep();
    await office.machine.settle();
    expect((await headOf(id)).stage).toBe('conclusion');
    expect(office.machine.waitingIn(`${id}-1-r1`)).toBe('conclusion');
  });

  test('cannot be announced or decided by the reviewer, or without reasons', async () => {
    const id = await waitingIn(office, 'review', employerId);
    await steps.review(office, id, 'both');
    expect(codeOf(await conclude(id, 'announce-refusal', ['x1'], 'both'))).toEqual([403, 'two-officers']);
    expect(problemsOf(await act('decider', id, 'conclude', { decision: 'announce-refusal' }))).toEqual([
      ['reasons', 'missing'],
    ]);
    expect(problemsOf(await conclude(id, 'announce-refusal', []))).toEqual([['reasons', 'too-few']]);
  });

  test('is replied to by its parties alone, once, and the same request again is answered alike', async () => {
    const id = await waitingIn(office, 'conclusion', employerId);
    await conclude(id, 'announce-refusal', ['experience-unproven']);
    expect(codeOf(await act('otherEmployer', id, 'reply', { text: 'x' }))).toEqual([404, 'not-found']);
    expect(codeOf(await act('decider', id, 'reply', { text: 'x' }))).toEqual([403, 'not-allowed']);
    const key = { 'Idempotency-Key': 'reply-1' };
    const first = await act('employer', id, 'reply', { text: '说明' }, key);
    const again = await act('employer', id, 'reply', { text: '说明' }, key);
    expect([again.status, again.body]).toEqual([200, first.body]);
    expect(codeOf(await act('employer', id, 'reply', { text: '又一说明' }, key))).toEqual([422, 'key-reused']);
    expect(codeOf(await act('applicant', id, 'reply', { text: '我也说明' }))).toEqual([409, 'conflict']);
    expect((await readEvents(office.table, id)).filter(({ type }) => type === 'replied')).toHaveLength(1);
  });

  test('that is withdrawn by the employer before it is decided is withdrawn', async () => {
    const id = await waitingIn(office, 'conclusion', employerId);
    await conclude(id, 'announce-refusal', ['experience-unproven']);
    const answer = await act('employer', id, 'withdraw');
    expect([answer.status, answer.body.stage, answer.body.pause]).toEqual([200, 'withdrawn', undefined]);
    expect(office.machine.status(`${id}-1`)).toBe('SUCCEEDED');
  });
});

describe('a closed case that is taken up again', () => {
  const reopen = (id: string, who: Who = 'supervisor', basis = 'reconsideration') =>
    act(who, id, 'reopen', {
      basis,
      reason: { zh: '复议决定撤销原决定', en: 'The decision was set aside on reconsideration' },
    });
  const refused = async () => {
    const id = await waitingIn(office, 'conclusion', employerId);
    await steps.announce(office, id, [reason]);
    await steps.reply(office, id);
    expect((await act('decider', id, 'conclude', { decision: 'refuse', reasons: [reason] })).status).toBe(200);
    return id;
  };

  test('begins its clock from the reopening under a new execution, and holds its lock again', async () => {
    const id = await refused();
    office.clock.set('2027-01-05T02:00:00.000Z');
    const { status, body } = await reopen(id);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      stage: 'preliminary-review',
      clock: { startedAt: '2027-01-05T02:00:00.000Z', dueAt: '2027-01-06T15:59:59.999Z', provisional: true },
    });
    for (const gone of ['refusal', 'review', 'intention', 'reply', 'pause']) expect(body).not.toHaveProperty(gone);
    const { execution = '', events } = await headOf(id);
    expect(execution).toBe(`${id}-1-o${events}`);
    expect(office.machine.waitingIn(execution)).toBe('preliminary-review');
    expect(await lastEvent(id)).toMatchObject({
      type: 'reopened',
      by: { party: 'authority', subject: 'supervisor-zhou' },
      data: { basis: 'reconsideration', from: 'refused', clock: { base: '2027-01-05' } },
    });
    const locks = (await office.items()).filter(({ pk }) => pk.startsWith('OPEN#'));
    expect(locks).toMatchObject([{ applicationId: id }]);
    const { items } = (await office.ask('applicant', `GET /api/applications/${id}/timeline`)).body;
    expect(items.at(-1).text.en).toContain('reopened. Reason: The decision was set aside');
  });

  test('is reviewed by another officer than before, whoever asks, in the write itself too', async () => {
    const id = await refused();
    await reopen(id);
    await steps.accept(office, id);
    expect((await read(office, 'back', id)).next).toEqual([]);
    expect(codeOf(await act('back', id, 'claim'))).toEqual([403, 'two-officers']);
    expect(codeOf(await act('back', id, 'review', { recommendation: 'approve' }))).toEqual([403, 'two-officers']);
    await steps.review(office, id, 'both');
    await steps.conclude(office, id);
    await office.machine.settle();
    expect((await headOf(id)).stage).toBe('issued');
  });

  test('counts as accepted from the reopening when nobody says anything', async () => {
    const id = await refused();
    office.clock.set('2026-12-07T02:00:00.000Z');
    await reopen(id);
    office.clock.set('2026-12-14T16:00:00.000Z');
    await office.machine.timeOut();
    expect(await headOf(id)).toMatchObject({ stage: 'review', acceptedAt: '2026-12-07T02:00:00.000Z' });
  });

  test('is not taken up while the same person has another case of this kind open', async () => {
    const id = await refused();
    const other = await submitted(office, employerId);
    const answer = await reopen(id);
    expect([...codeOf(answer), answer.body.current]).toEqual([409, 'conflict', { applicationId: other }]);
    expect((await headOf(id)).stage).toBe('refused');
  });

  test('lies before the office as it was handed in, when it ended while its party had it', async () => {
    const id = await submitted(office, employerId);
    const body = { decision: 'return', deficiencies: [{ path: 'post.duties', code: 'unclear', text }] };
    await act('front', id, 'preliminary-review', body);
    office.clock.advance(day);
    const { form, documents } = await read(office, 'front', id);
    await office.ask('employer', `PATCH /api/applications/${id}`, { body: { post: { title: '半途的修改' } } });
    const [first] = (await read(office, 'employer', id)).documents;
    expect((await office.ask('employer', `DELETE /api/applications/${id}/documents/${first.id}`)).status).toBe(204);
    office.clock.advance(40 * day);
    await office.sweep();
    expect((await headOf(id)).stage).toBe('lapsed');
    const reopened = await reopen(id, 'supervisor', 'party-asked');
    expect([reopened.status, reopened.body.stage]).toEqual([200, 'preliminary-review']);
    const seen = await read(office, 'employer', id);
    expect([seen.form, seen.documents]).toEqual([form, documents]);
    // Nobody has answered the notice, so it may be given again, and nothing else.
    const beyond = { decision: 'return', deficiencies: [{ path: 'post.title', code: 'unclear', text }] };
    expect(codeOf(await act('front', id, 'preliminary-review', beyond))).toEqual([422, 'one-complete-notice']);
    expect((await act('front', id, 'preliminary-review', body)).status).toBe(200);
    const saved = await office.ask('employer', `PATCH /api/applications/${id}`, { body: { post: { duties: '设计' } } });
    expect(saved.status).toBe(200);
    expect((await steps.submit(office, id)).stage).toBe('preliminary-review');
  });

  test('is only what ended without a grant, and only a supervisor takes it up', async () => {
    const id = await waitingIn(office, 'conclusion', employerId);
    expect(codeOf(await reopen(id))).toEqual([409, 'conflict']);
    await steps.conclude(office, id);
    await office.machine.settle();
    expect(codeOf(await reopen(id))).toEqual([409, 'conflict']);
    expect(codeOf(await reopen(id, 'decider'))).toEqual([403, 'not-allowed']);
    expect(problemsOf(await act('supervisor', id, 'reopen', { basis: 'mood' }))).toEqual([
      ['basis', 'not-an-option'],
      ['reason', 'missing'],
    ]);
  });

  test('at once by two supervisors is taken up once', async () => {
    const id = await refused();
    const answers = await Promise.all([reopen(id), reopen(id, { ...people.supervisor, subject: 'other' })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await readEvents(office.table, id)).filter(({ type }) => type === 'reopened')).toHaveLength(1);
  });
});
