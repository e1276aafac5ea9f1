import * as z from 'zod';
import { roles } from '../domain/access/roles.ts';
import { channelNames, failureReasons } from '../notices/notice.ts';
import { instant, text } from './common.ts';
import { pageQuery } from './intake.ts';
import { routes } from './route.ts';

const about = z.object({
  applicationId: z.string().optional(),
  employerId: z.string().optional(),
  permitNumber: z.string().optional(),
});

const noticeView = z.object({
  id: z.string(),
  /** In one word what it is about, such as `returned`. */
  kind: z.string(),
  at: instant,
  subject: text,
  text,
  /** Path in the zone's pages. */
  link: z.string().optional(),
  about: about.optional(),
  readAt: instant.optional(),
});

/** How far a notice came; where it went is not shown. */
const undeliveredView = z.object({
  id: z.string(),
  kind: z.string(),
  at: instant,
  about: about.optional(),
  channels: z.array(
    z.object({
      channel: z.enum(channelNames),
      state: z.enum(['sent', 'failed', 'given-up']),
      attempts: z.int(),
      at: instant,
      reason: z.enum(failureReasons).optional(),
    }),
  ),
});

export const noticesRoutes = routes({
  readInbox: {
    method: 'GET',
    path: '/api/inbox',
    summary: 'What I was told, the latest first',
    access: roles,
    query: pageQuery,
    answer: {
      status: 200,
      schema: z.object({
        items: z.array(noticeView),
        /** On the first page: how many of the latest hundred are unread. */
        unread: z.int().optional(),
        next: z.string().optional(),
      }),
    },
  },
  markNoticeRead: {
    method: 'POST',
    path: '/api/inbox/{id}/read',
    summary: 'Note that I have read something that I was told',
    access: roles,
    answer: { status: 200, schema: noticeView },
  },
  listUndelivered: {
    method: 'GET',
    path: '/api/notices/failed',
    summary: 'Notices that could not be delivered some way, the latest first; their recipients find them in the inbox',
    access: ['supervisor', 'admin'],
    query: pageQuery,
    answer: { status: 200, schema: z.object({ items: z.array(undeliveredView), next: z.string().optional() }) },
  },
  resendNotice: {
    method: 'POST',
    path: '/api/notices/{id}/resend',
    summary: 'Deliver again what of a notice could not be delivered; what was sent is not sent again',
    access: ['supervisor', 'admin'],
    answer: { status: 202, schema: undeliveredView },
  },
});
