import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { certificateId } from '../../../shared/records/certificate.ts';
import { readPermit } from '../../../shared/records/permit.ts';
import { type CertificateRow, certificateRow, certificatesFile } from '../../certificates.ts';
import { imported, startedImport } from '../../office/imports.ts';
import { type Office, openOffice } from '../../office/office.ts';
import { approved, asks, begunOn, gapsOf, granted, inConclusion, moveTo } from '../../office/permits.ts';
import { engineer, give, giveMissing, read, register, steps } from '../../office/walk.ts';

const { applicant } = engineer.form;
const answers = {
  certificateType: 'expert',
  certificateNumber: 'F-2016-00042',
  certificateAuthority: '样例市外国专家局（虚构）',
  certificateExpiresOn: '2027-02-28',
};
/** The engineer's certificate, as the register would have it. */
const ofEngineer: Partial<CertificateRow> = {
  name: `${applicant.familyName}, ${applicant.givenNames}`,
  birthDate: applicant.birthDate,
  passportNumber: applicant.passport.number,
  employerCode: engineer.employer.unifiedSocialCreditCode,
  employerName: engineer.employer.name.zh,
};
const file = (otherwise: Partial<CertificateRow> = {}) =>
  certificatesFile([certificateRow({ ...ofEngineer, ...otherwise })]);

let office: Office;
let employerId: string;
const open = async (register_: 'required' | 'declared' | undefined) => {
  await office?.close();
  office = await openOffice(register_ ? { zone: { certificates: { register: register_, source: 'a test' } } } : {});
  employerId = await register(office);
};
beforeEach(() => open('required'));
afterEach(() => office.close());

const begin = async (said: object = {}) => {
  const body = { ...engineer.form, procedure: 'conversion', employerId, answers: { ...answers, ...said } };
  const begun = await office.ask('employer', 'POST /api/applications', { body });
  expect(begun.status, JSON.stringify(begun.body)).toBe(201);
  await giveMissing(office, begun.body.id);
  return String(begun.body.id);
};
const entered = async (otherwise: Partial<CertificateRow> = {}) =>
  expect(await imported(office, 'certificates', file(otherwise))).toMatchObject({ state: 'complete' });
const verdict = async () =>
  (
    await office.ask('inspector', 'POST /api/certificates/verifications', {
      body: { type: 'expert', number: answers.certificateNumber },
    })
  ).body;
const permitOf = async (id: string) => String((await read(office, 'employer', id)).permitNumber);

describe('a conversion where the register is kept', () => {
  test('gives a permit under the lifetime code and ends the certificate in the same transaction', async () => {
    await entered();
    const id = await inConclusion(office, await begin());
    expect((await verdict()).verdict).toBe('valid');
    await steps.conclude(office, id);
    const steps_: number[] = [];
    const { transact } = office.table;
    office.table.transact = async (all) => {
      if (JSON.stringify(all).includes('"PERMIT"'))
        steps_.push(all.filter((step) => JSON.stringify(step).includes('CERTIFICATE#')).length);
      return transact(all);
    };
    await office.machine.settle();
    expect(steps_).toEqual([1]);
    const number = await permitOf(id);
    expect(await readPermit(office.table, number)).toMatchObject({
      period: 1,
      oldCertificate: { kind: 'expert', number: 'F-2016-00042' },
    });
    const after = await verdict();
    expect(after).toMatchObject({ verdict: 'converted', convertedInto: number });
    expect(after.text.en).toContain(number);
  });

  test('costs two write units more than a first permit, however long the certificate is', async () => {
    await entered({
      name: 'SPECIMEN DE LA LONGFAMILYNAME, ELENA MARIA',
      authority: '样'.repeat(80),
      employerName: '样'.repeat(120),
    });
    await office.ask('supervisor', `PATCH /api/certificates/${certificateId('expert', 'F-2016-00042')}`, {
      body: { reason: 'x', name: ofEngineer.name },
    });
    const id = await approved(office, await begin());
    const { transaction } = await office.cost(() => office.issue({ applicationId: id }));
    console.log(`convert: ${transaction} in the transaction`);
    // The permit itself takes four where the certificate that it names carries it beyond one KB.
    expect(transaction).toBeOneOf([11, 13]);
    expect((await verdict()).verdict).toBe('converted');
  });

  test('is refused at its submission for a certificate that the register does not have, and nothing changes', async () => {
    expect(await gapsOf(office, await begin())).toEqual(['answers.certificateNumber certificate-unknown']);
  });

  test('tells everything that differs at once', async () => {
    await entered({
      name: 'SPECIMEN, HELENA',
      passportNumber: 'U7654321',
      employerCode: '91110302GREENPA270',
      expiresOn: '2027-03-31',
    });
    expect(await gapsOf(office, await begin())).toEqual([
      'applicant.familyName differs-from-certificate',
      'applicant.passport.number differs-from-certificate',
      'answers.certificateExpiresOn differs-from-certificate',
      'employerId certificate-other-employer',
    ]);
  });

  test('is refused after the certificate’s last day, and after it was revoked', async () => {
    await entered();
    const id = await begin();
    moveTo(office, '2027-03-01');
    expect(await gapsOf(office, id)).toContain('answers.certificateNumber certificate-expired');
    await open('required');
    await entered();
    const other = await begin();
    const revoked = certificateId('expert', 'F-2016-00042');
    await office.ask('supervisor', `POST /api/certificates/${revoked}/revoke`, { body: { reason: 'x' } });
    expect(await gapsOf(office, other)).toEqual(['answers.certificateNumber certificate-revoked']);
  });

  test('of a certificate whose import is not complete is refused as of one that does not exist', async () => {
    const id = await startedImport(office, 'certificates', file());
    let asked = 0;
    // All rows stand, and the last write that makes them count is not made.
    await office.workOnImports(() => (++asked < 2 ? 50_000 : 0));
    expect((await office.ask('admin', `GET /api/imports/${id}`)).body.state).toBe('applying');
    const application = await begin();
    expect(await gapsOf(office, application)).toEqual(['answers.certificateNumber certificate-unknown']);
    await office.workOnImports();
    expect(await gapsOf(office, application)).toEqual([]);
  });
});

