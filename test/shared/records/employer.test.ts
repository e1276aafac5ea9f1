import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  declaredUnder,
  declareEmployer,
  type Employer,
  employersOf,
  handles,
  holdCodeStep,
  isDisplaced,
  readCodeHolder,
  readEmployer,
  updateEmployer,
} from '../../../shared/records/employer.ts';
import { newId } from '../../../shared/records/table.ts';
import { engineer } from '../../office/walk.ts';
import { openRecords, type Records } from '../../records-wire.ts';

let records: Records;
beforeAll(async () => {
  records = await openRecords();
});
afterAll(() => records.close());

const declaredAt = '2026-11-23T02:00:00.000Z';
const employer = (code: string, more: Partial<Employer> = {}): Employer => ({
  ...engineer.employer,
  licenceValidTo: null,
  unifiedSocialCreditCode: code,
  id: newId(),
  status: 'declared',
  declaredAt,
  ...more,
});
const declare = (the: Employer, subject = 'wang') =>
  declareEmployer(records.table, the, {
    id: newId(),
    name: '样小例',
    phone: '010-00000001',
    subject,
    since: declaredAt,
  });
const hold = (the: Employer) => records.table.transact([holdCodeStep(the)]);

describe('declaring an employer', () => {
  test('makes the person who declares it its handler, and nobody else', async () => {
    const the = employer('code-1');
    expect(await declare(the)).toEqual({ ok: true, value: the });
    expect(await readEmployer(records.table, the.id)).toEqual(the);
    expect(await handles(records.table, 'wang', the.id)).toBe(true);
    expect(await handles(records.table, 'zhao', the.id)).toBe(false);
  });

  test('under a code that somebody only declared stands beside it; the first goes on holding the code', async () => {
    const first = employer('code-2');
    const second = employer('code-2');
    await declare(first);
    expect(await declare(second, 'zhao')).toEqual({ ok: true, value: second });
    expect(await readCodeHolder(records.table, 'code-2')).toMatchObject({ employerId: first.id });
    const ids = (await declaredUnder(records.table, 'code-2')).map(({ id }) => id);
    expect(ids.sort()).toEqual([first.id, second.id].sort());
  });

  test('under a code that is registered is refused and says nothing of the other employer', async () => {
    const first = employer('code-3');
    await declare(first);
    await hold(first);
    const second = employer('code-3');
    expect(await declare(second, 'zhao')).toEqual({ ok: false, error: { taken: 'code' } });
    expect(await handles(records.table, 'zhao', second.id)).toBe(false);
    expect(await readEmployer(records.table, second.id)).toBeUndefined();
  });

  test('by two at once under one code enters both, and one of them holds it', async () => {
    const both = [employer('code-4'), employer('code-4')];
    const outcomes = await Promise.all(both.map((one, index) => declare(one, `subject-${index}`)));
    expect(outcomes.map(({ ok }) => ok)).toEqual([true, true]);
    expect(both.map(({ id }) => id)).toContain((await readCodeHolder(records.table, 'code-4'))?.employerId);
  });

  test('repeated is answered with what stands there', async () => {
    const the = employer('code-5');
    await declare(the);
    expect(await declare({ ...the, address: '别处' })).toEqual({
      ok: false,
      error: { taken: 'request', employer: the },
    });
  });
});

describe('a credit code', () => {
  test('passes to whoever is registered under it first, and from them to nobody', async () => {
    const [first, second] = [employer('code-6'), employer('code-6')];
    await declare(first);
    await declare(second, 'zhao');
    expect((await hold(second)).ok).toBe(true);
    const holder = await readCodeHolder(records.table, 'code-6');
    expect([isDisplaced(first, holder), isDisplaced(second, holder)]).toEqual([true, false]);
    expect((await hold(first)).ok).toBe(false);
    expect((await hold(second)).ok).toBe(true);
  });

  test('that two registrations would take at once goes to one of them', async () => {
    const both = [employer('code-7'), employer('code-7')];
    for (const one of both) await declare(one, one.id);
    const outcomes = await Promise.all(both.map(hold));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  });
});

describe('what stands of an employer', () => {
  test('changes as it is named; null takes away what need not stand', async () => {
    const the = employer('code-8', { industry: '仪器仪表制造业' });
    await declare(the);
    const change = { address: '荣华北路2号（虚构）', industry: null };
    const changed = await updateEmployer(records.table, the.id, change, '2026-11-24T02:00:00.000Z');
    const { industry: _before, ...rest } = the;
    expect(changed).toEqual({ ...rest, address: '荣华北路2号（虚构）', updatedAt: '2026-11-24T02:00:00.000Z' });
    expect(await updateEmployer(records.table, newId(), { address: 'x' }, declaredAt)).toBeUndefined();
  });

  test('is not changed as a declaration when it was registered meanwhile', async () => {
    const the = employer('code-9', { status: 'registered' });
    await declare(the);
    const outcome = await updateEmployer(records.table, the.id, { address: 'x' }, declaredAt, { declaredOnly: true });
    expect(outcome).toBeUndefined();
    expect((await readEmployer(records.table, the.id))?.address).toBe(the.address);
  });
});

test('a handler sees all employers, the earliest first, and only theirs', async () => {
  const later = employer('code-10', { declaredAt: '2026-11-24T02:00:00.000Z' });
  const earlier = employer('code-11', { declaredAt: '2026-11-22T02:00:00.000Z' });
  await declare(later, 'ma');
  await declare(earlier, 'ma');
  expect((await employersOf(records.table, 'ma')).map(({ id }) => id)).toEqual([earlier.id, later.id]);
  expect(await employersOf(records.table, 'nobody')).toEqual([]);
});
