import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isLifetimeCode, lifetimeCode } from '../../../../shared/domain/person/lifetime-code.ts';

const signs = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const anyCode = fc.uint8Array({ minLength: 15, maxLength: 15 }).map(lifetimeCode);

test('a lifetime code has 18 signs, begins with GP and has none that is easily misread', () => {
  fc.assert(
    fc.property(anyCode, (code) => {
      expect(code).toMatch(/^GP[0-9A-HJ-NP-RTUWXY]{16}$/);
      expect(code).not.toMatch(/[IOSVZ]/);
      expect(isLifetimeCode(code)).toBe(true);
    }),
  );
});

test('the check character is the one that was worked out by hand', () => {
  expect(lifetimeCode(new Uint8Array(15))).toBe('GP0000000000000008');
  expect(lifetimeCode(new Uint8Array(15).fill(255))).toBe('GP7777777777777779');
});

test('every single changed sign is noticed', () => {
  fc.assert(
    fc.property(anyCode, (code) => {
      for (let place = 0; place < code.length; place++) {
        for (const sign of `${signs}IOSVZ-a `) {
          if (sign === code[place]) continue;
          expect(isLifetimeCode(code.slice(0, place) + sign + code.slice(place + 1))).toBe(false);
        }
      }
    }),
    { numRuns: 20 },
  );
});

test('every swap of two neighbours is noticed', () => {
  fc.assert(
    fc.property(anyCode, (code) => {
      for (let place = 0; place + 1 < code.length; place++) {
        const [one, other] = [code.charAt(place), code.charAt(place + 1)];
        if (one === other) continue;
        expect(isLifetimeCode(code.slice(0, place) + other + one + code.slice(place + 2))).toBe(false);
      }
    }),
    { numRuns: 200 },
  );
});

test.each(['', 'GP', 'gp0000000000000008', 'GP0000000000000008 ', 'GP00000000000000088', 'AB0000000000000008'])(
  '%j is no lifetime code',
  (text) => {
    expect(isLifetimeCode(text)).toBe(false);
  },
);

test('fewer or more random bytes are refused, so that no code is easier to guess', () => {
  expect(() => lifetimeCode(new Uint8Array(14))).toThrow('15 random bytes');
  expect(() => lifetimeCode(new Uint8Array(16))).toThrow('15 random bytes');
});
