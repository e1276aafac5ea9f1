import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Employer,
  employersOf,
  handles,
  readEmployer,
  registerEmployer,
} from '../../../shared/records/employer.ts';
import { newId } from '../../../shared/records/table.ts';
import { engineer } from '../../office/walk.ts';
import { openRecords, type Records } from '../../records-wire.ts';

let records: Records;
beforeAll(async () => {
  records = await openRecords();
});
afterAll(() => records.close());

const employer = (code: string, more: Partial<Employer> = {}): Employer => ({
  ...engineer.employer,
  licenceValidTo: null,
  unifiedSocialCreditCode: code,
  id: newId(),
  registeredAt: '2026-11-23T02:00:00.000Z',
  ...more,
});
const register = (the: Employer, subject = 'wang') => registerEmployer(records.table, the, subject);

describe('registering an employer', () => {
  test('makes the person who registers it its handler, and nobody else', async () => {
    const the = employer('code-1');
    expect(await register(the)).toEqual({ ok: true, value: the });
    expect(await readEmployer(records.table, the.id)).toEqual(the);
    expect(await handles(records.table, 'wang', the.id)).toBe(true);
    expect(await handles(records.table, 'zhao', the.id)).toBe(false);
  });

  test('under a credit code that is taken is refused and says nothing of the other employer', async () => {
    await register(employer('code-2'));
    const second = employer('code-2');
    expect(await register(second, 'zhao')).toEqual({ ok: false, error: { taken: 'code' } });
    expect(await handles(records.table, 'zhao', second.id)).toBe(false);
    expect(await readEmployer(records.table, second.id)).toBeUndefined();
  });

  test('with a code that two name at once happens once', async () => {
    const outcomes = await Promise.all([register(employer('code-3')), register(employer('code-3'), 'zhao')]);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test('repeated is answered with what stands there', async () => {
    const the = employer('code-4');
    await register(the);
    expect(await register({ ...the, address: '别处' })).toEqual({
      ok: false,
      error: { taken: 'request', employer: the },
    });
  });
});

test('a handler sees all employers, the earliest first, and only theirs', async () => {
  const later = employer('code-5', { registeredAt: '2026-11-24T02:00:00.000Z' });
  const earlier = employer('code-6', { registeredAt: '2026-11-22T02:00:00.000Z' });
  await register(later, 'ma');
  await register(earlier, 'ma');
  expect((await employersOf(records.table, 'ma')).map(({ id }) => id)).toEqual([earlier.id, later.id]);
  expect(await employersOf(records.table, 'nobody')).toEqual([]);
});
