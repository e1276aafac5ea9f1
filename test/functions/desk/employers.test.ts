import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Office, openOffice } from '../../office/office.ts';
import { declare, engineer, register, scientist } from '../../office/walk.ts';

let office: Office;
let employerId: string;
beforeEach(async () => {
  office = await openOffice();
  employerId = await register(office);
});
afterEach(() => office.close());

const today = '2026-11-23';
const code = engineer.employer.unifiedSocialCreditCode;
const entry = { kind: 'consultation', topic: 'employer', on: today, attendees: 2 };

const log = (more: object, headers = {}) =>
  office.ask('front', 'POST /api/consultations', { body: { ...entry, ...more }, headers });
const listed = async (query: Record<string, string> = {}) =>
  (await office.ask('back', 'GET /api/consultations', { query })).body;

const problemsOf = ({ body }: { body: { problems: { path: string; code: string }[] } }) =>
  body.problems.map(({ path, code: what }) => [path, what]);

describe('the log of consultations', () => {
  test('takes an employer by its id, its code or the name that it gave, and counts the month', async () => {
    await log({ employerId });
    await log({ creditCode: code, kind: 'training', attendees: 5 });
    await log({ employerName: '样例筹备组', notes: '准备注册' });
    await log({ employerId, on: '2026-10-30' });
    const { items, totals } = await listed();
    expect(items).toHaveLength(3);
    expect(totals).toEqual({ consultations: 2, trainings: 1, attendees: 9, employers: 2 });
    expect((await listed({ month: '2026-10' })).totals).toMatchObject({ consultations: 1 });
    expect((await listed({ creditCode: code })).items.map(({ on }: { on: string }) => on)).toEqual([
      today,
      today,
      '2026-10-30',
    ]);
  });

  test('names every mistake at once and logs nothing', async () => {
    const wrong = await log({
      topic: 'gossip',
      on: '2026-12-01',
      employerId: 'nobody',
      creditCode: '91110302GREENPA190',
    });
    expect([wrong.status, problemsOf(wrong)]).toEqual([
      400,
      [
        ['topic', 'not-an-option'],
        ['on', 'in-the-future'],
        ['employerId', 'not-an-option'],
        ['creditCode', 'credit-code'],
      ],
    ]);
    expect(problemsOf(await log({ attendees: 0 }))).toEqual([
      ['attendees', 'too-small'],
      ['employerId', 'no-employer'],
    ]);
    const other = await log({ employerId, creditCode: scientist.employer.unifiedSocialCreditCode });
    expect(problemsOf(other)).toEqual([['creditCode', 'contradiction']]);
    expect((await listed()).items).toEqual([]);
  });

  test('counts a request once that is sent twice', async () => {
    await log({ employerId }, { 'Idempotency-Key': 'one' });
    await log({ employerId }, { 'Idempotency-Key': 'one' });
    expect((await listed()).totals).toMatchObject({ consultations: 1 });
  });

  test('goes through a month page by page', async () => {
    for (let number = 0; number < 3; number++) await log({ employerId });
    const first = await listed({ limit: '2' });
    const rest = await listed({ limit: '2', cursor: first.next });
    expect([first.items.length, rest.items.length, rest.totals]).toEqual([2, 1, undefined]);
  });

  test('is for the desk: no employer writes or reads it', async () => {
    expect((await office.ask('employer', 'POST /api/consultations', { body: { ...entry, employerId } })).status).toBe(
      403,
    );
    expect((await office.ask('employer', 'GET /api/consultations')).status).toBe(403);
  });
});

