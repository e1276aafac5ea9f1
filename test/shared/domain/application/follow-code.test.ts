import fc from 'fast-check';
import { expect, test } from 'vitest';
import { followCode, followedId, sameReceipt } from '../../../../shared/domain/application/follow-code.ts';
import { newId } from '../../../../shared/records/table.ts';

const receiptOf = (id: string) => `ETOWN-20261123-${id.slice(0, 8).toUpperCase()}`;

test('number and code lead to the application, however somebody writes them', () => {
  fc.assert(
    fc.property(
      fc.constant(null).map(newId),
      fc.boolean(),
      fc.constantFrom('-', ' ', '', ' – '),
      (id, upper, between) => {
        const code = followCode(id).replaceAll('-', between);
        const written = upper ? code : code.toLowerCase();
        expect(followedId(receiptOf(id), written)).toBe(id);
        expect(followedId(receiptOf(id).toLowerCase().replaceAll('-', between), written)).toBe(id);
      },
    ),
  );
});

test('the code shows nothing of the number, and the number nothing of the code', () => {
  const id = newId();
  expect(followCode(id)).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
  expect(followCode(id).replaceAll('-', '').toLowerCase() + id.slice(0, 8)).toHaveLength(24);
  expect(followCode(id).replaceAll('-', '').toLowerCase()).toBe(id.slice(8));
});

test('letters that look alike are read as what they stand for', () => {
  const id = `${'0'.repeat(8)}1010abcd1010abcd`;
  expect(followedId(receiptOf(id), 'IOLO-abcd-ioio-ABCD')).toBe(id);
  expect(sameReceipt('etown 20261123 oooooooo', receiptOf(id))).toBe(true);
});

test('another receipt number is another, and one with signs that no number has leads to none', () => {
  expect(sameReceipt('ETOWN-20261123-ABCDEFGH', 'ETOWN-20261123-ABCDEFGJ')).toBe(false);
  expect(followedId('ETOWN-20261123-!BCDEFGH', 'ABCD-ABCD-ABCD-ABCD')).toBeUndefined();
  expect(followedId('ETOWN-20261123-ABCDEFGH', 'ABCD-ABCD-ABCD-ABC!')).toBeUndefined();
  expect(followedId('ETOWN-20261123-ABCDEFGH', 'ABCD-ABCD-ABCD-ABCDE')).toBeUndefined();
});

test('what can lead to no application leads to none', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 60 }), fc.string({ maxLength: 60 }), (number, code) => {
      const id = followedId(number, code);
      expect(id === undefined || /^[0-9a-z]{24}$/.test(id)).toBe(true);
    }),
  );
  expect(followedId('', '')).toBeUndefined();
  expect(followedId('ETOWN-20261123-ABCDEFGH', '')).toBeUndefined();
});
