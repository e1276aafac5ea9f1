import { describe, expect, test } from 'vitest';
import { worksAt } from '../../../../shared/domain/service-window/membership.ts';
import { isOpenAt } from '../../../../shared/domain/service-window/opening.ts';
import { closedFrom, windowOf } from './windows.ts';

describe('a service window', () => {
  const window = windowOf(1, {
    hours: [
      { days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' },
      { days: [6], from: '09:00', to: '13:00' },
    ],
    closures: [closedFrom('2026-11-25', '2026-11-26')],
  });

  test.each([
    ['before it opens on a Monday', '2026-11-23', '08:59', true, false],
    ['when it opens', '2026-11-23', '09:00', true, true],
    ['when it closes', '2026-11-23', '17:00', true, false],
    ['on a Saturday morning, which is no working day all the same', '2026-11-28', '10:00', false, true],
    ['on a Saturday afternoon', '2026-11-28', '14:00', false, false],
    ['on a Saturday on which work is made up', '2026-11-28', '14:00', true, true],
    ['on a Sunday', '2026-11-29', '10:00', false, false],
    ['on an official holiday', '2026-10-01', '10:00', false, false],
    ['on the last day of a closure', '2026-11-26', '10:00', true, false],
    ['on the day after a closure', '2026-11-27', '10:00', true, true],
  ])('%s', (_, day, time, isWorkingDay, open) => {
    expect(isOpenAt(window, { day, time, isWorkingDay })).toBe(open);
  });
});

describe('the cases of a window', () => {
  const windows = [
    windowOf(1, { deputy: 2, closures: [closedFrom('2026-11-25', '2026-11-25')] }),
    windowOf(2),
    windowOf(3),
  ];
  const may = (number: number, membership: number[], covered: number[][] = [], on = '2026-11-23') =>
    worksAt(windows, { number, membership, covered, on });

  test.each([
    ['a member', may(1, [1, 3]), true],
    ['who belongs to no window', may(1, []), true],
    ['a member of another window', may(1, [3]), false],
    ['who stands in for a member', may(1, [3], [[1]]), true],
    ['who stands in for somebody who works everywhere', may(1, [3], [[]]), true],
    ['who stands in for somebody of yet another window', may(1, [3], [[2]]), false],
    ['a member of the deputy while it is closed', may(1, [2], [], '2026-11-25'), true],
    ['a member of the deputy while it is open', may(1, [2]), false],
    ['a member of a third window while it is closed', may(1, [3], [], '2026-11-25'), false],
    ['nobody of another window where the number is unknown', may(9, [3]), false],
  ])('are worked by %s: %s', (_, worked, expected) => {
    expect(worked).toBe(expected);
  });
});
