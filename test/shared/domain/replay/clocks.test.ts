import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeClock } from '../../../../shared/domain/application/case-clock.ts';
import {
  addWorkingDays,
  type CalendarYear,
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
const invented: CalendarYear = {
  year: 2027,
  notice: 'invented for this test',
  published: '2026-11-30',
  source: 'invented for this test',
  daysOff: [
    ['2027-01-01', '2027-01-01'],
    ['2027-01-04', '2027-01-04'],
  ],
  makeUpDays: ['2027-01-02'],
};
const later = by(workingCalendar([...officialYears, invented]));

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

  it.each([
    { promise: 'soon' },
    { promise: undefined },
    { ceiling: 2.5 },
    { added: null },
    { base: 20_260_508 },
    { dueAt: undefined },
    { from: 'payment' },
  ])('that nobody can read is reported: %o', (wrong) => {
    const at = '2026-05-08T02:00:00.000Z';
    const events = record(
      { type: 'created', at },
      { type: 'submitted', at, data: { clock: { ...clock('submission', '2026-05-08', 3), ...wrong } } },
    );
    expect(replayClocks(events, today)).toEqual([
      { sequence: 2, at, type: 'submitted', stage: 'draft', dueAt: at, outcome: 'unreadable', differences: [] },
    ]);
  });

  it('that is there but empty is reported too', () => {
    expect(outcomes(record('created', { type: 'submitted', data: { clock: null } }))).toEqual(['unreadable']);
  });
});

