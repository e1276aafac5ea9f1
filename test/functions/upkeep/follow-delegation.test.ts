import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sweepZone } from '../../../functions/upkeep/sweep-zone.ts';
import { replayClocks } from '../../../shared/domain/replay/clocks.ts';
import { compareHead, replayStages } from '../../../shared/domain/replay/stages.ts';
import { type Head, readEvents, readHead } from '../../../shared/records/application.ts';
import { keys } from '../../../shared/records/keys.ts';
import { restore, suspend, why } from '../../office/leading.ts';
import { type Office, openOffice, type Who } from '../../office/office.ts';
import { asks, begunOn, issuedPermit, moveTo } from '../../office/permits.ts';
import {
  completeDraft,
  engineer,
  graduate,
  read,
  register,
  scientist,
  steps,
  submitted,
  waitingIn,
} from '../../office/walk.ts';
import { etownRules } from '../../zone-rules.ts';

let office: Office;
let employerId: string;
beforeEach(async () => {
  office = await openOffice();
  employerId = await register(office);
});
afterEach(() => office.close());

const headOf = async (id: string): Promise<Head> => {
  const head = await readHead(office.table, id);
  if (!head) throw new Error('no such application');
  return head;
};
const stageOf = async (id: string) => (await headOf(id)).stage;
const lastEvent = async (id: string) => (await readEvents(office.table, id)).at(-1);
const act = (who: Who, id: string, action: string, body?: object) =>
  office.ask(who, `POST /api/applications/${id}/${action}`, body ? { body } : {});
const round = async () => {
  await office.sweep();
  await office.machine.settle();
};
const deficiencies = [{ path: 'post.title', code: 'unclear', text: { zh: '职位不明确', en: 'The post is unclear' } }];
const reasons = [{ code: 'post', rule: 'art. 6', text: { zh: '岗位无特殊需要', en: 'The post has no special need' } }];

async function returned() {
  const id = await submitted(office, employerId);
  expect((await act('front', id, 'preliminary-review', { decision: 'return', deficiencies })).status).toBe(200);
  await office.machine.settle();
  return id;
}

async function returnedInReview() {
  const id = await waitingIn(office, 'review', employerId);
  expect((await act('back', id, 'review', { recommendation: 'return', deficiencies })).status).toBe(200);
  await office.machine.settle();
  return id;
}

async function refusalAnnounced() {
  const id = await waitingIn(office, 'conclusion', employerId);
  await steps.announce(office, id, reasons);
  return id;
}

