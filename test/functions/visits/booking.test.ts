import { afterEach, describe, expect, test } from 'vitest';
import { inboxesOf } from '../../../shared/notices/notice.ts';
import { keys } from '../../../shared/records/keys.ts';
import type { Office, Who } from '../../office/office.ts';
import { people } from '../../office/people.ts';
import { completeDraft, cook, register, submitted } from '../../office/walk.ts';
import { act, book, booked, bundleOf, figures, openWindow, readVisit, somebodyElse, tuesday } from './bundles.ts';

let office: Office;
afterEach(() => office.close());

const slots = async (day = tuesday) =>
  (await office.ask('employer', 'GET /api/visits/slots', { query: { from: day, days: '1' } })).body.days[0];
const codes = (body: { problems: { path: string; code: string }[] }) =>
  body.problems.map(({ path, code }) => `${path} ${code}`);

describe('before booking', () => {
  test('anybody reads where and when, what is covered, and every rule in words', async () => {
    office = await openWindow();
    const { status, body } = await office.ask(undefined, 'GET /api/visits/offer');
    expect(status).toBe(200);
    expect(body.rules.map(({ code }: { code: string }) => code)).toEqual([
      'together',
      'booking',
      'changing',
      'late',
      'collecting',
    ]);
    expect(body.rules[2].text).toEqual({
      zh: '开始前 4 小时以上可以改期（最多 3 次）或取消；取消后时段立即释放，申请照常办理，不受影响。',
      en: expect.stringContaining('Until 4 hours before'),
    });
    expect(body.services[0]).toMatchObject({ id: 'residence-permit', placeholder: true });
  });

  test('slots are those of working days in the zone, from some hours ahead to some weeks ahead', async () => {
    office = await openWindow();
    const { body } = await office.ask('employer', 'GET /api/visits/slots', { query: { days: '7' } });
    expect(
      body.days.map(({ day, slots: open, closed }: never) => [
        day,
        (open as unknown[]).length,
        (closed as { code?: string } | undefined)?.code,
      ]),
    ).toEqual([
      ['2026-11-23', 0, 'past'],
      ['2026-11-24', 6, undefined],
      ['2026-11-25', 6, undefined],
      ['2026-11-26', 6, undefined],
      ['2026-11-27', 6, undefined],
      ['2026-11-28', 0, 'day-off'],
      ['2026-11-29', 0, 'day-off'],
    ]);
    expect(body.days[1].slots[0]).toEqual({ from: '09:00', to: '09:30', free: 3 });
    expect((await slots('2026-12-15')).closed.code).toBe('too-far');
    expect((await slots('2026-11-20')).closed.code).toBe('past');
    office.clock.set('2026-12-20T02:00:00.000Z');
    expect((await slots('2027-01-05')).closed.code).toBe('calendar-unpublished');
  });
});

