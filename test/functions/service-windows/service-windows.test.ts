import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readOfficeEvents } from '../../../shared/records/office.ts';
import { type Office, openOffice } from '../../office/office.ts';
import { assign, filedIn, officer, openProvince, threeWindows } from '../../office/province.ts';
import { steps } from '../../office/walk.ts';

let office: Office;
beforeEach(async () => {
  office = await openProvince();
});
afterEach(() => office.close());

const list = async (who?: Parameters<Office['ask']>[0]) => {
  const answer = await office.ask(who, 'GET /api/service-windows');
  expect(answer.status).toBe(200);
  return answer.body.items;
};

describe('the service windows of a zone', () => {
  test('are told to anybody: what they handle, when they are open and whether they are now', async () => {
    const [one, , three] = await list();
    expect(one).toEqual({
      number: 1,
      name: { zh: '1 号窗口', en: 'Window 1' },
      address: { zh: '样例路 1 号', en: '1 Sample Road' },
      phone: '010-00000000',
      hours: [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }],
      open: true,
      competence: { divisions: ['110302'], elsewhere: true },
      placeholder: true,
    });
    expect(three.competence.categories).toEqual(['B', 'C', 'none']);
    office.clock.set('2026-11-23T09:00:00.000Z');
    expect((await list()).map(({ open }: { open: boolean }) => open)).toEqual([false, false, false]);
    // A day off for everybody in the middle of a week.
    office.clock.set('2026-10-01T02:00:00.000Z');
    expect((await list())[0].open).toBe(false);
  });

  test('show why one is closed, and who stands in', async () => {
    await office.close();
    const closures = [{ from: '2026-11-23', reason: { zh: '合并', en: 'Merged' } }];
    office = await openProvince({
      serviceWindows: [{ ...threeWindows[0], closures } as never, ...threeWindows.slice(1)],
    });
    expect((await list())[0]).toMatchObject({ open: false, closed: { reason: { en: 'Merged' }, deputy: 2 } });
  });

  test('show their queues to officers with a second factor alone, each the stages of their office', async () => {
    const { id } = await filedIn(office, '110303');
    await steps.accept(office, id);
    await filedIn(office, '110303');
    office.clock.advance(9 * 86_400_000);
    const queues = async (who?: Parameters<Office['ask']>[0]) => (await list(who))[1].queues;
    expect(await queues()).toBeUndefined();
    expect(await queues('employer')).toBeUndefined();
    expect(await queues({ ...officer('front-one', 'front-officer'), mfa: false })).toBeUndefined();
    expect(await queues('front')).toEqual([
      expect.objectContaining({ stage: 'preliminary-review', waiting: 1, more: false, late: 1 }),
    ]);
    expect(
      (await queues('supervisor')).map(({ stage, waiting }: { stage: string; waiting: number }) => [stage, waiting]),
    ).toEqual([
      ['preliminary-review', 1],
      ['review', 1],
      ['conclusion', 0],
    ]);
  });

  test('are summed up for whoever works them: supervisors see all, officers their own', async () => {
    const { id } = await filedIn(office, '110303');
    expect((await assign(office, 'front-two', [2])).status).toBe(200);
    const mine = async (who: Parameters<Office['ask']>[0]) =>
      (await office.ask(who, 'GET /api/service-windows/mine')).body.items;
    const { dueAt } = (await office.ask('front', 'GET /api/queues/preliminary-review')).body.items.find(
      (line: { id: string }) => line.id === id,
    );
    expect(await mine(officer('front-two', 'front-officer'))).toEqual([
      {
        number: 2,
        name: { zh: '2 号窗口', en: 'Window 2' },
        queues: [{ stage: 'preliminary-review', waiting: 1, more: false, late: 0, oldestDueAt: dueAt }],
      },
    ]);
    expect((await mine('supervisor')).map(({ number }: { number: number }) => number)).toEqual([1, 2, 3]);
    expect((await office.ask('employer', 'GET /api/service-windows/mine')).status).toBe(403);
  });

  test('cost one request for each window and stage', async () => {
    let requests = 0;
    office.hooks.before = (operation) => {
      if (operation === 'Query') requests += 1;
    };
    await office.ask('supervisor', 'GET /api/service-windows/mine');
    expect(requests).toBe(9);
    requests = 0;
    await list();
    expect(requests).toBe(0);
    office.hooks.before = undefined;
  });
});

