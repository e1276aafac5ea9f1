import { describe, expect, test } from 'vitest';
import type { Timed } from '../../../shared/domain/application/case-clock.ts';
import { timesOf } from '../../../shared/zone/times.ts';
import { etownRules, etownZone } from '../../zone-rules.ts';

const rules = etownRules();
const monday = '2026-11-23T02:00:00.000Z';
const accepted: Timed = { procedure: 'new-permit', category: 'B', submittedAt: monday, acceptedAt: monday };
const endOf = (day: string) => `${day}T15:59:59.999Z`;

describe('the times of a case that enters a stage', () => {
  test('are what its head shows, and what its event keeps to count them again', () => {
    const { set, data } = timesOf(rules, { ...accepted, stage: 'conclusion' });
    expect(set).toEqual({
      dueAt: endOf('2026-11-26'),
      deemsAt: undefined,
      promisedOn: '2026-11-26',
      provisional: false,
      ahead: undefined,
      late: undefined,
    });
    expect(data).toMatchObject({
      promisedOn: '2026-11-26',
      clock: { stage: 'conclusion', base: '2026-11-23', added: 0 },
    });
    expect(data).not.toHaveProperty('provisional');
  });

  test('put a category on the green path ahead, where the zone has one', () => {
    const ahead = (category: 'A' | 'B', zone = rules) =>
      timesOf(zone, { ...accepted, category, stage: 'review' }).set.ahead;
    expect([ahead('A'), ahead('B')]).toEqual([24, undefined]);
    const { greenPath, ...policy } = etownZone().policy;
    const without = etownRules({ policy: { ...policy, greenPath: { ...greenPath, hoursAhead: 0 } } });
    expect(ahead('A', without)).toBeUndefined();
  });

  test('keep a promise that was given before, and the due time of the conclusion with it', () => {
    const { set } = timesOf(rules, { ...accepted, stage: 'conclusion', given: '2026-11-24' });
    expect([set.promisedOn, set.dueAt]).toEqual(['2026-11-24', endOf('2026-11-24')]);
    expect(timesOf(rules, { ...accepted, stage: 'conclusion', given: '2026-12-24' }).set.promisedOn).toBe('2026-11-26');
  });

  test('name the instant at which the law decides: silence in preliminary review, the end of a permit everywhere', () => {
    const before = { procedure: 'new-permit', category: 'B', submittedAt: monday } as const;
    expect(timesOf(rules, { ...before, stage: 'preliminary-review' }).set.deemsAt).toBe(endOf('2026-11-30'));
    expect(timesOf(rules, { ...accepted, stage: 'review' }).set.deemsAt).toBeUndefined();
    expect(timesOf(rules, { ...accepted, stage: 'review', permitTo: '2026-12-31' }).set.deemsAt).toBe(
      endOf('2026-12-31'),
    );
  });

  test('are provisional when the promise is counted into a year without an official calendar', () => {
    const at = '2026-12-30T02:00:00.000Z';
    const { set, data } = timesOf(rules, { ...accepted, submittedAt: at, acceptedAt: at, stage: 'review' });
    expect([set.provisional, data.provisional]).toEqual([true, true]);
  });
});
