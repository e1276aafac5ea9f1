import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keys } from '../../../shared/records/keys.ts';
import {
  changePermit,
  firstList,
  inForce,
  keepEarlier,
  type Permit,
  permitStatus,
  readPermit,
  readPermitHistory,
  reserveStatusIndex,
} from '../../../shared/records/permit.ts';
import { dynamoError, mondayMorning, openRecords, type Records } from '../../records-wire.ts';

let records: Records;
beforeAll(async () => {
  records = await openRecords();
});
afterAll(() => records.close());

let numbers = 0;
async function issued(): Promise<Permit> {
  numbers += 1;
  const permit: Permit = {
    number: `GP${String(numbers).padStart(16, '0')}`,
    status: 'valid',
    act: 'granted',
    category: 'B',
    name: 'SPECIMEN, ELENA',
    nationality: 'UTO',
    sex: 'F',
    employerId: 'employer-1',
    employerName: { zh: '虚构光学（北京）有限公司' },
    post: '光学工程师',
    authority: { zh: '北京经济技术开发区管理委员会', en: 'E-Town' },
    since: '2026-12-23',
    validFrom: '2026-12-23',
    validTo: '2028-12-22',
    bindingLimit: 'category',
    issuedAt: mondayMorning,
    applicationId: 'a1',
    period: 1,
    statusIndex: numbers,
    token: new Uint8Array([210, 132, 67]),
    photo: { key: 'documents/a1/p', versionId: 'v1', hash: 'ab' },
    events: 1,
  };
  await records.table.put({ ...keys.permit(permit.number), ...permit });
  return permit;
}

const event = (status: 'suspended' | 'reinstated' | 'revoked', at = '2026-12-24T02:00:00.000Z') => ({
  at,
  status,
  by: 'supervisor-zhou',
  reason: { zh: '核查', en: 'Under examination' },
});
const status = async (permit: Permit) => (await records.table.get(keys.status(firstList, permit.statusIndex)))?.status;
const changes = async () => Number((await records.table.get(keys.statusListChanges(firstList)))?.changes ?? 0);

describe('a permit in the register', () => {
  test('is read back with its token as bytes', async () => {
    const permit = await issued();
    expect(await readPermit(records.table, permit.number)).toEqual(permit);
    expect(await readPermit(records.table, 'GP9999999999999999')).toBeUndefined();
  });

  test('suspended, reinstated and revoked: the status list follows at each step', async () => {
    const permit = await issued();
    const before = await changes();
    const present = async () => (await readPermit(records.table, permit.number)) as Permit;
    await changePermit(records.table, permit, { status: 'suspended', from: ['valid'], event: event('suspended') });
    expect([(await present()).status, await status(permit)]).toEqual(['suspended', 2]);
    await changePermit(records.table, await present(), {
      status: 'valid',
      from: ['suspended'],
      event: event('reinstated'),
    });
    expect([(await present()).status, await status(permit)]).toEqual(['valid', undefined]);
    await changePermit(records.table, await present(), { status: 'revoked', from: ['valid'], event: event('revoked') });
    expect([(await present()).status, await status(permit)]).toEqual(['revoked', 1]);
    expect(await changes()).toBe(before + 3);
    const history = await readPermitHistory(records.table, permit.number);
    expect(history.map(({ act }) => act)).toEqual(['granted', 'suspended', 'reinstated', 'revoked']);
  });

  test('is not changed from a state that does not allow it', async () => {
    const permit = await issued();
    const outcome = await changePermit(records.table, permit, {
      status: 'valid',
      from: ['suspended'],
      event: event('reinstated'),
    });
    expect(outcome.ok).toBe(false);
    expect(await readPermitHistory(records.table, permit.number)).toHaveLength(1);
  });

  test('changed by two officers at once is changed once, and its list with it', async () => {
    const permit = await issued();
    const outcomes = await Promise.all([
      changePermit(records.table, permit, { status: 'revoked', from: ['valid', 'suspended'], event: event('revoked') }),
      changePermit(records.table, permit, { status: 'suspended', from: ['valid'], event: event('suspended') }),
    ]);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    const present = await readPermit(records.table, permit.number);
    expect(await status(permit)).toBe(present?.status === 'revoked' ? 1 : 2);
    expect(await readPermitHistory(records.table, permit.number)).toHaveLength(2);
  });

  test('changed after another period was issued is refused: the reader saw the earlier one', async () => {
    const permit = await issued();
    await records.table.put({ ...keys.permit(permit.number), ...permit, period: 2, events: 2, statusIndex: 77 });
    const outcome = await changePermit(records.table, permit, {
      status: 'revoked',
      from: ['valid'],
      event: event('revoked'),
    });
    expect(outcome.ok).toBe(false);
    expect(await status(permit)).toBeUndefined();
  });

  test('costs a few units to change, however long the signed list has grown', async () => {
    const permit = await issued();
    await records.table.update({
      Key: keys.statusList(firstList),
      UpdateExpression: 'SET jwt = :jwt',
      ExpressionAttributeValues: { ':jwt': 'x'.repeat(28_000) },
    });
    const { all } = await records.cost(() =>
      changePermit(records.table, permit, { status: 'revoked', from: ['valid'], event: event('revoked') }),
    );
    expect(all).toBeLessThanOrEqual(11);
  });
});

