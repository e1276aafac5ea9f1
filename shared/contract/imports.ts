import * as z from 'zod';
import { importStates } from '../imports/states.ts';
import { instant, line, text } from './common.ts';
import { pageQuery } from './intake.ts';
import { routes } from './route.ts';

/** Who may import something; which kinds is said by each kind. */
const importers = ['supervisor', 'admin'] as const;

const sha256 = z
  .string()
  .toLowerCase()
  .regex(/^[0-9a-f]{64}$/);

const importView = z.object({
  id: z.string(),
  kind: z.string(),
  label: text,
  state: z.enum(importStates),
  fileName: z.string(),
  bytes: z.int().optional(),
  sha256: z.string().optional(),
  encoding: z.string().optional(),
  createdAt: instant,
  createdBy: z.string(),
  startedAt: instant.optional(),
  startedBy: z.string().optional(),
  endedAt: instant.optional(),
  cancelledBy: z.string().optional(),
  reason: z.string().optional(),
  /** Rows of the file, how many of them are bad, how many problems there are, and how many rows were applied so far. */
  rows: z.int().optional(),
  badRows: z.int().optional(),
  problems: z.int().optional(),
  applied: z.int(),
  /** The import that brought the same file before. */
  sameFileAs: z.string().optional(),
});

const importProblem = z.object({
  /** As a text editor counts lines: 1 for the headings, 0 for the file as a whole. */
  line: z.int(),
  column: z.string().optional(),
  code: z.string(),
  text,
  remedy: text.optional(),
});

export const importsRoutes = routes({
  listImportKinds: {
    method: 'GET',
    path: '/api/import-kinds',
    summary: 'What can be imported here, with the columns of each kind of file and the limits',
    access: importers,
    answer: {
      status: 200,
      schema: z.object({
        items: z.array(
          z.object({
            id: z.string(),
            label: text,
            columns: z.array(z.object({ name: z.string(), label: text, required: z.boolean(), example: z.string() })),
          }),
        ),
        limits: z.object({ maximumBytes: z.int(), maximumRows: z.int() }),
      }),
    },
  },
  createImport: {
    method: 'POST',
    path: '/api/imports',
    summary:
      'Announce a CSV file; the answer holds a presigned POST for it. A file that was imported before is refused',
    access: importers,
    body: z.strictObject({
      kind: z.string().regex(/^[a-z][a-z-]{1,39}$/),
      fileName: line(200),
      /** Of the file; with it a file that was imported before is refused before it is uploaded. */
      sha256: sha256.optional(),
    }),
    answer: {
      status: 201,
      schema: z.object({
        import: importView,
        upload: z.object({ url: z.string(), fields: z.record(z.string(), z.string()), expiresAt: instant }),
      }),
    },
  },
  listImports: {
    method: 'GET',
    path: '/api/imports',
    summary: 'Every import, the latest first',
    access: importers,
    query: pageQuery,
    answer: { status: 200, schema: z.object({ items: z.array(importView), next: z.string().optional() }) },
  },
  readImport: {
    method: 'GET',
    path: '/api/imports/{id}',
    summary: 'How an import stands; where it was refused, with a short-lived link to the whole report as CSV',
    access: importers,
    answer: {
      status: 200,
      schema: z.object({
        ...importView.shape,
        report: z.object({ url: z.string(), expiresAt: instant }).optional(),
      }),
    },
  },
  startImport: {
    method: 'POST',
    path: '/api/imports/{id}/start',
    summary: 'Have the uploaded file checked, and imported whole if every row is in order; begins within a minute',
    access: importers,
    answer: { status: 202, schema: importView },
  },
  cancelImport: {
    method: 'POST',
    path: '/api/imports/{id}/cancel',
    summary: 'Give an import up that is not complete; nothing of it counts',
    access: importers,
    body: z.strictObject({ reason: line(500) }),
    answer: { status: 200, schema: importView },
  },
  listImportProblems: {
    method: 'GET',
    path: '/api/imports/{id}/problems',
    summary: 'What is wrong with a file: every bad row with its line, column and reason, a hundred on a page',
    access: importers,
    query: z.strictObject({ cursor: z.string().max(200).optional() }),
    answer: { status: 200, schema: z.object({ items: z.array(importProblem), next: z.string().optional() }) },
  },
});
