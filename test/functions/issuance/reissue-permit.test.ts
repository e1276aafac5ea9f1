import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { keys } from '../../../shared/records/keys.ts';
import { type Permit, readPermitHistory } from '../../../shared/records/permit.ts';
import { type Office, openOffice } from '../../office/office.ts';
import { approved, asks, begunOn, gapsOf, granted, issuedPermit, moveTo, permitOf } from '../../office/permits.ts';
import { register } from '../../office/walk.ts';

let office: Office;
let before: Permit;
beforeEach(async () => {
  office = await openOffice();
  before = await issuedPermit(office, await register(office));
  moveTo(office, '2027-01-11');
});
afterEach(() => office.close());

describe('a reissue', () => {
  test('signs the same content anew under another place of the list; the old code is superseded', async () => {
    await granted(office, await begunOn(office, 'reissue', before.number, asks.reissue));
    const present = await permitOf(office, before.number);
    const { token, statusIndex, issuedAt, events, act, ...content } = present;
    const { token: oldToken, statusIndex: oldIndex, issuedAt: _at, events: _events, act: _act, ...oldContent } = before;
    expect(content).toEqual(oldContent);
    expect([act, events, issuedAt]).toEqual(['reissued', 2, '2027-01-11T02:00:00.000Z']);
    expect(Buffer.from(token).equals(Buffer.from(oldToken))).toBe(false);
    expect(await office.table.get(keys.status('1', oldIndex))).toMatchObject({ status: 3 });
    expect(await office.table.get(keys.status('1', statusIndex))).toBeUndefined();
    expect((await readPermitHistory(office.table, before.number)).map((one) => one.act)).toEqual([
      'granted',
      'reissued',
    ]);
  });

  test('takes nothing from its form, which may be out of date', async () => {
    await granted(
      office,
      await begunOn(office, 'reissue', before.number, { ...asks.reissue, post: { title: '别的' } }),
    );
    expect((await permitOf(office, before.number)).post).toBe(before.post);
  });

  test('of a cancelled permit is not submitted, and one that was approved before goes back', async () => {
    const id = await approved(office, await begunOn(office, 'reissue', before.number, asks.reissue));
    const present = await permitOf(office, before.number);
    await office.table.put({ ...keys.permit(before.number), ...present, status: 'cancelled', events: 2 });
    expect((await office.issue({ applicationId: id })).stage).toBe('conclusion');
    expect(await gapsOf(office, await begunOn(office, 'reissue', before.number, asks.reissue))).toContain(
      'permitNumber permit-state',
    );
  });
});
