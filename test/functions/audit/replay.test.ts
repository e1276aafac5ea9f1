import { afterEach, describe, expect, test } from 'vitest';
import { etown } from '../../../infra/zones/etown.ts';
import { type Office, openOffice } from '../../office/office.ts';
import { evidenceOf, read, register, scientist, steps, submitted, waitingIn } from '../../office/walk.ts';

let office: Office;
afterEach(() => office.close());

/** An office whose clock goes on with every look at it, as real ones do. */
async function openTicking(start?: string): Promise<Office> {
  const opened = await openOffice(start ? { start } : {});
  const { now } = opened.clock;
  let looks = 0;
  opened.clock.now = () => {
    looks += 1;
    return now() + looks;
  };
  return opened;
}

const text = (zh: string, en: string) => ({ zh, en });
const why = text('需要核实', 'It has to be looked into');
const deficiencies = [
  { path: 'post.duties', code: 'unclear', text: text('岗位职责不明确', 'The duties are not clear') },
];
const reasons = [
  { code: 'post-not-needed', rule: '外国人在中国就业管理规定 第六条', text: text('岗位无特殊需要', 'No special need') },
];

async function does(who: Parameters<Office['ask']>[0], id: string, action: string, body?: object) {
  const answer = await office.ask(who, `POST /api/applications/${id}/${action}`, body ? { body } : {});
  expect(answer.status, `${action}: ${JSON.stringify(answer.body)}`).toBe(200);
  await office.machine.settle();
}

const later = (days: number) => office.clock.advance(days * 86_400_000);

/** What comes out otherwise when the past of an application is computed again. */
async function replayed(id: string) {
  const { status, body } = await office.ask('supervisor', `GET /api/applications/${id}/replay`);
  expect(status).toBe(200);
  const clocks = body.clocks.filter(({ outcome }: { outcome: string }) => outcome !== 'same');
  const scores = body.scores.filter(({ outcome }: { outcome: string }) => outcome !== 'same');
  return { clocks, scores, findings: body.findings, counted: body.clocks.length, scored: body.scores.length };
}
const clean = { clocks: [], scores: [], findings: [] };

describe('computed again, a case gives the same scores, due times, stage and officers', () => {
  test('when it is plain', async () => {
    office = await openTicking();
    const id = await waitingIn(office, 'issued', await register(office));
    expect(await replayed(id)).toEqual({ ...clean, counted: 3, scored: 2 });
  });

  test('when it was returned twice, paused, extended, sent back, refused after a hearing and reopened', async () => {
    office = await openTicking('2026-05-06T02:00:00.000Z');
    const employer = await register(office);
    const id = await submitted(office, employer);
    later(1);
    await does('front', id, 'preliminary-review', { decision: 'return', deficiencies });
    later(6);
    await office.ask('employer', `PATCH /api/applications/${id}`, { body: { post: { duties: 'Designs lenses.' } } });
    await steps.submit(office, id);
    later(1);
    await steps.accept(office, id);
    await does('back', id, 'pause', { kind: 'expert-review', announcement: why, until: '2026-05-20' });
    later(9);
    await does('back', id, 'resume');
    await does('supervisor', id, 'extend-time', { workingDays: 5, reason: why });
    await does('back', id, 'review', {
      recommendation: 'return',
      deficiencies: [{ ...deficiencies[0], path: 'post.duties', code: 'still-unclear' }],
    });
    later(4);
    await office.ask('employer', `PATCH /api/applications/${id}`, {
      body: { post: { duties: 'Designs lenses of glass.' } },
    });
    await does('employer', id, 'submit');
    await steps.review(office, id);
    await does('supervisor', id, 'review-again', { reason: 'The duties were not looked at.' });
    const evidence = evidenceOf(await read(office, 'back', id));
    await does('back', id, 'review', { recommendation: 'refuse', reasons, evidence });
    await does('decider', id, 'conclude', { decision: 'announce-refusal', reasons });
    later(3);
    await does('employer', id, 'reply', { text: '请考虑' });
    await does('decider', id, 'conclude', { decision: 'refuse', reasons });
    later(20);
    await does('supervisor', id, 'reopen', { basis: 'office-error', reason: why });
    const told = await replayed(id);
    expect(told).toEqual({ ...clean, counted: told.counted, scored: told.scored });
    expect(told.counted).toBeGreaterThan(9);
    expect(await read(office, 'supervisor', id)).toMatchObject({ stage: 'preliminary-review' });
  });

  test('when time alone decided: accepted by the law, after the reply period nobody used', async () => {
    office = await openTicking('2026-05-06T02:00:00.000Z');
    const id = await submitted(office, await register(office));
    later(10);
    await office.sweep();
    expect(await read(office, 'supervisor', id)).toMatchObject({ stage: 'review' });
    await does('back', id, 'review', { recommendation: 'refuse', reasons });
    await does('decider', id, 'conclude', { decision: 'announce-refusal', reasons });
    later(30);
    await office.sweep();
    expect(await read(office, 'supervisor', id)).toMatchObject({ stage: 'conclusion' });
    expect(await replayed(id)).toMatchObject(clean);
  });

  test('when it was with the delegating authority for a while, wherever it had stood', async () => {
    office = await openTicking('2026-05-06T02:00:00.000Z');
    const employers = [await register(office), await register(office, 'otherEmployer', scientist)] as const;
    const inReview = await waitingIn(office, 'review', employers[0]);
    await does('back', inReview, 'pause', { kind: 'hearing', announcement: why, until: '2026-05-29' });
    const waiting = await submitted(office, employers[1], 'otherEmployer', scientist);
    const suspension = await office.ask('supervisor', 'POST /api/delegation/suspend', { body: { reason: why } });
    expect(suspension.status).toBe(200);
    later(5);
    await office.sweep();
    for (const id of [inReview, waiting]) {
      expect(await read(office, 'supervisor', id)).toMatchObject({ stage: 'with-delegating-authority' });
      expect(await replayed(id)).toMatchObject(clean);
    }
    later(8);
    const restored = await office.ask('supervisor', 'POST /api/delegation/restore', { body: { reason: why } });
    expect(restored.status).toBe(200);
    await office.sweep();
    later(1);
    await steps.accept(office, waiting);
    await steps.review(office, inReview);
    for (const id of [inReview, waiting]) expect(await replayed(id)).toMatchObject(clean);
  });
});

