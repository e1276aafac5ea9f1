import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { daysToRemind, filingDays, remindersOf } from '../../../../shared/domain/reminders/reminders.ts';
import { addDays } from '../../../../shared/domain/time.ts';

const policy = { permit: [90, 30], passport: [90], residence: [7], card: [] };

describe('the reminders of a day', () => {
  test('are of what ends as many days later as the zone says, the nearest first', () => {
    expect(remindersOf(policy, '2026-11-23')).toEqual([
      { ending: 'residence', daysBefore: 7, on: '2026-11-30' },
      { ending: 'permit', daysBefore: 30, on: '2026-12-23' },
      { ending: 'permit', daysBefore: 90, on: '2027-02-21' },
      { ending: 'passport', daysBefore: 90, on: '2027-02-21' },
    ]);
  });
});

describe('the days to go through', () => {
  test('are today alone where none was gone through yet', () => {
    expect(daysToRemind(undefined, '2026-11-23')).toEqual(['2026-11-23']);
  });

  test('are none where today was gone through, or a later day before the clock was set back', () => {
    expect(daysToRemind('2026-11-23', '2026-11-23')).toEqual([]);
    expect(daysToRemind('2026-11-25', '2026-11-23')).toEqual([]);
  });

  test('follow the last one without a gap, for a week at most, and end today', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), (missed) => {
        const days = daysToRemind(addDays('2026-11-23', -missed), '2026-11-23');
        expect(days.at(-1)).toBe('2026-11-23');
        expect(days).toHaveLength(Math.min(missed, 7));
        for (const [index, day] of days.entries()) expect(day).toBe(addDays(days[0] ?? '', index));
      }),
    );
  });
});

test('an extension is filed from the first to the last day of its window, both included', () => {
  const window = { opensDaysBefore: 90, closesDaysBefore: 30 };
  expect(filingDays(window, '2028-12-22')).toEqual({ from: '2028-09-23', to: '2028-11-22' });
});
