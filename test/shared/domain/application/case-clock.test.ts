import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type ClockRule,
  clockRule,
  computeClock,
  deemedAt,
  promisedConclusion,
  startClock,
} from '../../../../shared/domain/application/case-clock.ts';
import { officerStages } from '../../../../shared/domain/application/transitions.ts';
import { addDays, endOfDay, instantOf } from '../../../../shared/domain/time.ts';
import { etownRules } from '../../../zone-rules.ts';

const rules = etownRules();
const { count } = rules;
/** Monday, 23 November 2026, ten in the morning in Beijing. */
const monday = '2026-11-23T02:00:00.000Z';
const procedure = 'new-permit';
const endOf = (day: string) => endOfDay('Asia/Shanghai', day);

describe("E-Town's clocks", () => {
  test.each([
    ['preliminary-review', '2026-11-24', '2026-11-30', 'within one working day of submission; five at most by law'],
    ['review', '2026-11-23', '2026-12-21', 'on the day of acceptance itself; twenty at most by law'],
    ['conclusion', '2026-11-26', '2026-12-21', 'within three working days of acceptance; twenty at most by law'],
  ] as const)('%s, begun on a Monday, is due at the end of %s (ceiling %s): %s', (stage, due, ceiling, _rule) => {
    const clock = startClock(rules, count, {
      procedure,
      category: 'B',
      stage,
      submittedAt: monday,
      acceptedAt: monday,
    });
    expect(clock).toEqual({
      stage,
      promise: { 'preliminary-review': 1, review: 0, conclusion: 3 }[stage],
      ceiling: stage === 'preliminary-review' ? 5 : 20,
      from: stage === 'preliminary-review' ? 'submission' : 'acceptance',
      base: '2026-11-23',
      added: 0,
      dueAt: endOf(due),
      ceilingOn: ceiling,
    });
  });

  test('the day of submission is not counted, at whatever hour it was', () => {
    for (const submittedAt of ['2026-11-22T16:00:00.000Z', '2026-11-23T15:59:59.999Z']) {
      const { dueAt } = startClock(rules, count, {
        procedure,
        category: 'B',
        stage: 'preliminary-review',
        submittedAt,
      });
      expect(dueAt).toBe(endOf('2026-11-24'));
    }
  });

  test('a submission on Saturday is due on Monday', () => {
    const submittedAt = '2026-11-21T02:00:00.000Z';
    const clock = {
      procedure,
      category: 'B',
      stage: 'preliminary-review',
      submittedAt,
    } as const;
    expect(startClock(rules, count, clock).dueAt).toBe(endOf('2026-11-23'));
  });

  test('a case accepted on a day off is reviewed on the next working day', () => {
    const acceptedAt = '2026-11-22T02:00:00.000Z';
    const clock = startClock(rules, count, {
      procedure,
      category: 'B',
      stage: 'review',
      submittedAt: '2026-11-20T02:00:00.000Z',
      acceptedAt,
    });
    expect(clock.dueAt).toBe(endOf('2026-11-23'));
  });

  test('review and conclusion count from acceptance, however late the stage before ended', () => {
    const clock = startClock(rules, count, {
      procedure,
      category: 'B',
      stage: 'conclusion',
      submittedAt: '2026-11-20T02:00:00.000Z',
      acceptedAt: monday,
    });
    expect(clock).toMatchObject({ dueAt: endOf('2026-11-26') });
  });

  test('a date that is counted into a year without an official calendar is provisional', () => {
    const submittedAt = '2026-12-31T02:00:00.000Z';
    const clock = startClock(rules, count, {
      procedure,
      category: 'B',
      stage: 'preliminary-review',
      submittedAt,
    });
    expect(clock).toMatchObject({ dueAt: endOf('2027-01-04'), provisional: true });
  });

  test('a promise inside the published year is firm although its ceiling is not', () => {
    const submittedAt = '2026-12-29T02:00:00.000Z';
    const clock = startClock(rules, count, {
      procedure,
      category: 'B',
      stage: 'preliminary-review',
      submittedAt,
    });
    expect(clock).toMatchObject({
      dueAt: endOf('2026-12-30'),
      ceilingOn: '2027-01-06',
      ceilingProvisional: true,
    });
  });

  test('no promise ever ends after its ceiling', () => {
    const instants = fc.integer({ min: Date.parse('2025-01-01'), max: Date.parse('2026-12-31') }).map(instantOf);
    fc.assert(
      fc.property(
        instants,
        fc.constantFrom(...officerStages),
        fc.constantFrom('A', 'B', 'C', null),
        (at, stage, category) => {
          const clock = startClock(rules, count, {
            procedure,
            category,
            stage,
            submittedAt: at,
            acceptedAt: at,
          });
          expect(clock.dueAt <= endOf(clock.ceilingOn)).toBe(true);
          expect(clock.dueAt > at).toBe(true);
        },
      ),
    );
  });
});

