import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { leave, staffRole, suspend } from '../../office/leading.ts';
import { type Office, openOffice } from '../../office/office.ts';
import { people } from '../../office/people.ts';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const register = (who: Parameters<Office['ask']>[0] = 'supervisor') => office.ask(who, 'GET /api/staff');
const absences = (who: Parameters<Office['ask']>[0] = 'front', query = {}) =>
  office.ask(who, 'GET /api/staff/leave', { query });

const week = { role: 'back-officer', from: '2026-11-23', to: '2026-11-27', coveredBy: 'back-qian' };

describe('the role of an officer', () => {
  test('ends once, with who ended it and why, and can be given back', async () => {
    const ended = await staffRole(office, 'back-chen', 'end', 'back-officer');
    expect(ended.status).toBe(200);
    expect(ended.body).toMatchObject({ subject: 'back-chen', role: 'back-officer', state: 'ended', by: 'admin-xu' });
    expect((await staffRole(office, 'back-chen', 'end', 'back-officer')).status).toBe(409);
    expect((await register()).body.items).toEqual([ended.body]);

    const back = await staffRole(office, 'back-chen', 'reinstate', 'back-officer', 'supervisor');
    expect(back.body).toMatchObject({ state: 'reinstated', by: 'supervisor-zhou' });
    expect((await staffRole(office, 'back-chen', 'reinstate', 'back-officer')).status).toBe(409);
    expect((await register()).body.items).toEqual([back.body]);
  });

  test('is not given back by the officer himself, nor ended by those who do not lead', async () => {
    await staffRole(office, 'supervisor-zhou', 'end', 'decider');
    const own = await staffRole(office, 'supervisor-zhou', 'reinstate', 'decider', 'supervisor');
    expect([own.status, own.body.type]).toEqual([403, 'urn:greenpath:problem:not-allowed']);
    for (const who of ['front', 'back', 'decider', 'inspector', 'employer', 'applicant'] as const) {
      expect((await staffRole(office, 'back-chen', 'end', 'back-officer', who)).status).toBe(403);
      expect((await register(who)).status).toBe(403);
    }
  });

  test('of a supervisor that ended leads nothing any more, whatever the token says', async () => {
    await staffRole(office, 'supervisor-zhou', 'end', 'supervisor');
    const refused = [
      await staffRole(office, 'back-chen', 'end', 'back-officer', 'supervisor'),
      await suspend(office),
      await leave(office, 'back-chen', week),
      await register(),
      await office.ask('supervisor', 'GET /api/delegation/referred'),
    ];
    for (const { status, body } of refused) {
      expect([status, body.type]).toEqual([403, 'urn:greenpath:problem:role-ended']);
    }
    const other = { ...people.supervisor, roles: ['supervisor', 'admin'] as const };
    expect((await suspend(office, {}, other)).status, 'as administrator').toBe(200);
  });

  test('that ended tells its officer neither who is away nor what is suspended', async () => {
    await staffRole(office, 'front-li', 'end', 'front-officer');
    for (const path of ['/api/staff/leave', '/api/delegation']) {
      const { status, body } = await office.ask('front', `GET ${path}`);
      expect([path, status, body.type]).toEqual([path, 403, 'urn:greenpath:problem:role-ended']);
    }
  });

  test('of a supervisor that ended shows leave only as colleagues see it, where another role is left', async () => {
    await leave(office, 'back-chen', week);
    const both = { ...people.supervisor, roles: ['supervisor', 'back-officer'] as const };
    expect((await absences(both)).body.items[0]).toHaveProperty('reason');
    await staffRole(office, 'supervisor-zhou', 'end', 'supervisor');
    expect((await absences(both)).body.items[0]).not.toHaveProperty('reason');
  });

  test('that ended changes no permit and no quota, and reads no record of readings', async () => {
    await staffRole(office, 'supervisor-zhou', 'end', 'supervisor');
    const reason = { zh: '调查', en: 'An inquiry' };
    const refused = [
      await office.ask('supervisor', 'POST /api/permits/UNKNOWN/suspend', { body: { reason } }),
      await office.ask('supervisor', 'GET /api/quotas'),
      await office.ask('supervisor', 'GET /api/readings', { query: { day: '2026-11-23' } }),
    ];
    for (const { status, body } of refused) {
      expect([status, body.type]).toEqual([403, 'urn:greenpath:problem:role-ended']);
    }
    await staffRole(office, 'supervisor-zhou', 'reinstate', 'supervisor');
    expect((await office.ask('supervisor', 'GET /api/quotas')).status).toBe(200);
  });

  test('that nobody could hold is not found, and every problem is named at once', async () => {
    expect((await staffRole(office, '\u202e', 'end', 'decider')).status).toBe(404);
    expect((await staffRole(office, 'x'.repeat(129), 'end', 'decider')).status).toBe(404);
    const empty = await office.ask('admin', 'POST /api/staff/back-chen/end', { body: { role: 'king' } });
    expect(empty.body.problems).toMatchObject([
      { path: 'role', code: 'not-an-option' },
      { path: 'reason', code: 'missing' },
    ]);
  });

  test('repeated with the same key is ended once and answered alike', async () => {
    const asked = {
      body: { role: 'decider', reason: { zh: '调离', en: 'Moved' } },
      headers: { 'idempotency-key': 'end-1' },
    };
    const first = await office.ask('admin', 'POST /api/staff/decider-sun/end', asked);
    const again = await office.ask('admin', 'POST /api/staff/decider-sun/end', asked);
    expect([again.status, again.body]).toEqual([200, first.body]);
    const someoneElse = await office.ask('admin', 'POST /api/staff/decider-ma/end', asked);
    expect([someoneElse.status, someoneElse.body.subject], 'the same key on another path').toEqual([200, 'decider-ma']);
  });

  test('of two officers ended at the same moment ends for both', async () => {
    const answers = await Promise.all([
      staffRole(office, 'back-chen', 'end', 'back-officer'),
      staffRole(office, 'decider-sun', 'end', 'decider', 'supervisor'),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect((await register()).body.items).toHaveLength(2);
  });
});

describe('leave', () => {
  test('says who is away until when and who stands in; why is for supervisors', async () => {
    const recorded = await leave(office, 'back-chen', week);
    expect(recorded.status).toBe(201);
    expect(recorded.body).toMatchObject({ subject: 'back-chen', ...week, reason: 'annual leave' });
    expect((await absences('supervisor')).body.items).toEqual([recorded.body]);
    const [seen] = (await absences('front')).body.items;
    expect(seen).toEqual({ id: recorded.body.id, subject: 'back-chen', ...week });
  });

  test('that is over is listed no more, and one that was announced is', async () => {
    await leave(office, 'back-chen', week);
    await leave(office, 'front-li', {
      role: 'front-officer',
      from: '2026-12-01',
      to: '2026-12-02',
      coveredBy: 'front-wu',
    });
    expect((await absences()).body.items.map(({ subject }: { subject: string }) => subject)).toEqual([
      'back-chen',
      'front-li',
    ]);
    office.clock.set('2026-11-27T16:00:00.000Z');
    expect((await absences()).body.items.map(({ subject }: { subject: string }) => subject)).toEqual(['front-li']);
  });

  test('is refused where it ends before it begins, covers itself or lies in the past, all at once', async () => {
    const answer = await leave(office, 'back-chen', { ...week, to: '2026-11-20', coveredBy: 'back-chen' });
    expect(answer.status).toBe(400);
    expect(answer.body.problems).toMatchObject([
      { path: 'to', code: 'out-of-order' },
      { path: 'coveredBy', code: 'oneself' },
    ]);
  });

  test('is refused where the officer is away already, or who should stand in has the role no more', async () => {
    await leave(office, 'back-chen', week);
    const clash = await leave(office, 'back-chen', {
      ...week,
      from: '2026-11-27',
      to: '2026-12-04',
      coveredBy: 'back-sun',
    });
    expect([clash.status, clash.body.detail]).toEqual([409, expect.stringContaining('back-qian')]);
    expect((await leave(office, 'back-chen', { ...week, from: '2026-11-28', to: '2026-12-04' })).status).toBe(201);
    await staffRole(office, 'decider-ma', 'end', 'decider');
    const gone = await leave(office, 'decider-sun', { ...week, role: 'decider', coveredBy: 'decider-ma' });
    expect(gone.body.problems).toMatchObject([{ path: 'coveredBy', code: 'role-ended' }]);
  });

  test('recorded twice at the same moment is recorded once', async () => {
    const answers = await Promise.all([leave(office, 'back-chen', week), leave(office, 'back-chen', week, 'admin')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  test('ends early, once, and what was recorded stays on record', async () => {
    const { body } = await leave(office, 'back-chen', week);
    const path = `DELETE /api/staff/back-chen/leave/${body.id}`;
    expect((await office.ask('back', path)).status).toBe(403);
    expect((await office.ask('admin', `DELETE /api/staff/front-li/leave/${body.id}`)).status).toBe(404);
    expect((await office.ask('admin', path)).status).toBe(204);
    expect((await office.ask('admin', path)).status).toBe(204);
    expect((await absences()).body.items).toEqual([]);
    const kept = (await office.items()).filter(({ pk, sk }) => pk === 'OFFICE' && sk.startsWith('EVENT#'));
    expect(kept.map(({ type }) => type).sort()).toEqual(['leave-ended', 'leave-recorded']);
    expect((await leave(office, 'back-chen', week)).status, 'the days are free again').toBe(201);
  });

  test('repeated with the same key is recorded once and answered alike', async () => {
    const asked = { body: { ...week, reason: 'annual leave' }, headers: { 'idempotency-key': 'leave-1' } };
    const first = await office.ask('supervisor', 'POST /api/staff/back-chen/leave', asked);
    const again = await office.ask('supervisor', 'POST /api/staff/back-chen/leave', asked);
    expect([again.status, again.body]).toEqual([201, first.body]);
    expect((await absences()).body.items).toHaveLength(1);
  });

  test('is listed page by page', async () => {
    for (const day of ['24', '25', '26']) {
      await leave(office, `front-${day}`, {
        role: 'front-officer',
        from: `2026-11-${day}`,
        to: `2026-11-${day}`,
        coveredBy: 'front-wu',
      });
    }
    const first = await absences('admin', { limit: '2' });
    const rest = await absences('admin', { limit: '2', cursor: first.body.next });
    expect([...first.body.items, ...rest.body.items].map(({ subject }) => subject)).toEqual([
      'front-24',
      'front-25',
      'front-26',
    ]);
    expect((await absences('admin', { cursor: 'nonsense' })).status).toBe(400);
  });
});
