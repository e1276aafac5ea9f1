import * as z from 'zod';
import { announcedPauses } from '../domain/application/pauses.ts';
import { bilingual, day, paragraph, version } from './common.ts';
import { applicationView } from './intake.ts';
import { routes } from './route.ts';

/** Why a closed case is taken up again. */
export const reopeningBases = ['reconsideration', 'judgment', 'office-error', 'party-asked'] as const;

/** What happens to a case beside its decisions: its clock stands still or gets more time, its parties reply. */
export const courseRoutes = routes({
  pauseApplication: {
    method: 'POST',
    path: '/api/applications/{id}/pause',
    summary:
      'Let the clock of an accepted application stand still for an announced hearing, expert review or inspection',
    access: ['back-officer', 'decider', 'supervisor'],
    body: z.strictObject({
      kind: z.enum(announcedPauses),
      announcement: bilingual(500),
      /** The last day of the time that it needs, which the parties are told (art. 45); later days count again. */
      until: day,
      ...version,
    }),
    answer: { status: 200, schema: applicationView },
  },
  resumeApplication: {
    method: 'POST',
    path: '/api/applications/{id}/resume',
    summary: 'Let the clock run again; the working days in which it stood still are added',
    access: ['back-officer', 'decider', 'supervisor'],
    body: z.strictObject({ note: paragraph(2000).optional(), ...version }),
    bodyOptional: true,
    answer: { status: 200, schema: applicationView },
  },
  extendTime: {
    method: 'POST',
    path: '/api/applications/{id}/extend-time',
    summary: 'Extend the time of an accepted application once, with a reason that its parties are told',
    access: ['supervisor'],
    body: z.strictObject({
      workingDays: z.int().min(1).max(60),
      reason: bilingual(500),
      ...version,
    }),
    answer: { status: 200, schema: applicationView },
  },
  replyToIntention: {
    method: 'POST',
    path: '/api/applications/{id}/reply',
    summary: 'Reply to an announced refusal before it is decided; documents may be added before',
    access: ['employer', 'applicant'],
    body: z.strictObject({ text: paragraph(4000), ...version }),
    answer: { status: 200, schema: applicationView },
  },
  reviewAgain: {
    method: 'POST',
    path: '/api/applications/{id}/review-again',
    summary: 'Send an application back from conclusion to review, as where the reviewer holds the role no more',
    access: ['supervisor'],
    body: z.strictObject({ reason: paragraph(1000), ...version }),
    answer: { status: 200, schema: applicationView },
  },
  reopenApplication: {
    method: 'POST',
    path: '/api/applications/{id}/reopen',
    summary: 'Take up again an application that was refused, not accepted, withdrawn or lapsed; its clock begins anew',
    access: ['supervisor'],
    body: z.strictObject({ basis: z.enum(reopeningBases), reason: bilingual(500), ...version }),
    answer: { status: 200, schema: applicationView },
  },
});
