import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isReturn, wayBack } from '../../../web/sign-in/way-back.ts';

const base = 'https://permit.example/live/';

describe('the page that a person goes back to after signing in', () => {
  test('is the one that they left, with its filters', () => {
    expect(wayBack('/cases/01J?tab=points', base)).toBe('https://permit.example/live/cases/01J?tab=points');
  });

  test.each([
    '//evil.example/x',
    '/https://evil.example/',
    '/\\\\evil.example',
    '/javascript:alert(1)',
    '/../../other',
  ])('never lies outside these pages, whatever was remembered: %s', (to) =>
    expect(wayBack(to, base).startsWith(base)).toBe(true),
  );

  test('is the first page where nothing was remembered', () => {
    for (const to of [undefined, null, 7, {}, 'cases', 'https://evil.example/']) expect(wayBack(to, base)).toBe(base);
  });

  test('lies within these pages for every text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(new URL(wayBack(`/${text}`, base)).origin).toBe('https://permit.example');
        expect(wayBack(`/${text}`, base).startsWith(base)).toBe(true);
      }),
    );
  });
});

describe('an address is taken for the answer of the provider', () => {
  test('on the first page, with a code or a refusal', () => {
    expect(isReturn(`${base}?code=a&state=b`, base)).toBe(true);
    expect(isReturn(`${base}?error=access_denied&state=b`, base)).toBe(true);
  });

  test('never on another page, whose filters may be called the same', () => {
    expect(isReturn(`${base}help?state=open&code=x`, base)).toBe(false);
    expect(isReturn(`${base}?state=open`, base)).toBe(false);
    expect(isReturn('https://other.example/live/?code=a&state=b', base)).toBe(false);
  });
});
