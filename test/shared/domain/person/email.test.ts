import { expect, test } from 'vitest';
import { comparableEmail } from '../../../../shared/domain/person/email.ts';

test('an address is compared with A to Z made small', () => {
  expect(comparableEmail('Elena.SPECIMEN@Applicant.Example')).toBe('elena.specimen@applicant.example');
});

test.each([
  ['the Kelvin sign, which Unicode folds to k', '\u212Aate@applicant.example'],
  ['a dotted capital I', '\u0130van@applicant.example'],
  ['a Cyrillic letter that looks Latin', 'el\u0435na@applicant.example'],
  ['a full-width letter', '\uFF45lena@applicant.example'],
  ['a space', 'elena @applicant.example'],
  ['nothing', ''],
])('an address with %s is like no other', (_, email) => {
  expect(comparableEmail(email)).toBeUndefined();
});

test('no address is like no other', () => {
  expect(comparableEmail(undefined)).toBeUndefined();
});
