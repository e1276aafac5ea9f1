import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeClock } from '../../../../shared/domain/application/case-clock.ts';
import {
  addWorkingDays,
  type WorkingCalendar,
  workingCalendar,
  workingDaysBetween,
} from '../../../../shared/domain/calendar/working-days.ts';
import { type ReplayCalendar, replayClocks } from '../../../../shared/domain/replay/clocks.ts';
import { officialYears, statutoryYears } from '../../../../shared/policy/calendars/index.ts';
import { record } from './record.ts';

const timeZone = 'Asia/Shanghai';
const by = (calendar: WorkingCalendar): ReplayCalendar => ({
  timeZone,
  count: (start, add) => addWorkingDays(calendar, start, add),
  between: (from, to) => workingDaysBetween(calendar, from, to),
});
const today = by(workingCalendar(officialYears, statutoryYears));
/** As it may stand once the notice for 2027 appears: 4 January is off as well, to which 2 January is made up. */
const later = by(
  workingCalendar([
    ...officialYears,
    {
      year: 2027,
      notice: 'invented for this test',
      published: '2026-11-30',
      source: 'invented for this test',
      daysOff: [
        ['2027-01-01', '2027-01-01'],
        ['2027-01-04', '2027-01-04'],
      ],
      makeUpDays: ['2027-01-02'],
    },
  ]),
);

const clock = (from: 'submission' | 'acceptance', base: string, promise: number, added = 0, calendar = today) =>
  computeClock(timeZone, calendar.count, { stage: 'conclusion', promise, ceiling: 20, from, base, added });

const outcomes = (events: ReturnType<typeof record>, calendar = today) =>
  replayClocks(events, calendar).map(({ outcome }) => outcome);

