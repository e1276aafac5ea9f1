import { describe, expect, test } from 'vitest';
import { countsUntil, type Passed, staffStanding } from '../../../../shared/domain/desk/staff-standing.ts';

const policy = { cases: { front: 2, back: 1 }, validMonths: 12 };
const passed = (id: string, on: string, more: Partial<Passed> = {}): Passed => ({
  case: id,
  office: 'front',
  passed: true,
  on,
  ...more,
});

describe('an officer counts as assessed', () => {
  test('once enough different cases of the office were passed, until the first of them counts no more', () => {
    const attempts = [passed('one', '2026-01-10'), passed('two', '2026-03-01')];
    expect(staffStanding('front', attempts, policy, '2026-03-02')).toEqual({
      office: 'front',
      passed: 2,
      needed: 2,
      assessed: true,
      until: '2027-01-09',
    });
  });

  test('not by passing one case twice, nor by cases of the other office, nor by attempts that failed', () => {
    const attempts = [
      passed('one', '2026-01-10'),
      passed('one', '2026-02-10'),
      passed('two', '2026-02-11', { passed: false }),
      passed('three', '2026-02-12', { office: 'back' }),
    ];
    expect(staffStanding('front', attempts, policy, '2026-03-02')).toMatchObject({ passed: 1, assessed: false });
    expect(staffStanding('back', attempts, policy, '2026-03-02')).toMatchObject({ passed: 1, assessed: true });
  });

  test('of several passes of one case by the latest', () => {
    const attempts = [passed('one', '2025-01-10'), passed('one', '2026-02-10'), passed('two', '2026-02-11')];
    expect(staffStanding('front', attempts, policy, '2026-03-02').until).toBe('2027-02-09');
  });

  test('to the last day on which a case counts, and not on the day after', () => {
    const attempts = [passed('one', '2026-01-10'), passed('two', '2026-01-10')];
    expect(countsUntil('2026-01-10', policy)).toBe('2027-01-09');
    expect(staffStanding('front', attempts, policy, '2027-01-09').assessed).toBe(true);
    expect(staffStanding('front', attempts, policy, '2027-01-10').assessed).toBe(false);
  });
});
