import { describe, expect, it } from 'vitest';
import { counted } from '../../../web/administration/counted.ts';
import { calendarsToday, delegationLevel, draftsToday, worst } from '../../../web/administration/zone-today.ts';

const whole = { holds: true, suspended: [] };
const suspension = {
  scope: {},
  from: '2026-11-22T00:00:00.000Z',
  reason: { zh: '样例', en: 'sample' },
  by: 'admin',
  at: '2026-11-22T00:00:00.000Z',
};

describe('How the zone stands today', () => {
  it('is calm about a delegation that holds whole and does not end soon', () => {
    expect(delegationLevel(whole, '2026-11-22')).toBe('well');
    expect(delegationLevel({ ...whole, validTo: '2027-11-22' }, '2026-11-22')).toBe('well');
  });

  it('asks for a look where part of the delegation is suspended or its end is near, and for action where nothing holds', () => {
    expect(delegationLevel({ ...whole, suspended: [suspension] }, '2026-11-22')).toBe('look');
    expect(delegationLevel({ ...whole, validTo: '2027-01-31' }, '2026-11-22')).toBe('look');
    expect(delegationLevel({ holds: false, suspended: [suspension] }, '2026-11-22')).toBe('act');
  });

  it('misses the calendar of next year only when due times reach into it', () => {
    const calendars = [
      { year: 2026, state: 'published' as const },
      { year: 2027, state: 'by-rule' as const },
    ];
    expect(calendarsToday(calendars, '2026-06-01')).toEqual({ level: 'well', missing: [] });
    expect(calendarsToday(calendars, '2026-11-22')).toEqual({ level: 'look', missing: [2027] });
    expect(calendarsToday(calendars, '2027-02-01')).toEqual({ level: 'act', missing: [2027] });
  });

  it('counts drafts that wait for somebody and published ones that the zone does not run', () => {
    const part = { part: 'points' as const, name: 'sample-2027', digest: 'f'.repeat(64) };
    expect(
      draftsToday([
        { state: 'draft' },
        { state: 'approved' },
        { state: 'withdrawn' },
        { state: 'published', deployed: [{ ...part, state: 'not-deployed' }] },
        { state: 'published', deployed: [{ ...part, state: 'in-force' }] },
      ]),
    ).toEqual({ level: 'look', open: 2, undeployed: 1 });
    expect(draftsToday([{ state: 'withdrawn' }]).level).toBe('well');
  });

  it('counts what matters on first pages and says where there may be more', () => {
    expect(counted([{ items: [1, 2, 3] }, { items: [4], next: 'on' }], (n) => n > 1)).toEqual({ n: 3, more: true });
    expect(counted([{ items: [] }])).toEqual({ n: 0, more: false });
  });

  it('is as pressing as its most pressing part', () => {
    expect(worst(['well', 'look', 'act'])).toBe('act');
    expect(worst(['well', 'look'])).toBe('look');
    expect(worst([])).toBe('well');
  });
});
