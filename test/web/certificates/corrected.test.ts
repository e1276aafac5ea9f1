import { describe, expect, it } from 'vitest';
import { corrected } from '../../../web/certificates/corrected.ts';

const before = {
  name: 'SPECIMEN, ADA',
  nationality: 'UTO',
  birthDate: '1979-01-01',
  passportNumber: 'U77900000',
  passportState: 'UTO',
  employerCode: '',
  employerName: '上海样例航空有限公司（虚构）',
  authority: '样例区外国专家局（虚构）',
  issuedOn: '2016-05-01',
  expiresOn: '2026-12-31',
};

describe('a correction of an old certificate', () => {
  it('names only what is otherwise now', () => {
    expect(corrected(before, before)).toEqual({});
    expect(corrected(before, { ...before, name: ' SPECIMEN, ADAH ' })).toEqual({ name: 'SPECIMEN, ADAH' });
  });

  it('names a passport whole', () => {
    expect(corrected(before, { ...before, passportNumber: 'U77900001' })).toEqual({
      passport: { number: 'U77900001', issuingState: 'UTO' },
    });
  });
});