describe('a certificate that was converted', () => {
  test('is not converted again: the second submission says into which permit it was', async () => {
    await entered();
    const number = await permitOf(await granted(office, await begin()));
    const again = await office.ask('employer', `POST /api/applications/${await begin()}/submit`);
    expect(again.status).toBe(422);
    const told = again.body.problems.find(({ code }: { code: string }) => code === 'certificate-converted');
    expect(told.text).toEqual({
      zh: `该旧证已换发为许可 ${number}。`,
      en: `This certificate was already converted to permit ${number}.`,
    });
  });

  test('does not revive when the permit is cancelled or revoked', async () => {
    await entered();
    const number = await permitOf(await granted(office, await begin()));
    await granted(office, await begunOn(office, 'cancellation', number, asks.cancellation));
    expect((await readPermit(office.table, number))?.status).toBe('cancelled');
    expect((await verdict()).verdict).toBe('converted');
    expect(await gapsOf(office, await begin())).toContain('answers.certificateNumber certificate-converted');

    await open('required');
    await entered();
    const other = await permitOf(await granted(office, await begin()));
    await office.ask('supervisor', `POST /api/permits/${other}/revoke`, {
      body: { reason: { zh: '骗取', en: 'Fraud' } },
    });
    expect((await verdict()).verdict).toBe('converted');
  });

  test('cannot be revoked any more: the permit took its place', async () => {
    await entered();
    await granted(office, await begin());
    const path = `POST /api/certificates/${certificateId('expert', 'F-2016-00042')}/revoke`;
    const refused = await office.ask('supervisor', path, { body: { reason: 'x' } });
    expect([refused.status, refused.body.current.state]).toEqual([409, 'converted']);
  });

  test('is no more on the list of those that end', async () => {
    await entered();
    const listed = async () =>
      (await office.ask('front', 'GET /api/certificates', { query: { month: '2027-02' } })).body.items;
    expect(await listed()).toHaveLength(1);
    await granted(office, await begin());
    expect(await listed()).toEqual([]);
  });
});

describe('two conversions of one certificate', () => {
  /** Where a certificate need not be registered, two people can declare the same one. */
  const twoApproved = async () => {
    await open('declared');
    const twin = { ...applicant, familyName: 'SAMPLE', passport: { ...applicant.passport, number: 'U5550001' } };
    const body = { ...engineer.form, procedure: 'conversion', employerId, applicant: twin, answers };
    const begun = await office.ask('employer', 'POST /api/applications', { body });
    await giveMissing(office, begun.body.id);
    const first = await begin();
    return [await approved(office, first), await approved(office, begun.body.id)] as const;
  };

  test('at the same time: one wins, the other goes back to the deciders and says why', async () => {
    const ids = await twoApproved();
    const outcomes = await Promise.all(ids.map((applicationId) => office.issue({ applicationId })));
    expect(outcomes.map(({ stage }) => stage).sort()).toEqual(['conclusion', 'issued']);
    const [winner = '', loser = ''] = outcomes[0]?.stage === 'issued' ? ids : [...ids].reverse();
    const number = await permitOf(winner);
    const blocked = await read(office, 'decider', loser);
    expect(JSON.stringify(blocked)).toContain(`already converted to permit ${number}`);
    expect((await verdict()).convertedInto).toBe(number);
    const ends = (await office.items()).filter(({ pk, sk }) => pk.startsWith('CERTIFICATE#') && sk === 'END');
    expect(ends).toHaveLength(1);
  });

  test('one after the other: the second is refused where it is submitted', async () => {
    await open('declared');
    await granted(office, await begin());
    expect(await gapsOf(office, await begin())).toContain('answers.certificateNumber certificate-converted');
  });
});

describe('a zone without a register', () => {
  test('goes by what is declared and by the certificate that is handed in, as before', async () => {
    await open(undefined);
    const id = await granted(office, await begin());
    const permit = await readPermit(office.table, await permitOf(id));
    expect(permit?.oldCertificate).toEqual({ kind: 'expert', number: 'F-2016-00042' });
    expect((await office.items()).filter(({ pk }) => pk.startsWith('CERTIFICATE#'))).toEqual([]);
  });

  test('converts no certificate after the last day that is declared', async () => {
    await open(undefined);
    expect(await gapsOf(office, await begin({ certificateExpiresOn: '2026-11-22' }))).toEqual([
      'answers.certificateExpiresOn certificate-expired',
    ]);
    expect(await gapsOf(office, await begin({ certificateExpiresOn: '2026-11-23' }))).toEqual([]);
  });
});

test('a file given with the conversion is still asked for: the register proves, the officer sees', async () => {
  await entered();
  const body = { ...engineer.form, procedure: 'conversion', employerId, answers };
  const begun = await office.ask('employer', 'POST /api/applications', { body });
  await give(office, begun.body.id, ['photo']);
  expect(await gapsOf(office, begun.body.id)).toContain('document.old-certificate missing');
});
