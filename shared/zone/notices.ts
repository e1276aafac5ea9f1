import * as z from 'zod';
import { sourced } from './figures.ts';

/** Only on the machine itself may anything go unencrypted. */
const isLoopback = (host: string): boolean => host === '127.0.0.1' || host === 'localhost';

const address = z.string().regex(/^[\w.+-]+@[a-z0-9.-]+$/i, 'must be an e-mail address');
/** Name of a secret in the region's Secrets Manager: a JSON object of texts. Its content never stands in a file. */
const secret = z
  .string()
  .regex(/^[\w/+=.@-]{1,200}$/, 'must be the name of a secret')
  .optional();
/** Kinds of notice that go out this way; all where it is left out. */
const kinds = z.array(z.string().min(1)).min(1).optional();

const email = z
  .strictObject({
    host: z.string().regex(/^[a-z0-9.-]+$/, 'must be a host name'),
    port: z.int().min(1).max(65_535),
    /** `tls` from the first byte, `starttls` before anything is said, `none` on the machine itself only. */
    security: z.enum(['tls', 'starttls', 'none']),
    from: address,
    replyTo: address.optional(),
    /** With the members `user` and `password`, where the host asks for them. */
    secret,
    kinds,
  })
  .refine(({ host, security }) => security !== 'none' || isLoopback(host), {
    path: ['security'],
    error: 'only a host on the machine itself is spoken to in the clear',
  });

const url = z.string().refine(
  (value) => {
    const parsed = URL.canParse(value) ? new URL(value) : undefined;
    return parsed?.protocol === 'https:' || (parsed?.protocol === 'http:' && isLoopback(parsed.hostname));
  },
  { error: 'must be an https URL' },
);

/**
 * A gateway that takes one message in one request. Its texts may name `{to}`, `{subject}`, `{text}`, `{link}`, `{id}`,
 * `{token}` and members of the secret such as `{secret.key}`; what is put in is escaped as the place asks for.
 */
const https = z.strictObject({
  /** What of a recipient the gateway addresses; who has none is not written to this way. */
  to: z.enum(['phone', 'email']),
  url,
  headers: z.record(z.string().regex(/^[\w-]+$/), z.string()).default({}),
  contentType: z.enum(['application/json', 'application/x-www-form-urlencoded']).default('application/json'),
  body: z.string().min(1),
  /** An answer counts as sent with one of these statuses, and where it says so in this member of its JSON. */
  success: z.strictObject({
    status: z.array(z.int().min(200).max(299)).min(1).default([200]),
    member: z.string().optional(),
    equals: z.string().optional(),
  }),
  /** Where a token is got first, with GET; it is kept for as long as the gateway says. */
  token: z.strictObject({ url, member: z.string().min(1), secondsMember: z.string().min(1).optional() }).optional(),
  /** Longest text in characters. */
  longest: z.int().min(20).max(4000).default(500),
  secret,
  kinds,
});

export const noticesSection = z.strictObject({
  /** Ways beside the inbox, which every notice takes. */
  channels: z
    .strictObject({
      email: email.safeExtend(sourced).optional(),
      sms: z.strictObject({ ...https.shape, ...sourced }).optional(),
      wecom: z.strictObject({ ...https.shape, ...sourced }).optional(),
    })
    .default({}),
  /** A delivery that failed is tried again after so many minutes, twice as many after each further failure. */
  retries: z.strictObject({
    firstMinutes: z.int().min(1).max(1440),
    mostAttempts: z.int().min(1).max(20),
    ...sourced,
  }),
});

/** The channels as their function is configured: without what only readers of the file want to know. */
export const noticeChannels = z.strictObject({
  email: email.optional(),
  sms: https.optional(),
  wecom: https.optional(),
});

export type EmailChannel = z.output<typeof email>;
export type HttpsChannel = z.output<typeof https>;
export type NoticeChannels = z.output<typeof noticeChannels>;
export type NoticesSection = z.output<typeof noticesSection>;

/** What the function of a zone is told about its channels. */
export const channelsOf = ({ channels }: NoticesSection): NoticeChannels =>
  Object.fromEntries(
    Object.entries(channels).map(([name, { source: _source, placeholder: _placeholder, ...channel }]) => [
      name,
      channel,
    ]),
  );