describe('a points table that comes into force while a case is open', () => {
  test('does not touch it: it is reviewed, shown and computed again by the table of its submission', async () => {
    const { policy } = etown;
    const until = { points: 'trial-2017', until: '2026-11-23', source: 'made up for this test' };
    office = await openOffice({ zone: { policy: { ...policy, formerPoints: [until] } } });
    const id = await submitted(office, await register(office));
    later(1);
    await steps.accept(office, id);
    const { assessment } = await read(office, 'back', id);
    expect(assessment).toMatchObject({ policy: 'trial-2017', total: 65 });
    await steps.review(office, id);
    later(700);
    const { body } = await office.ask('supervisor', `GET /api/applications/${id}/replay`);
    expect(body.scores).toMatchObject([
      { type: 'submitted', policy: 'trial-2017', total: 65, outcome: 'same' },
      { type: 'reviewed', policy: 'trial-2017', total: 65, outcome: 'same', unproven: [] },
    ]);
    expect((await read(office, 'decider', id)).assessment).toMatchObject({ policy: 'trial-2017', total: 65 });
  });
});

describe('the replay of an application', () => {
  test('is for supervisors and administrators who are no party of it, and their reading is recorded', async () => {
    office = await openOffice();
    const id = await waitingIn(office, 'review', await register(office));
    const ask = (who: Parameters<Office['ask']>[0]) => office.ask(who, `GET /api/applications/${id}/replay`);
    for (const who of ['employer', 'applicant', 'front', 'back', 'decider', 'inspector'] as const) {
      expect((await ask(who)).status, who).toBe(403);
    }
    expect((await ask('admin')).status).toBe(200);
    const party = { subject: 'employer-wang', roles: ['employer', 'supervisor'] as const, mfa: true, expiresAt: 4e9 };
    expect((await ask(party)).status).toBe(404);
    const readings = (await office.items()).filter(({ pk }) => pk.startsWith('READ#'));
    const byAdmin = readings.filter(({ by }) => by === 'admin-xu');
    expect(byAdmin).toMatchObject([{ what: 'application', id }]);
  });

  test('shows nothing of the person', async () => {
    office = await openOffice();
    const id = await waitingIn(office, 'issued', await register(office));
    const { body } = await office.ask('supervisor', `GET /api/applications/${id}/replay`);
    const { form } = await read(office, 'supervisor', id);
    for (const value of [form.applicant.passport.number, form.applicant.birthDate, form.applicant.familyName]) {
      expect(JSON.stringify(body)).not.toContain(value);
    }
  });

  test('tells what somebody changed behind its back', async () => {
    office = await openOffice();
    const id = await waitingIn(office, 'issued', await register(office));
    const [event] = (await office.items()).filter(({ pk, sk }) => pk.endsWith(id) && sk === 'EVENT#000002');
    if (!event) throw new Error('no event');
    const data = event.data as { score: { total: number }; clock: { dueAt: string } };
    data.score.total = 99;
    data.clock.dueAt = '2026-12-24T15:59:59.999Z';
    await office.table.put(event);
    expect(await replayed(id)).toMatchObject({
      scores: [{ sequence: 2, outcome: 'differs', differences: [{ what: 'total', kept: 99, now: 62 }] }],
      clocks: [{ sequence: 2, outcome: 'differs', differences: [{ what: 'dueAt' }] }],
    });
  });
});