describe('a place in the status list', () => {
  test('is reserved once; two permits at once get two', async () => {
    const places = await Promise.all(
      Array.from({ length: 50 }, (_, index) => reserveStatusIndex(records.table, firstList, `n${index}`)),
    );
    expect(new Set(places).size).toBe(50);
    for (const place of places) {
      expect(place).toBeGreaterThanOrEqual(0);
      expect(place).toBeLessThan(2 ** 20);
    }
  });

  test('that is taken is passed over', async () => {
    let refusals = 0;
    records.hooks.before = (operation) => {
      if (operation !== 'PutItem' || refusals === 3) return;
      refusals += 1;
      throw dynamoError('ConditionalCheckFailedException');
    };
    const place = await reserveStatusIndex(records.table, firstList, 'n');
    records.hooks.before = undefined;
    expect(refusals).toBe(3);
    expect(await records.table.get(keys.statusIndex(firstList, place))).toMatchObject({ number: 'n' });
  });

  test('cannot be had in a full list, which is an error that a person must see', async () => {
    records.hooks.before = () => {
      throw dynamoError('ConditionalCheckFailedException');
    };
    await expect(reserveStatusIndex(records.table, firstList, 'n')).rejects.toThrow('nearly full');
    records.hooks.before = undefined;
  });
});

describe('what became of a permit', () => {
  test('keeps every token in order, with the days and the employer of each', async () => {
    const first = await issued();
    await keepEarlier(records.table, first);
    const next: Permit = {
      ...first,
      act: 'extended',
      period: 2,
      validFrom: '2028-12-23',
      validTo: '2030-12-22',
      issuedAt: '2028-11-01T02:00:00.000Z',
      statusIndex: first.statusIndex + 500,
      events: 2,
    };
    await records.table.put({ ...keys.permit(first.number), ...next });
    expect(await readPermitHistory(records.table, first.number)).toEqual([
      {
        at: mondayMorning,
        act: 'granted',
        period: 1,
        employerId: 'employer-1',
        validFrom: '2026-12-23',
        validTo: '2028-12-22',
      },
      {
        at: next.issuedAt,
        act: 'extended',
        period: 2,
        employerId: 'employer-1',
        validFrom: '2028-12-23',
        validTo: '2030-12-22',
      },
    ]);
  });

  test('an earlier record that was kept for a change which never came counts for nothing', async () => {
    const permit = await issued();
    await keepEarlier(records.table, permit);
    expect(await readPermitHistory(records.table, permit.number)).toHaveLength(1);
  });

  test('an earlier state of a token never replaces a later one', async () => {
    const permit = await issued();
    await keepEarlier(records.table, { ...permit, events: 5, status: 'suspended' });
    await keepEarlier(records.table, permit);
    const kept = await records.table.get(keys.permitPeriod(permit.number, 1, permit.statusIndex));
    expect(kept).toMatchObject({ events: 5, status: 'suspended' });
  });

  test('names the certificate that it was converted from, and the day on which it was cancelled', async () => {
    const permit = await issued();
    const oldCertificate = { kind: 'expert', number: 'F-2016-0001' };
    const cancelled = { on: '2027-01-05', at: '2027-01-05T03:00:00.000Z', applicationId: 'a2' };
    await records.table.put({
      ...keys.permit(permit.number),
      ...permit,
      status: 'cancelled',
      oldCertificate,
      cancelled,
    });
    expect(await readPermitHistory(records.table, permit.number)).toMatchObject([
      { act: 'granted', oldCertificate },
      { act: 'cancelled', at: cancelled.at },
    ]);
  });
});

describe('what a permit is on a day', () => {
  const permit = { status: 'valid', since: '2026-12-23', validTo: '2030-12-22' } as const;
  test.each([
    ['2026-12-22', 'not-yet-valid'],
    ['2026-12-23', 'valid'],
    ['2028-12-22', 'valid'],
    ['2030-12-22', 'valid'],
    ['2030-12-23', 'expired'],
  ] as const)('on %s it is %s', (day, state) => {
    expect(permitStatus(permit, day)).toBe(state);
  });

  test.each(['suspended', 'revoked', 'cancelled'] as const)('once %s, whatever the day', (status) => {
    expect(permitStatus({ ...permit, status }, '2028-01-01')).toBe(status);
  });

  test('a suspended permit is held all the same, an ended one is not', () => {
    expect(inForce({ ...permit, status: 'suspended' }, '2028-01-01')).toBe(true);
    expect(inForce(permit, '2026-12-01')).toBe(true);
    expect(inForce(permit, '2031-01-01')).toBe(false);
    expect(inForce({ ...permit, status: 'cancelled' }, '2028-01-01')).toBe(false);
  });
});