describe('while the delegation is suspended', () => {
  test.each([
    ['preliminary-review', () => submitted(office, employerId)],
    ['review', () => waitingIn(office, 'review', employerId)],
    ['conclusion', () => waitingIn(office, 'conclusion', employerId)],
    ['returned', returned],
    ['returned', returnedInReview],
    ['refusal-announced', refusalAnnounced],
  ] as const)('a case in %s goes to the delegating authority, once', async (stage, begin) => {
    const id = await begin();
    expect(await stageOf(id)).toBe(stage);
    await suspend(office);
    const before = (await headOf(id)).events;
    await round();
    await round();
    const head = await headOf(id);
    expect(head).toMatchObject({ stage: 'with-delegating-authority', referredFrom: stage, events: before + 1 });
    expect([head.dueAt, head.claimedBy, head.late]).toEqual([undefined, undefined, undefined]);
    expect(await lastEvent(id)).toMatchObject({
      type: 'referred',
      by: { party: 'system' },
      data: { from: stage, authority: office.zone.delegation.from, suspension: 1 },
    });
    const seen = await read(office, 'employer', id);
    expect(seen).toMatchObject({ stage: 'with-delegating-authority', referred: { to: office.zone.delegation.from } });
    expect(seen.referred.reason.zh).toContain(why.zh);
    expect(seen.clock).toBeUndefined();
    expect(seen.next.map(({ action }: { action: string }) => action)).toEqual(['withdraw']);
    const { body } = await office.ask('applicant', `GET /api/applications/${id}/timeline`);
    expect(body.items.at(-1).text.en).toContain('You need not file it again');
  });

  test('a draft stays, and cannot be submitted; it is said why and whom to turn to', async () => {
    const id = await completeDraft(office, employerId);
    await suspend(office);
    await round();
    expect(await stageOf(id)).toBe('draft');
    const answer = await office.ask('employer', `POST /api/applications/${id}/submit`, {
      headers: { 'accept-language': 'en' },
    });
    expect([answer.status, answer.body.type]).toEqual([403, 'urn:greenpath:problem:outside-delegation']);
    expect(answer.body.detail).toContain(why.en);
    expect(answer.body.detail).toContain(office.zone.delegation.from.en);
    await restore(office);
    expect((await act('employer', id, 'submit')).status).toBe(200);
  });

  test('nothing is decided from that moment on, before the sweeper has been there and after', async () => {
    const [first, second, third] = [
      await submitted(office, employerId, 'employer', scientist),
      await waitingIn(office, 'conclusion', employerId),
      await submitted(office, await register(office, 'otherEmployer', graduate), 'otherEmployer', graduate),
    ];
    await steps.accept(office, third);
    await suspend(office);
    const decisions = () => [
      act('front', first, 'claim'),
      act('front', first, 'preliminary-review', { decision: 'accept' }),
      act('front', first, 'preliminary-review', { decision: 'return', deficiencies }),
      act('front', first, 'preliminary-review', { decision: 'refuse-acceptance', reasons }),
      act('back', third, 'review', { recommendation: 'refuse', reasons }),
      act('decider', second, 'conclude', { decision: 'approve' }),
      act('decider', second, 'conclude', { decision: 'announce-refusal', reasons }),
      act('decider', second, 'conclude', { decision: 'refuse', reasons }),
    ];
    for (const answer of await Promise.all(decisions())) {
      expect([answer.status, answer.body.type]).toEqual([403, 'urn:greenpath:problem:outside-delegation']);
      expect(answer.body.detail).toContain(why.zh);
    }
    await round();
    const [claim, ...later] = await Promise.all(decisions());
    expect(claim?.status, 'nothing to claim any more').toBe(409);
    for (const answer of later) expect(answer.status).toBe(403);
  });

  test('a case can be withdrawn, also there, and stands in no list any more', async () => {
    const id = await waitingIn(office, 'review', employerId);
    await suspend(office);
    await round();
    const listed = await office.ask('supervisor', 'GET /api/delegation/referred');
    expect(listed.body.items).toMatchObject([{ id, stage: 'with-delegating-authority', procedure: 'new-permit' }]);
    expect((await act('employer', id, 'withdraw')).status).toBe(200);
    expect(await stageOf(id)).toBe('withdrawn');
    expect((await office.ask('supervisor', 'GET /api/delegation/referred')).body.items).toEqual([]);
    await restore(office);
    await round();
    expect(await stageOf(id)).toBe('withdrawn');
  });

  test('an execution that waits is told, and one that could not be told finds out by itself', async () => {
    const told = await waitingIn(office, 'review', employerId);
    const untold = await submitted(office, employerId, 'employer', scientist);
    await suspend(office);
    const { answer } = office.machine.port;
    office.machine.port.answer = async (token, step) => {
      if (token === office.machine.token(`${untold}-1`)) throw new Error('Step Functions does not answer');
      return answer(token, step);
    };
    await round();
    office.machine.port.answer = answer;
    expect(office.machine.waitingIn(`${told}-1`)).toBe('with-delegating-authority');
    expect([await stageOf(untold), office.machine.waitingIn(`${untold}-1`)]).toEqual([
      'with-delegating-authority',
      'preliminary-review',
    ]);
    office.clock.advance(10 * 86_400_000);
    await office.machine.timeOut();
    expect(office.machine.waitingIn(`${untold}-1`)).toBe('with-delegating-authority');
  });

  test('the law grants an extension there too when the permit ends, and the execution does it in that second', async () => {
    const permit = await issuedPermit(office, employerId);
    moveTo(office, '2028-11-20');
    const id = await begunOn(office, 'extension', permit.number, asks.extension);
    await steps.submit(office, id);
    await steps.accept(office, id);
    await suspend(office);
    await round();
    expect(await headOf(id)).toMatchObject({
      stage: 'with-delegating-authority',
      deemsAt: '2028-12-22T15:59:59.999Z',
    });
    office.clock.set('2028-12-22T15:59:00.000Z');
    await round();
    expect(await stageOf(id)).toBe('with-delegating-authority');
    office.clock.set('2028-12-22T16:00:00.000Z');
    await office.machine.timeOut();
    expect((await readEvents(office.table, id)).map(({ type }) => type)).toContain('deemed-granted');
    expect(await stageOf(id)).toBe('issued');
    await restore(office);
    await round();
    expect(await stageOf(id)).toBe('issued');
  });

  test('only what is suspended leaves', async () => {
    const engineers = await submitted(office, employerId);
    const scientists = await submitted(office, employerId, 'employer', scientist);
    await suspend(office, { scope: { categories: ['B'] } });
    await round();
    expect([await stageOf(engineers), await stageOf(scientists)]).toEqual([
      'with-delegating-authority',
      'preliminary-review',
    ]);
    await steps.accept(office, scientists);
    await suspend(office, { scope: { procedures: ['new-permit'] } });
    await round();
    expect(await stageOf(scientists)).toBe('with-delegating-authority');
    await restore(office, { scope: { categories: ['B'] } });
    await round();
    expect([await stageOf(engineers), await stageOf(scientists)], 'the procedure still is').toEqual([
      'with-delegating-authority',
      'with-delegating-authority',
    ]);
  });

  test('that was announced for a later day nothing leaves before', async () => {
    const id = await submitted(office, employerId);
    await suspend(office, { from: '2026-11-24' });
    office.clock.set('2026-11-23T15:59:59.999Z');
    await round();
    expect(await stageOf(id)).toBe('preliminary-review');
    office.clock.set('2026-11-23T16:00:00.000Z');
    const late = await act('front', id, 'preliminary-review', { decision: 'accept' });
    expect(late.status).toBe(403);
    await round();
    expect(await stageOf(id)).toBe('with-delegating-authority');
  });

  test('a restoration that came between the look and the write keeps the case here', async () => {
    const id = await submitted(office, employerId);
    await suspend(office);
    office.hooks.before = async (operation, body) => {
      const steps = (body.TransactItems ?? []) as object[];
      if (operation !== 'TransactWriteItems' || !steps.some((step) => 'ConditionCheck' in step)) return;
      office.hooks.before = undefined;
      await restore(office);
    };
    await round();
    expect(await stageOf(id)).toBe('preliminary-review');
    expect((await readEvents(office.table, id)).map(({ type }) => type)).not.toContain('referred');
  });

  test('a round that dies between two cases is completed by the next, and nothing is done twice', async () => {
    const ids = [
      await submitted(office, employerId),
      await submitted(office, employerId, 'employer', scientist),
      await submitted(office, await register(office, 'otherEmployer', graduate), 'otherEmployer', graduate),
    ];
    await suspend(office);
    let left = 2;
    office.hooks.before = (operation) => {
      if (operation === 'TransactWriteItems' && left-- <= 0) throw new Error('the function was killed');
    };
    await office.sweep().catch(() => undefined);
    office.hooks.before = undefined;
    const moved = async () =>
      (await Promise.all(ids.map(stageOf))).filter((stage) => stage === 'with-delegating-authority');
    expect(await moved()).toHaveLength(2);
    await Promise.all([office.sweep(), office.sweep()]);
    expect(await moved()).toHaveLength(3);
    for (const id of ids) {
      const types = (await readEvents(office.table, id)).map(({ type }) => type);
      expect(types.filter((type) => type === 'referred')).toHaveLength(1);
    }
  });

  test('one round moves no more than it has time for, and the next ones the rest', async () => {
    const id = await submitted(office, employerId);
    const head = await headOf(id);
    for (let number = 0; number < 160; number++) {
      const other = { ...head, id: `case-${String(number).padStart(19, '0')}` };
      await office.table.put({
        ...keys.application(other.id),
        ...other,
        queuePk: 'QUEUE#preliminary-review',
        queueSk: `${other.dueAt}#${other.id}`,
      });
    }
    await suspend(office);
    const completed = () => office.log.lines.filter(({ code }) => code === 'sweep-completed').at(-1)?.fields.referred;
    await office.sweep();
    expect(completed()).toBe(150);
    await office.sweep();
    expect(completed()).toBe(11);
    await office.sweep();
    expect(completed()).toBe(0);
  }, 30_000);

  test('leaving costs at most 10 write units, and coming back at most 11', async () => {
    const id = await waitingIn(office, 'conclusion', employerId);
    const longest = { zh: '核'.repeat(200), en: 'w'.repeat(200) };
    await suspend(office, { reason: longest });
    const leaving = await office.cost(office.sweep);
    await restore(office);
    office.clock.advance(86_400_000);
    const returning = await office.cost(office.sweep);
    expect(await stageOf(id)).toBe('conclusion');
    console.log(`refer: ${leaving.transaction}, restore: ${returning.transaction} write units`);
    expect(leaving.transaction).toBeLessThanOrEqual(10);
    expect(returning.transaction).toBeLessThanOrEqual(11);
  });
});

