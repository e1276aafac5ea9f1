import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { certificateId } from '../../../shared/records/certificate.ts';
import { type CertificateRow, certificateRow, certificatesFile } from '../../certificates.ts';
import { imported } from '../../office/imports.ts';
import { type Office, openOffice } from '../../office/office.ts';

let office: Office;
beforeEach(async () => {
  office = await openOffice({ zone: { certificates: { register: 'required', source: 'a test' } } });
});
afterEach(() => office.close());

const entered = async (...rows: Partial<CertificateRow>[]) => {
  const done = await imported(office, 'certificates', certificatesFile(rows.map((row) => certificateRow(row))));
  expect(done).toMatchObject({ state: 'complete' });
};
const id = certificateId('expert', 'F-2016-00042');
const readings = async () => (await office.items()).filter(({ pk }) => pk.startsWith('READ#'));
const verify = async (number = 'F-2016-00042', who: 'inspector' | 'front' = 'inspector', type = 'expert') =>
  office.ask(who, 'POST /api/certificates/verifications', { body: { type, number } });
const correct = (body: object, who: 'supervisor' | 'back' = 'supervisor') =>
  office.ask(who, `PATCH /api/certificates/${id}`, { body: { reason: '登记时录入有误', ...body } });

describe('looking certificates up', () => {
  test('finds them by number, however it is written, and by passport; each reading is recorded', async () => {
    await entered({}, { type: 'employment', number: 'J-2015-0007' });
    const by = async (body: object) =>
      (await office.ask('front', 'POST /api/certificates/lookups', { body })).body.items.map(
        ({ type, number }: { type: string; number: string }) => `${type} ${number}`,
      );
    expect(await by({ number: 'f 2016 00042' })).toEqual(['expert F-2016-00042']);
    expect(await by({ number: 'F-2016-00042', type: 'employment' })).toEqual([]);
    expect((await by({ passport: { number: 'U1234567', issuingState: 'UTO' } })).sort()).toEqual([
      'employment J-2015-0007',
      'expert F-2016-00042',
    ]);
    expect(await by({ passport: { number: 'U1234568', issuingState: 'UTO' } })).toEqual([]);
    const recorded = (await readings()).map(({ by: who, what, id: of }) => [who, what, of]);
    expect(recorded).toHaveLength(3);
    expect(recorded).toContainEqual(['front-li', 'certificate', id]);
  });

  test('shows the least; passport and birth date only to who opens one', async () => {
    await entered({});
    const { body } = await office.ask('back', 'POST /api/certificates/lookups', { body: { number: 'F-2016-00042' } });
    expect(JSON.stringify(body)).not.toMatch(/U1234567|1988-03-01/);
    const whole = await office.ask('back', `GET /api/certificates/${id}`);
    expect(whole.body).toMatchObject({
      state: 'valid',
      birthDate: '1988-03-01',
      passport: { number: 'U1234567', issuingState: 'UTO' },
      registeredOn: '2026-11-23',
      corrections: [],
    });
    expect(await readings()).toHaveLength(2);
  });

  test('is for officers; what was never registered does not exist', async () => {
    await entered({});
    for (const who of ['employer', 'applicant', 'inspector', 'admin'] as const) {
      expect((await office.ask(who, `GET /api/certificates/${id}`)).status).toBe(403);
    }
    for (const unknown of ['A'.repeat(22), 'x', '%00']) {
      expect((await office.ask('back', `GET /api/certificates/${unknown}`)).status).toBe(404);
    }
  });
});

describe('verifying a certificate', () => {
  test('says that it holds until it is converted or its last day is over, and whose it is', async () => {
    await entered({});
    const { status, body } = await verify();
    expect([status, body.verdict, body.validTo]).toEqual([200, 'valid', '2027-02-28']);
    expect(body.record).toEqual({
      name: 'SPECIMEN, ELENA',
      nationality: 'UTO',
      birthDate: '1988-03-01',
      passport: { number: 'U1234567', issuingState: 'UTO' },
      employer: '样例科技有限公司（虚构）',
      authority: '样例市外国专家局（虚构）',
      issuedOn: '2016-03-01',
    });
    expect(body.text.en).toContain('holds until it is converted');
    expect(await readings()).toHaveLength(1);
    office.clock.set('2027-02-28T15:59:59.000Z');
    expect((await verify()).body.verdict).toBe('valid');
    office.clock.set('2027-02-28T16:00:00.000Z');
    expect((await verify()).body.verdict).toBe('expired');
  });

  test('says so where there is none, and records nothing', async () => {
    await entered({});
    expect((await verify('F-2016-00043')).body).toMatchObject({ verdict: 'unknown' });
    expect((await verify('F-2016-00042', 'inspector', 'employment')).body.record).toBeUndefined();
    expect(await readings()).toEqual([]);
    expect(
      (await office.ask('employer', 'POST /api/certificates/verifications', { body: { type: 'expert', number: 'x' } }))
        .status,
    ).toBe(403);
  });

  test('says that a revoked one holds no more; it is revoked once, with a reason', async () => {
    await entered({});
    const revoke = () =>
      office.ask('supervisor', `POST /api/certificates/${id}/revoke`, { body: { reason: '查实为伪造' } });
    expect((await revoke()).body.state).toBe('revoked');
    expect((await revoke()).status).toBe(200);
    expect((await verify()).body.verdict).toBe('revoked');
    const whole = await office.ask('decider', `GET /api/certificates/${id}`);
    expect(whole.body.end).toMatchObject({ how: 'revoked', by: 'supervisor-zhou', reason: '查实为伪造' });
    expect((await office.ask('back', `POST /api/certificates/${id}/revoke`, { body: { reason: 'x' } })).status).toBe(
      403,
    );
  });
});