describe('a zone whose promise depends on the category', () => {
  const rule = (categories: ClockRule['categories'], promise: number, ceiling = 20): ClockRule => ({
    procedure,
    categories,
    stage: 'review',
    from: 'acceptance',
    promise,
    ceiling,
  });
  const zone = { timeZone: 'Asia/Shanghai', clocks: [rule(['A'], 2), rule(['B', 'C'], 7)] };

  test.each([
    ['A', 2],
    ['B', 7],
    ['C', 7],
  ] as const)('category %s has its own', (category, promise) => {
    expect(clockRule(zone, procedure, category, 'review').promise).toBe(promise);
  });

  test('an unsettled category has the shortest, so that nobody waits longer because it was unclear', () => {
    expect(clockRule(zone, procedure, null, 'review').promise).toBe(2);
    const shortestLast = { ...zone, clocks: zone.clocks.toReversed() };
    expect(clockRule(shortestLast, procedure, null, 'review').promise).toBe(2);
  });

  test('of equal promises that with the lowest ceiling holds while the category is not settled', () => {
    const ceiling = (...ceilings: [number, number]) => {
      const clocks = [rule(['A'], 5, ceilings[0]), rule(['B'], 5, ceilings[1]), rule(['C'], 7, 10)];
      return clockRule({ ...zone, clocks }, procedure, null, 'review').ceiling;
    };
    expect([ceiling(20, 15), ceiling(15, 20), ceiling(15, 15)]).toEqual([15, 15, 15]);
  });

  test('a stage, procedure or category without a clock is an error', () => {
    expect(() => clockRule(zone, procedure, 'A', 'conclusion')).toThrow('no clock for new-permit, A, conclusion');
    expect(() => clockRule(zone, 'extension', null, 'review')).toThrow('no clock for extension, any category, review');
  });
});

test('a clock that counts from submission takes no notice of acceptance', () => {
  const fromSubmission = rules.clocks.map((rule) => ({ ...rule, from: 'submission' as const }));
  const clock = startClock({ timeZone: 'Asia/Shanghai', clocks: fromSubmission }, count, {
    procedure,
    category: 'B',
    stage: 'conclusion',
    submittedAt: monday,
    acceptedAt: '2026-11-25T02:00:00.000Z',
  });
  expect(clock.dueAt).toBe(endOf('2026-11-26'));
});

describe('the day promised for the whole case', () => {
  test('before acceptance it is counted from the day on which acceptance is promised', () => {
    expect(promisedConclusion(rules, count, { procedure, category: 'B', submittedAt: monday })).toEqual({
      day: '2026-11-27',
      provisional: false,
    });
  });

  test('after acceptance it is counted from acceptance', () => {
    const accepted = { procedure, category: 'B', submittedAt: monday, acceptedAt: monday } as const;
    expect(promisedConclusion(rules, count, accepted)).toEqual({ day: '2026-11-26', provisional: false });
  });

  test('where the zone counts from submission it does not depend on acceptance', () => {
    const clocks = rules.clocks.map((rule) => ({ ...rule, from: 'submission' as const }));
    const zone = { clocks, timeZone: 'Asia/Shanghai' };
    const the = { procedure, category: 'B', submittedAt: monday, acceptedAt: '2026-11-26T02:00:00.000Z' } as const;
    expect(promisedConclusion(zone, count, the).day).toBe('2026-11-26');
  });

  test('it is provisional when either count leaves the published years', () => {
    const late = { procedure, category: 'B', submittedAt: '2026-12-30T02:00:00.000Z' } as const;
    expect(promisedConclusion(rules, count, late)).toEqual({ day: '2027-01-06', provisional: true });
  });

  test('it is the same day for an early and a late hour of one day', () => {
    const of = (submittedAt: string) => promisedConclusion(rules, count, { procedure, category: 'B', submittedAt });
    expect(of('2026-11-22T16:00:00.000Z')).toEqual(of('2026-11-23T15:59:59.999Z'));
    expect(of('2026-11-23T16:00:00.000Z').day).toBe(addDays('2026-11-27', 3));
  });
});

