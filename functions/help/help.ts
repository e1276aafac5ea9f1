import type { HelpRequestBody, helpRoutes } from '../../shared/contract/help.ts';
import type { Principal } from '../../shared/domain/access/roles.ts';
import { type HelpAct, type HelpActor, helpActors, helpStep } from '../../shared/domain/help/mediation.ts';
import { isOpen } from '../../shared/domain/help/stations.ts';
import { type HelpLine, helpStatistics } from '../../shared/domain/help/statistics.ts';
import { type Instant, instantOf, timeIn } from '../../shared/domain/time.ts';
import { cursorOf, keyOf, notACursor } from '../../shared/http/cursor.ts';
import type { Handles, Reply } from '../../shared/http/function.ts';
import { invalid, type Problem, type ProblemEntry, problem } from '../../shared/http/problem.ts';
import { inboxesOf, noticeSteps } from '../../shared/notices/notice.ts';
import { officialCalendar } from '../../shared/policy/calendars/index.ts';
import {
  changeHelp,
  type HelpHead,
  keepHelp,
  readHelpOf,
  readHelpOfMonth,
  readHelpQueue,
} from '../../shared/records/help.ts';
import { keys, queueKeys } from '../../shared/records/keys.ts';
import { recordReading } from '../../shared/records/reading.ts';
import { repetition, requestMark } from '../../shared/records/requests.ts';
import { idOf, newId } from '../../shared/records/table.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import { findCase } from '../../shared/view/access.ts';
import { findPermit } from '../../shared/view/find-permit.ts';
import { unprintable } from '../../shared/view/unprintable.ts';
import { changeFor } from './acting.ts';
import { actedOnIt, type Found, findHelp, type HelpGiven, helpOf, isOfficer, isParty } from './given.ts';
import { helpLine, helpViewOf } from './view.ts';
import { helpNotices } from './wording.ts';

const pageLength = 25;
/** More than any mediation needs. */
const mostEvents = 300;
/** Several people may act in the same moment; each step is worked out anew on what stands then. */
const attempts = 6;

const actedBefore = {
  zh: '您办理过该纠纷所涉的申请，须由其他工作人员调解。',
  en: 'You worked on the application that this dispute is about; a colleague mediates.',
};
const tooLong = {
  zh: '记录已满，请由工作人员结束本求助。',
  en: 'There is too much in it already; an officer closes it now.',
};

const notAnOption = (path: string, options: readonly string[]): ProblemEntry => ({
  path,
  code: 'not-an-option',
  text: { zh: `须为以下之一：${options.join('、')}`, en: `must be one of: ${options.join(', ')}` },
});
const notYours = (path: string): ProblemEntry => ({
  path,
  code: 'not-found',
  text: { zh: '没有您的这一申请或许可', en: 'is none of yours' },
});

