import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Office, openOffice } from '../../office/office.ts';
import { cook, engineer, scientist } from '../../office/walk.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const register = (who: 'employer' | 'otherEmployer', body: object, headers: Record<string, string> = {}) =>
  office.ask(who, 'POST /api/employers', { body, headers });

describe('registering an employer', () => {
  test('answers what was entered, and makes the person its handler', async () => {
    const answer = await register('employer', engineer.employer);
    expect([answer.status, answer.body]).toEqual([
      201,
      { ...engineer.employer, id: expect.any(String), registeredAt: '2026-11-23T02:00:00.000Z' },
    ]);
    const mine = await office.ask('employer', 'GET /api/employers');
    expect(mine.body.items).toEqual([answer.body]);
    expect((await office.ask('otherEmployer', 'GET /api/employers')).body.items).toEqual([]);
  });

  test('under a code that is taken is refused without a word about who has it', async () => {
    const answer = await register('otherEmployer', {
      ...scientist.employer,
      unifiedSocialCreditCode: engineer.employer.unifiedSocialCreditCode,
    });
    expect(answer.status).toBe(409);
    expect(JSON.stringify(answer.body)).not.toContain(engineer.employer.name.zh);
  });

  test.each([
    [
      'a check character that is wrong',
      { unifiedSocialCreditCode: '91110302GREENPA196' },
      'unifiedSocialCreditCode',
      'credit-code',
    ],
    ['a licence that has ended', { licenceValidTo: '2026-11-22' }, 'licenceValidTo', 'expired'],
    ['a licence that ends on no day', { licenceValidTo: '2026-02-30' }, 'licenceValidTo', 'invalid-day'],
    ['a telephone number that is none', { handler: { name: '样小例', phone: 'call me' } }, 'handler.phone', 'phone'],
  ])('with %s is refused', async (_, wrong, path, code) => {
    const answer = await register('employer', { ...cook.employer, ...wrong });
    expect(answer.status).toBe(400);
    expect(answer.body.problems).toMatchObject([{ path, code }]);
  });

  test('with a licence that ends today is still possible', async () => {
    const answer = await register('otherEmployer', { ...cook.employer, licenceValidTo: '2026-11-23' });
    expect(answer.status).toBe(201);
  });

  test('twice with the same Idempotency-Key answers the same and registers once', async () => {
    const headers = { 'Idempotency-Key': 'register-1' };
    const first = await register('employer', scientist.employer, headers);
    const again = await register('employer', scientist.employer, headers);
    expect([again.status, again.body]).toEqual([201, first.body]);
    expect((await office.ask('employer', 'GET /api/employers')).body.items).toHaveLength(2);
  });

  test('with that key for another employer is refused', async () => {
    const other = { ...scientist.employer, unifiedSocialCreditCode: '91110302GREENPA43M' };
    const answer = await register('employer', other, { 'Idempotency-Key': 'register-1' });
    expect([answer.status, answer.body.type]).toEqual([422, 'urn:greenpath:problem:key-reused']);
  });

  test('is for employers', async () => {
    const refused = await office.ask('applicant', 'POST /api/employers', { body: cook.employer });
    expect(refused.status).toBe(403);
  });
});
