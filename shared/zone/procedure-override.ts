import * as z from 'zod';
import { roles } from '../domain/access/roles.ts';
import type { Condition, FactTest, Material } from '../domain/procedure/procedure.ts';
import { suspendableRules } from '../domain/procedure/versions.ts';
import { isDay } from '../domain/time.ts';
import { text } from './figures.ts';

const day = z.string().refine(isDay, { error: 'must be a calendar day, YYYY-MM-DD' });
const category = z.enum(['A', 'B', 'C']);
const word = z.string().min(1);
const days = z.int().min(0).max(3660);

const factTest = z.union([
  z.strictObject({
    fact: z.enum(['annualSalary', 'workYears', 'monthsPerYear', 'hsk', 'localBonus']),
    atLeast: z.number(),
  }),
  z.strictObject({
    fact: z.enum(['annualSalary', 'workYears', 'monthsPerYear', 'hsk', 'localBonus']),
    above: z.number(),
  }),
  z.strictObject({
    fact: z.enum(['annualSalary', 'workYears', 'monthsPerYear', 'hsk', 'localBonus']),
    is: z.number(),
  }),
  z.strictObject({ fact: z.enum(['education', 'vocationalCertificate', 'workLocation']), isNot: word }),
  z.strictObject({ fact: z.enum(['degreeTaughtInChinese', 'formerChineseNational']), is: z.literal(true) }),
  z.strictObject({ fact: z.enum(['distinctions', 'directRoutes']), includes: word }),
  z.strictObject({ fact: z.enum(['distinctions', 'directRoutes']), isEmpty: z.literal(true) }),
]) satisfies z.ZodType<FactTest>;

const condition = z.strictObject({
  categories: z.array(category).min(1).optional(),
  entries: z
    .array(z.enum(['abroad', 'inside-china']))
    .min(1)
    .optional(),
  routes: z
    .array(z.enum(['direct', 'points', 'none']))
    .min(1)
    .optional(),
  routeIds: z.array(word).min(1).optional(),
  fact: factTest.optional(),
  answer: z.strictObject({ question: word, isOneOf: z.array(word).min(1) }).optional(),
}) satisfies z.ZodType<Condition>;

const conditions = z.array(condition);
const relief = z.strictObject({ when: conditions, exceptWhen: conditions.default([]) });
const sourcedRelief = z.strictObject({ ...relief.shape, source: word, placeholder: z.boolean().default(false) });

const material = z.strictObject({
  kind: z.string().regex(/^[a-z0-9-]{2,60}$/, 'must be 2 to 60 lower-case letters, digits or hyphens'),
  label: text,
  reason: text,
  contentTypes: z.array(z.enum(['application/pdf', 'image/jpeg', 'image/png'])).min(1),
  several: z.boolean(),
  requiredWhen: conditions,
  waived: sourcedRelief.optional(),
  alternatives: z.array(z.strictObject({ kind: word, when: conditions })).optional(),
  commitment: sourcedRelief.optional(),
  supplyLater: sourcedRelief.optional(),
  source: word,
  placeholder: z.boolean().default(false),
}) satisfies z.ZodType<Material>;

/** What a zone does otherwise in one procedure, from one day on, with its source; see `ProcedureOverride` of the domain. */
export const procedureOverride = z.strictObject({
  procedure: word,
  effectiveFrom: day,
  effectiveTo: day.optional(),
  note: text.optional(),
  source: word,
  placeholder: z.boolean().default(false),
  changes: z
    .strictObject({
      materials: z
        .record(
          word,
          z.strictObject({
            reason: text.optional(),
            requiredWhen: conditions.optional(),
            waived: relief.optional(),
            commitment: relief.optional(),
            supplyLater: relief.optional(),
          }),
        )
        .optional(),
      addMaterials: z.array(material).min(1).optional(),
      window: z.strictObject({ opensDaysBefore: days.optional(), closesDaysBefore: days.optional() }).optional(),
      contractFollows: z.strictObject({ atMostDaysAfter: days }).optional(),
      reportWithin: z.strictObject({ workingDays: z.int().min(1).max(250) }).optional(),
      maximumAge: z.strictObject({ years: z.int().min(18).max(120) }).optional(),
      quota: z.strictObject({ group: word, when: conditions.min(1) }).optional(),
      decidedBy: z.array(z.enum(roles)).min(1).optional(),
      /** Rules that do not apply meanwhile, for an emergency. */
      suspends: z.array(z.enum(suspendableRules)).min(1).optional(),
    })
    .refine((changes) => Object.values(changes).some((change) => change !== undefined), { error: 'changes nothing' }),
});
