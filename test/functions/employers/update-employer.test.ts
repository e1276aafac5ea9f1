import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Office, openOffice, type Who } from '../../office/office.ts';
import { completeDraft, cook, declare, engineer, register, steps } from '../../office/walk.ts';

let office: Office;
let id: string;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const update = (body: object, who: Who = 'employer', employerId = id) =>
  office.ask(who, `PATCH /api/employers/${employerId}`, { body });
const present = async () => (await office.ask('employer', 'GET /api/employers')).body.items[0];

describe('changing what is declared of an employer', () => {
  beforeEach(async () => {
    id = await declare(office);
  });

  test('replaces what is named and keeps the rest', async () => {
    office.clock.advance(60_000);
    const before = await present();
    const change = {
      name: { zh: '样例新材料（北京）有限公司' },
      licenceValidTo: '2036-01-31',
      legalRepresentative: '例小样',
      handler: { name: '样二例', phone: '+86 10 0000 0000' },
      industry: null,
    };
    const { status, body } = await update(change);
    const { industry: _industry, ...kept } = before;
    expect([status, body]).toEqual([
      200,
      { ...kept, ...change, industry: undefined, updatedAt: '2026-11-23T02:01:00.000Z' },
    ]);
    expect(await present()).toEqual(body);
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

  test('a supervisor who handles an employer of their own changes no other', async () => {
    const both = {
      subject: 'both-supervisor',
      roles: ['employer', 'supervisor'] as const,
      mfa: true,
      expiresAt: 4_000_000_000,
    };
    expect((await update({ address: '别处' }, both)).status).toBe(404);
    expect((await office.ask(both, `GET /api/employers/${id}`)).status).toBe(200);
  });
});

describe('once an employer is registered', () => {
  beforeEach(async () => {
    id = await register(office);
  });

  test('what was reviewed is changed by an application, and the answer says which', async () => {
    const answer = await update({ name: { zh: '别的名称' }, licenceValidTo: null, handler: engineer.employer.handler });
    expect(answer.status).toBe(400);
    expect(answer.body.problems).toMatchObject([
      { path: 'name', code: 'by-application', remedy: { en: expect.stringContaining('employer-change') } },
      { path: 'licenceValidTo', code: 'by-application' },
    ]);
    expect((await present()).name).toEqual(engineer.employer.name);
  });

  test('how its handler is reached can be changed at any time', async () => {
    const handler = { name: '样二例', phone: '010-00000009' };
    expect((await update({ handler })).body.handler).toEqual(handler);
  });

  test('a change that was under way when the registration was granted is refused', async () => {
    const declaredId = await declare(office, 'otherEmployer', cook);
    office.hooks.before = async (operation, body) => {
      if (operation !== 'UpdateItem') return;
      office.hooks.before = undefined;
      await office.table.update({
        Key: { pk: `EMPLOYER#${declaredId}`, sk: 'EMPLOYER' },
        UpdateExpression: 'SET #status = :registered',
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: { ':registered': 'registered' },
      });
      expect(body).toBeDefined();
    };
    const answer = await update({ address: '别处' }, 'otherEmployer', declaredId);
    expect(answer.body.problems).toMatchObject([{ path: 'address', code: 'by-application' }]);
  });
});

test('an employer that only declared itself cannot submit for a foreigner yet; the same draft can once it is registered', async () => {
  id = await declare(office);
  const application = await completeDraft(office, id);
  const stuck = await office.ask('employer', `POST /api/applications/${application}/submit`);
  expect(stuck.body.problems).toMatchObject([{ path: 'employer.registration', code: 'not-registered' }]);
  await office.table.update({
    Key: { pk: `EMPLOYER#${id}`, sk: 'EMPLOYER' },
    UpdateExpression: 'SET #status = :registered',
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: { ':registered': 'registered' },
  });
  expect((await steps.submit(office, application)).stage).toBe('preliminary-review');
});

test('a credit code that is registered is answered with whom to ask, in both languages', async () => {
  await register(office);
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
