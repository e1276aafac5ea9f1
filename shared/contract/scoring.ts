import * as z from 'zod';
import { category, day, line, reference, text, withinBytes } from './common.ts';
import { question } from './question.ts';
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
  /** What points cannot be counted without, where an unfinished assessment was asked for. */
  missing: z.array(z.object({ path: z.string(), code: z.string(), text })).optional(),
  /** Changes that would add points or lift the category. */
  advice: z.array(z.object({ item: z.string(), points: z.number(), lifts: category.optional(), text })),
  placeholders: z.array(z.string()).optional(),
});

/** What a row or a direct route asks of a fact: one of its values, or a number from which it holds. */
const claim = z.object({
  fact: z.string(),
  is: z.union([z.string(), z.literal(true)]).optional(),
  includes: z.string().optional(),
  atLeast: z.union([z.number(), z.string()]).optional(),
  above: z.number().optional(),
});

/** The points table and the direct routes as they apply here, in words: what a form asks and what each answer gives. */
export const pointsTable = z.object({
  id: z.string(),
  title: text,
  /** Day as of which it was asked for. */
  on: day,
  source: z.string(),
  thresholds: z.array(z.object({ category, atLeast: z.number(), label: text })),
  items: z.array(
    z.object({
      item: z.string(),
      label: text,
      cap: z.number(),
      /** Facts of which one answers it. */
      facts: z.array(z.string()),
      /** Without it points cannot be counted. */
      needed: z.boolean(),
      /** Who grants points within the cap by criteria of its own. */
      setBy: text.optional(),
      rows: z.array(z.object({ row: z.string(), label: text, points: z.number(), when: claim.optional() })),
    }),
  ),
  minimumAge: z.int(),
  locality: text,
  routes: z.array(
    z.object({
      id: z.string(),
      category,
      label: text,
      requires: z.array(claim),
      notes: z.array(text),
      /** Decided by the salary alone; `amount` is what opens it on this day, CNY a year, where that is known. */
      bySalary: z.boolean(),
      amount: z.number().optional(),
      source: z.string(),
    }),
  ),
  /** What no source proves, by the ids that an assessment names. */
  placeholders: z.array(z.object({ id: z.string(), text })),
  notes: z.array(text),
});

const material = z.object({ kind: z.string(), label: text });

/** What somebody would have to file, before there is an application. */
export const caseOutlook = z.object({
  procedure: z.string(),
  title: text,
  /** The one that holds in these circumstances; null while it is open, and where the procedure has none. */
  category: category.nullable(),
  route: z.object({ kind: z.enum(['direct', 'points', 'none']), id: z.string(), label: text }).optional(),
  filedBy: z.array(z.enum(['employer', 'applicant'])),
  /** What is asked in these circumstances. */
  questions: z.array(question),
  materials: z.array(
    material.extend({
      reason: text,
      need: z.enum(['required', 'commitment-allowed', 'supply-later-allowed']),
      several: z.boolean(),
      contentTypes: z.array(z.string()),
      /** Serve as well in these circumstances. */
      alternatives: z.array(material).optional(),
      source: z.string(),
      placeholder: z.boolean(),
    }),
  ),
  /** In addition where points are claimed with them: the facts given so far do not tell. */
  whereClaimed: z.array(material),
  /** Asked for otherwise, and not in these circumstances (免交). */
  spared: z.array(material),
});

const answer = z.union([line(200), z.array(reference).max(40)]);

export const scoringRoutes = routes({
  foreseeCase: {
    method: 'POST',
    path: '/api/checklists',
    summary:
      'What an application in these circumstances would have to hand in: materials, questions, who files; keeps nothing',
    access: 'open',
    body: z.strictObject({
      procedure: reference,
      /** Where the facts do not give one. */
      category: category.optional(),
      entry: z.enum(['abroad', 'inside-china']).optional(),
      /** A direct route that would be claimed. */
      route: reference.optional(),
      facts: assessmentFacts.optional(),
      answers: z
        .record(reference, answer)
        .refine(...withinBytes(20_000))
        .optional(),
    }),
    answer: { status: 200, schema: caseOutlook },
  },
  readPointsTable: {
    method: 'GET',
    path: '/api/points-table',
    summary: 'The points table and the direct routes in force here: items, rows with their points, categories, sources',
    access: 'open',
    answer: { status: 200, schema: pointsTable },
  },
  assess: {
    method: 'POST',
    path: '/api/assessments',
    summary: 'Self-assessment: category, points per item with the row that gave them, and what would add points',
    access: 'open',
    body: z.strictObject({
      policy: z.string().max(40).optional(),
      assessedOn: day.optional(),
      facts: assessmentFacts,
      /** Answers what can be told of the facts so far instead of refusing for those that are missing. */
      unfinished: z.boolean().optional(),
    }),
    answer: { status: 200, schema: assessment },
  },
});
