import { describe, expect, test } from 'vitest';
import { isOpen } from '../../../../shared/domain/help/stations.ts';
import { helpStatistics } from '../../../../shared/domain/help/statistics.ts';
import { officialCalendar } from '../../../../shared/policy/calendars/index.ts';

const weekdays = { hours: [{ weekdays: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }], closedOnHolidays: true };

describe('a service station', () => {
  test.each([
    ['on a Monday when it opens', '2026-11-23', '09:00', true],
    ['a minute before', '2026-11-23', '08:59', false],
    ['a minute before it closes', '2026-11-23', '16:59', true],
    ['when it closes', '2026-11-23', '17:00', false],
    ['on a Sunday', '2026-11-22', '10:00', false],
    ['on the National Day, a Thursday', '2026-10-01', '10:00', false],
  ])('%s', (_when, day, time, open) => {
    expect(isOpen(officialCalendar, weekdays, day, time)).toBe(open);
  });

  test('that works through holidays is open on the National Day', () => {
    expect(isOpen(officialCalendar, { ...weekdays, closedOnHolidays: false }, '2026-10-01', '10:00')).toBe(true);
  });
});

test('a month counts what ended, and a breach apart from the agreement that it broke', () => {
  const ended = { what: 'closed', kind: 'guidance', topic: 'permit', outcome: 'solved' } as const;
  expect(
    helpStatistics([
      { ...ended, workingDays: 1 },
      { ...ended, workingDays: 9 },
      { what: 'closed', kind: 'dispute', topic: 'wages', outcome: 'agreed', workingDays: 4 },
      { what: 'breach', kind: 'dispute', topic: 'wages' },
      { what: 'after-breach', kind: 'dispute', topic: 'wages' },
    ]),
  ).toEqual({
    closed: 3,
    byKind: { guidance: 2, dispute: 1 },
    byTopic: { permit: 2, wages: 1 },
    byOutcome: { solved: 2, agreed: 1 },
    agreements: 1,
    breaches: 1,
    medianWorkingDays: 4,
  });
  expect(helpStatistics([])).not.toHaveProperty('medianWorkingDays');
});
