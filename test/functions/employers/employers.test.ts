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

describe('declaring an employer', () => {
  test('answers what was entered, and makes the person its handler', async () => {
    const answer = await register('employer', engineer.employer);
    expect([answer.status, answer.body]).toEqual([
      201,
      {
        ...engineer.employer,
        id: expect.any(String),
        status: 'declared',
        advice: { zh: expect.stringContaining('employer-registration'), en: expect.any(String) },
        declaredAt: '2026-11-23T02:00:00.000Z',
        handlers: [
          {
            id: expect.any(String),
            ...engineer.employer.handler,
            state: 'active',
            since: '2026-11-23T02:00:00.000Z',
            own: true,
          },
        ],
      },
    ]);
    const mine = await office.ask('employer', 'GET /api/employers');
    expect(mine.body.items).toEqual([answer.body]);
    expect((await office.ask('otherEmployer', 'GET /api/employers')).body.items).toEqual([]);
  });

  test('under a code that somebody else only declared is possible: whoever proves it will hold it', async () => {
    const answer = await register('otherEmployer', {
      ...scientist.employer,
      unifiedSocialCreditCode: engineer.employer.unifiedSocialCreditCode,
    });
    expect([answer.status, answer.body.status]).toEqual([201, 'declared']);
    expect(JSON.stringify(answer.body)).not.toContain(engineer.employer.name.zh);
  });

  test('a second time by the same person is refused: it stands in their list', async () => {
    const answer = await register('employer', engineer.employer);
    expect(answer.status).toBe(409);
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
