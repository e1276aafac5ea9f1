import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Office } from '../../office/office.ts';
import { steps } from '../../office/walk.ts';
import { act, book, booked, bundleOf, openWindow, readVisit, tuesday } from './bundles.ts';

let office: Office;
let ids: string[];
let id: string;
beforeEach(async () => {
  office = await openWindow();
  ({ ids } = await bundleOf(office, 3));
  const services = [{ service: 'residence-permit', applicationId: ids[0] ?? '' }];
  ({ id } = await booked(office, ids, { services }));
});
afterEach(() => office.close());

const grounds = {
  code: 'outside-scope',
  rule: 'Regulations on the entry and exit of foreigners, art. 41',
  text: { zh: '所申请的工作不属于本事项办理范围。', en: 'The work applied for is outside what this procedure covers.' },
};
const collector = { name: '样代办', as: 'handler' } as const;
const come = async () => {
  office.clock.set('2026-11-24T01:02:00.000Z');
  expect((await act(office, 'front', id, 'check-in')).status).toBe(200);
};
const collect = () => act(office, 'front', id, 'collect', { collectedBy: collector });
const note = (state: string, more: object = {}) =>
  act(office, 'front', id, 'services', { service: 'residence-permit', applicationId: ids[0], state, ...more });
const issue = async (application: string) => {
  await steps.accept(office, application);
  await steps.review(office, application);
  await steps.conclude(office, application);
  await office.machine.settle();
};
const refuse = async (application: string) => {
  const answer = await office.ask('front', `POST /api/applications/${application}/preliminary-review`, {
    body: { decision: 'refuse-acceptance', reasons: [grounds] },
  });
  expect(answer.status).toBe(200);
};

describe('on the day', () => {
  test('the front office sees who comes when, with how much and nothing more', async () => {
    const { body } = await office.ask('front', 'GET /api/visits', { query: { day: tuesday } });
    expect(body).toEqual({
      items: [],
      day: [
        {
          visitId: id,
          from: '09:00',
          to: '09:30',
          place: 1,
          party: expect.any(String),
          parts: 4,
          state: 'booked',
        },
      ],
    });
    const { read } = await office.cost(() => office.ask('front', 'GET /api/visits', { query: { day: tuesday } }));
    // The list itself is one query; the other unit asks whether the officer still holds the role.
    expect(read).toBe(2);
    expect((await office.ask('front', 'GET /api/visits')).body.problems).toMatchObject([
      { path: 'query.day', code: 'missing' },
    ]);
    expect((await office.ask('back', 'GET /api/visits', { query: { day: tuesday } })).status).toBe(403);
  });

  test('nobody is checked in before the day has come, by a slip of the hand', async () => {
    office.clock.set('2026-11-23T15:59:59.999Z');
    expect((await readVisit(office, id, 'front')).next).not.toContain('check-in');
    expect((await act(office, 'front', id, 'check-in')).status).toBe(409);
    office.clock.advance(1);
    expect((await readVisit(office, id, 'front')).next).toContain('check-in');
    expect((await act(office, 'front', id, 'check-in')).status).toBe(200);
  });

  test('whoever comes is checked in, once', async () => {
    office.clock.set('2026-11-24T01:02:00.000Z');
    const { status, body } = await act(office, 'front', id, 'check-in');
    expect([status, body.state]).toEqual([200, 'checked-in']);
    expect((await act(office, 'front', id, 'check-in')).status).toBe(409);
    expect((await act(office, 'employer', id, 'check-in')).status).toBe(403);
    expect((await office.ask('front', 'GET /api/visits', { query: { day: tuesday } })).body.day[0].state).toBe(
      'checked-in',
    );
  });

  test('whoever does not come counts as absent from the minute that the rules name, and can book again', async () => {
    office.clock.set('2026-11-24T01:29:59.999Z');
    const early = await act(office, 'front', id, 'absent');
    expect([early.status, early.body.detail]).toEqual([409, '尚未到可记为未到的时间。']);
    office.clock.advance(1);
    expect((await readVisit(office, id, 'front')).next).toContain('mark-absent');
    expect((await act(office, 'front', id, 'absent')).body.state).toBe('absent');
    expect((await booked(office, ids, { from: '11:30' })).state).toBe('booked');
  });
});

