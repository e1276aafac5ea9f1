import * as z from 'zod';
import { isWorkingDay } from '../domain/calendar/working-days.ts';
import { percentileMethods } from '../domain/statistics/percentile.ts';
import type { OfficeTime } from '../domain/statistics/working-time.ts';
import { officialCalendar } from '../policy/calendars/index.ts';
import { sourced } from './figures.ts';
import type { Rules } from './rules.ts';

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day, HH:MM');

/** What a zone counts and publishes, from how many cases on, and how its officers' work is looked at again. */
export const statisticsSection = z.strictObject({
  /** Fewest cases of which a time is told, and fewest in every part of what is broken down. */
  smallestCell: z.strictObject({ cases: z.int().min(1).max(1000), ...sourced }),
  /** Opening hours of every working day, by which hours in an office are counted. */
  officeHours: z
    .strictObject({ from: timeOfDay, to: timeOfDay, ...sourced })
    .refine(({ from, to }) => from < to, { path: ['to'], error: 'must be later than from' }),
  percentiles: z.strictObject({ method: z.enum(percentileMethods), ...sourced }),
  /** Per cent of cases that the zone means to decide by the promised day. */
  promiseTarget: z.strictObject({ percent: z.int().min(1).max(100), ...sourced }),
  /** Full days after the end of a month before its bulletin is published. */
  bulletin: z.strictObject({ publishAfterDays: z.int().min(1).max(28), ...sourced }),
  /** What goes wrong most: days that are looked at, fewest applications that are told of, most reasons. */
  commonReturns: z.strictObject({
    days: z.int().min(7).max(366),
    smallest: z.int().min(1).max(1000),
    most: z.int().min(1).max(20),
    ...sourced,
  }),
  /** Per cent of the cases of a month that are drawn for a second look, and fewest. */
  secondLook: z.strictObject({
    percent: z.int().min(1).max(100),
    atLeast: z.int().min(1).max(90),
    ...sourced,
  }),
  /** How long summaries of cases are kept; what was published is kept for good. */
  summaries: z.strictObject({ years: z.int().min(2).max(100), ...sourced }),
});

export type StatisticsSection = z.output<typeof statisticsSection>;

/** When a zone's office works: the official calendar and the zone's opening hours. */
export const officeTimeOf = (rules: Pick<Rules, 'timeZone' | 'between' | 'zone'>): OfficeTime => ({
  timeZone: rules.timeZone,
  hours: rules.zone.statistics.officeHours,
  isWorkingDay: (day) => isWorkingDay(officialCalendar, day),
  between: rules.between,
});
