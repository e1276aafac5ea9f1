import { describe, expect, test } from 'vitest';
import type { Head } from '../../../shared/records/application.ts';
import { resumedTimes } from '../../../shared/workflow/resumed-times.ts';
import { etownRules } from '../../zone-rules.ts';

const rules = etownRules();
const monday = '2026-11-23T02:00:00.000Z';
const accepted = {
  id: 'a',
  procedure: 'new-permit',
  category: 'B',
  createdAt: monday,
  submittedAt: monday,
  acceptedAt: monday,
  promisedOn: '2026-11-26',
} as unknown as Head;
const resumed = (pause: Head['pause'], at: string, more: Partial<Head> = {}) =>
  resumedTimes(rules, { ...accepted, ...more, ...(pause ? { pause } : {}) }, { stage: 'conclusion', at });

describe('a clock that runs again', () => {
  const since = '2026-11-24T01:00:00.000Z';

  test.each([
    ['on the same day, loses nothing', '2026-11-24T10:00:00.000Z', 0, '2026-11-26'],
    ['on the next day, gets one back', '2026-11-25T01:00:00.000Z', 1, '2026-11-27'],
    ['on Saturday, gets the working days back that lie between', '2026-11-28T01:00:00.000Z', 3, '2026-12-01'],
    ['on Monday, gets Monday back as well', '2026-11-30T01:00:00.000Z', 4, '2026-12-02'],
  ])('%s', (_, at, days, due) => {
    const { set, data } = resumed({ since, kind: 'hearing' }, at);
    expect([data.stoodStill, set.paused ?? 0, set.promisedOn]).toEqual([days, days, due]);
    expect(set.dueAt).toBe(`${due}T15:59:59.999Z`);
    expect(set.pause).toBeUndefined();
  });

  test('gets no day back beyond the one that was announced (art. 45)', () => {
    const { set } = resumed({ since, kind: 'hearing', until: '2026-11-25' }, '2026-12-10T01:00:00.000Z');
    expect([set.paused, set.promisedOn]).toEqual([1, '2026-11-27']);
  });

  test('adds to what it stood still before, and to an extension', () => {
    const { set, data } = resumed({ since, kind: 'hearing' }, '2026-11-26T01:00:00.000Z', { paused: 3, extended: 5 });
    expect([set.paused, data.clock.added]).toEqual([5, 10]);
  });

  test('keeps a promise that was given for a stricter category', () => {
    const { set } = resumed({ since, kind: 'hearing' }, '2026-11-25T01:00:00.000Z', { promisedOn: '2026-11-25' });
    expect([set.promisedOn, set.dueAt]).toEqual(['2026-11-26', '2026-11-26T15:59:59.999Z']);
  });

  test('that stood still into a year without an official calendar is provisional', () => {
    const { set, data } = resumed({ since: '2026-12-30T01:00:00.000Z', kind: 'hearing' }, '2027-01-05T01:00:00.000Z');
    expect([set.provisional, data.provisional]).toEqual([true, true]);
  });
});
