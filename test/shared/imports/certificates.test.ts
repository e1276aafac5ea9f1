import { describe, expect, test } from 'vitest';
import { certificatesKind } from '../../../shared/imports/certificates.ts';
import { keys } from '../../../shared/records/keys.ts';
import { certificateRow } from '../../certificates.ts';
import { etownZone } from '../../zone-rules.ts';

const context = { zone: etownZone(), today: '2026-11-23' };
/** A row as the reader of files gives it: without what is empty. */
const cells = (otherwise: Parameters<typeof certificateRow>[0] = {}) =>
  Object.fromEntries(Object.entries(certificateRow(otherwise)).filter(([, cell]) => cell !== ''));
const read = (otherwise: Parameters<typeof certificateRow>[0] = {}) => {
  const row = certificatesKind.readRow(cells(otherwise), context);
  if (!row.ok) throw new Error(JSON.stringify(row.error));
  return row.value;
};
const problems = (otherwise: Parameters<typeof certificateRow>[0]) => {
  const row = certificatesKind.readRow(cells(otherwise), context);
  return row.ok ? [] : row.error.map(({ column, code }) => `${column} ${code}`);
};

describe('a row of the register of old certificates', () => {
  test('becomes the certificate, listed under the month in which it ends, and leads to it from the passport', () => {
    const { items } = read();
    expect(items).toHaveLength(2);
    expect(items[0]).toMatchObject({
      type: 'expert',
      number: 'F-2016-00042',
      passport: { number: 'U1234567', issuingState: 'UTO' },
      registeredOn: '2026-11-23',
      version: 1,
      queuePk: 'CERTIFICATES#2027-02',
    });
    const [certificate, pointer] = items;
    expect(pointer).toMatchObject({ id: certificate?.id, sk: certificate?.id });
    expect(`${pointer?.pk}${pointer?.sk}`).not.toContain('U1234567');
    expect(certificate?.pk).not.toContain('F-2016');
  });

  test('is the same certificate however type and number are written', () => {
    const written = [
      { type: 'expert' },
      { type: '外国专家证' },
      { type: 'foreign expert certificate', number: 'f 2016 00042' },
      { number: 'Ｆ－２０１６－０００４２' },
    ].map((otherwise) => read(otherwise).identity);
    expect(new Set(written).size).toBe(1);
    expect(read({ type: 'employment' }).identity).not.toBe(written[0]);
  });

  test('stands in the way only of a certificate of its type and number', () => {
    const row = read();
    const [item] = row.items;
    expect(row.conflicts(() => undefined)).toEqual([]);
    expect(row.conflicts(({ pk }) => (pk === keys.certificate(row.identity).pk ? item : undefined))).toMatchObject([
      { column: 'number', code: 'already-registered' },
    ]);
  });

  test('takes the passport to be of the holder’s country where nothing else is said', () => {
    expect(read({ nationality: 'uto', passportState: '' }).items[0]?.passport).toEqual({
      number: 'U1234567',
      issuingState: 'UTO',
    });
    expect(read({ passportState: 'fra' }).items[0]?.passport).toMatchObject({ issuingState: 'FRA' });
  });

  test('is refused with everything that is wrong at once', () => {
    expect(problems({ type: '', number: '', name: '张三', employerCode: '123', authority: 'x'.repeat(81) })).toEqual([
      'type missing',
      'number missing',
      'name latin-name',
      'employerCode credit-code',
      'authority too-long',
    ]);
    expect(problems({ birthDate: '2016-03-01', issuedOn: '2016-03-01', expiresOn: '2016-02-29' })).toEqual([
      'birthDate wrong-order',
      'expiresOn wrong-order',
    ]);
    expect(problems({ name: 'SPEC\u200bIMEN', employerName: '样\u0007例' })).toEqual([
      'name latin-name',
      'employerName control-character',
    ]);
  });
});