describe('the time of an accepted case', () => {
  const at = (day: string) => `2026-05-${day}T02:00:00.000Z`;
  const kept = (from: 'submission' | 'acceptance', day: string, added = 0) => ({
    clock: clock(from, `2026-05-${day}`, 3, added),
  });
  const since = [
    { type: 'created', at: at('08') },
    { type: 'submitted', at: at('08') },
    { type: 'accepted', at: at('11') },
  ] as const;
  const later = (...events: Parameters<typeof record>) => replayClocks(record(...since, ...events), today);
  const same = [{ outcome: 'same', differences: [] }];

  it('stands still from the announcement of a refusal to the end of the reply period at most', () => {
    const announced = { type: 'refusal-announced', at: at('12'), data: { respondBy: '2026-05-18' } } as const;
    const ended = (day: string, days: number) =>
      later(announced, {
        type: 'reply-period-ended',
        at: at(day),
        data: { stoodStill: days, ...kept('acceptance', '11', days) },
      });
    expect(ended('20', 4)).toMatchObject(same);
    expect(ended('14', 2)).toMatchObject(same);
  });

  it('stands still while a return waits, whatever day was named for the answer', () => {
    expect(
      later(
        { type: 'returned', at: at('12'), data: { respondBy: '2026-05-13', until: '2026-05-13' } },
        { type: 'supplemented', at: at('15'), data: { stoodStill: 3, ...kept('acceptance', '11', 3) } },
      ),
    ).toMatchObject(same);
  });

  it('stands still no day where it is set going on the day on which it was stopped', () => {
    expect(
      later(
        { type: 'paused', at: at('12') },
        { type: 'resumed', at: '2026-05-12T08:00:00.000Z', data: { stoodStill: 0, ...kept('acceptance', '11') } },
      ),
    ).toMatchObject(same);
  });

  it('that never stood still is found where a record says that it did', () => {
    expect(
      later({ type: 'resumed', at: at('14'), data: { stoodStill: 2, ...kept('acceptance', '11', 2) } }),
    ).toMatchObject([{ outcome: 'differs', differences: [{ what: 'stoodStill', kept: 2, now: 0 }] }]);
  });

  it('that never stood still is no matter of a calendar, whatever its record says', () => {
    const marked = { stoodStill: 2, provisional: true, ...kept('acceptance', '11', 2) };
    expect(later({ type: 'resumed', at: at('14'), data: marked })).toMatchObject([{ outcome: 'differs' }]);
    expect(later({ type: 'paused', at: at('14') }, { type: 'resumed', at: at('14'), data: marked })).toMatchObject([
      { outcome: 'differs' },
    ]);
  });

  it('stands still like any other where the law accepted it', () => {
    const [created, submitted] = since;
    const events = record(
      created,
      submitted,
      { type: 'deemed-accepted', at: at('15'), data: kept('acceptance', '08') },
      { type: 'paused', at: at('18') },
      { type: 'resumed', at: at('20'), data: { stoodStill: 2, ...kept('acceptance', '08', 2) } },
    );
    expect(replayClocks(events, today)).toMatchObject([...same, ...same]);
  });

  it('goes on where the delegation holds again, and its parties have their reply period anew', () => {
    expect(
      later(
        { type: 'referred', at: at('12'), data: { from: 'review' } },
        { type: 'restored', at: at('14'), data: { stoodStill: 2, ...kept('acceptance', '11', 2) } },
      ),
    ).toMatchObject(same);
    expect(
      later(
        { type: 'refusal-announced', at: at('12'), data: { respondBy: '2026-05-19' } },
        { type: 'referred', at: at('13'), data: { from: 'refusal-announced' } },
        { type: 'restored', at: at('20'), data: { respondBy: '2026-05-26' } },
        { type: 'reply-period-ended', at: at('28'), data: { stoodStill: 10, ...kept('acceptance', '11', 10) } },
      ),
    ).toMatchObject(same);
  });

  it('of a pause without an end is given no end by coming back from the delegating authority', () => {
    expect(
      later(
        { type: 'returned', at: at('12') },
        { type: 'referred', at: at('13'), data: { from: 'returned' } },
        { type: 'restored', at: at('14'), data: { respondBy: '2026-05-15' } },
        { type: 'supplemented', at: at('20'), data: { stoodStill: 6, ...kept('acceptance', '11', 6) } },
      ),
    ).toMatchObject(same);
  });

  it('begins anew when the case is reopened, or its preliminary review is back from the delegating authority', () => {
    const still = [
      { type: 'paused', at: at('12') },
      { type: 'resumed', at: at('14'), data: { stoodStill: 2 } },
    ] as const;
    expect(
      later(
        ...still,
        { type: 'refused', at: at('15') },
        { type: 'reopened', at: at('20'), data: kept('submission', '20') },
      ),
    ).toMatchObject(same);
    expect(
      replayClocks(
        record(
          since[0],
          since[1],
          { type: 'referred', at: at('12'), data: { from: 'preliminary-review' } },
          { type: 'restored', at: at('14'), data: kept('submission', '14') },
        ),
        today,
      ),
    ).toMatchObject(same);
  });

  it('that is promised from the submission is counted from there, however late it was accepted', () => {
    expect(later({ type: 'reviewed', at: at('12'), data: kept('submission', '08') })).toMatchObject(same);
  });

  it('that was never submitted counts from no day', () => {
    expect(replayClocks(record({ type: 'created', data: kept('submission', '08') }), today)).toMatchObject([
      { outcome: 'differs', differences: [{ what: 'base', kept: '2026-05-08', now: null }] },
    ]);
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

  it('of the ceiling alone is told as published since as well', () => {
    const events = record(
      { type: 'created', at: '2026-12-21T02:00:00.000Z' },
      { type: 'submitted', at: '2026-12-21T02:00:00.000Z', data: { clock: clock('submission', '2026-12-21', 2) } },
    );
    const [found] = replayClocks(events, later);
    expect(found?.differences.map(({ what }) => what)).toEqual(['ceilingProvisional']);
    expect(found?.outcome).toBe('published-since');
  });

  it('excuses no other day that was final, and no stop that was counted for certain', () => {
    const changed = (clocks: object) =>
      accepted(today).map((event) =>
        event.type === 'accepted'
          ? { ...event, data: { clock: { ...(event.data.clock as object), ...clocks } } }
          : event,
      );
    expect(outcomes(changed({ ceilingOn: '2027-03-01', ceilingProvisional: undefined }), later)).toEqual(['differs']);
    const stopped = (provisional: boolean) =>
      record(
        { type: 'created', at: '2026-12-28T02:00:00.000Z' },
        { type: 'submitted', at: '2026-12-28T02:00:00.000Z' },
        { type: 'accepted', at: '2026-12-28T02:00:00.000Z' },
        { type: 'paused', at: '2026-12-30T02:00:00.000Z' },
        {
          type: 'resumed',
          at: '2027-01-04T02:00:00.000Z',
          data: {
            stoodStill: 2,
            ...(provisional ? { provisional } : {}),
            clock: clock('acceptance', '2026-12-28', 3, 2),
          },
        },
      );
    expect(outcomes(stopped(true))).toEqual(['same']);
    const holiday = by(
      workingCalendar([...officialYears, { ...invented, daysOff: [['2027-01-01', '2027-01-04']], makeUpDays: [] }]),
    );
    expect(outcomes(stopped(true), holiday)).toEqual(['published-since']);
    expect(outcomes(stopped(false), holiday)).toEqual(['differs']);
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
