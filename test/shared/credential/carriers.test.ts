import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { digitsOf, longestToken, tokenFrom, tokenLink, tokenText } from '../../../shared/credential/carriers.ts';
import { failure, success } from '../../../shared/result.ts';
import { holder, newIssuer } from './issuer.ts';

const token = (await newIssuer()).issue(holder);
const bytes = fc.uint8Array({ minLength: 1, maxLength: longestToken });
const text = (value: string) => new TextEncoder().encode(value);

describe('a token as digits', () => {
  test('puts 7 bytes into 17 digits and the rest into as few as suffice', () => {
    expect(Array.from({ length: 9 }, (_, count) => digitsOf(new Uint8Array(count)).length)).toEqual([
      0, 3, 5, 8, 10, 13, 15, 17, 20,
    ]);
  });

  test('orders bytes as FIDO CTAP 2.2 does', () => {
    expect(digitsOf(Uint8Array.from([0x61, 0x62, 0xff]))).toBe('16736865');
  });

  test('comes back from its digits and from its link, whatever the bytes', () => {
    fc.assert(
      fc.property(bytes, (value) => {
        expect(tokenFrom(digitsOf(value))).toEqual(success(value));
        expect(tokenFrom(tokenLink('permit.etown.example', value))).toEqual(success(value));
      }),
    );
  });

  test('fills a permit of 200 bytes into a link of 486 digits', () => {
    const link = tokenLink('permit.etown.example', token);
    expect(link).toMatch(/^https:\/\/permit\.etown\.example\/#\d{486}$/);
  });

  test.each([
    ['a host with a port and a path', 'http://localhost:3000/verify/#'],
    ['capital letters in the scheme', 'HTTPS://PERMIT.ETOWN.EXAMPLE/#'],
    ['space around it', ' \n'],
  ])('is read from a text with %s', (_, before) => {
    expect(tokenFrom(`${before}${digitsOf(token)}\n`)).toEqual(success(token));
  });

  test.each(['1', '12', '1234', '123456789', '12345678901234', '1234567890123456', '123456789012345678'])(
    'is refused when no bytes have so many digits: %s',
    (digits) => {
      expect(tokenFrom(digits)).toEqual(failure('malformed'));
    },
  );

  test.each(['256', '65536', '16777216', '72057594037927936', '99999999999999999'])(
    'is refused when a group is larger than its bytes: %s',
    (digits) => {
      expect(tokenFrom(digits)).toEqual(failure('malformed'));
    },
  );

  test('has one text only: any digits that are read are the digits that would be written', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: 60 }), (digits) => {
        const read = tokenFrom(digits);
        expect(read.ok ? digitsOf(read.value) : digits).toBe(digits);
      }),
    );
  });
});

describe('a token as text for scanners', () => {
  test.each([
    ['AB', 'BB8'],
    ['Hello!!', '%69 VD92EX0'],
    ['base-45', 'UJCLQE7W581'],
    ['ietf!', 'QED8WEX0'],
  ])('is base45 as the examples of RFC 9285 have it: %s', (plain, encoded) => {
    expect(tokenText(text(plain))).toBe(`FW1:${encoded}`);
    expect(tokenFrom(`FW1:${encoded}`)).toEqual(success(text(plain)));
  });

  test('comes back, whatever the bytes', () => {
    fc.assert(
      fc.property(bytes, (value) => {
        expect(tokenFrom(tokenText(value))).toEqual(success(value));
      }),
    );
  });

  test('takes 304 characters for a permit', () => {
    expect(tokenText(token)).toHaveLength(304);
  });

  test.each([
    ['a group too large for two bytes', 'FW1:GGW'],
    ['a group too large for one byte', 'FW1:::'],
    ['a letter left over', 'FW1:BB8B'],
    ['a small letter', 'FW1:bB8'],
    ['a letter of no alphabet', 'FW1:B€8'],
    ['nothing', 'FW1:'],
  ])('is refused with %s', (_, given) => {
    expect(tokenFrom(given)).toEqual(failure('malformed'));
  });

  test('has one text only', () => {
    const letters = fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:');
    fc.assert(
      fc.property(fc.string({ unit: letters, minLength: 1, maxLength: 40 }), (encoded) => {
        const read = tokenFrom(`FW1:${encoded}`);
        expect(read.ok ? tokenText(read.value) : `FW1:${encoded}`).toBe(`FW1:${encoded}`);
      }),
    );
  });
});

test.each([
  '',
  ' ',
  'hello',
  'https://permit.etown.example/',
  'https://permit.etown.example/#',
  'https://permit.etown.example/?t=123',
  'javascript:alert(1)#123',
  'ftp://permit.etown.example/#12345678',
  'HC1:6BF+70790T9WJWG.FKY*4GO0.O1CV2',
  '123 45',
  '１２３４５',
  '12345678#12345678',
])('a text that carries no token is refused as such: %j', (given) => {
  expect(tokenFrom(given)).toEqual(failure('unknown-carrier'));
});

test('a token longer than any permit is refused in both forms', () => {
  const long = new Uint8Array(longestToken + 1);
  expect(tokenFrom(digitsOf(long))).toEqual(failure('too-long'));
  expect(tokenFrom(tokenText(long))).toEqual(failure('too-long'));
});
