import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { begin, keyOf, moved, write } from '../../../web/pieces/typed.ts';
import { newTab } from '../tab.ts';

beforeEach(() => vi.stubGlobal('sessionStorage', newTab()));
afterEach(() => vi.unstubAllGlobals());

const empty = { text: '' };

describe('what is typed in a form', () => {
  test('is found again after a reload, also where the page opens before the person is known', () => {
    write(keyOf('first', 'ask'), { text: 'When?' });
    const opening = begin(keyOf('', 'ask'), empty);
    expect(opening.value).toEqual(empty);
    expect(moved(opening, keyOf('first', 'ask'), 'ask', empty).value).toEqual({ text: 'When?' });
  });

  test('goes along when the person becomes known while they type', () => {
    const typed = { key: keyOf('', 'ask'), value: { text: 'When?' }, isTouched: true };
    expect(moved(typed, keyOf('first', 'ask'), 'ask', empty)).toEqual({ ...typed, key: keyOf('first', 'ask') });
  });

  test('never goes along to another case or another person', () => {
    const typed = { key: keyOf('first', 'case.A'), value: { text: 'of A' }, isTouched: true };
    expect(moved(typed, keyOf('first', 'case.B'), 'case.B', empty)).toMatchObject({ value: empty, isTouched: false });
    expect(moved(typed, keyOf('second', 'case.A'), 'case.A', empty)).toMatchObject({ value: empty, isTouched: false });
  });

  test('begins anew where what was kept cannot be read', () => {
    sessionStorage.setItem(keyOf('first', 'ask'), 'no json');
    expect(begin(keyOf('first', 'ask'), empty).value).toEqual(empty);
  });
});
