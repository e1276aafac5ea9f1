import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { restore, suspend, why, whyNot } from '../../office/leading.ts';
import { type Office, openOffice } from '../../office/office.ts';
import { people } from '../../office/people.ts';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const read = (who: Parameters<Office['ask']>[0] = 'decider', query?: Record<string, string>) =>
  office.ask(who, 'GET /api/delegation', query ? { query } : {});

describe('the delegation as officers see it', () => {
  test('is that of the zone file while nothing ever happened', async () => {
    const answer = await read();
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      version: 1,
      holds: true,
      authority: office.zone.delegation.from,
      validFrom: office.zone.delegation.validFrom,
      categories: ['A', 'B', 'C'],
      suspended: [],
      history: { items: [] },
    });
    expect(answer.headers.etag).toBe('"1"');
  });

  test('does not hold before its first day and after its last', async () => {
    office.clock.set('2023-10-31T15:00:00.000Z');
    expect((await read()).body.holds).toBe(false);
    office.clock.set('2023-10-31T16:00:00.000Z');
    expect((await read()).body.holds).toBe(true);
  });

  test('is nothing for parties of a case, nor for inspectors', async () => {
    for (const who of ['employer', 'applicant', 'inspector'] as const) expect((await read(who)).status).toBe(403);
  });
});

describe('suspending', () => {
  test('takes all of it at once, with who did it and why', async () => {
    const answer = await suspend(office);
    expect(answer.status).toBe(200);
    const at = new Date(office.clock.now()).toISOString();
    expect(answer.body).toMatchObject({
      version: 2,
      holds: false,
      suspended: [{ scope: {}, from: at, reason: why, by: 'supervisor-zhou', at }],
      history: { items: [{ type: 'delegation-suspended', by: 'supervisor-zhou', scope: {}, from: at, reason: why }] },
    });
  });

  test('can name procedures and categories, each of which is suspended by itself', async () => {
    const scope = { procedures: ['short-term'], categories: ['C'] };
    const answer = await suspend(office, { scope });
    expect(answer.body).toMatchObject({ holds: true, suspended: [{ scope }] });
    const more = await suspend(office, { scope: { categories: ['B', 'C'] } }, 'admin');
    expect(more.body.suspended).toMatchObject([{ scope }, { scope: { categories: ['B'] }, by: 'admin-xu' }]);
  });

  test('can be announced for a later day, in the time of the zone', async () => {
    const answer = await suspend(office, { from: '2026-11-25' });
    expect(answer.body).toMatchObject({ holds: true, suspended: [{ from: '2026-11-24T16:00:00.000Z' }] });
    office.clock.set('2026-11-24T16:00:00.000Z');
    expect((await read()).body.holds).toBe(false);
    const sooner = await suspend(office, {});
    expect(sooner.status, 'it is suspended already').toBe(409);
  });

  test('sooner than was announced replaces the announcement', async () => {
    await suspend(office, { from: '2026-11-30' });
    const sooner = await suspend(office);
    expect(sooner.body).toMatchObject({
      holds: false,
      suspended: [{ from: new Date(office.clock.now()).toISOString() }],
    });
    expect(sooner.body.suspended).toHaveLength(1);
  });

  test('is refused for what is not delegated, for a past day and for an empty scope, all at once', async () => {
    const answer = await suspend(office, {
      scope: { procedures: ['new-permit', 'merchant-card'], categories: ['A'] },
      from: '2026-11-22',
    });
    expect(answer.status).toBe(400);
    expect(answer.body.problems).toMatchObject([
      { path: 'scope.procedures.1', code: 'not-an-option' },
      { path: 'from', code: 'in-the-past' },
    ]);
    const empty = await suspend(office, { scope: {} });
    expect(empty.body.problems).toMatchObject([{ path: 'scope', code: 'no-scope' }]);
    const bare = await office.ask('supervisor', 'POST /api/delegation/suspend', { body: {} });
    expect(bare.body.problems).toMatchObject([{ path: 'reason', code: 'missing' }]);
    expect((await read()).body.version).toBe(1);
  });

  test('is for supervisors and administrators with a second factor', async () => {
    for (const who of ['front', 'back', 'decider', 'inspector', 'employer'] as const) {
      expect((await suspend(office, {}, who)).status).toBe(403);
    }
    const single = await suspend(office, {}, { ...people.supervisor, mfa: false });
    expect([single.status, single.body.type]).toEqual([403, 'urn:greenpath:problem:second-factor-needed']);
  });

  test('repeated with the same key is done once and answered alike', async () => {
    const asked = { body: { reason: why }, headers: { 'idempotency-key': 'suspend-1' } };
    const first = await office.ask('supervisor', 'POST /api/delegation/suspend', asked);
    const again = await office.ask('supervisor', 'POST /api/delegation/suspend', asked);
    expect([again.status, again.body]).toEqual([200, first.body]);
    const other = await office.ask('supervisor', 'POST /api/delegation/suspend', {
      ...asked,
      body: { reason: whyNot },
    });
    expect(other.body.type).toBe('urn:greenpath:problem:key-reused');
  });

  test('on what was seen before somebody else acted is refused', async () => {
    await suspend(office, { scope: { categories: ['C'] } });
    expect((await suspend(office, { version: 1 })).body.type).toBe('urn:greenpath:problem:version-conflict');
    expect((await suspend(office, { version: 2 })).status).toBe(200);
  });

  test('by two at once leaves one suspension, and tells the other that it stands', async () => {
    const answers = await Promise.all([suspend(office), suspend(office, {}, 'admin')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await read()).body).toMatchObject({ version: 2, history: { items: [{ type: 'delegation-suspended' }] } });
  });
});

