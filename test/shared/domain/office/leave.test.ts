import { describe, expect, test } from 'vitest';
import { isAway, type Leave, overlaps, standsInFor } from '../../../../shared/domain/office/leave.ts';

const leave = (more: Partial<Leave> = {}): Leave => ({
  id: 'leave-1',
  subject: 'chen',
  role: 'back-officer',
  from: '2026-11-23',
  to: '2026-11-27',
  coveredBy: 'qian',
  ...more,
});

describe('an officer on leave', () => {
  test('is away from the first day to the last, both included', () => {
    const days = ['2026-11-22', '2026-11-23', '2026-11-27', '2026-11-28'];
    expect(days.map((day) => isAway(leave(), day))).toEqual([false, true, true, false]);
  });

  test('is back from the moment the leave was ended', () => {
    expect(isAway(leave({ endedAt: '2026-11-24T02:00:00.000Z' }), '2026-11-25')).toBe(false);
  });

  test('is recorded as away once for each day and role', () => {
    expect(overlaps(leave(), leave({ from: '2026-11-27', to: '2026-12-04' }))).toBe(true);
    expect(overlaps(leave(), leave({ from: '2026-11-28', to: '2026-12-04' }))).toBe(false);
    expect(overlaps(leave(), leave({ role: 'decider' }))).toBe(false);
    expect(overlaps(leave(), leave({ subject: 'sun' }))).toBe(false);
    expect(overlaps(leave({ endedAt: '2026-11-23T02:00:00.000Z' }), leave())).toBe(false);
  });
});

describe('standing in', () => {
  const asked = { officer: 'chen', colleague: 'qian', role: 'back-officer', on: '2026-11-24' } as const;

  test('is for that colleague, that officer, that role and those days', () => {
    expect(standsInFor([leave()], asked)).toBe(true);
    expect(standsInFor([leave()], { ...asked, colleague: 'sun' })).toBe(false);
    expect(standsInFor([leave()], { ...asked, officer: 'sun' })).toBe(false);
    expect(standsInFor([leave()], { ...asked, role: 'decider' })).toBe(false);
    expect(standsInFor([leave()], { ...asked, on: '2026-11-28' })).toBe(false);
  });

  test('is not passed on: who covers the one who covers has nothing to do with the first', () => {
    const chain = [leave(), leave({ id: 'leave-2', subject: 'qian', coveredBy: 'sun' })];
    expect(standsInFor(chain, { ...asked, colleague: 'sun' })).toBe(false);
    expect(standsInFor(chain, { ...asked, officer: 'qian', colleague: 'sun' })).toBe(true);
  });
});
