import * as z from 'zod';
import {
  closingOutcomes,
  helpActors,
  helpActs,
  helpKinds,
  helpOutcomes,
  helpStates,
} from '../domain/help/mediation.ts';
import { bilingual, day, instant, languageCode, line, paragraph, reference, text, version } from './common.ts';
import { routes } from './route.ts';

const email = z.email({ error: 'email' }).max(120).toLowerCase();
const words = paragraph(4000);
const people = ['employer', 'applicant', 'front-officer', 'supervisor'] as const;
const name = line(100);

const asked = {
  topic: reference,
  description: words,
  language: z.enum(['zh', 'en']),
  /** What of one's own it is about. */
  about: z.strictObject({ applicationId: reference.optional(), permitNumber: reference.optional() }).optional(),
  /** Where one would like to come. */
  station: reference.optional(),
};

const helpRequest = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['guidance', 'paperwork', 'interpreting']), ...asked }),
  z.strictObject({
    kind: z.literal('dispute'),
    ...asked,
    /** As an agreement would name the requester. */
    name,
    otherParty: z.strictObject({ name, email }),
  }),
]);
export type HelpRequestBody = z.output<typeof helpRequest>;

const helpAct = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('claim'), ...version }),
  z.strictObject({ act: z.literal('answer'), text: words, ...version }),
  z.strictObject({ act: z.literal('ask'), text: words, ...version }),
  z.strictObject({ act: z.literal('withdraw'), ...version }),
  z
    .strictObject({
      act: z.literal('close'),
      outcome: z.enum(closingOutcomes),
      /** To whom: an authority, a court, a lawyer. */
      referredTo: line(200).optional(),
      text: words.optional(),
      ...version,
    })
    .refine(({ outcome, referredTo }) => (outcome === 'referred') === (referredTo !== undefined), {
      path: ['referredTo'],
      error: 'referred-to',
    }),
  /** The summary is what the other party reads first: not the requester's own words. */
  z.strictObject({ act: z.literal('invite'), summary: bilingual(1000), ...version }),
  z.strictObject({ act: z.literal('consent'), ...version }),
  z.strictObject({ act: z.literal('decline'), text: words.optional(), ...version }),
  /** The place is `online` or a service station. */
  z.strictObject({ act: z.literal('session'), on: day, place: reference, ...version }),
  z.strictObject({ act: z.literal('minutes'), session: z.int().min(1), text: words, ...version }),
  z.strictObject({ act: z.literal('note'), text: words, ...version }),
  z.strictObject({ act: z.literal('propose'), terms: bilingual(4000), ...version }),
  z.strictObject({ act: z.literal('accept'), terms: z.int().min(1), ...version }),
  z.strictObject({ act: z.literal('leave'), text: words.optional(), ...version }),
  z.strictObject({ act: z.literal('report-breach'), text: words, ...version }),
]);
export type HelpActBody = z.output<typeof helpAct>;

const helpLine = {
  id: z.string(),
  kind: z.enum(helpKinds),
  topic: z.string(),
  state: z.enum(helpStates),
  language: z.string(),
  openedAt: instant,
};

const helpView = z.object({
  ...helpLine,
  version: z.int(),
  you: z.enum(helpActors),
  station: z.string().optional(),
  about: z.object({ applicationId: z.string().optional(), permitNumber: z.string().optional() }).optional(),
  /** Names of the parties; the address of the other one is for the office and the requester. */
  parties: z.object({ requester: z.string(), other: z.string(), otherEmail: z.string().optional() }).optional(),
  summary: text.optional(),
  sessions: z.array(z.object({ number: z.int(), on: day, place: z.string(), minutes: z.string().optional() })),
  terms: z
    .object({
      version: z.int(),
      text,
      acceptedBy: z.array(z.enum(['requester', 'other-party'])),
    })
    .optional(),
  agreement: z
    .object({ number: z.string(), at: instant, links: z.object({ zh: z.string(), en: z.string() }) })
    .optional(),
  outcome: z.enum(helpOutcomes).optional(),
  referredTo: z.string().optional(),
  /** What happened as far as the reader may see it, in order. Officers are named to officers only. */
  happened: z.array(
    z.object({
      at: instant,
      act: z.enum(['request', ...helpActs]),
      as: z.enum(['requester', 'other-party', 'office']),
      officer: z.string().optional(),
      text: z.string().optional(),
      confidential: z.boolean().optional(),
    }),
  ),
  /** What the reader can do now, from the same table that decides it. */
  next: z.array(z.enum(helpActs)),
});
export type HelpView = z.input<typeof helpView>;

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, { error: 'month' });