describe('a training session', () => {
  const session = {
    topic: 'materials',
    title: { zh: '申请材料培训', en: 'Papers and how to get them' },
    on: today,
    from: '14:00',
    to: '16:00',
    place: { zh: '样例会议室', en: 'Sample room' },
    capacity: 5,
  };
  const plan = async (more: object = {}) =>
    (await office.ask('front', 'POST /api/trainings', { body: { ...session, ...more } })).body;
  const seats = (id: string, many: number, who: 'employer' | 'otherEmployer' = 'employer', of = employerId) =>
    office.ask(who, `POST /api/trainings/${id}/seats`, { body: { employerId: of, seats: many } });
  const close = (id: string, body: object, headers = {}) =>
    office.ask('front', `POST /api/trainings/${id}/close`, { body, headers });

  test('gives seats to the handlers of employers, changes them and takes them back', async () => {
    const { id } = await plan();
    expect((await seats(id, 3)).body).toMatchObject({ seatsLeft: 2, own: [{ employerId, seats: 3 }] });
    expect((await seats(id, 5)).body.seatsLeft).toBe(0);
    expect((await seats(id, 0)).body).toMatchObject({ seatsLeft: 5, own: [] });
  });

  test('never has more people than seats, and an employer that does not fit changes nothing', async () => {
    const other = await declare(office, 'otherEmployer', scientist);
    const { id } = await plan();
    await seats(id, 3);
    const full = await seats(id, 3, 'otherEmployer', other);
    expect([full.status, full.body.detail]).toEqual([409, expect.stringContaining('2')]);
    expect((await seats(id, 2, 'otherEmployer', other)).body.seatsLeft).toBe(0);
  });

  test('is not oversold by two in the same moment', async () => {
    const other = await declare(office, 'otherEmployer', scientist);
    const { id } = await plan();
    const both = await Promise.all([seats(id, 4), seats(id, 4, 'otherEmployer', other)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await office.ask('front', `GET /api/trainings/${id}`)).body.seatsLeft).toBe(1);
  });

  test('shows an employer its own seats only, and officers who comes', async () => {
    const other = await declare(office, 'otherEmployer', scientist);
    const { id } = await plan();
    await seats(id, 1);
    await seats(id, 2, 'otherEmployer', other);
    const mine = (await office.ask('employer', `GET /api/trainings/${id}`)).body;
    expect([mine.own, mine.employers]).toEqual([[{ employerId, seats: 1 }], undefined]);
    const desk = (await office.ask('front', `GET /api/trainings/${id}`)).body;
    expect(desk.employers.map(({ seats: many }: { seats: number }) => many).sort()).toEqual([1, 2]);
    expect((await seats(id, 1, 'employer', other)).body.problems).toMatchObject([{ path: 'employerId' }]);
  });

  test('that was held is logged with how many came from whom, once', async () => {
    const { id } = await plan();
    await seats(id, 3);
    const held = { state: 'held', attended: [{ employerId, attendees: 2 }] };
    expect((await close(id, held)).body.state).toBe('held');
    expect((await close(id, held)).body.state).toBe('held');
    expect(await listed()).toMatchObject({
      items: [{ kind: 'training', topic: 'materials', attendees: 2, creditCode: code, training: id }],
      totals: { trainings: 1, attendees: 2, employers: 1 },
    });
    expect((await seats(id, 1)).status).toBe(409);
    expect((await close(id, { state: 'cancelled' })).status).toBe(409);
  });

  test('cannot be held before its day, by nobody known, or on a stale version', async () => {
    const { id, version } = await plan({ on: '2026-12-01' });
    expect(problemsOf(await close(id, { state: 'held', attended: [{ employerId: 'nobody', attendees: 1 }] }))).toEqual([
      ['state', 'in-the-future'],
      ['attended.0.employerId', 'not-an-option'],
    ]);
    await seats(id, 1);
    expect((await close(id, { state: 'cancelled' }, { 'If-Match': `"${version}"` })).status).toBe(409);
    const twice = { state: 'held', attended: Array.from({ length: 2 }, () => ({ employerId, attendees: 1 })) };
    expect(problemsOf(await close(id, twice))).toEqual([['attended', 'named-twice']]);
  });

  test('is planned for a time that can be', async () => {
    const wrong = await office.ask('front', 'POST /api/trainings', {
      body: { ...session, topic: 'gossip', on: '2026-11-01', from: '16:00', to: '14:00' },
    });
    expect(problemsOf(wrong)).toEqual([
      ['topic', 'not-an-option'],
      ['on', 'in-the-past'],
      ['to', 'contradiction'],
    ]);
    expect(
      problemsOf(await office.ask('front', 'POST /api/trainings', { body: { ...session, from: '25:00' } })),
    ).toEqual([['from', 'time-of-day']]);
  });

  test('is listed from today on, the next first', async () => {
    const late = await plan({ on: '2026-12-05' });
    const soon = await plan();
    office.clock.advance(86_400_000);
    const ids = (await office.ask('employer', 'GET /api/trainings')).body.items.map(({ id }: { id: string }) => id);
    expect(ids).toEqual([late.id]);
    expect(ids).not.toContain(soon.id);
  });

  test('that is over stays in the list of the desk for a while, so that somebody says how many came', async () => {
    const over = await plan();
    office.clock.advance(86_400_000);
    const ids = async () =>
      (await office.ask('front', 'GET /api/trainings')).body.items.map(({ id }: { id: string }) => id);
    expect(await ids()).toEqual([over.id]);
    office.clock.advance(40 * 86_400_000);
    expect(await ids()).toEqual([]);
  });
});
