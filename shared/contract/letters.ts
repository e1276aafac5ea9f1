import * as z from 'zod';
import { letterKinds } from '../domain/letters/letter.ts';
import { day, instant, text } from './common.ts';
import { routes } from './route.ts';

const readers = ['employer', 'applicant', 'front-officer', 'back-officer', 'decider', 'supervisor'] as const;

export const letterLine = z.object({
  /** The receipt number and the number of the event that it announces. */
  number: z.string(),
  kind: z.enum(letterKinds),
  title: text,
  date: day,
  at: instant,
  /** Paths of the PDF in each language, from the root of this interface. */
  links: z.object({ zh: z.string(), en: z.string() }),
});

export const lettersRoutes = routes({
  listLetters: {
    method: 'GET',
    path: '/api/applications/{id}/letters',
    summary: 'Letters about an application that are addressed to me, in their order: receipts, notices, decisions',
    access: readers,
    answer: { status: 200, schema: z.object({ items: z.array(letterLine) }) },
  },
  readLetter: {
    method: 'GET',
    // The gateway knows no parameter beside other characters in one part of a path.
    path: '/api/applications/{id}/letters/{file}',
    summary: 'A letter as a page to print; the file is its number with ".pdf". The Chinese text prevails',
    access: readers,
    query: z.strictObject({ language: z.enum(['zh', 'en']).optional() }),
    answer: { status: 200, contentType: 'application/pdf' },
  },
});