describe('a party', () => {
  test('books one appointment for several of its applications, drafts among them', async () => {
    office = await openWindow();
    const { ids, employerId } = await bundleOf(office, 2);
    const draft = await completeDraft(office, employerId, 'employer', somebodyElse(9));
    const services = [{ service: 'residence-permit', applicationId: ids[0] }];
    const { status, body } = await book(office, [...ids, draft], { services });
    expect([status, body]).toMatchObject([
      201,
      {
        state: 'booked',
        version: 1,
        party: { kind: 'employer' },
        appointment: { day: tuesday, from: '09:00', to: '09:30', address: { en: 'Sample window' } },
        applications: [...ids, draft].map((id) => ({ id, state: 'pending' })),
        services: [{ service: 'residence-permit', applicationId: ids[0], state: 'with-authority' }],
        together: { ready: false },
        changes: { until: '2026-11-23T21:00:00.000Z', movesLeft: 3 },
        next: ['move', 'cancel', 'take-out'],
      },
    ]);
    expect((await slots()).slots[0].free).toBe(2);
    expect(await readVisit(office, body.id)).toEqual(body);
  });

  test('is told what to bring: every paper once, with the applications for which it is', async () => {
    office = await openWindow();
    const { ids } = await bundleOf(office, 3);
    const { bring } = await booked(office, ids);
    const kinds = bring.map(({ kind }: { kind: string }) => kind);
    expect(new Set(kinds).size).toBe(kinds.length);
    expect(kinds).toContain('passport');
    expect(kinds).not.toContain('photo');
    expect(bring.find(({ kind }: { kind: string }) => kind === 'passport').applications).toEqual(ids);
    const { checklist } = (await office.ask('employer', `GET /api/applications/${ids[0]}`)).body;
    const needed = checklist.filter(
      (line: { state: string; kind: string }) => line.state !== 'committed' && line.kind !== 'photo',
    );
    expect([...kinds].sort()).toEqual(needed.map(({ kind }: { kind: string }) => kind).sort());
  });

  test('is told in its inbox, once', async () => {
    office = await openWindow();
    const { ids } = await bundleOf(office, 1);
    await booked(office, ids, { key: 'one' });
    await booked(office, ids, { key: 'one' });
    const [inbox = ''] = inboxesOf({ subject: people.employer.subject });
    const { pk } = keys.inbox(inbox, '', '');
    const told = (await office.items()).filter((item) => item.pk === pk && item.kind === 'visit-booked');
    expect(told).toHaveLength(1);
    expect(told[0]?.text).toMatchObject({ en: expect.stringContaining('2026-11-24 09:00–09:30') });
  });

  test('finds its visits in a list, newest first, page by page', async () => {
    office = await openWindow();
    const { ids } = await bundleOf(office, 3);
    const made: string[] = [];
    for (const id of ids) {
      made.push((await booked(office, [id])).id);
      office.clock.advance(1000);
    }
    const list = (query: Record<string, string>, who: Who = 'employer') =>
      office.ask(who, 'GET /api/visits', { query });
    const first = (await list({ limit: '2' })).body;
    const rest = (await list({ limit: '2', cursor: first.next })).body;
    expect([...first.items, ...rest.items].map(({ id }: { id: string }) => id)).toEqual(made.reverse());
    expect(rest.next).toBeUndefined();
    expect((await list({}, 'otherEmployer')).body.items).toEqual([]);
    expect((await list({ cursor: first.next }, 'otherEmployer')).status).toBe(400);
  });

  test('that sends a request again gets the same visit, and another one only under another key', async () => {
    office = await openWindow();
    const { ids } = await bundleOf(office, 2);
    const [one = '', two = ''] = ids;
    const first = await book(office, [one], { key: 'k' });
    const again = await book(office, [one], { key: 'k' });
    const other = await book(office, [two], { key: 'k' });
    expect([first.status, again.body.id, other.status, other.body.type]).toEqual([
      201,
      first.body.id,
      422,
      'urn:greenpath:problem:key-reused',
    ]);
  });

  test('of an applicant alone bundles the applications in which they are the applicant, whoever the employers are', async () => {
    office = await openWindow();
    const first = await submitted(office, await register(office));
    const elsewhere = await register(office, 'otherEmployer', cook);
    const second = await completeDraft(office, elsewhere, 'otherEmployer');
    const answer = await book(office, [first, second], { who: 'applicant' });
    expect([answer.status, answer.body.party]).toEqual([
      201,
      { kind: 'applicant', name: expect.stringContaining('SPECIMEN') },
    ]);
    expect((await office.ask('employer', `GET /api/visits/${answer.body.id}`)).status).toBe(404);
    expect((await office.ask('applicant', 'GET /api/visits')).body.items).toHaveLength(1);
  });
});

