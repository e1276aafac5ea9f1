import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readEvents, readHead } from '../../../shared/records/application.ts';
import { leave, staffRole, suspend } from '../../office/leading.ts';
import { type Office, openOffice, type Who } from '../../office/office.ts';
import { type Person, people } from '../../office/people.ts';
import { evidenceOf, read, register, scientist, steps, submitted, waitingIn } from '../../office/walk.ts';

let office: Office;
let employerId: string;
beforeEach(async () => {
  office = await openOffice();
  employerId = await register(office);
});
afterEach(() => office.close());

const colleague = (subject: string, ...roles: Person['roles']): Person => ({ ...people.back, subject, roles });
const otherBack = colleague('back-qian', 'back-officer');
const otherFront = colleague('front-wu', 'front-officer');

const act = (who: Who, id: string, action: string, body?: object) =>
  office.ask(who, `POST /api/applications/${id}/${action}`, {
    ...(body ? { body } : {}),
    headers: { 'accept-language': 'en' },
  });
const codeOf = ({ status, body }: Awaited<ReturnType<typeof act>>) => [status, String(body.type).split(':').at(-1)];
const stageOf = async (id: string) => (await readHead(office.table, id))?.stage;
const lastEvent = async (id: string) => (await readEvents(office.table, id)).at(-1);
const recommend = async (who: Who, id: string) =>
  act(who, id, 'review', { recommendation: 'approve', evidence: evidenceOf(await read(office, who, id)) });
const approve = { decision: 'approve' };
const accept = { decision: 'accept' };

/** Lets something happen after the handler has looked and before its decision is written. */
function justBeforeTheWrite(happens: () => Promise<unknown>): void {
  office.hooks.before = async (operation, body) => {
    const asks = JSON.stringify(body.TransactItems ?? '').includes('STANDING');
    if (operation !== 'TransactWriteItems' || !asks) return;
    office.hooks.before = undefined;
    await happens();
  };
}