describe('a due time on record', () => {
  it('comes out the same, whatever its parts', () => {
    const day = fc
      .integer({ min: 0, max: 500 })
      .map((days) => new Date(Date.UTC(2025, 5, 1) + days * 86_400_000).toISOString());
    fc.assert(
      fc.property(day, fc.nat(10), (at, promise) => {
        const base = new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 10);
        const events = record('created', {
          type: 'submitted',
          at,
          data: { clock: clock('submission', base, promise) },
        });
        expect(outcomes(events)).toEqual(['same']);
      }),
    );
  });

  it('counts the days in which the clock stood still, and those of an extension', () => {
    const events = record(
      { type: 'created', at: '2026-05-08T02:00:00.000Z' },
      { type: 'submitted', at: '2026-05-08T02:00:00.000Z' },
      { type: 'accepted', at: '2026-05-11T02:00:00.000Z', data: { clock: clock('acceptance', '2026-05-11', 3) } },
      { type: 'paused', at: '2026-05-12T02:00:00.000Z', data: { until: '2026-05-18' } },
      {
        type: 'resumed',
        at: '2026-05-20T02:00:00.000Z',
        data: { stoodStill: 4, clock: clock('acceptance', '2026-05-11', 3, 4) },
      },
      { type: 'returned', at: '2026-05-21T02:00:00.000Z' },
      {
        type: 'supplemented',
        at: '2026-05-22T02:00:00.000Z',
        data: { stoodStill: 1, clock: clock('acceptance', '2026-05-11', 3, 5) },
      },
      {
        type: 'time-extended',
        at: '2026-05-25T02:00:00.000Z',
        data: { workingDays: 10, clock: clock('acceptance', '2026-05-11', 3, 15) },
      },
    );
    expect(outcomes(events)).toEqual(['same', 'same', 'same', 'same']);
  });

  it('that stood still for other days than it says is found', () => {
    const events = record(
      { type: 'created', at: '2026-05-08T02:00:00.000Z' },
      { type: 'submitted', at: '2026-05-08T02:00:00.000Z' },
      { type: 'accepted', at: '2026-05-11T02:00:00.000Z' },
      { type: 'paused', at: '2026-05-12T02:00:00.000Z' },
      {
        type: 'resumed',
        at: '2026-05-13T02:00:00.000Z',
        data: { stoodStill: 9, clock: clock('acceptance', '2026-05-11', 3, 9) },
      },
    );
    expect(replayClocks(events, today)).toMatchObject([
      { outcome: 'differs', differences: [{ what: 'stoodStill', kept: 9, now: 1 }] },
    ]);
  });

  it('of a submission takes no days from before it', () => {
    const events = record(
      { type: 'created', at: '2026-05-08T02:00:00.000Z' },
      { type: 'submitted', at: '2026-05-08T02:00:00.000Z', data: { clock: clock('submission', '2026-05-08', 1) } },
      { type: 'returned', at: '2026-05-09T02:00:00.000Z' },
      { type: 'submitted', at: '2026-05-20T02:00:00.000Z', data: { clock: clock('submission', '2026-05-20', 1) } },
      {
        type: 'deemed-accepted',
        at: '2026-05-28T02:00:00.000Z',
        data: { clock: clock('acceptance', '2026-05-20', 0) },
      },
    );
    expect(outcomes(events)).toEqual(['same', 'same', 'same']);
  });

  it.each([
    ['the day from which it counts', { base: '2026-05-07' }, ['base', 'dueAt', 'ceilingOn']],
    ['the days beside it', { added: 2 }, ['added', 'dueAt', 'ceilingOn']],
    ['the promise', { promise: 9 }, ['dueAt']],
    ['the ceiling', { ceiling: 30 }, ['ceilingOn']],
    ['the due time', { dueAt: '2026-05-30T15:59:59.999Z' }, ['dueAt']],
    ['the mark of a provisional date', { provisional: true }, ['provisional']],
  ])('is found to differ where somebody changed %s', (_what, change, differences) => {
    const kept = { ...clock('submission', '2026-05-08', 3), ...change };
    const events = record(
      { type: 'created', at: '2026-05-08T02:00:00.000Z' },
      { type: 'submitted', at: '2026-05-08T02:00:00.000Z', data: { clock: kept } },
    );
    const [found] = replayClocks(events, today);
    expect(found?.differences.map(({ what }) => what)).toEqual(differences);
    // A mark alone says nothing wrong about a day; it is told as what it is.
    expect(found?.outcome).toBe(differences[0] === 'provisional' ? 'published-since' : 'differs');
  });

  it('that nobody can read is reported', () => {
    const events = record('created', { type: 'submitted', data: { clock: { promise: 'soon' } } });
    expect(outcomes(events)).toEqual(['unreadable']);
  });
});

describe('a provisional date', () => {
  const accepted = (calendar: ReplayCalendar) =>
    record(
      { type: 'created', at: '2026-12-29T02:00:00.000Z' },
      { type: 'submitted', at: '2026-12-29T02:00:00.000Z' },
      {
        type: 'accepted',
        at: '2026-12-30T02:00:00.000Z',
        data: { clock: clock('acceptance', '2026-12-30', 2, 0, calendar) },
      },
    );

  it('is the same while its calendar is not published', () => {
    expect(accepted(today).at(-1)?.data).toMatchObject({
      clock: { dueAt: '2027-01-04T15:59:59.999Z', provisional: true },
    });
    expect(outcomes(accepted(today))).toEqual(['same']);
  });

  it('is told as published since, not as an error, when the calendar gives another day', () => {
    const [found] = replayClocks(accepted(today), later);
    expect(found).toMatchObject({ outcome: 'published-since' });
    expect(found?.differences).toContainEqual({
      what: 'dueAt',
      kept: '2027-01-04T15:59:59.999Z',
      now: '2027-01-02T15:59:59.999Z',
    });
  });

  it('excuses no change of what it was counted from', () => {
    const events = accepted(today).map((event) =>
      event.type === 'accepted'
        ? { ...event, data: { clock: { ...(event.data.clock as object), base: '2026-12-31' } } }
        : event,
    );
    expect(outcomes(events, later)).toEqual(['differs']);
  });

  it('that was final stays final: another calendar is an error', () => {
    expect(outcomes(accepted(later), today)).toEqual(['differs']);
  });
});
