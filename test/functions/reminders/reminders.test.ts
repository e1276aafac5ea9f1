import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { remind } from '../../../functions/reminders/remind.ts';
import { addDays } from '../../../shared/domain/time.ts';
import type { Permit } from '../../../shared/records/permit.ts';
import type { Table } from '../../../shared/records/table.ts';
import { issuedCard, openMerchantOffice, trader } from '../../office/cards.ts';
import { type Office, openOffice } from '../../office/office.ts';
import { asks, begunOn, granted, issuedPermit, moveTo, submit } from '../../office/permits.ts';
import { register } from '../../office/walk.ts';

let office: Office;
let permit: Permit;
let employerId: string;
beforeEach(async () => {
  office = await openOffice();
  employerId = await register(office);
  permit = await issuedPermit(office, employerId);
  expect(permit).toMatchObject({ validTo: '2028-12-22' });
});
afterEach(() => office.close());

type Seen = { kind: string; at: string; text: { zh: string; en: string }; about: object; link: string };
const inboxOf = async (who: 'applicant' | 'employer'): Promise<Seen[]> => {
  const { status, body } = await office.ask(who, 'GET /api/inbox');
  expect(status).toBe(200);
  return body.items.filter(({ kind }: Seen) => kind.endsWith('-ends'));
};

describe('a permit that ends', () => {
  test('is called to mind ninety days before, to its holder and its employer, with the days in which to file', async () => {
    moveTo(office, '2028-09-22');
    await office.remind();
    expect(await inboxOf('applicant')).toEqual([]);
    moveTo(office, '2028-09-23');
    await office.remind();
    for (const who of ['applicant', 'employer'] as const) {
      const [notice, ...others] = await inboxOf(who);
      expect(others).toEqual([]);
      expect(notice).toMatchObject({
        kind: 'permit-ends',
        link: `/permits/${permit.number}`,
        about: { permitNumber: permit.number },
        at: '2028-09-23T01:00:00.000Z',
      });
      expect(notice?.text.en).toContain('valid until 2028-12-22 (in 90 days)');
      expect(notice?.text.zh).toContain('2028-08-24 至 2028-11-22');
    }
  });

  test('is told once for each time, however often the round is run', async () => {
    for (const day of ['2028-09-23', '2028-10-23', '2028-11-07', '2028-11-22', '2028-12-15']) {
      moveTo(office, day);
      await office.remind();
      await office.remind();
    }
    const told = await inboxOf('applicant');
    expect(told.map(({ at }) => at.slice(0, 10)).sort()).toEqual([
      '2028-09-23',
      '2028-10-23',
      '2028-11-07',
      '2028-11-22',
      '2028-12-15',
    ]);
    expect(told.find(({ at }) => at.startsWith('2028-12-15'))?.text.en).toContain('had to be filed by 2028-11-22');
  }, 20_000);

  test('is not called to mind before nine in the morning', async () => {
    moveTo(office, '2028-09-22');
    await office.remind();
    office.clock.advance(Date.parse('2028-09-22T22:00:00.000Z') - office.clock.now());
    await office.remind();
    expect(await inboxOf('applicant')).toEqual([]);
    office.clock.advance(3 * 3_600_000);
    await office.remind();
    expect(await inboxOf('applicant')).toHaveLength(1);
  });

  test('is made up for after a standstill of some days', async () => {
    moveTo(office, '2028-09-20');
    await office.remind();
    moveTo(office, '2028-09-25');
    await office.remind();
    expect(await inboxOf('applicant')).toMatchObject([{ at: '2028-09-23T01:00:00.000Z' }]);
  });

  test('is told of by a later round where one died in the middle, and nobody is told twice', async () => {
    moveTo(office, '2028-09-23');
    let puts = 0;
    const dying: Table = {
      ...office.table,
      put: async (...given) => {
        puts += 1;
        if (puts === 2) throw new Error('the table cannot be reached');
        return office.table.put(...given);
      },
    };
    await remind({ table: dying, clock: office.clock, rules: office.rules, log: office.log.log })();
    expect(office.log.codes()).toContain('reminder-failed');
    await office.remind();
    expect(await inboxOf('applicant')).toHaveLength(1);
    expect(await inboxOf('employer')).toHaveLength(1);
  });

  test('says that an extension is under way instead of asking for it', async () => {
    moveTo(office, '2028-10-20');
    await office.remind();
    const id = await begunOn(office, 'extension', permit.number, {
      ...asks.extension,
      post: { contractFrom: '2028-12-23', contractTo: '2030-12-22' },
    });
    const submitted = await submit(office, id);
    expect([submitted.status, submitted.body.problems]).toEqual([200, undefined]);
    moveTo(office, '2028-10-23');
    await office.remind();
    const [notice] = await inboxOf('applicant');
    expect(notice?.text.en).toContain('is being worked on');
  });

  test('is not called to mind any more once it was cancelled', async () => {
    const id = await begunOn(office, 'cancellation', permit.number, {
      answers: { reason: 'resigned', endedOn: '2026-11-23', salaryProof: 'no-commitment' },
    });
    await granted(office, id);
    moveTo(office, '2028-09-23');
    await office.remind();
    expect(await inboxOf('applicant')).toEqual([]);
  });
});