/** Help and disputes (求助与纠纷), and the service stations. */
export function help(given: HelpGiven): Handles<typeof helpRoutes> {
  const { table, clock, rules, log } = given;
  const { zone } = rules;

  /** Staff who look into a dispute leave a trace first. */
  async function shown(principal: Principal, found: Found, actors: ReadonlySet<HelpActor>): Promise<Reply> {
    if (found.head.kind === 'dispute' && actors.has('officer')) {
      await recordReading({ table, clock, zone }, { by: principal.subject, what: 'help-request', id: found.head.id });
      log.info('sensitive-read', { what: 'help-request' });
    }
    return { body: helpViewOf(found, actors), headers: { etag: `"${found.head.version}"` } };
  }

  /** What a request names that the zone does not know, or that is not the requester's. */
  async function wrongIn(body: HelpRequestBody, principal: Principal): Promise<ProblemEntry[]> {
    const { topics, stations } = helpOf(rules);
    const fitting = topics.filter(({ kinds }) => kinds.includes(body.kind)).map(({ id }) => id);
    const known = stations.map(({ id }) => id);
    // Whoever asks for help asks as a party, whatever else they are.
    const roles = principal.roles.filter((role) => role === 'employer' || role === 'applicant');
    const party = { ...principal, roles };
    const { applicationId, permitNumber } = body.about ?? {};
    const ownCase = applicationId === undefined || (await findCase(table, party, applicationId)).ok;
    const ownPermit =
      permitNumber === undefined || (await findPermit({ table, clock, zone, log }, party, permitNumber)).ok;
    const alone = body.kind === 'dispute' && body.otherParty.email === principal.email;
    return [
      ...(fitting.includes(body.topic) ? [] : [notAnOption('topic', fitting)]),
      ...(body.station === undefined || known.includes(body.station) ? [] : [notAnOption('station', known)]),
      ...(ownCase ? [] : [notYours('about.applicationId')]),
      ...(ownPermit ? [] : [notYours('about.permitNumber')]),
      ...(alone
        ? [
            {
              path: 'otherParty.email',
              code: 'own-address',
              text: { zh: '这是您自己的邮箱', en: 'is your own address' },
            },
          ]
        : []),
    ];
  }

  const monthOf = (at: Instant) => rules.dayOf(at).slice(0, 7);

  /** The line of the month that a change leaves. */
  function lineOf(before: HelpHead, act: HelpAct, after: Partial<HelpHead>, at: Instant) {
    const { kind, topic } = before;
    const month = monthOf(at);
    const line = (the: HelpLine) => ({ month, line: the });
    if (act === 'report-breach') return line({ what: 'breach', kind, topic });
    if (before.state === 'breached' && after.state === 'closed') return line({ what: 'after-breach', kind, topic });
    if (after.state !== 'closed' && after.state !== 'agreed') return undefined;
    const { days } = rules.between(rules.dayOf(before.openedAt), rules.dayOf(at));
    return line({ what: 'closed', kind, topic, outcome: after.outcome ?? 'failed', workingDays: days });
  }

  return {
    requestHelp: async ({ body, principal, idempotencyKey }) => {
      const wrong = await wrongIn(body, principal);
      if (wrong.length > 0) return invalid(...wrong);
      const dispute = body.kind === 'dispute' ? body : undefined;
      const unprinted = dispute && unprintable({ name: dispute.name, otherParty: dispute.otherParty });
      if (unprinted) return failure(unprinted);
      const { subject, email } = principal;
      const id = idempotencyKey ? idOf(subject, idempotencyKey, 'help') : newId();
      const [party] = inboxesOf({ subject });
      if (!party) throw new Error('a person without a list');
      const at = instantOf(clock.now());
      const head = {
        id,
        kind: body.kind,
        topic: body.topic,
        language: body.language,
        state: 'open' as const,
        openedAt: at,
        waitingSince: at,
        ...(body.station ? { station: body.station } : {}),
        ...(body.about ? { about: body.about } : {}),
        requester: { subject, ...(email ? { email } : {}), ...(dispute ? { name: dispute.name } : {}) },
        ...(dispute ? { other: dispute.otherParty } : {}),
        sessions: 0,
        terms: 0,
        accepted: [],
      };
      const happening = { at, act: 'request', as: 'requester', by: subject, data: { text: body.description } } as const;
      const kept = await keepHelp(table, head, happening, party);
      if (!kept.ok && kept.error?.requester.subject !== subject) return failure(problem('try-again'));
      if (kept.ok) log.info('help-changed', { act: 'request' });
      const found = await findHelp(table, principal, id);
      return found ? success(await shown(principal, found, found.actors)) : failure(problem('try-again'));
    },

    listHelp: async ({ query, principal }) => {
      const { kind, as = 'requester', cursor, limit = pageLength } = query;
      if (kind) {
        if (!isOfficer(principal)) return failure(problem('not-allowed'));
        const shape = {
          pk: /^HELP#[0-9a-z]{24}$/,
          sk: 'HEAD',
          queuePk: queueKeys.help(kind),
          queueSk: /^[0-9T:.Z-]{24}#[0-9a-z]{24}$/,
        };
        const after = cursor === undefined ? undefined : keyOf(cursor, shape);
        if (cursor !== undefined && !after) return failure(notACursor());
        const { heads, next } = await readHelpQueue(table, kind, { limit, ...(after ? { after } : {}) });
        const items = heads
          // A party does not see it in the office's queue.
          .filter((head) => !isParty(head, principal))
          .map((head) => helpLine(head, principal.subject));
        return success({ body: { items, ...(next ? { next: cursorOf(next) } : {}) } });
      }
      const [party] = inboxesOf(
        as === 'requester' ? { subject: principal.subject } : principal.email ? { email: principal.email } : {},
      );
      if (!party) return success({ body: { items: [] } });
      const shape = { pk: keys.helpOf(party, '', '').pk, sk: /^[0-9T:.Z-]{24}#[0-9a-z]{24}$/ };
      const after = cursor === undefined ? undefined : keyOf(cursor, shape);
      if (cursor !== undefined && !after) return failure(notACursor());
      const { heads, next } = await readHelpOf(table, party, { limit, ...(after ? { after } : {}) });
      const items = heads
        .filter(({ invitedAt }) => as === 'requester' || invitedAt !== undefined)
        .map((head) => helpLine(head));
      return success({ body: { items, ...(next ? { next: cursorOf(next) } : {}) } });
    },

    readHelp: async ({ parameters, principal }) => {
      const found = await findHelp(table, principal, parameters.id ?? '');
      return found ? success(await shown(principal, found, found.actors)) : failure(problem('not-found'));
    },

    actOnHelp: async (request): Promise<Result<Reply, Problem>> => {
      const { parameters, principal, body } = request;
      const id = parameters.id ?? '';
      const mark = requestMark(request, `help ${id}`);
      for (let attempt = 1; attempt <= attempts; attempt++) {
        const found = await findHelp(table, principal, id);
        if (!found) return failure(problem('not-found'));
        const { head, actors } = found;
        const repeated = repetition(head.requests, mark);
        if (repeated === 'same') return success(await shown(principal, found, actors));
        if (repeated === 'other-body') return failure(problem('key-reused'));
        const present = async (refusal: Problem) =>
          failure({ ...refusal, current: (await shown(principal, found, actors)).body });
        if (request.version !== undefined && request.version !== head.version)
          return present(problem('version-conflict'));
        const step = helpStep(head, body.act, actors);
        if (!step) {
          const somebody = helpActors.some((actor) => helpStep(head, body.act, new Set([actor])));
          return somebody ? failure(problem('not-allowed')) : present(problem('conflict'));
        }
        const as = step.by.find((actor) => actors.has(actor)) ?? 'officer';
        const officer = actors.has('officer');
        if (officer && head.kind === 'dispute' && (await actedOnIt(table, head, principal.subject))) {
          return failure(problem('not-allowed', { detail: actedBefore }));
        }
        if (head.version >= mostEvents && body.act !== 'close' && body.act !== 'claim') {
          return failure(problem('conflict', { detail: tooLong }));
        }
        const at = instantOf(clock.now());
        const changes = changeFor(found, body, as, {
          actors,
          subject: principal.subject,
          zone,
          today: rules.dayOf(at),
          at,
        });
        if (!changes.ok) return changes.error.status === 409 ? present(changes.error) : changes;
        if (!changes.value) return success(await shown(principal, found, actors));
        const { set, data } = changes.value;
        const after: HelpHead = { ...head, ...set, version: head.version + 1 };
        const notices = helpNotices(body.act, as, after, data);
        const [invited] = body.act === 'invite' && head.other ? inboxesOf({ email: head.other.email }) : [];
        const changed = await changeHelp(
          table,
          head,
          set,
          { at, act: body.act, as, by: principal.subject, data },
          {
            request: mark,
            listedFor: invited,
            line: lineOf(head, body.act, set, at),
            also: notices.flatMap((notice) => noticeSteps(notice, at)),
          },
        );
        // A stated version is gone then; without one the act is tried on what stands now.
        if (!changed.ok) continue;
        log.info('help-changed', { act: body.act });
        const now = await findHelp(table, principal, id);
        // Who declined sees no more of it than that.
        if (!now) return success({ body: helpViewOf({ ...found, head: changed.value }, actors) });
        return success(await shown(principal, now, now.actors));
      }
      return failure(problem('try-again'));
    },

    readHelpStatistics: async ({ query }) =>
      success({ body: { month: query.month, ...helpStatistics(await readHelpOfMonth(table, query.month)) } }),

    listStations: async ({ query }) => {
      const { stations, services, topics } = helpOf(rules);
      const wrong = [
        ...(query.service === undefined || services.some(({ id }) => id === query.service)
          ? []
          : [
              notAnOption(
                'query.service',
                services.map(({ id }) => id),
              ),
            ]),
      ];
      if (wrong.length > 0) return invalid(...wrong);
      const now = instantOf(clock.now());
      const [today, time] = [rules.dayOf(now), timeIn(rules.timeZone, now)];
      const items = stations
        .map((station) => ({
          ...station,
          services: services.filter(({ id }) => station.services.includes(id)),
          openNow: isOpen(officialCalendar, station, today, time),
        }))
        .filter(
          (station) =>
            (query.service === undefined || station.services.some(({ id }) => id === query.service)) &&
            (query.language === undefined || station.languages.includes(query.language)) &&
            (query.open === undefined || station.openNow),
        );
      return success({ body: { items, services, topics } });
    },
  };
}
