import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maskedName } from '../../../functions/verification/masked-name.ts';

test.each([
  ['KOWALCZYK LINDQVIST, ALEKSANDRA', 'K******** L********, A*********'],
  ["O'MALLEY-VOSS, JEAN", "*'M*****-V***, J***"],
  ['ÅNGSTRÖM, ÉLODIE', 'Å*******, É*****'],
  ['A\u030aNGSTRO\u0308M', 'Å*******'],
  ['LI, NA', 'L*, N*'],
  ['X', '*'],
  ['VON DER HEIDE, J.', 'V** D** H****, *.'],
])('the Latin name %s is shown as %s', (name, masked) => {
  expect(maskedName(name)).toBe(masked);
});

test.each([
  ['王小明', '王*明'],
  ['王明', '王*'],
  ['欧阳小明', '欧**明'],
  ['阿卜杜·热合曼', '阿**·**曼'],
  ['明', '*'],
])('the Chinese name %s is shown as %s', (name, masked) => {
  expect(maskedName('DOE, JANE', name)).toBe(`D**, J*** (${masked})`);
});

test('a masked name never shows more than the first letter of a part, and keeps its length', () => {
  const part = fc.string({ unit: fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'), minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), (parts) => {
      const masked = maskedName(parts.join(' ')).split(' ');
      expect(masked.map(({ length }) => length)).toEqual(parts.map(({ length }) => length));
      for (const [at, shown] of masked.entries()) {
        expect(shown).toMatch(parts[at]?.length === 1 ? /^\*$/ : /^[A-Z]\*+$/);
      }
    }),
  );
});
