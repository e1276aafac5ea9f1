import type { personalDataRoutes } from '../../shared/contract/personal-data.ts';
import type { Principal } from '../../shared/domain/access/roles.ts';
import { addDays, dayIn, instantOf } from '../../shared/domain/time.ts';
import type { Handles } from '../../shared/http/function.ts';
import { problem } from '../../shared/http/problem.ts';
import { remedy, rights } from '../../shared/personal-data/held-kinds.ts';
import {
  applicationTold,
  heldLines,
  leftOut,
  type PersonalDataPart,
  restTold,
} from '../../shared/personal-data/parts.ts';
import { type DataRequest, keepDataRequest, readOwnDataRequests } from '../../shared/records/data-request.ts';
import { gatherHeld, type Held, holdingsOf, type Whose } from '../../shared/records/held.ts';
import { recordReading } from '../../shared/records/reading.ts';
import { fingerprint, idOf, newId } from '../../shared/records/table.ts';
import { failure, success } from '../../shared/result.ts';
import type { PersonalDataGiven } from './given.ts';
import { monthsKept, readingsAbout } from './readings-about.ts';

type Own = Pick<Handles<typeof personalDataRoutes>, 'readMyData' | 'exportMyData' | 'requestOfMyData'>;

/** Applications in one part of a copy: a form and its events can be large, and an answer holds 6 MB. */
const applicationsAtOnce = 5;
/** Most requests that wait for the office at once. */
const mostOpen = 5;

const accountOf = ({ subject, email = '' }: Principal): Whose => ({ as: 'account', subject, email });

/** A request as its person sees it: proposals stay inside until they are decided. */
const ownView = (request: DataRequest) => {
  const { id, kind, createdAt, dueOn, words, proposal, carriedOut } = request;
  const decided = request.state === 'decided' || request.state === 'carried-out';
  return {
    ...{ id, kind, createdAt, dueOn },
    state: request.state === 'proposed' ? 'open' : request.state,
    ...(words ? { words } : {}),
    ...(decided && proposal ? { outcome: proposal.outcome, answer: proposal.answer, remedy } : {}),
    ...(carriedOut ? { carriedOutAt: carriedOut.at } : {}),
  } as const;
};

/** The part of a copy after another; nothing after the last. */
function nextPart(
  held: Held,
  months: readonly string[],
  from: { applications: number } | { month: string },
): string | undefined {
  if ('applications' in from && from.applications < held.cases.length) return `applications:${from.applications}`;
  const next = 'month' in from ? months.find((month) => month > from.month) : months[0];
  return next && `readings:${next}`;
}

/** What somebody signed in may see, copy and ask for of their own data. */
export function ownData({ table, clock, zone, link, log }: PersonalDataGiven): Own {
  const today = () => dayIn(zone.timeZone, instantOf(clock.now()));
  const gather = (principal: Principal) => gatherHeld(table, accountOf(principal));
  const linesOf = (held: Held) => heldLines(holdingsOf(held, zone.timeZone), zone, today());
  const requestsOf = async ({ email }: Principal) =>
    email ? (await readOwnDataRequests(table, fingerprint(email))).map(ownView) : [];

  return {
    readMyData: async ({ principal }) =>
      success({
        body: {
          held: linesOf(await gather(principal)),
          requests: await requestsOf(principal),
          answerDays: zone.retention.answerDays,
          rights,
        },
      }),

    exportMyData: async ({ principal, query }) => {
      const [part = 'overview', place = ''] = (query.part ?? 'overview').split(':');
      const held = await gather(principal);
      const since = held.cases.map(({ head }) => head.createdAt).sort()[0];
      const now = instantOf(clock.now());
      const months = since ? monthsKept(zone.timeZone, now, since, zone.retention.readingsDays) : [];
      const head = {
        format: 'greenpath-personal-data/1' as const,
        zone: zone.id,
        authority: zone.authority,
        madeAt: now,
      };
      const found = await (async (): Promise<PersonalDataPart | undefined> => {
        if (part === 'overview') {
          const requests = await requestsOf(principal);
          const next = nextPart(held, months, { applications: 0 });
          const whole = { held: linesOf(held), leftOut: [...leftOut], requests, ...restTold(held) };
          return { ...head, part, ...whole, ...(next ? { next } : {}) };
        }
        if (part === 'applications' && /^\d{1,6}$/.test(place)) {
          const from = Number(place);
          const shown = held.cases.slice(from, from + applicationsAtOnce);
          const next = nextPart(held, months, { applications: from + applicationsAtOnce });
          const linkOf: Parameters<typeof applicationTold>[1] = async ({ key, versionId, fileName, id, contentType }) =>
            versionId && link({ key, versionId, fileName: fileName ?? id, contentType });
          const applications = await Promise.all(shown.map((one) => applicationTold(one, linkOf)));
          return { ...head, part, applications, ...(next ? { next } : {}) };
        }
        if (part === 'readings' && months.includes(place)) {
          const ids = [
            ...held.cases.map(({ head: { id } }) => id),
            ...held.permits.map(({ permit }) => permit.number),
            ...held.cards.map(({ card }) => card.number),
          ];
          const next = nextPart(held, months, { month: place });
          return { ...head, part, readings: await readingsAbout(table, place, ids), ...(next ? { next } : {}) };
        }
        return undefined;
      })();
      if (!found) return failure(problem('not-found'));
      await recordReading(
        { table, clock, zone },
        { by: principal.subject, what: 'personal-data', id: fingerprint(principal.email ?? principal.subject) },
      );
      log.info('personal-data-exported', { part });
      return success({ body: found, headers: { 'cache-control': 'no-store' } });
    },

    requestOfMyData: async ({ principal, body, idempotencyKey }) => {
      const { email, subject } = principal;
      if (!email) return failure(problem('not-allowed'));
      const emailHash = fingerprint(email);
      const id = idempotencyKey ? idOf(subject, idempotencyKey, 'data-request') : newId();
      const before = await readOwnDataRequests(table, emailHash);
      const waiting = before.filter((one) => one.id !== id && (one.state === 'open' || one.state === 'proposed'));
      if (waiting.length >= mostOpen) {
        const detail = {
          zh: `您已有 ${mostOpen} 项请求等待答复，请等候答复后再提出。`,
          en: `${mostOpen} of your requests wait for an answer; please wait for it before you ask again.`,
        };
        return failure(problem('conflict', { detail }));
      }
      const createdAt = instantOf(clock.now());
      const request: DataRequest = {
        ...{ id, version: 1, kind: body.kind, state: 'open', createdAt },
        requested: { by: 'person', subject, email, emailHash },
        dueOn: addDays(today(), zone.retention.answerDays),
        ...(body.language ? { language: body.language } : {}),
        ...(body.words ? { words: body.words } : {}),
      };
      const kept = await keepDataRequest(table, request);
      if (!kept.ok && !kept.error) return failure(problem('try-again'));
      log.info('data-request-changed', { state: 'open' });
      return success({ body: ownView(kept.ok ? kept.value : (kept.error ?? request)) });
    },
  };
}