describe('correcting the register', () => {
  test('keeps who did it, why, and what stood there before', async () => {
    await entered({});
    const passport = { number: 'U7777777', issuingState: 'UTO' };
    const answer = await correct({ passport, name: 'SPECIMEN, ELENA MARIA', expiresOn: '2027-03-31', version: 1 });
    expect([answer.status, answer.body.version]).toEqual([200, 2]);
    const { body } = await office.ask('back', `GET /api/certificates/${id}`);
    expect(body).toMatchObject({ name: 'SPECIMEN, ELENA MARIA', passport, expiresOn: '2027-03-31' });
    expect(body.corrections).toEqual([
      {
        version: 2,
        at: '2026-11-23T02:00:00.000Z',
        by: 'supervisor-zhou',
        reason: '登记时录入有误',
        before: {
          name: 'SPECIMEN, ELENA',
          passport: { number: 'U1234567', issuingState: 'UTO' },
          expiresOn: '2027-02-28',
        },
      },
    ]);
    const found = async (number: string) =>
      (
        await office.ask('front', 'POST /api/certificates/lookups', {
          body: { passport: { number, issuingState: 'UTO' } },
        })
      ).body.items.length;
    expect([await found('U1234567'), await found('U7777777')]).toEqual([0, 1]);
  });

  test('is judged as a row of an import is, and refused where somebody was faster', async () => {
    await entered({});
    const wrong = await correct({ birthDate: '1988-02-30', nationality: 'XXZ', employerCode: '123' });
    expect(wrong.body.problems.map(({ path, code }: { path: string; code: string }) => `${path} ${code}`)).toEqual([
      'nationality country-code',
      'birthDate invalid-day',
      'employerCode credit-code',
    ]);
    expect((await correct({ issuedOn: '2027-12-01' })).body.problems[0]).toMatchObject({
      path: 'expiresOn',
      code: 'wrong-order',
    });
    expect((await correct({})).status).toBe(400);
    expect((await correct({ authority: '甲', version: 2 })).status).toBe(409);
    expect((await correct({ authority: '甲' }, 'back')).status).toBe(403);
    const both = await Promise.all([correct({ authority: '甲' }), correct({ authority: '乙' })]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});

describe('the certificates that end in a month', () => {
  test('are listed by their last day, page by page, without those that were revoked', async () => {
    const rows = Array.from({ length: 7 }, (_, index) => ({
      number: `F-2016-1000${index}`,
      expiresOn: `2027-02-${String(28 - index).padStart(2, '0')}`,
    }));
    await entered(
      ...rows,
      { number: 'F-2016-20000', expiresOn: '2027-03-01' },
      { number: 'F-2016-20001', expiresOn: '2027-01-31' },
    );
    const revoked = certificateId('expert', 'F-2016-10003');
    await office.ask('supervisor', `POST /api/certificates/${revoked}/revoke`, { body: { reason: 'x' } });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const query: Record<string, string> = { month: '2027-02', limit: '3', ...(cursor ? { cursor } : {}) };
      const { body } = await office.ask('front', 'GET /api/certificates', { query });
      seen.push(...body.items.map(({ expiresOn }: { expiresOn: string }) => expiresOn));
      cursor = body.next;
    } while (cursor);
    expect(seen).toEqual(['2027-02-22', '2027-02-23', '2027-02-24', '2027-02-26', '2027-02-27', '2027-02-28']);
    const other = await office.ask('front', 'GET /api/certificates', { query: { month: '2027-02', cursor: 'bm9wZQ' } });
    expect(other.status).toBe(400);
    expect((await office.ask('front', 'GET /api/certificates', { query: { month: '2027-13' } })).status).toBe(400);
    expect(await readings()).toEqual([]);
  });

  test('follow a correction of the last day', async () => {
    await entered({});
    await correct({ expiresOn: '2027-05-31' });
    const listed = async (month: string) =>
      (await office.ask('front', 'GET /api/certificates', { query: { month } })).body.items.length;
    expect([await listed('2027-02'), await listed('2027-05')]).toEqual([0, 1]);
  });
});