describe('what cannot be booked', () => {
  test('is told all at once, and changes nothing', async () => {
    office = await openWindow();
    const { ids } = await bundleOf(office, 2);
    const [one = '', two = ''] = ids;
    await office.ask('employer', `POST /api/applications/${two}/withdraw`);
    const before = await office.items();
    const { status, body } = await book(office, [one, one, two, 'aaaaaaaaaaaaaaaaaaaaaaaa'], {
      day: '2026-11-28',
      services: [
        { service: 'driving-licence', applicationId: one },
        { service: 'residence-permit', applicationId: 'other' },
      ],
    });
    expect([status, codes(body)]).toEqual([
      400,
      [
        'applications.1 named-twice',
        'applications.2 ended',
        'applications.3 not-found',
        'services.0.service not-an-option',
        'services.1.applicationId not-in-visit',
        'day day-off',
      ],
    ]);
    expect(await office.items()).toEqual(before);
    const shape = await office.ask('employer', 'POST /api/visits', {
      body: { applications: [], day: '2026-02-30', from: '9am', more: 1 },
    });
    expect([shape.status, codes(shape.body).sort()]).toEqual([
      400,
      ['applications too-few', 'day invalid-day', 'from time-of-day', 'more unknown-field'],
    ]);
    expect(codes((await book(office, [one], { from: '09:15' })).body)).toEqual(['from not-an-option']);
  });

  test('are the applications of others, and of two parties together', async () => {
    office = await openWindow();
    const { ids } = await bundleOf(office, 1);
    const theirs = await book(office, ids, { who: 'otherEmployer' });
    expect([theirs.status, codes(theirs.body)]).toEqual([400, ['applications.0 not-found']]);
    const elsewhere = await register(office, 'otherEmployer', cook);
    const mine = await completeDraft(office, elsewhere, 'otherEmployer');
    const both = { ...people.employer, roles: ['employer', 'applicant'], email: people.applicant.email } as const;
    const mixed = await book(office, [...ids, mine], { who: both });
    expect([mixed.status, codes(mixed.body)]).toEqual([400, ['applications other-party']]);
    for (const who of ['front', 'back', 'supervisor'] as const)
      expect((await book(office, ids, { who })).status).toBe(403);
  });

  test('is an application that is in another visit, until that is cancelled or it is taken out', async () => {
    office = await openWindow();
    const { ids } = await bundleOf(office, 3);
    const [one = '', two = '', three = ''] = ids;
    const first = await booked(office, [one, two]);
    const { status, body } = await book(office, [three, two]);
    expect([status, codes(body)]).toEqual([409, ['applications.1 in-another-visit']]);
    expect((await slots()).slots[0].free).toBe(2);
    expect((await act(office, 'employer', first.id, 'take-out', { applicationId: two })).status).toBe(200);
    expect((await book(office, [three, two])).status).toBe(201);
    expect((await act(office, 'employer', first.id, 'cancel')).status).toBe(200);
    expect((await book(office, [one])).status).toBe(201);
  });

  test('is more than the zone puts in one visit', async () => {
    office = await openWindow(3, { booking: { ...figures.booking, applications: 2 } });
    const { ids } = await bundleOf(office, 3);
    expect(codes((await book(office, ids)).body)).toEqual(['applications too-many']);
  });
});

