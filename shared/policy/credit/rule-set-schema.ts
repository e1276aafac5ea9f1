import * as z from 'zod';
import { type CreditRules, creditSources } from '../../domain/credit/rule-set.ts';
import { isDay } from '../../domain/time.ts';

const text = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
const name = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/);
const points = z
  .number()
  .min(-1000)
  .max(1000)
  .refine((value) => Math.abs(value * 100 - Math.round(value * 100)) < 1e-6, {
    error: 'must have two decimals at most',
  });
const months = z.int().min(1).max(600);
const sourced = { source: z.string().min(1), placeholder: z.boolean() };
const limits = { cap: points, floor: points };

const ascending = (numbers: readonly number[]): boolean =>
  numbers.every((number, index) => index === 0 || number > (numbers[index - 1] ?? number));

const value = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('fixed'), points }),
  z.strictObject({ kind: z.literal('per-unit'), unit: text, per: z.number().positive(), points }),
  z.strictObject({
    kind: z.literal('brackets'),
    unit: text,
    brackets: z
      .array(z.strictObject({ from: z.number().min(0), points }))
      .min(1)
      .refine((brackets) => ascending(brackets.map(({ from }) => from)), { error: 'must ascend' }),
  }),
  z.strictObject({ kind: z.literal('stated'), least: points, most: points }),
]);

const decay = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('halves'), everyMonths: months }),
  z.strictObject({
    kind: z.literal('steps'),
    steps: z
      .array(z.strictObject({ afterMonths: months, percent: z.number().min(0).max(100) }))
      .min(1)
      .refine((steps) => ascending(steps.map(({ afterMonths }) => afterMonths)), { error: 'must ascend' })
      .refine((steps) => ascending(steps.map(({ percent }) => -percent)), { error: 'shares must descend' }),
  }),
]);

const item = z
  .strictObject({
    id: name,
    category: name,
    label: text,
    subject: z.enum(['person', 'enterprise', 'both']),
    direction: z.enum(['plus', 'minus']),
    sources: z.array(z.enum(creditSources)).min(1),
    value,
    counts: z.enum(['sum', 'best']),
    ...limits,
    decay,
    validMonths: months.nullable(),
    evidence: text,
    repair: z.strictObject({ afterMonths: months, condition: text }).optional(),
    ...sourced,
  })
  .refine(({ cap, floor, direction }) => (direction === 'plus' ? floor === 0 && cap > 0 : cap === 0 && floor < 0), {
    error: 'what adds has a floor of 0 and a cap above it, what takes away a cap of 0 and a floor below it',
  })
  .refine(({ direction, repair }) => direction === 'minus' || repair === undefined, {
    error: 'only what takes away is made good',
  });

/** What a credit rule set must look like; its type in the domain is what the code works with. */
export const creditRulesSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9-]{2,40}$/),
    title: text,
    notice: text,
    effectiveFrom: z.string().refine(isDay),
    base: z.strictObject({ person: points, enterprise: points, ...sourced }),
    total: z.strictObject({ ...limits, ...sourced }),
    categories: z.array(z.strictObject({ id: name, label: text, ...limits, ...sourced })).min(1),
    items: z.array(item).min(1),
    ...sourced,
  })
  .check(({ value: rules, issues }) => {
    const known = new Set(rules.categories.map(({ id }) => id));
    const seen = new Set<string>();
    for (const [index, { id, category }] of rules.items.entries()) {
      const say = (message: string) =>
        issues.push({ code: 'custom', input: rules, path: ['items', index], message: `${id}: ${message}` });
      if (!known.has(category)) say(`category ${category} does not exist`);
      if (seen.has(id)) say('stands twice');
      seen.add(id);
    }
    for (const { id } of rules.categories) {
      if (!rules.items.some(({ category }) => category === id)) {
        issues.push({ code: 'custom', input: rules, path: ['categories'], message: `${id}: has no sub-item` });
      }
    }
  }) satisfies z.ZodType<CreditRules>;