describe('a decision in whose moment the delegation is suspended', () => {
  const cases = [
    ['an acceptance', 'front', () => submitted(office, employerId), 'preliminary-review', accept],
    ['an approval', 'decider', () => waitingIn(office, 'conclusion', employerId), 'conclude', approve],
  ] as const;

  test.each(cases)('%s fails in the write itself', async (_name, who, begin, action, body) => {
    const id = await begin();
    const before = await stageOf(id);
    justBeforeTheWrite(() => suspend(office));
    const answer = await act(who, id, action, body);
    expect(codeOf(answer)).toEqual([403, 'outside-delegation']);
    expect(answer.body.detail).toContain('The higher authority is inspecting');
    expect(await stageOf(id)).toBe(before);
  });

  test('a recommendation to approve fails in the write, for the category that the review found', async () => {
    const id = await waitingIn(office, 'review', employerId);
    justBeforeTheWrite(() => suspend(office, { scope: { categories: ['B'] } }));
    expect(codeOf(await recommend('back', id))).toEqual([403, 'outside-delegation']);
    expect(await stageOf(id)).toBe('review');
  });

  test('an announced refusal fails in the write', async () => {
    const id = await waitingIn(office, 'conclusion', employerId);
    justBeforeTheWrite(() => suspend(office, { scope: { procedures: ['new-permit'] } }));
    const reasons = [{ code: 'post', rule: 'art. 6', text: { zh: '无特殊需要', en: 'No special need' } }];
    const answer = await act('decider', id, 'conclude', { decision: 'announce-refusal', reasons });
    expect(codeOf(answer)).toEqual([403, 'outside-delegation']);
  });

  test('that two officers make at once, one is made', async () => {
    const id = await waitingIn(office, 'conclusion', employerId);
    const answers = await Promise.all([
      act('decider', id, 'conclude', approve),
      act('otherDecider', id, 'conclude', approve),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const decided = (await readEvents(office.table, id)).filter(({ type }) => type === 'approved');
    expect(decided).toHaveLength(1);
  });
});

describe('an officer whose role has ended', () => {
  test.each([
    ['front', 'front-officer', 'front-li', 'preliminary-review', accept, () => submitted(office, employerId)],
    ['decider', 'decider', 'decider-sun', 'conclude', approve, () => waitingIn(office, 'conclusion', employerId)],
  ] as const)(
    'decides nothing as %s, and is told since when and why',
    async (who, role, subject, action, body, begin) => {
      const id = await begin();
      await staffRole(office, subject, 'end', role);
      for (const answer of [await act(who, id, action, body), await act(who, id, 'claim')]) {
        expect(codeOf(answer)).toEqual([403, 'role-ended']);
        expect(answer.body.detail).toMatch(/2026-11-23.*Moved to another office/);
      }
    },
  );

  test('fails in the write itself when it ended in that moment', async () => {
    const id = await waitingIn(office, 'conclusion', employerId);
    justBeforeTheWrite(() => staffRole(office, 'decider-sun', 'end', 'decider'));
    expect(codeOf(await act('decider', id, 'conclude', approve))).toEqual([403, 'role-ended']);
    expect(await stageOf(id)).toBe('conclusion');
  });

  test('sees no case and no queue any more, whatever the token says, and all of it when the role was given back', async () => {
    const id = await submitted(office, employerId);
    await staffRole(office, 'front-li', 'end', 'front-officer');
    expect((await office.ask('front', `GET /api/applications/${id}`)).status).toBe(403);
    expect(codeOf(await office.ask('front', 'GET /api/queues/preliminary-review'))).toEqual([403, 'role-ended']);
    await staffRole(office, 'front-li', 'reinstate', 'front-officer');
    expect((await office.ask('front', `GET /api/applications/${id}`)).status).toBe(200);
    await steps.accept(office, id);
  });

  test('keeps what another role allows', async () => {
    const id = await waitingIn(office, 'review', employerId);
    await staffRole(office, 'both-he', 'end', 'back-officer');
    expect(codeOf(await recommend('both', id))).toEqual([403, 'role-ended']);
    await steps.review(office, id);
    expect((await act('both', id, 'conclude', approve)).status).toBe(200);
  });

  test('loses claims: what was claimed is free for colleagues, who see that they may act', async () => {
    const id = await submitted(office, employerId);
    expect((await act('front', id, 'claim')).status).toBe(200);
    expect((await act(otherFront, id, 'preliminary-review', accept)).status).toBe(409);
    const before = await read(office, otherFront, id);
    expect(before.next).toEqual([]);
    await staffRole(office, 'front-li', 'end', 'front-officer');
    const after = await read(office, otherFront, id);
    expect(after.next.map(({ action }: { action: string }) => action)).toContain('accept');
    expect((await act(otherFront, id, 'preliminary-review', accept)).status).toBe(200);
    expect((await lastEvent(id))?.data).not.toHaveProperty('inPlaceOf');
  });
});

describe('a reviewer whose role ended between review and conclusion', () => {
  test('cannot be concluded upon; a supervisor sends the case back, and another officer reviews it', async () => {
    const id = await waitingIn(office, 'conclusion', employerId);
    await staffRole(office, 'back-chen', 'end', 'back-officer');
    const refused = await act('decider', id, 'conclude', approve);
    expect(codeOf(refused)).toEqual([403, 'role-ended']);
    expect(refused.body.detail).toContain('supervisor has to send the case back to review');

    expect(codeOf(await act('decider', id, 'review-again', { reason: 'x' }))).toEqual([403, 'not-allowed']);
    const offered = (await read(office, 'supervisor', id)).next.map(({ action }: { action: string }) => action);
    expect(offered).toContain('review-again');
    const back = await act('supervisor', id, 'review-again', { reason: 'The reviewer has left.' });
    expect([back.status, back.body.stage, back.body.review]).toEqual([200, 'review', undefined]);
    await office.machine.settle();
    expect(office.machine.waitingIn(`${id}-1`)).toBe('review');
    const { body } = await office.ask('employer', `GET /api/applications/${id}/timeline`);
    expect(JSON.stringify(body), 'a matter of the office').not.toContain('The reviewer has left.');

    const gone = await act('back', id, 'review', { recommendation: 'approve', evidence: [] });
    expect(codeOf(gone)).toEqual([403, 'role-ended']);
    expect((await recommend(otherBack, id)).status).toBe(200);
    expect((await act('decider', id, 'conclude', approve)).status).toBe(200);
    await office.machine.settle();
    expect(await stageOf(id)).toBe('issued');
  });

  test('in the moment of the conclusion: it fails in the write', async () => {
    const id = await waitingIn(office, 'conclusion', employerId);
    justBeforeTheWrite(() => staffRole(office, 'back-chen', 'end', 'back-officer'));
    const answer = await act('decider', id, 'conclude', approve);
    expect(codeOf(answer)).toEqual([403, 'role-ended']);
    expect(await stageOf(id)).toBe('conclusion');
  });

  test('and was given back is concluded upon as before', async () => {
    const id = await waitingIn(office, 'conclusion', employerId);
    await staffRole(office, 'back-chen', 'end', 'back-officer');
    await staffRole(office, 'back-chen', 'reinstate', 'back-officer');
    expect((await act('decider', id, 'conclude', approve)).status).toBe(200);
  });
});

describe('sending back to review', () => {
  test('keeps the promise that was given, and forgets what the reviewer corrected', async () => {
    const id = await waitingIn(office, 'review', employerId, scientist);
    const { promisedOn } = (await readHead(office.table, id)) ?? {};
    const found = await act('back', id, 'review', {
      recommendation: 'refuse',
      corrections: [
        { item: 'annualSalary', value: 60_000, reason: 'by the tax record' },
        { item: 'education', value: 'bachelor', reason: 'x' },
      ],
      reasons: [{ code: 'salary', rule: 'art. 6', text: { zh: '薪资不符', en: 'The salary differs' } }],
    });
    expect(found.status).toBe(200);
    office.clock.advance(86_400_000);
    const back = await act('supervisor', id, 'review-again', { reason: 'Look at the contract again.' });
    expect(back.status).toBe(200);
    const head = await readHead(office.table, id);
    expect([head?.category, head?.promisedOn, head?.reviewedBy, head?.review]).toEqual([
      'A',
      promisedOn,
      undefined,
      undefined,
    ]);
  });

  test('is possible only where a review lies before the decider, and not while the clock stands still', async () => {
    const id = await waitingIn(office, 'review', employerId);
    expect((await act('supervisor', id, 'review-again', { reason: 'x' })).status).toBe(409);
    await steps.review(office, id);
    const pause = { kind: 'hearing', announcement: { zh: '举行听证', en: 'A hearing' }, until: '2026-12-31' };
    expect((await act('decider', id, 'pause', pause)).status).toBe(200);
    expect((await act('supervisor', id, 'review-again', { reason: 'x' })).status).toBe(409);
    expect((await act('supervisor', id, 'review-again', {})).status).toBe(400);
  });
});

describe('cover during leave', () => {
  const week = { from: '2026-11-23', to: '2026-11-27' };

  test('lets the colleague act on what was claimed, and every decision says in whose place', async () => {
    const id = await submitted(office, employerId);
    await act('front', id, 'claim');
    await leave(office, 'front-li', { ...week, role: 'front-officer', coveredBy: 'front-wu' });
    const offered = (await read(office, otherFront, id)).next.map(({ action }: { action: string }) => action);
    expect(offered).toEqual(expect.arrayContaining(['accept', 'return', 'release']));
    expect((await act(otherFront, id, 'preliminary-review', accept)).status).toBe(200);
    const accepted = await lastEvent(id);
    expect(accepted).toMatchObject({ type: 'accepted', by: { subject: 'front-wu' }, data: { inPlaceOf: 'front-li' } });

    await act('back', id, 'claim');
    await leave(office, 'back-chen', { ...week, role: 'back-officer', coveredBy: 'back-qian' });
    expect((await recommend(otherBack, id)).status).toBe(200);
    expect(await lastEvent(id)).toMatchObject({ type: 'reviewed', data: { inPlaceOf: 'back-chen' } });

    await act('decider', id, 'claim');
    await leave(office, 'decider-sun', { ...week, role: 'decider', coveredBy: 'decider-ma' });
    expect((await act('otherDecider', id, 'conclude', approve)).status).toBe(200);
    expect(await lastEvent(id)).toMatchObject({ type: 'approved', data: { inPlaceOf: 'decider-sun' } });
    const { body } = await office.ask('employer', `GET /api/applications/${id}/timeline`);
    expect(JSON.stringify(body)).not.toContain('decider-sun');
  });

  test('is not needed for what nobody claimed, and says nothing then', async () => {
    const id = await submitted(office, employerId);
    await leave(office, 'front-li', { ...week, role: 'front-officer', coveredBy: 'front-wu' });
    expect((await act(otherFront, id, 'preliminary-review', accept)).status).toBe(200);
    expect((await lastEvent(id))?.data).not.toHaveProperty('inPlaceOf');
  });

  test('lets the colleague take the case over, or put it back into the queue', async () => {
    const id = await submitted(office, employerId);
    await act('front', id, 'claim');
    await leave(office, 'front-li', { ...week, role: 'front-officer', coveredBy: 'front-wu' });
    expect((await act(otherFront, id, 'claim')).body.claimedBy).toBe('front-wu');
    expect((await act('front', id, 'preliminary-review', accept)).status, 'it is the colleague’s now').toBe(409);
    expect((await act(otherFront, id, 'release')).body.claimedBy).toBeUndefined();
  });

  test('holds for those days, that role and that colleague, and as long as the leave does', async () => {
    const id = await submitted(office, employerId);
    await act('front', id, 'claim');
    const tries = async () => (await act(otherFront, id, 'preliminary-review', { decision: 'return' })).status;
    await leave(office, 'front-li', { ...week, from: '2026-11-24', role: 'front-officer', coveredBy: 'front-wu' });
    await leave(office, 'front-li', { ...week, role: 'back-officer', coveredBy: 'front-wu' });
    expect((await act(otherFront, id, 'claim')).status, 'not yet').toBe(409);
    office.clock.set('2026-11-23T16:00:00.000Z');
    expect(await tries(), 'allowed, and asked for what is missing').toBe(400);
    expect((await act(colleague('front-he', 'front-officer'), id, 'claim')).status, 'somebody else').toBe(409);
    const { body } = await office.ask('admin', 'GET /api/staff/leave');
    const mine = body.items.find(({ role }: { role: string }) => role === 'front-officer');
    await office.ask('admin', `DELETE /api/staff/front-li/leave/${mine.id}`);
    expect((await act(otherFront, id, 'claim')).status, 'the officer is back').toBe(409);
  });

  test('lends the claim only: the colleague needs the role himself, and it must not have ended', async () => {
    const id = await submitted(office, employerId);
    await act('front', id, 'claim');
    await leave(office, 'front-li', { ...week, role: 'front-officer', coveredBy: 'back-chen' });
    expect(codeOf(await act('back', id, 'preliminary-review', accept))).toEqual([403, 'not-allowed']);
    const both = colleague('back-chen', 'back-officer', 'front-officer');
    await staffRole(office, 'back-chen', 'end', 'front-officer');
    expect(codeOf(await act(both, id, 'preliminary-review', accept))).toEqual([403, 'role-ended']);
  });

  test('never lets a reviewer conclude, not even in the place of a colleague', async () => {
    const id = await waitingIn(office, 'review', employerId);
    await steps.review(office, id, 'both');
    await act('decider', id, 'claim');
    await leave(office, 'decider-sun', { ...week, role: 'decider', coveredBy: 'both-he' });
    expect(codeOf(await act('both', id, 'conclude', approve))).toEqual([403, 'two-officers']);
    expect(codeOf(await act('both', id, 'claim'))).toEqual([403, 'two-officers']);
    expect((await read(office, 'both', id)).next.map(({ action }: { action: string }) => action)).not.toContain(
      'approve',
    );
  });

  test('in the place of the reviewer concludes, for it is who acts that counts', async () => {
    const reviewer = colleague('back-chen', 'back-officer', 'decider');
    const id = await waitingIn(office, 'review', employerId);
    expect((await recommend(reviewer, id)).status).toBe(200);
    await leave(office, 'back-chen', { ...week, role: 'decider', coveredBy: 'decider-sun' });
    expect((await act('decider', id, 'conclude', approve)).status).toBe(200);
    expect((await lastEvent(id))?.by.subject).toBe('decider-sun');
  });

  test('decider and reviewer by two requests of one person at once: one of them is refused', async () => {
    const id = await waitingIn(office, 'review', employerId);
    const answers = await Promise.all([recommend('both', id), act('both', id, 'conclude', approve)]);
    expect(answers[0]?.status).toBe(200);
    expect(answers[1]?.status).not.toBe(200);
    expect((await readHead(office.table, id))?.stage).toBe('conclusion');
    expect(codeOf(await act('both', id, 'conclude', approve))).toEqual([403, 'two-officers']);
  });
});