describe('when the delegation holds again', () => {
  /** Away from Monday, 23 November, ten in the morning, to Thursday, 26 November: three working days. */
  const awayForThreeDays = async () => {
    await suspend(office);
    await round();
    office.clock.set('2026-11-26T02:00:00.000Z');
    await restore(office);
    await round();
  };

  test('preliminary review begins anew, and what the law deems with it', async () => {
    const id = await submitted(office, employerId);
    const before = await headOf(id);
    await awayForThreeDays();
    const head = await headOf(id);
    expect(head).toMatchObject({
      stage: 'preliminary-review',
      receivedAt: '2026-11-26T02:00:00.000Z',
      submittedAt: before.submittedAt,
      dueAt: '2026-11-27T15:59:59.999Z',
      deemsAt: '2026-12-03T15:59:59.999Z',
    });
    expect([head.referredFrom, head.referral, head.pause]).toEqual([undefined, undefined, undefined]);
    expect(await lastEvent(id)).toMatchObject({
      type: 'restored',
      data: { clock: { base: '2026-11-26', promise: 1 } },
    });
    const seen = await read(office, 'employer', id);
    expect(seen.clock).toMatchObject({ dueAt: '2026-11-27T15:59:59.999Z', ceilingOn: '2026-12-03' });
    expect(seen.referred).toBeUndefined();
    expect(office.machine.waitingIn(`${id}-1`)).toBe('preliminary-review');
  });

  test('and nobody then says anything, the law accepts it from the day on which it came back', async () => {
    const id = await submitted(office, employerId);
    await awayForThreeDays();
    office.clock.set('2026-12-04T16:10:00.000Z');
    await round();
    expect(await headOf(id)).toMatchObject({ stage: 'review', acceptedAt: '2026-11-26T02:00:00.000Z' });
  });

  test.each(['review', 'conclusion'] as const)('%s goes on, and the working days away are added', async (stage) => {
    const id = await waitingIn(office, stage, employerId);
    const before = await headOf(id);
    await awayForThreeDays();
    const head = await headOf(id);
    expect(head).toMatchObject({ stage, paused: 3, acceptedAt: before.acceptedAt });
    expect([before.promisedOn, head.promisedOn]).toEqual(['2026-11-26', '2026-12-01']);
    expect(head.dueAt).toBe(stage === 'review' ? '2026-11-26T15:59:59.999Z' : '2026-12-01T15:59:59.999Z');
    expect(await lastEvent(id)).toMatchObject({ type: 'restored', data: { stoodStill: 3, clock: { added: 3 } } });
    expect(office.machine.waitingIn(`${id}-1`)).toBe(stage);
  });

  test('on the same day nothing is added', async () => {
    const id = await waitingIn(office, 'conclusion', employerId);
    const { dueAt } = await headOf(id);
    await suspend(office);
    await round();
    await restore(office);
    await round();
    const head = await headOf(id);
    expect([head.stage, head.dueAt, head.paused]).toEqual(['conclusion', dueAt, undefined]);
  });

  test('an announced pause has ended, and both its days and those away are added', async () => {
    const id = await waitingIn(office, 'conclusion', employerId);
    const pause = { kind: 'hearing', announcement: { zh: '举行听证', en: 'A hearing is held' }, until: '2026-12-31' };
    expect((await act('decider', id, 'pause', pause)).status).toBe(200);
    office.clock.set('2026-11-24T02:00:00.000Z');
    await awayForThreeDays();
    const head = await headOf(id);
    expect([head.stage, head.pause, head.paused]).toEqual(['conclusion', undefined, 3]);
    expect(head.dueAt).toBe('2026-12-01T15:59:59.999Z');
  });

  test('a returned application has the whole time anew to be mended', async () => {
    const id = await returned();
    const before = await read(office, 'employer', id);
    await awayForThreeDays();
    const seen = await read(office, 'employer', id);
    expect([before.respondBy.on, seen.stage, seen.respondBy.on]).toEqual(['2026-12-23', 'returned', '2026-12-28']);
    expect(await lastEvent(id)).toMatchObject({ type: 'restored', data: { respondBy: '2026-12-28' } });
    expect((await steps.submit(office, id)).stage).toBe('preliminary-review');
  });

  test('one that was returned in review goes on there, and none of the time away counts', async () => {
    const id = await returnedInReview();
    await awayForThreeDays();
    const again = await steps.submit(office, id);
    expect([again.stage, (await headOf(id)).paused]).toEqual(['review', 3]);
  });

  test('an announced refusal leaves its parties the whole time anew to reply', async () => {
    const id = await refusalAnnounced();
    const before = await headOf(id);
    await awayForThreeDays();
    const head = await headOf(id);
    const days = office.zone.policy.replyPeriod.workingDays;
    expect(head.stage).toBe('refusal-announced');
    expect(head.dueAt).toBe(
      new Date(Date.parse(`${office.rules.count('2026-11-26', days).day}T16:00:00.000Z`) - 1).toISOString(),
    );
    expect(before.dueAt && head.dueAt && before.dueAt < head.dueAt).toBe(true);
    await steps.reply(office, id);
    expect(await headOf(id)).toMatchObject({ stage: 'conclusion', paused: 3 });
  });

  test('every case goes on to its permit', async () => {
    const ids = [await submitted(office, employerId), await waitingIn(office, 'review', employerId, scientist)];
    await awayForThreeDays();
    const [first = '', second = ''] = ids;
    await steps.accept(office, first);
    for (const id of [first, second]) {
      await steps.review(office, id);
      await steps.conclude(office, id);
    }
    await office.machine.settle();
    expect(await Promise.all(ids.map(stageOf))).toEqual(['issued', 'issued']);
  });

  test.each([
    ['preliminary-review', () => submitted(office, employerId)],
    ['review', () => waitingIn(office, 'review', employerId)],
    ['conclusion', () => waitingIn(office, 'conclusion', employerId)],
    ['returned', returnedInReview],
    ['refusal-announced', refusalAnnounced],
  ] as const)('stage and clocks of a case that was in %s follow from its record', async (_stage, begin) => {
    const id = await begin();
    await awayForThreeDays();
    if ((await stageOf(id)) === 'returned') await steps.submit(office, id);
    if ((await stageOf(id)) === 'refusal-announced') await steps.reply(office, id);
    if ((await stageOf(id)) === 'preliminary-review') await steps.accept(office, id);
    const events = await readEvents(office.table, id);
    const { folded, findings } = replayStages(events);
    expect([findings, compareHead(folded, await headOf(id))]).toEqual([[], []]);
    const { timeZone, count, between } = office.rules;
    const clocks = replayClocks(events, { timeZone, count, between });
    expect(clocks.length).toBeGreaterThan(1);
    expect(clocks.filter(({ outcome }) => outcome !== 'same')).toEqual([]);
  });

  test('a suspension that came between the look and the write keeps the case away', async () => {
    const id = await submitted(office, employerId);
    await suspend(office);
    await round();
    await restore(office);
    office.hooks.before = async (operation, body) => {
      const steps = (body.TransactItems ?? []) as object[];
      if (operation !== 'TransactWriteItems' || !steps.some((step) => 'ConditionCheck' in step)) return;
      office.hooks.before = undefined;
      await suspend(office);
    };
    await round();
    expect(await stageOf(id)).toBe('with-delegating-authority');
  });
});

