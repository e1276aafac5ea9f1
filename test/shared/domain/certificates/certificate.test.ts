import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  certificateState,
  comparableNumber,
  isSameName,
  isSameOrganisation,
} from '../../../../shared/domain/certificates/certificate.ts';

test('a certificate holds to the end of its last day, and no day longer', () => {
  const certificate = { expiresOn: '2027-02-28' };
  expect(certificateState(certificate, undefined, '2027-02-28')).toBe('valid');
  expect(certificateState(certificate, undefined, '2027-03-01')).toBe('expired');
});

test('what ended it outranks its dates', () => {
  for (const today of ['2026-01-01', '2030-01-01']) {
    expect(certificateState({ expiresOn: '2027-02-28' }, { how: 'converted' }, today)).toBe('converted');
    expect(certificateState({ expiresOn: '2027-02-28' }, { how: 'revoked' }, today)).toBe('revoked');
  }
});

test('a number is the same in full width, lower case and with any spaces and dashes', () => {
  for (const number of ['F-2016-00042', 'f201600042', 'Ｆ－２０１６－０００４２', ' F 2016 00042 ', 'F–2016—00042']) {
    expect(comparableNumber(number)).toBe('F201600042');
  }
  expect(comparableNumber('F201600043')).not.toBe('F201600042');
});

test('a name is the same in whatever order its parts stand, and never equal to nothing', () => {
  expect(isSameName('SPECIMEN, ELENA MARIA', 'Elena María Specimen')).toBe(true);
  expect(isSameName('SPECIMEN, ELENA', 'SPECIMEN, ELENA MARIA')).toBe(false);
  expect(isSameName('', '')).toBe(false);
  fc.assert(
    fc.property(fc.shuffledSubarray(['ANNA', 'BO', 'CARL', 'DE', 'EVE'], { minLength: 1 }), (parts) => {
      expect(isSameName(parts.join(' '), [...parts].reverse().join(', '))).toBe(true);
    }),
  );
});

test('an organisation is the same with other spaces and full-width brackets', () => {
  expect(isSameOrganisation('样例航空（上海）有限公司', '样例航空 (上海) 有限公司')).toBe(true);
  expect(isSameOrganisation('样例航空', '样例航运')).toBe(false);
});
