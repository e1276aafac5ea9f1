import * as z from 'zod';
import { instant, line } from './common.ts';
import { documentView } from './intake.ts';
import { routes } from './route.ts';

export const documentsRoutes = routes({
  addDocument: {
    method: 'POST',
    path: '/api/applications/{id}/documents',
    summary:
      'Announce a document, also with a reply or as one that was to follow; the answer holds a presigned POST for this key and type, of no more bytes than announced',
    access: ['employer', 'applicant'],
    body: z.strictObject({
      kind: z.string().regex(/^[a-z0-9-]{2,60}$/),
      contentType: z.enum(['application/pdf', 'image/jpeg', 'image/png']),
      fileName: line(200).optional(),
      bytes: z.int().min(1),
    }),
    answer: {
      status: 201,
      schema: z.object({
        documentId: z.string(),
        upload: z.object({ url: z.string(), fields: z.record(z.string(), z.string()), expiresAt: instant }),
      }),
    },
  },
  completeDocument: {
    method: 'POST',
    path: '/api/applications/{id}/documents/{documentId}/complete',
    summary: 'Judge an uploaded document at once: content, size, pages, photo rules',
    access: ['employer', 'applicant'],
    answer: { status: 200, schema: documentView },
  },
  removeDocument: {
    method: 'DELETE',
    path: '/api/applications/{id}/documents/{documentId}',
    summary: 'Take a document out of a draft or returned application',
    access: ['employer', 'applicant'],
    answer: { status: 204 },
  },
  readDocument: {
    method: 'GET',
    path: '/api/applications/{id}/documents/{documentId}',
    summary: 'A short-lived link to the document; each reading by an officer is recorded',
    access: ['employer', 'applicant', 'front-officer', 'back-officer', 'decider', 'supervisor'],
    answer: { status: 200, schema: z.object({ document: documentView, url: z.string(), expiresAt: instant }) },
  },
});
