import * as z from 'zod';
import { type Approach, approaches } from '../domain/classification/lanes.ts';
import { sourced, text } from './figures.ts';

/** What a zone settles of the management by categories; green path, clocks and quotas stand elsewhere in its file. */
export const classification = z.strictObject({
  /** What applicants read about how their category is worked; `{category}` and `{hours}` are filled in. */
  words: z.strictObject({
    ...(Object.fromEntries(approaches.map((approach) => [approach, text])) as Record<Approach, typeof text>),
  }),
  /** Category B is controlled by market demand: the occupations in short supply of a year, shown to officers. */
  marketDemand: z
    .array(
      z.strictObject({
        year: z.int().min(2017).max(2099),
        occupations: z.array(text).min(1).max(200),
        ...sourced,
      }),
    )
    .check(({ value, issues }) => {
      for (const [index, { year }] of value.entries()) {
        if (value.findIndex((line) => line.year === year) < index) {
          issues.push({ code: 'custom', input: value, path: [index, 'year'], message: `${year} stands here twice` });
        }
      }
    })
    .default([]),
  /** What applicants are told of the places of a quota that are left: how many, whether there are some, or nothing. */
  freePlaces: z.strictObject({
    shown: z.enum(['number', 'level', 'hidden']),
    /** Up to this many are said to be few. */
    few: z.int().min(1).max(99_999),
    ...sourced,
  }),
});