export const helpRoutes = routes({
  requestHelp: {
    method: 'POST',
    path: '/api/help-requests',
    summary: 'Ask for help: guidance, papers, an interpreter, or mediation of a dispute',
    access: ['employer', 'applicant'],
    body: helpRequest,
    answer: { status: 201, schema: helpView },
  },
  listHelp: {
    method: 'GET',
    path: '/api/help-requests',
    summary: 'My requests; disputes to which I was invited; with a kind, what waits for the officers of the office',
    access: people,
    query: z.strictObject({
      kind: z.enum(helpKinds).optional(),
      as: z.enum(['requester', 'other-party']).optional(),
      cursor: z.string().max(1000).optional(),
      limit: z.coerce.number().int().min(1).max(50).optional(),
    }),
    answer: {
      status: 200,
      schema: z.object({
        items: z.array(z.object({ ...helpLine, waitingSince: instant.optional(), mine: z.boolean().optional() })),
        next: z.string().optional(),
      }),
    },
  },
  readHelp: {
    method: 'GET',
    path: '/api/help-requests/{id}',
    summary: 'A request with what happened and what can be done next',
    access: people,
    answer: { status: 200, schema: helpView },
  },
  actOnHelp: {
    method: 'POST',
    path: '/api/help-requests/{id}/act',
    summary: 'Act on a request: answer, invite, consent, note, propose, accept and so on, as its state allows',
    access: people,
    body: helpAct,
    answer: { status: 200, schema: helpView },
  },
  readHelpStatistics: {
    method: 'GET',
    path: '/api/help-statistics',
    summary: 'Requests that ended in a month by kind, topic and outcome, their median working days, agreements',
    access: ['supervisor'],
    query: z.strictObject({ month }),
    answer: {
      status: 200,
      schema: z.object({
        month: z.string(),
        closed: z.int(),
        byKind: z.record(z.string(), z.int()),
        byTopic: z.record(z.string(), z.int()),
        byOutcome: z.record(z.string(), z.int()),
        medianWorkingDays: z.int().optional(),
        agreements: z.int(),
        breaches: z.int(),
      }),
    },
  },
  listStations: {
    method: 'GET',
    path: '/api/stations',
    summary: 'Service stations: where they are, when they are open, what they do and in which languages',
    access: 'open',
    query: z.strictObject({
      service: reference.optional(),
      language: languageCode.optional(),
      open: z.literal('now').optional(),
    }),
    answer: {
      status: 200,
      schema: z.object({
        items: z.array(
          z.object({
            id: z.string(),
            name: text,
            address: text,
            phone: z.string(),
            hours: z.array(z.object({ weekdays: z.array(z.int()), from: z.string(), to: z.string() })),
            closedOnHolidays: z.boolean(),
            services: z.array(z.object({ id: z.string(), label: text })),
            languages: z.array(z.string()),
            openNow: z.boolean(),
            source: z.string(),
            placeholder: z.boolean(),
          }),
        ),
        services: z.array(z.object({ id: z.string(), label: text })),
        topics: z.array(z.object({ id: z.string(), label: text, kinds: z.array(z.enum(helpKinds)) })),
      }),
    },
  },
});

export const helpAgreementRoutes = routes({
  readAgreement: {
    method: 'GET',
    path: '/api/help-requests/{id}/agreement.pdf',
    summary: 'The agreement that both parties accepted, as a page to print',
    access: people,
    query: z.strictObject({ language: z.enum(['zh', 'en']).optional() }),
    answer: { status: 200, contentType: 'application/pdf' },
  },
});