describe('everything', () => {
  test('is collected together, when the last part is ready, and who collected it is kept', async () => {
    const [one = '', two = '', three = ''] = ids;
    await come();
    await issue(one);
    expect((await collect()).body.detail).toBe('尚有未办结的事项，不能一次领取。');
    await issue(two);
    await issue(three);
    expect((await readVisit(office, id)).together).toEqual({ ready: false });
    office.clock.set('2026-11-25T02:00:00.000Z');
    expect((await note('ready')).status).toBe(200);
    const ready = await readVisit(office, id, 'front');
    expect([ready.together, ready.next]).toEqual([
      { ready: true, on: '2026-11-25' },
      ['take-out', 'note-service', 'collect'],
    ]);
    const { status, body } = await collect();
    expect([status, body.state, body.collection]).toEqual([
      200,
      'collected',
      {
        at: '2026-11-25T02:00:00.000Z',
        collectedBy: collector,
        collected: ids.map((applicationId) => ({
          applicationId,
          receiptNumber: expect.stringMatching(/^ETOWN-/),
          permitNumber: expect.stringMatching(/^[0-9A-Z]{18}$/),
        })),
        services: [{ service: 'residence-permit', applicationId: one }],
        dropped: [],
      },
    ]);
    expect((await collect()).status).toBe(409);
    const again = await book(office, [one], { day: '2026-11-26' });
    expect([again.status, again.body.problems]).toMatchObject([409, [{ path: 'applications.0', code: 'collected' }]]);
  });

  test('goes on without what is refused, withdrawn or not granted by another authority, each with its reason', async () => {
    const [one = '', two = '', three = ''] = ids;
    await come();
    await refuse(two);
    await office.ask('employer', `POST /api/applications/${three}/withdraw`);
    await issue(one);
    await note('not-granted', { note: '公安机关另行告知' });
    const seen = await readVisit(office, id);
    expect(seen.applications).toMatchObject([
      { id: one, state: 'ready', readyOn: tuesday },
      { id: two, state: 'dropped', reason: { zh: '不予受理。' }, grounds: [grounds.text] },
      { id: three, state: 'dropped', reason: { zh: '申请已撤回。' } },
    ]);
    expect(seen.services).toMatchObject([{ state: 'not-granted', note: '公安机关另行告知' }]);
    expect(seen.bring.every(({ applications }: { applications: string[] }) => applications.join() === one)).toBe(true);
    expect((await collect()).body.collection).toMatchObject({
      collected: [{ applicationId: one }],
      services: [],
      dropped: [two, three],
    });
  });

  test('need not wait for what its party takes out; the last one is not taken out', async () => {
    const [one = '', two = '', three = ''] = ids;
    await come();
    await issue(two);
    for (const applicationId of [one, three]) {
      expect((await act(office, 'employer', id, 'take-out', { applicationId })).status).toBe(200);
    }
    const last = await act(office, 'employer', id, 'take-out', { applicationId: two });
    expect([last.status, last.body.detail]).toEqual([409, '只剩这一件申请；如不办理，请取消预约。']);
    const again = await act(office, 'employer', id, 'take-out', { applicationId: one });
    expect([again.status, again.body.problems[0].code]).toEqual([400, 'not-in-visit']);
    expect((await collect()).body.collection).toMatchObject({
      collected: [{ applicationId: two }],
      dropped: [one, three],
    });
    expect((await booked(office, [one, three], { from: '11:30' })).applications).toHaveLength(2);
  });

  test('stays as it was handed over, whatever is taken up again later', async () => {
    const [one = '', two = '', three = ''] = ids;
    await come();
    await issue(one);
    await note('ready');
    await refuse(two);
    await refuse(three);
    await collect();
    const reopened = await office.ask('supervisor', `POST /api/applications/${two}/reopen`, {
      body: { basis: 'office-error', reason: { zh: '更正', en: 'A mistake of the office' } },
    });
    expect(reopened.status).toBe(200);
    const { applications, state } = await readVisit(office, id);
    expect([state, applications.map((line: { state: string }) => line.state)]).toEqual([
      'collected',
      ['ready', 'dropped', 'dropped'],
    ]);
  });

  test('is collected at the desk only, of somebody who came', async () => {
    expect((await collect()).status).toBe(409);
    expect((await act(office, 'employer', id, 'collect', { collectedBy: collector })).status).toBe(403);
    const { status, body } = await act(office, 'front', id, 'collect', { collectedBy: { name: '', as: 'friend' } });
    expect([status, body.problems.map(({ path, code }: { path: string; code: string }) => `${path} ${code}`)]).toEqual([
      400,
      ['collectedBy.name too-short', 'collectedBy.as not-an-option'],
    ]);
    expect((await note('lost')).body.problems[0]).toMatchObject({ path: 'state', code: 'not-an-option' });
    const other = await act(office, 'front', id, 'services', {
      service: 'residence-permit',
      applicationId: ids[1],
      state: 'ready',
    });
    expect([other.status, other.body.problems[0].code]).toEqual([400, 'not-in-visit']);
  });
});