describe('the windows of an officer', () => {
  test('are assigned by who leads the office, with a reason that the office’s record keeps', async () => {
    expect((await assign(office, 'front-li', [2], 'front')).status).toBe(403);
    expect((await assign(office, 'front-li', [2, 1])).body).toMatchObject({
      subject: 'front-li',
      windows: [1, 2],
      by: 'supervisor-zhou',
      reason: 'duty roster',
    });
    expect((await assign(office, 'back-chen', [3], 'admin')).status).toBe(200);
    const listed = await office.ask('supervisor', 'GET /api/staff/windows', { query: { limit: '1' } });
    expect(listed.body.items.map(({ subject }: { subject: string }) => subject)).toEqual(['back-chen']);
    const rest = await office.ask('supervisor', 'GET /api/staff/windows', { query: { cursor: listed.body.next } });
    expect(rest.body.items.map(({ subject }: { subject: string }) => subject)).toEqual(['front-li']);
    const { events } = await readOfficeEvents(office.table, ['windows-assigned'], { limit: 10 });
    expect(events.map(({ data }) => data.windows)).toEqual([[3], [1, 2]]);
  });

  test('must exist, and so must the officer’s name', async () => {
    const answer = await assign(office, 'front-li', [1, 7, 9]);
    expect(answer.body.problems.map(({ path }: { path: string }) => path)).toEqual(['windows.1', 'windows.2']);
    expect((await assign(office, 'x'.repeat(129), [1])).status).toBe(404);
    const wrong = await office.ask('supervisor', 'PUT /api/staff/front-li/windows', {
      body: { windows: [0], reason: '' },
    });
    expect(wrong.body.problems.map(({ path }: { path: string }) => path).sort()).toEqual(['reason', 'windows.0']);
    expect((await office.ask('supervisor', 'GET /api/staff/windows', { query: { cursor: 'x' } })).status).toBe(400);
  });

  test('are assigned once where the request is repeated, and to the office as it was seen', async () => {
    const body = { windows: [1], reason: 'duty roster' };
    const headers = { 'idempotency-key': 'assign-1' };
    const ask = () => office.ask('supervisor', 'PUT /api/staff/front-li/windows', { body, headers });
    expect([(await ask()).status, (await ask()).status]).toEqual([200, 200]);
    const { events } = await readOfficeEvents(office.table, ['windows-assigned'], { limit: 10 });
    expect(events).toHaveLength(1);
    const stale = await office.ask('supervisor', 'PUT /api/staff/front-li/windows', { body: { ...body, version: 1 } });
    expect(stale.status).toBe(409);
  });
});

describe('what each category means', () => {
  const lanes = async () => (await office.ask(undefined, 'GET /api/zone')).body.classification;

  test('is told to anybody, with what is left of the quota as the zone wants it told, counted once a minute', async () => {
    await office.close();
    office = await openOffice({
      zone: {
        classification: {
          ...(office.zone.classification as NonNullable<typeof office.zone.classification>),
          freePlaces: { shown: 'number', few: 10, source: 'test' },
        },
      },
    });
    const [a, b, c] = await lanes();
    expect(a).toMatchObject({ category: 'A', approach: 'green-path', hoursAhead: 24 });
    expect(b).toMatchObject({ category: 'B', approach: 'market-demand' });
    expect(c).toMatchObject({
      category: 'C',
      approach: 'quota',
      places: [{ year: 2026, group: 'quota-managed', state: 'available', free: 200 }],
    });
    const body = { size: 0, reason: { zh: '核减', en: 'Cut' } };
    expect((await office.ask('supervisor', 'PUT /api/quotas/2026/quota-managed', { body })).status).toBe(200);
    expect((await lanes())[2].places[0].free).toBe(200);
    office.clock.advance(60_000);
    expect((await lanes())[2].places[0]).toMatchObject({ state: 'none', free: 0 });
  });

  test('keeps silent about places where the zone says so', async () => {
    const [, , { places }] = await lanes();
    expect(places).toEqual([{ year: 2026, group: 'quota-managed', label: expect.anything() }]);
    expect((await office.ask(undefined, 'GET /api/zone')).body.serviceWindows).toBe(3);
  });
});
