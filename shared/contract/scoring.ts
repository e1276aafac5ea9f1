import * as z from 'zod';
import { category, day, text } from './common.ts';
import { routes } from './route.ts';

/** Facts that the points table and the direct routes ask for; the same names in an application and in a self-assessment. */
export const assessmentFacts = z.strictObject({
  /** CNY a year, paid by the domestic employer. */
  annualSalary: z.number().min(0).max(1_000_000_000).optional(),
  education: z.enum(['none', 'bachelor', 'master', 'doctor']).optional(),
  vocationalCertificate: z
    .enum(['none', 'senior-worker', 'technician', 'senior-technician', 'international-highest'])
    .optional(),
  workYears: z.number().min(0).max(80).optional(),
  monthsPerYear: z.number().min(0).max(12).optional(),
  hsk: z.int().min(0).max(6).optional(),
  degreeTaughtInChinese: z.boolean().optional(),
  formerChineseNational: z.boolean().optional(),
  workLocation: z.enum(['other', 'western-region', 'northeast-old-industrial-base', 'special-area']).optional(),
  birthDate: day.optional(),
  ageOnAssessment: z.int().min(0).max(120).optional(),
  distinctions: z
    .array(z.enum(['top-university', 'fortune-500', 'patent', 'five-years-in-china']))
    .max(4)
    .optional(),
  localBonus: z.number().min(0).max(10).optional(),
  /** Per cent of the employing company that the applicant holds; asked for by pilots for traders. */
  companyShare: z.number().min(0).max(100).optional(),
  /** Direct routes that the applicant claims, as named in the policy; each needs its evidence. */
  directRoutes: z
    .array(z.string().regex(/^[a-z0-9-]{2,60}$/))
    .max(12)
    .optional(),
});

const item = z.object({
  item: z.string(),
  value: z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]),
  row: z.string().nullable(),
  points: z.number().nullable(),
  cap: z.number(),
  label: text,
  /** No row covers the value, and an officer decided which one applies. */
  settled: z.literal(true).optional(),
});

export const assessment = z.object({
  policy: z.string(),
  assessedOn: day,
  /** Null when a value fits no row of the table. */
  total: z.number().nullable(),
  /** Points of all items that have a row; present when a value has none. */
  totalWithoutIt: z.number().optional(),
  /** Null when no row applies to a value and the category depends on it. */
  category: category.nullable(),
  route: z.object({ kind: z.enum(['direct', 'points', 'none']), id: z.string(), label: text }),
  items: z.array(item),
  noRow: z.array(z.string()),
  /** Changes that would add points or lift the category. */
  advice: z.array(z.object({ item: z.string(), points: z.number(), lifts: category.optional(), text })),
  placeholders: z.array(z.string()).optional(),
});

export const scoringRoutes = routes({
  assess: {
    method: 'POST',
    path: '/api/assessments',
    summary: 'Self-assessment: category, points per item with the row that gave them, and what would add points',
    access: 'open',
    body: z.strictObject({
      policy: z.string().max(40).optional(),
      assessedOn: day.optional(),
      facts: assessmentFacts,
    }),
    answer: { status: 200, schema: assessment },
  },
});