describe('time that does not count', () => {
  const accepted = { procedure, category: 'B', submittedAt: monday, acceptedAt: monday } as const;

  test('working days in which the case stood still, and those of an extension, are added to promise and ceiling', () => {
    const clock = startClock(rules, count, { ...accepted, stage: 'conclusion', paused: 2, extended: 10 });
    expect(clock).toMatchObject({ added: 12, dueAt: endOf('2026-12-14'), ceilingOn: '2027-01-07' });
    expect(promisedConclusion(rules, count, { ...accepted, paused: 2 }).day).toBe('2026-11-30');
  });

  test('changes nothing before acceptance, where nothing can be paused', () => {
    const before = { procedure, category: 'B', submittedAt: monday, stage: 'preliminary-review' } as const;
    expect(startClock(rules, count, { ...before, paused: 3, extended: 5 })).toEqual(startClock(rules, count, before));
  });

  test('a kept clock computed again from its parts is the same clock', () => {
    const days = fc.integer({ min: Date.parse('2025-01-01'), max: Date.parse('2026-10-31') }).map(instantOf);
    fc.assert(
      fc.property(days, fc.constantFrom(...officerStages), fc.nat(20), fc.nat(10), (at, stage, paused, extended) => {
        const kept = startClock(rules, count, {
          procedure,
          category: 'A',
          stage,
          submittedAt: at,
          acceptedAt: at,
          paused,
          extended,
        });
        expect(computeClock(rules.timeZone, count, kept)).toEqual(kept);
      }),
    );
  });
});

describe('the instant at which the law decides by itself', () => {
  const submittedAt = monday;

  test('is the end of the fifth working day after receipt while nothing was said (art. 32)', () => {
    expect(deemedAt(rules, count, { stage: 'preliminary-review', submittedAt })).toEqual({
      at: endOf('2026-11-30'),
      what: 'accepted',
      provisional: false,
    });
    expect(deemedAt(rules, count, { stage: 'review', submittedAt })).toBeUndefined();
  });

  test('is the end of the last day of the permit that an extension is for (art. 50), in every stage', () => {
    for (const stage of ['review', 'conclusion', 'refusal-announced']) {
      expect(deemedAt(rules, count, { stage, submittedAt, permitTo: '2026-12-31' })).toMatchObject({
        at: endOf('2026-12-31'),
        what: 'granted',
        provisional: false,
      });
    }
  });

  test('is whichever comes first in preliminary review', () => {
    const at = (permitTo: string) => deemedAt(rules, count, { stage: 'preliminary-review', submittedAt, permitTo });
    expect(at('2026-11-30')).toMatchObject({ at: endOf('2026-11-30'), what: 'granted' });
    expect(at('2026-11-29')).toMatchObject({ at: endOf('2026-11-29'), what: 'granted' });
    expect(at('2026-12-31')).toMatchObject({ at: endOf('2026-11-30'), what: 'accepted' });
  });

  test('is provisional when it is counted into a year without an official calendar', () => {
    const late = { stage: 'preliminary-review', submittedAt: '2026-12-29T02:00:00.000Z' };
    expect(deemedAt(rules, count, late)).toMatchObject({ what: 'accepted', provisional: true });
  });
});
