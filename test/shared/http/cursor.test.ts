import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cursorOf, keyOf } from '../../../shared/http/cursor.ts';

const list = { pk: 'EMPLOYER#e1', sk: /^APPLICATION#\d+$/ };
const place = { pk: 'EMPLOYER#e1', sk: 'APPLICATION#7' };

describe('a cursor', () => {
  test('leads back to the place in the list that gave it', () => {
    expect(keyOf(cursorOf(place), list)).toEqual(place);
    expect(cursorOf(place)).toMatch(/^[\w-]+$/);
  });

  test.each<[string, unknown]>([
    ['of another list', { ...place, pk: 'EMPLOYER#e2' }],
    ['to another kind of item', { ...place, sk: 'EMPLOYER' }],
    ['with something added', { ...place, queuePk: 'QUEUE#review' }],
    ['with something left out', { pk: place.pk }],
    ['with something that is no text', { ...place, sk: 7 }],
    ['with a list in place of a text', { ...place, sk: ['APPLICATION#7'] }],
    ['that is a list', [place]],
    ['that is null', null],
    ['that is a text', 'APPLICATION#7'],
  ])('%s leads nowhere', (_, made) => {
    expect(keyOf(Buffer.from(JSON.stringify(made)).toString('base64url'), list)).toBeUndefined();
  });

  test('of any other text leads nowhere and breaks nothing', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(keyOf(text, list)).toBeUndefined();
        expect(keyOf(Buffer.from(text).toString('base64url'), list)).toBeUndefined();
      }),
    );
  });
});
