import * as z from 'zod';
import { day, line, paragraph } from './common.ts';
import { assessmentFacts } from './scoring.ts';

/** A points table or the routes of a place as JSON, in the shape in which shared/policy keeps them. */

const words = z.strictObject({ zh: paragraph(2000), en: paragraph(2000) });
const id = z.string().regex(/^[a-zA-Z0-9][a-zA-Z0-9.-]{1,59}$/);
const kind = z.string().regex(/^[a-z0-9-]{2,60}$/);
const points = z.number().min(0).max(1000);
const bound = z.number().min(-1_000_000_000).max(1_000_000_000).optional();
const mark = z.enum(['law', 'official', 'transcribed', 'secondary', 'derived', 'not-found']);
const placeholder = z.strictObject({ id, text: words });
const proof = z.array(z.array(kind).min(1).max(10)).max(10);

const { education, vocationalCertificate, workLocation, distinctions } = assessmentFacts.shape;
const claim = z.discriminatedUnion('fact', [
  z.strictObject({ fact: z.literal('education'), is: education.unwrap() }),
  z.strictObject({ fact: z.literal('vocationalCertificate'), is: vocationalCertificate.unwrap() }),
  z.strictObject({ fact: z.literal('hsk'), atLeast: z.int().min(0).max(6) }),
  z.strictObject({ fact: z.literal('degreeTaughtInChinese'), is: z.literal(true) }),
  z.strictObject({ fact: z.literal('formerChineseNational'), is: z.literal(true) }),
  z.strictObject({ fact: z.literal('workLocation'), is: workLocation.unwrap() }),
  z.strictObject({ fact: z.literal('distinctions'), includes: distinctions.unwrap().unwrap() }),
]);

const row = { id, label: words, points, provenBy: proof.optional(), reach: words.optional() };
const item = { id, label: words, cap: points, unclaimed: words.optional() };

const pointsItem = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('brackets'),
    ...item,
    fact: z.enum(['annualSalary', 'monthsPerYear', 'age']),
    unit: z.number().positive().max(1_000_000),
    unitLabel: words,
    rows: z
      .array(z.strictObject({ ...row, atLeast: bound, moreThan: bound, lessThan: bound, atMost: bound }))
      .min(1)
      .max(60),
  }),
  z.strictObject({
    kind: z.literal('years'),
    ...item,
    fact: z.literal('workYears'),
    from: z.int().min(0).max(60),
    points,
    perFurtherYear: points,
    provenBy: proof,
  }),
  z.strictObject({
    kind: z.literal('alternatives'),
    ...item,
    options: z
      .array(z.strictObject({ ...row, when: claim }))
      .min(1)
      .max(60),
    otherwise: z.strictObject(row),
  }),
  z.strictObject({ kind: z.literal('granted'), ...item, fact: z.literal('localBonus'), setBy: words, provenBy: proof }),
]);

/** A points table; what only explains it may be left out. */
export const draftPoints = z.strictObject({
  id,
  title: words,
  source: line(500),
  mark,
  published: day.nullable().default(null),
  effectiveFrom: day.nullable().default(null),
  status: z.enum(['in-use', 'historic']).default('in-use'),
  thresholds: z
    .array(z.strictObject({ id, category: z.enum(['A', 'B']), atLeast: points, label: words }))
    .min(1)
    .max(2),
  items: z.array(pointsItem).min(1).max(40),
  placeholders: z.array(placeholder).max(40).default([]),
  itemPlaceholders: z.record(z.string().max(60), placeholder).default({}),
  undecidedClaims: z
    .array(z.strictObject({ when: claim, placeholder }))
    .max(40)
    .default([]),
  notes: z.array(words).max(40).default([]),
});

const multiple = z.strictObject({
  times: z.number().positive().max(100),
  source: line(500),
  mark,
  placeholder: placeholder.optional(),
});
const amount = z.number().min(0).max(1_000_000_000);

/** The routes of a place: multiples, amounts and direct routes of its own. */
export const draftLocality = z.strictObject({
  id: kind,
  version: z.string().regex(/^[a-z0-9][a-z0-9.-]{0,29}$/),
  name: words,
  multiples: z.strictObject({ A: multiple, B: multiple }),
  salaryBases: z
    .array(
      z.strictObject({
        validFrom: day,
        validTo: day.nullable(),
        averageWage: amount.nullable(),
        published: z.strictObject({ A: amount, B: amount }).optional(),
        source: line(500),
        mark,
      }),
    )
    .max(60),
  unknownSalaryBase: placeholder,
  direct: z
    .array(
      z.strictObject({
        id: kind,
        category: z.enum(['A', 'B', 'C']),
        class: z.int().min(1).max(99),
        label: words,
        decidedBy: z.enum(['salary-multiple', 'claim']),
        requires: z
          .array(
            z.discriminatedUnion('fact', [
              z.strictObject({ fact: z.literal('education'), atLeast: education.unwrap() }),
              z.strictObject({ fact: z.literal('workYears'), atLeast: z.number().min(0).max(80) }),
              z.strictObject({ fact: z.literal('companyShare'), above: z.number().min(0).max(100) }),
            ]),
          )
          .max(10),
        provenBy: proof,
        source: line(500),
        mark,
        placeholder: placeholder.optional(),
        notes: z.array(words).max(20).optional(),
        hint: words.optional(),
      }),
    )
    .max(40),
});
