import * as z from 'zod';
import { stages } from '../domain/application/transitions.ts';
import { isLanguageCode } from '../domain/languages/codes.ts';
import { isDay } from '../domain/time.ts';

export const text = z.object({ zh: z.string(), en: z.string() });
export const day = z.string().refine(isDay, { error: 'invalid-day' });
export const instant = z.iso.datetime();
export const category = z.enum(['A', 'B', 'C']);
export const stage = z.enum(stages);
/** Something that is seen on paper: not only marks, spaces, fillers and blanks. */
const hasVisible = (value: string): boolean =>
  /[\p{L}\p{N}\p{P}\p{S}]/u.test(value.replace(/[\p{Default_Ignorable_Code_Point}\u2800]/gu, ''));

/** Half of a pair of surrogates is no character; databases and addresses refuse it. */
const isWellFormed = (value: string): boolean => value.isWellFormed();

const freeText = (maximum: number, allowed: RegExp) =>
  z
    .string()
    .trim()
    .min(1)
    .max(maximum)
    .regex(allowed, { error: 'control-character' })
    .refine(isWellFormed, { error: 'ill-formed' })
    .refine((value) => value === '' || !allowed.test(value) || hasVisible(value), { error: 'nothing-visible' });

/** One line of free text from people: trimmed, with something to see, without control and directional characters. */
export const line = (maximum: number) => freeText(maximum, /^[^\p{Cc}\p{Cf}]*$/u);
/** The same over several lines. */
export const paragraph = (maximum: number) => freeText(maximum, /^(?:[^\p{Cc}\p{Cf}]|[\n\r\t])*$/u);
/** What somebody writes in both languages. */
export const bilingual = (maximum: number) => z.strictObject({ zh: paragraph(maximum), en: paragraph(maximum) });
/** A reference to something that the system named; what it means is looked up. */
export const reference = z.string().max(40).refine(isWellFormed, { error: 'ill-formed' });
/**
 * A bound on all texts of a value together, for `.refine(...withinBytes(100_000))`: an item of the table holds 400 KB,
 * which many long texts exceed though each is short enough.
 * @param maximum bytes of the value as JSON in UTF-8
 */
export const withinBytes = (maximum: number) =>
  [
    (value: unknown): boolean => new TextEncoder().encode(JSON.stringify(value) ?? '').length <= maximum,
    { error: 'too-long-altogether', params: { maximum } },
  ] as const;
/** A name as the machine-readable zone of a passport prints it, with the marks a visual zone may carry. */
export const latinName = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(/^(?!.*\p{Default_Ignorable_Code_Point})\p{Script=Latin}[\p{Script=Latin}\p{Mn} .'’-]*$/u, {
    error: 'latin-name',
  });
export const chineseName = z
  .string()
  .trim()
  .min(2)
  .max(20)
  .regex(/^\p{Script=Han}[\p{Script=Han}·]*\p{Script=Han}$/u, { error: 'chinese-name' });
/** A language by its two-letter code of ISO 639-1. */
export const languageCode = z.string().refine(isLanguageCode, { error: 'language-code' });
/** For lists that name everything once. */
export const noneTwice = (list: readonly string[]): boolean => new Set(list).size === list.length;
export const countryCode = z.string().regex(/^[A-Z]{3}$/, { error: 'country-code' });
/** RFC 9457 with every problem of a request at once. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string().optional(),
  problems: z
    .array(
      z.object({
        path: z.string(),
        code: z.string(),
        message: z.string(),
        text: text.optional(),
        remedy: text.optional(),
      }),
    )
    .optional(),
  current: z.unknown().optional(),
});
export const version = { version: z.int().min(1).optional() };
