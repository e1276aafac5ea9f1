import { describe, expect, it } from 'vitest';
import { judgeCreditCode, tidyCreditCode } from '../../../web/employers/credit-code.ts';

const right = '91110302GREENW000K';

describe('what is told of a credit code while it is typed', () => {
  it('takes a code as it was copied: with spaces, in small or wide letters', () => {
    expect(tidyCreditCode(' 91110302 greenw000k\n')).toBe(right);
    expect(tidyCreditCode('９１１１0302GREENW000K')).toBe(right);
    expect(tidyCreditCode('91110302-GREENW-000K')).toBe(right);
  });

  it('says how much is missing, and nothing before anything was typed', () => {
    expect(judgeCreditCode('')).toEqual({ state: 'empty' });
    expect(judgeCreditCode('911103')).toEqual({ state: 'short', typed: 6, of: 18 });
    expect(judgeCreditCode(`${right}1`)).toEqual({ state: 'long', typed: 19, of: 18 });
  });

  it('names the sign that no code has, before the code is complete', () => {
    expect(judgeCreditCode('9111O')).toEqual({ state: 'wrong-sign', sign: 'O' });
    expect(judgeCreditCode('<script>')).toEqual({ state: 'wrong-sign', sign: '<' });
  });

  it('tells a mistyped code from a right one by its last character', () => {
    expect(judgeCreditCode(right)).toEqual({ state: 'right' });
    expect(judgeCreditCode('91110302GREENW001K')).toEqual({ state: 'wrong-check' });
    expect(judgeCreditCode('19110302GREENW000K')).toEqual({ state: 'wrong-check' });
  });
});
