import * as z from 'zod';
import { stages } from '../domain/application/transitions.ts';
import { isDay } from '../domain/time.ts';

export const text = z.object({ zh: z.string(), en: z.string() });
export const day = z.string().refine(isDay, { error: 'invalid-day' });
export const instant = z.iso.datetime();
export const category = z.enum(['A', 'B', 'C']);
export const stage = z.enum(stages);
/** Free text from people: trimmed, without control characters. */
export const line = (maximum: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(maximum)
    .regex(/^[^\p{Cc}]*$/u, { error: 'control-character' });
export const paragraph = (maximum: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(maximum)
    .regex(/^(?:[^\p{Cc}]|[\n\t])*$/u, { error: 'control-character' });
/** A name as the machine-readable zone of a passport prints it, with the marks a visual zone may carry. */
export const latinName = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(/^[\p{Script=Latin}\p{Mn}][\p{Script=Latin}\p{Mn} .'’-]*$/u, { error: 'latin-name' });
export const chineseName = z
  .string()
  .trim()
  .min(2)
  .max(20)
  .regex(/^[\p{Script=Han}·]+$/u, { error: 'chinese-name' });
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
