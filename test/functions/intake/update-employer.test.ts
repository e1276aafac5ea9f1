import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Office, openOffice, type Who } from '../../office/office.ts';
import { completeDraft, cook, engineer, register, steps } from '../../office/walk.ts';

let office: Office;
let id: string;
beforeEach(async () => {
  office = await openOffice();
  id = await register(office);
});
afterEach(() => office.close());

const update = (body: object, who: Who = 'employer', employerId = id) =>
  office.ask(who, `PATCH /api/employers/${employerId}`, { body });
const present = async () => (await office.ask('employer', 'GET /api/employers')).body.items[0];

describe('changing what is registered of an employer', () => {
  test('replaces what is named and keeps the rest', async () => {
    office.clock.advance(60_000);
    const change = {
      name: { zh: '样例新材料（北京）有限公司' },
      licenceValidTo: '2036-01-31',
      legalRepresentative: '例小样',
      handler: { name: '样二例', phone: '+86 10 0000 0000' },
      industry: null,
    };
    const { status, body } = await update(change);
    const { industry: _industry, ...kept } = engineer.employer as typeof engineer.employer & { industry?: string };
    expect([status, body]).toEqual([
      200,
      {
        ...kept,
        ...change,
        industry: undefined,
        id,
        registeredAt: '2026-11-23T02:00:00.000Z',
        updatedAt: '2026-11-23T02:01:00.000Z',
      },
    ]);
    expect(await present()).toEqual(body);
  });

  test('opens the way for an application that an ended licence kept from being submitted', async () => {
    const application = await completeDraft(office, id);
    await office.table.update({
      Key: { pk: `EMPLOYER#${id}`, sk: 'EMPLOYER' },
      UpdateExpression: 'SET licenceValidTo = :ended',
      ExpressionAttributeValues: { ':ended': '2026-11-01' },
    });
    const stuck = await office.ask('employer', `POST /api/applications/${application}/submit`);
    expect(stuck.body.problems).toMatchObject([{ path: 'employer.licenceValidTo', code: 'licence-expired' }]);
    expect((await update({ licenceValidTo: null })).body.licenceValidTo).toBeNull();
    expect((await steps.submit(office, application)).stage).toBe('preliminary-review');
  });

  test.each([
    [
      'the credit code',
      { unifiedSocialCreditCode: cook.employer.unifiedSocialCreditCode },
      'unifiedSocialCreditCode',
      'unknown-field',
    ],
    ['an unknown field', { registeredAt: '2020-01-01T00:00:00.000Z' }, 'registeredAt', 'unknown-field'],
    ['to a licence that has ended', { licenceValidTo: '2026-11-22' }, 'licenceValidTo', 'expired'],
    ['to no address', { address: null }, 'address', 'wrong-type'],
    ['to half a handler', { handler: { name: '样二例' } }, 'handler.phone', 'missing'],
    ['to a name that prints nothing', { name: { zh: '\u3164' } }, 'name.zh', 'nothing-visible'],
  ])('%s is refused', async (_, body, path, code) => {
    const before = await present();
    const answer = await update(body);
    expect([answer.status, answer.body.problems]).toMatchObject([400, [{ path, code }]]);
    expect(await present()).toEqual(before);
  });

  test('is not found by strangers, nor where no employer is', async () => {
    const body = { address: '别处' };
    const foreign = await update(body, 'otherEmployer');
    const nobody = await update(body, 'otherEmployer', 'a'.repeat(24));
    expect([foreign.status, foreign.body]).toEqual([404, nobody.body]);
    expect((await update(body, 'employer', 'x')).status).toBe(404);
    expect((await update(body, 'applicant')).status).toBe(403);
    expect((await update(body, 'supervisor')).status).toBe(403);
    expect((await present()).address).toBe(engineer.employer.address);
  });
});

test('a credit code that is taken is answered with whom to ask, in both languages', async () => {
  const details = await Promise.all(
    ['zh', 'en'].map(async (language) => {
      const headers = { 'Accept-Language': language };
      const answer = await office.ask('otherEmployer', 'POST /api/employers', { body: engineer.employer, headers });
      expect(answer.status).toBe(409);
      return answer.body.detail as string;
    }),
  );
  for (const detail of details) expect(detail).toContain(office.zone.contact.phone);
  expect(details[0]).toContain('经办人');
  expect(details[1]).toContain('handler');
});
