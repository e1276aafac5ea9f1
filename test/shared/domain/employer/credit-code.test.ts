import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkCharacter } from '../../../../shared/domain/check-character.ts';
import { isCreditCode } from '../../../../shared/domain/employer/credit-code.ts';

const signs = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];
const first17 = fc.array(fc.constantFrom(...signs), { minLength: 17, maxLength: 17 }).map((parts) => parts.join(''));

describe('the unified social credit code', () => {
  it.each(['91110108717743469K', '9144030071526726XG', '914403001922038216', '91330100799655058B'])(
    'accepts %s, a code published by its company',
    (code) => {
      expect(isCreditCode(code)).toBe(true);
    },
  );

  it.each([
    ['a wrong check character', '91110108717743469L'],
    ['a letter that is read as a digit', '9111010871774346OK'],
    ['lower case', '91110108717743469k'],
    ['a missing character', '9111010871774346K'],
    ['nothing', ''],
  ])('refuses %s', (_, code) => {
    expect(isCreditCode(code)).toBe(false);
  });

  it('gives no check character for anything but 17 permitted signs', () => {
    expect(checkCharacter('1234')).toBeUndefined();
    expect(checkCharacter('9111010871774346I')).toBeUndefined();
    expect(checkCharacter('91110108717743469')).toBe('K');
  });

  it('catches every single wrong sign', () => {
    fc.assert(
      fc.property(first17, fc.nat(16), fc.constantFrom(...signs), (first, place, other) => {
        fc.pre(first[place] !== other);
        const check = checkCharacter(first) ?? '';
        const wrong = first.slice(0, place) + other + first.slice(place + 1);
        expect(isCreditCode(first + check)).toBe(true);
        expect(isCreditCode(wrong + check)).toBe(false);
      }),
    );
  });

  it('catches two neighbours that changed places', () => {
    fc.assert(
      fc.property(first17, fc.nat(15), (first, place) => {
        const one = first.charAt(place);
        const next = first.charAt(place + 1);
        fc.pre(one !== next);
        const swapped = first.slice(0, place) + next + one + first.slice(place + 2);
        expect(isCreditCode(swapped + checkCharacter(first))).toBe(false);
      }),
    );
  });
});