describe("when the zone file's delegation", () => {
  test('has ended by its date, open cases leave, and nothing is accepted or submitted any more', async () => {
    const { delegation } = office.zone;
    await office.close();
    office = await openOffice({ zone: { delegation: { ...delegation, validTo: '2026-11-24' } } });
    employerId = await register(office);
    const id = await submitted(office, employerId);
    const draft = await completeDraft(office, employerId, 'employer', scientist);
    office.clock.set('2026-11-24T15:59:59.999Z');
    await round();
    expect(await stageOf(id)).toBe('preliminary-review');
    office.clock.set('2026-11-24T16:00:00.000Z');
    const accept = await act('front', id, 'preliminary-review', { decision: 'accept' });
    expect([accept.status, accept.body.type]).toEqual([403, 'urn:greenpath:problem:outside-delegation']);
    expect((await act('employer', draft, 'submit')).status).toBe(403);
    await round();
    expect(await stageOf(id)).toBe('with-delegating-authority');
    expect((await lastEvent(id))?.data).toMatchObject({ reason: { en: expect.stringContaining('2026-11-24') } });
    expect((await lastEvent(id))?.data).not.toHaveProperty('suspension');
    await round();
    expect(await stageOf(id), 'and stay there').toBe('with-delegating-authority');
  });

  test('is prolonged by another deployment, they come back', async () => {
    const { delegation } = office.zone;
    const id = await submitted(office, employerId);
    const { table, workflow, clock } = office;
    const under = (validTo: string) =>
      sweepZone({
        table,
        workflow,
        clock,
        log: office.log.log,
        rules: etownRules({ delegation: { ...delegation, validTo } }),
      });
    await under('2026-11-22')();
    expect(await stageOf(id)).toBe('with-delegating-authority');
    await under('2026-12-31')();
    expect(await stageOf(id)).toBe('preliminary-review');
  });

  test('leaves a category out that review finds, the case goes where it can be concluded', async () => {
    const { delegation } = office.zone;
    const id = await waitingIn(office, 'conclusion', employerId, engineer);
    const { table, workflow, clock } = office;
    const rules = etownRules({ delegation: { ...delegation, categories: ['A', 'C'] } });
    await sweepZone({ table, workflow, clock, log: office.log.log, rules })();
    expect(await stageOf(id)).toBe('with-delegating-authority');
  });
});
