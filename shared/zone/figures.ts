import * as z from 'zod';

/** A text in both languages, neither of them empty. */
export const text = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });

/** A figure with its origin; `placeholder` marks what no source proves and the authority must settle. */
export const sourced = { source: z.string().min(1), placeholder: z.boolean().default(false) };