describe('restoring', () => {
  test('ends everything, and the history keeps both sides, newest first', async () => {
    await suspend(office);
    office.clock.advance(3_600_000);
    const answer = await restore(office, {}, 'admin');
    expect(answer.body).toMatchObject({ version: 3, holds: true, suspended: [] });
    expect(answer.body.history.items).toMatchObject([
      { type: 'delegation-restored', by: 'admin-xu', reason: whyNot },
      { type: 'delegation-suspended', by: 'supervisor-zhou', reason: why },
    ]);
  });

  test('can name a part, and leaves the rest suspended', async () => {
    await suspend(office, { scope: { procedures: ['short-term'], categories: ['C'] } });
    const answer = await restore(office, { scope: { categories: ['C'] } });
    expect(answer.body.suspended).toMatchObject([{ scope: { procedures: ['short-term'] } }]);
    expect((await restore(office, { scope: { categories: ['C'] } })).status).toBe(409);
  });

  test('what is not suspended is refused', async () => {
    expect((await restore(office)).status).toBe(409);
  });

  test('does not lengthen a delegation that the zone file ends', async () => {
    office.clock.set('2023-10-01T02:00:00.000Z');
    await suspend(office);
    expect((await restore(office)).body).toMatchObject({ holds: false, suspended: [] });
  });
});

test('the history is given page by page, and events of the staff register are not among it', async () => {
  for (let round = 0; round < 3; round++) {
    await suspend(office);
    await restore(office);
    await office.ask('admin', 'POST /api/staff/front-li/end', { body: { role: 'decider', reason: why } });
    await office.ask('admin', 'POST /api/staff/front-li/reinstate', { body: { role: 'decider', reason: why } });
  }
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const { body } = await read('front', { limit: '2', ...(cursor ? { cursor } : {}) });
    seen.push(...body.history.items.map(({ type }: { type: string }) => type));
    cursor = body.history.next;
  } while (cursor);
  const pair = ['delegation-restored', 'delegation-suspended'];
  expect(seen).toEqual([...pair, ...pair, ...pair]);
  expect((await read('front', { cursor: 'nonsense' })).status).toBe(400);
});

test('every event of the office is kept beside the one before, so that a change in the past shows', async () => {
  await suspend(office);
  await restore(office);
  const events = (await office.items()).filter(({ sk }) => sk.startsWith('EVENT#') && !sk.includes('APPLICATION'));
  const ofOffice = events.filter(({ pk }) => pk === 'OFFICE').sort((a, b) => (a.sk < b.sk ? -1 : 1));
  expect(ofOffice.map(({ previous }) => previous)).toEqual(['', ofOffice[0]?.hash]);
  expect(new Set(ofOffice.map(({ hash }) => hash)).size).toBe(2);
});