describe('a passport and a residence permit', () => {
  test('are called to mind as well, to the holder alone', async () => {
    const stated = await office.ask('applicant', `PUT /api/permits/${permit.number}/residence`, {
      body: { validTo: '2027-12-10' },
    });
    expect([stated.status, stated.body.endings]).toEqual([
      200,
      [
        { of: 'permit', on: '2028-12-22' },
        { of: 'passport', on: expect.any(String) },
        { of: 'residence', on: '2027-12-10' },
      ],
    ]);
    moveTo(office, '2027-12-03');
    await office.remind();
    expect(await inboxOf('applicant')).toMatchObject([{ kind: 'residence-ends' }]);
    expect(await inboxOf('employer')).toEqual([]);
    const { body } = await office.ask('applicant', `GET /api/permits/${permit.number}/reminders`);
    const residence = body.items.filter(({ of }: { of: string }) => of === 'residence');
    expect(
      residence.map(({ daysBefore, state }: { daysBefore: number; state: string }) => [daysBefore, state]),
    ).toEqual([
      [90, 'not-given'],
      [60, 'not-given'],
      [45, 'not-given'],
      [30, 'not-given'],
      [7, 'told'],
    ]);
  });

  test('a day stated anew takes the place of the one before', async () => {
    const state = (validTo: string) =>
      office.ask('applicant', `PUT /api/permits/${permit.number}/residence`, { body: { validTo } });
    await state('2027-12-10');
    await state('2028-06-10');
    moveTo(office, '2027-12-03');
    await office.remind();
    expect(await inboxOf('applicant')).toEqual([]);
    moveTo(office, '2028-06-03');
    await office.remind();
    expect(await inboxOf('applicant')).toHaveLength(1);
  });

  test('cannot be stated for a day that is gone, nor by a stranger', async () => {
    const path = `PUT /api/permits/${permit.number}/residence`;
    const gone = await office.ask('applicant', path, { body: { validTo: '2020-01-01' } });
    expect([gone.status, gone.body.problems[0].code]).toEqual([400, 'out-of-range']);
    expect((await office.ask('otherEmployer', path, { body: { validTo: '2027-12-10' } })).status).toBe(404);
    expect((await office.ask(undefined, path, { body: { validTo: '2027-12-10' } })).status).toBe(401);
    expect((await office.ask('otherEmployer', `GET /api/permits/${permit.number}/reminders`)).status).toBe(404);
  });
});

test('a merchant card that ends is called to mind, to its holder alone and once', async () => {
  await office.close();
  office = await openMerchantOffice();
  const card = await issuedCard(office);
  const cardNotices = async () => {
    const { body } = await office.ask(trader, 'GET /api/inbox');
    return body.items.filter(({ kind }: Seen) => kind === 'card-ends');
  };
  for (const daysBefore of [91, 90, 90, 89]) {
    moveTo(office, addDays(card.validTo, -daysBefore));
    await office.remind();
  }
  expect(await cardNotices()).toMatchObject([{ link: '/merchant-card' }]);
  await office.ask('front', `POST /api/merchant-cards/${card.number}/reissue`, { body: { identitySeen: true } });
  moveTo(office, addDays(card.validTo, -30));
  await office.remind();
  expect(await cardNotices()).toHaveLength(2);
});
