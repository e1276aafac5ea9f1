import * as z from 'zod';
import { day, line } from './common.ts';

export const phone = z.string().regex(/^\+?[0-9 -]{6,20}$/, { error: 'phone' });

/** A section of GB/T 4754-2017 by its letter. */
export const industrySection = z.enum([
  'A',
  'B',
  'C',
  'D',
  'E',
  'F',
  'G',
  'H',
  'I',
  'J',
  'K',
  'L',
  'M',
  'N',
  'O',
  'P',
  'Q',
  'R',
  'S',
  'T',
]);

export const employerRegistration = z.strictObject({
  name: z.strictObject({ zh: line(120), en: line(120).optional() }),
  /** 统一社会信用代码, GB 32100: 18 characters with a check character. */
  unifiedSocialCreditCode: z
    .string()
    .trim()
    .regex(/^[0-9A-HJ-NP-RTUWXY]{18}$/, { error: 'credit-code' }),
  /** Last day of the business licence; null where it runs without end. */
  licenceValidTo: day.nullable(),
  address: line(200),
  industry: line(80).optional(),
  industrySection: industrySection.optional(),
  legalRepresentative: line(80),
  /** 经办人: the person of the employer who handles applications. */
  handler: z.strictObject({ name: line(80), phone }),
});

const { unifiedSocialCreditCode: _lasting, ...changeable } = employerRegistration.shape;

/** What is named replaces what stands there; the credit code is the employer and stays. */
export const employerChange = z.strictObject({
  ...z.strictObject(changeable).partial().shape,
  /** Null takes it away. */
  industry: changeable.industry.nullable(),
  industrySection: changeable.industrySection.nullable(),
});
