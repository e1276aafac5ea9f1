import { describe, expect, test } from 'vitest';
import { usualClassification } from '../../../../infra/zones/national.ts';
import { laneOf, placesLeft } from '../../../../shared/domain/classification/lanes.ts';

const { words } = usualClassification({ shown: 'level', few: 3, source: 'test' });
const management = { greenPath: { categories: ['A' as const], hoursAhead: 24 }, words };

describe('the lane of a category', () => {
  test.each([
    ['A', false, 'green-path', /green path.*24 hours/],
    ['B', false, 'market-demand', /market demand/],
    ['C', true, 'quota', /quota/],
    ['C', false, 'usual', /no place of a quota/],
    [null, false, 'open', /not scored as 0/],
  ] as const)('%s, under quota %s, is %s', (category, underQuota, approach, text) => {
    const lane = laneOf(management, category, underQuota);
    expect(lane).toMatchObject({ category, approach });
    expect(lane.text.en).toMatch(text);
    expect(JSON.stringify(lane)).not.toMatch(/[{](category|hours)[}]/);
  });

  test('is limited by a quota in category C alone', () => {
    expect(laneOf(management, 'A', true).approach).toBe('green-path');
    expect(laneOf(management, 'B', true).approach).toBe('market-demand');
  });

  test('names the category in its words, and hours only where it is ahead', () => {
    const named = { ...words, 'market-demand': { zh: '{category} 类', en: 'Category {category}' } };
    expect(laneOf({ ...management, words: named }, 'B', false)).toEqual({
      category: 'B',
      approach: 'market-demand',
      text: { zh: 'B 类', en: 'Category B' },
    });
  });

  test('is the green path only where the zone puts the category ahead', () => {
    expect(laneOf({ ...management, greenPath: { categories: ['A'], hoursAhead: 0 } }, 'A', false).approach).toBe(
      'usual',
    );
    expect(laneOf({ ...management, greenPath: { categories: ['B'], hoursAhead: 8 } }, 'B', false)).toMatchObject({
      approach: 'green-path',
      hoursAhead: 8,
    });
  });
});

describe('free places', () => {
  test.each([
    ['number', 12, { level: 'available', free: 12 }],
    ['number', 0, { level: 'none', free: 0 }],
    ['level', 4, { level: 'available' }],
    ['level', 3, { level: 'few' }],
    ['level', 0, { level: 'none' }],
    ['level', -1, { level: 'none' }],
    ['hidden', 12, undefined],
  ] as const)('are told as the zone wants it: %s of %s', (shown, free, told) => {
    expect(placesLeft({ shown, few: 3 }, free)).toEqual(told);
  });
});
