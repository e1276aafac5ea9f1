import { describe, expect, test } from 'vitest';
import type { CertificateContent } from '../../../../shared/domain/certificates/certificate.ts';
import {
  type CertificateSituation,
  certificateGaps,
  certificateNamed,
} from '../../../../shared/domain/checklist/certificate-gaps.ts';
import { conversion } from '../../../../shared/policy/procedures/conversion.ts';
import { newPermit } from '../../../../shared/policy/procedures/new-permit.ts';

const answers = {
  certificateType: 'expert',
  certificateNumber: 'F-2016-00042',
  certificateAuthority: '样例市外国专家局（虚构）',
  certificateExpiresOn: '2027-02-28',
};
const registered: CertificateContent = {
  type: 'expert',
  number: 'F-2016-00042',
  name: 'Elena Maria SPECIMEN',
  nationality: 'UTO',
  birthDate: '1988-03-01',
  passport: { number: 'U1234567', issuingState: 'UTO' },
  employerCode: '91110302GREENPA195',
  employerName: '北京样例精密仪器有限公司',
  authority: '样例市外国专家局（虚构）',
  issuedOn: '2016-03-01',
  expiresOn: '2027-02-28',
};
const situation: CertificateSituation = {
  register: 'required',
  registered,
  applicant: {
    familyName: 'SPECIMEN',
    givenNames: 'ELENA MARIA',
    birthDate: '1988-03-01',
    passport: { number: 'U1234567', issuingState: 'UTO' },
  },
  employer: { unifiedSocialCreditCode: '91110302GREENPA195', name: { zh: '北京样例精密仪器有限公司' } },
  today: '2026-11-23',
};
const gaps = (otherwise: Partial<CertificateSituation> = {}, said: object = {}) =>
  certificateGaps(conversion, { ...answers, ...said }, { ...situation, ...otherwise });
const codes = (...the: Parameters<typeof gaps>) => gaps(...the).map(({ path, code }) => `${path} ${code}`);
const { registered: _registered, ...without } = situation;
const unregistered = (otherwise: Partial<CertificateSituation> = {}, said: object = {}) =>
  certificateGaps(conversion, { ...answers, ...said }, { ...without, ...otherwise }).map(
    ({ path, code }) => `${path} ${code}`,
  );

describe('a certificate of the register', () => {
  test('that is the applicant’s, with this employer, and still holds can be converted', () => {
    expect(gaps()).toEqual([]);
    expect(gaps({ today: '2027-02-28' })).toEqual([]);
  });

  test('is found whatever spaces, dashes and full-width signs the number is written with', () => {
    expect(certificateNamed(conversion, { ...answers, certificateNumber: ' ｆ 2016—00042 ' })).toMatchObject({
      type: 'expert',
    });
  });

  test('that has expired is converted no more', () => {
    expect(codes({ today: '2027-03-01' })).toEqual(['answers.certificateNumber certificate-expired']);
  });

  test('that was converted or revoked is not converted again, and the permit is named', () => {
    const end = {
      how: 'converted',
      at: '2026-11-01T00:00:00.000Z',
      permitNumber: 'GP00000000000000X1',
      applicationId: 'a',
    } as const;
    const [gap] = gaps({ end });
    expect(gap).toMatchObject({ path: 'answers.certificateNumber', code: 'certificate-converted' });
    expect(gap?.text.en).toContain('already converted to permit GP00000000000000X1');
    expect(gap?.text.zh).toContain('已换发为许可 GP00000000000000X1');
    expect(codes({ end, today: '2030-01-01' })).toEqual(['answers.certificateNumber certificate-converted']);
    expect(codes({ end: { how: 'revoked', at: end.at, by: 'x', reason: 'y' } })).toEqual([
      'answers.certificateNumber certificate-revoked',
    ]);
  });

  test('names the permit to nobody who has only the birth date or the number right', () => {
    const end = {
      how: 'converted',
      at: '2026-10-01T00:00:00.000Z',
      permitNumber: 'GP00000000000000X1',
      applicationId: 'a',
    } as const;
    const { applicant } = situation;
    const otherPassport = { ...applicant, passport: { number: 'U7654321', issuingState: 'UTO' } };
    const told = [
      ...gaps({ end, applicant: otherPassport }),
      ...certificateGaps(conversion, answers, { ...without, register: 'declared', end }),
    ];
    expect(told.map(({ code }) => code)).toEqual(['certificate-converted', 'certificate-converted']);
    expect(JSON.stringify(told)).not.toContain('GP0000');
  });

  test('that differs from the form is told part by part, without what it says', () => {
    const found = gaps(
      {
        applicant: {
          familyName: 'SPECIMEN',
          givenNames: 'HELENA',
          birthDate: '1988-03-01',
          passport: { number: 'U7654321', issuingState: 'UTO' },
        },
        employer: { unifiedSocialCreditCode: '91110302GREENPA270', name: { zh: '别的单位' } },
      },
      { certificateExpiresOn: '2027-12-31' },
    );
    expect(found.map(({ path, code }) => `${path} ${code}`)).toEqual([
      'applicant.familyName differs-from-certificate',
      'applicant.passport.number differs-from-certificate',
      'answers.certificateExpiresOn differs-from-certificate',
      'employerId certificate-other-employer',
    ]);
    expect(JSON.stringify(found)).not.toMatch(/U1234567|2027-02-28|北京样例/);
  });

  test('is compared with its employer’s name where it is older than the credit code', () => {
    const { employerCode: _code, ...older } = registered;
    expect(codes({ registered: older })).toEqual([]);
    expect(codes({ registered: { ...older, employerName: '北京 样例精密仪器有限公司' } })).toEqual([]);
    expect(codes({ registered: { ...older, employerName: '别的单位' } })).toEqual([
      'employerId certificate-other-employer',
    ]);
  });

  test('of somebody else is not told from one that does not exist', () => {
    const somebodyElse = {
      familyName: 'OTHER',
      birthDate: '1990-01-01',
      passport: { number: 'U0000009', issuingState: 'UTO' },
    };
    const foreign = gaps({ applicant: somebodyElse, end: { how: 'revoked', at: '', by: '', reason: '' } });
    expect(foreign).toEqual(certificateGaps(conversion, answers, { ...without, register: 'required' }));
    expect(foreign.map(({ code }) => code)).toEqual(['certificate-unknown']);
    expect(codes({ register: 'declared', applicant: somebodyElse })).toEqual([
      'answers.certificateNumber certificate-unknown',
    ]);
  });
});

describe('a certificate that is in no register', () => {
  test('is converted as it was declared where the zone keeps none, or does not insist, but not after its last day', () => {
    for (const register of [undefined, 'declared'] as const) {
      expect(unregistered({ register })).toEqual([]);
      expect(unregistered({ register, today: '2027-03-01' })).toEqual([
        'answers.certificateExpiresOn certificate-expired',
      ]);
    }
  });

  test('is converted only once all the same', () => {
    const end = { how: 'converted', at: '', permitNumber: 'GP1', applicationId: 'a' } as const;
    expect(unregistered({ register: 'declared', end })).toEqual(['answers.certificateNumber certificate-converted']);
  });
});

test('no other procedure asks for a certificate, and an open answer is told as such elsewhere', () => {
  expect(certificateGaps(newPermit, answers, { ...situation, register: 'required' })).toEqual([]);
  expect(certificateGaps(conversion, { certificateType: 'expert' }, without)).toEqual([]);
  expect(certificateGaps(conversion, { ...answers, certificateType: 'library' }, without)).toEqual([]);
});