describe('a slot', () => {
  test('takes as many as it has places, and not one more, however many want it at the same moment', async () => {
    office = await openWindow(3);
    const { ids } = await bundleOf(office, 8);
    const answers = await Promise.all(ids.map((id) => book(office, [id])));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 201, 409, 409, 409, 409, 409]);
    const refused = answers.find(({ status }) => status === 409);
    expect(refused?.body.detail).toBe('该时段已约满，请另选时段。');
    expect((await slots()).slots[0].free).toBe(0);
    const { body } = await office.ask('front', 'GET /api/visits', { query: { day: tuesday } });
    expect(body.day.map(({ place }: { place: number }) => place)).toEqual([1, 2, 3]);
  });

  test('is free again for somebody else once a visit was moved away or cancelled', async () => {
    office = await openWindow(1);
    const { ids } = await bundleOf(office, 3);
    const [one = '', two = '', three = ''] = ids;
    const visit = await booked(office, [one]);
    expect((await book(office, [two])).status).toBe(409);
    const moved = await act(office, 'employer', visit.id, 'move', { day: '2026-11-25', from: '11:30' });
    expect([moved.status, moved.body.appointment, moved.body.changes.movesLeft]).toMatchObject([
      200,
      { day: '2026-11-25', from: '11:30' },
      2,
    ]);
    const second = await booked(office, [two]);
    await act(office, 'employer', second.id, 'cancel', { reason: '行程有变' });
    expect((await book(office, [three])).status).toBe(201);
    expect((await readVisit(office, second.id)).state).toBe('cancelled');
  });

  test('is not moved to when it is full, and the visit stays where it was', async () => {
    office = await openWindow(1);
    const { ids } = await bundleOf(office, 2);
    const [one = '', two = ''] = ids;
    await booked(office, [one]);
    const visit = await booked(office, [two], { from: '09:30' });
    const { status, body } = await act(office, 'employer', visit.id, 'move', { day: tuesday, from: '09:00' });
    expect([status, body.current.appointment.from]).toEqual([409, '09:30']);
    expect(codes((await act(office, 'employer', visit.id, 'move', { day: tuesday, from: '09:30' })).body)).toEqual([
      'from same-slot',
    ]);
  });
});

describe('a visit can be moved and cancelled', () => {
  test('until the hours before it that the rules name; later only the front office cancels', async () => {
    office = await openWindow();
    const { ids } = await bundleOf(office, 1);
    const visit = await booked(office, ids);
    office.clock.set('2026-11-23T21:00:00.001Z');
    for (const [action, body] of [
      ['move', { day: '2026-11-25', from: '09:00' }],
      ['cancel', {}],
    ] as const) {
      const late = await act(office, 'employer', visit.id, action, body);
      expect([late.status, late.body.detail]).toEqual([409, '已过可在网上改期或取消的时间，请致电窗口。']);
    }
    expect((await readVisit(office, visit.id)).next).toEqual([]);
    const byOffice = await act(office, 'front', visit.id, 'cancel', { reason: '窗口停电' });
    expect([byOffice.status, byOffice.body.endedBecause]).toEqual([200, '窗口停电']);
  });

  test('as often as the rules name', async () => {
    office = await openWindow();
    const { ids } = await bundleOf(office, 1);
    const visit = await booked(office, ids);
    for (const from of ['09:30', '10:00', '10:30']) {
      expect((await act(office, 'employer', visit.id, 'move', { day: tuesday, from })).status).toBe(200);
    }
    const fourth = await act(office, 'employer', visit.id, 'move', { day: tuesday, from: '11:00' });
    expect([fourth.status, fourth.body.detail]).toEqual([409, '改期次数已用完；可以取消后重新预约。']);
    expect((await readVisit(office, visit.id)).next).not.toContain('move');
  });

  test('by whoever saw it as it stands, once for one request', async () => {
    office = await openWindow();
    const { ids } = await bundleOf(office, 1);
    const visit = await booked(office, ids);
    const move = (from: string, headers: object) =>
      act(office, 'employer', visit.id, 'move', { day: tuesday, from }, headers);
    const first = await move('10:00', { 'idempotency-key': 'm', 'if-match': '"1"' });
    const again = await move('10:00', { 'idempotency-key': 'm', 'if-match': '"1"' });
    const stale = await move('11:00', { 'if-match': '"1"' });
    expect([first.status, again.status, again.body.version, stale.status, stale.body.current.version]).toEqual([
      200, 200, 2, 409, 2,
    ]);
    const others = await act(office, 'otherEmployer', visit.id, 'cancel');
    expect(others.status).toBe(404);
  });
});
