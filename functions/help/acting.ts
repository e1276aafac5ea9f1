import type { HelpActBody } from '../../shared/contract/help.ts';
import { type HelpActor, helpStep, stateAfter } from '../../shared/domain/help/mediation.ts';
import type { Text } from '../../shared/domain/text.ts';
import type { Day, Instant } from '../../shared/domain/time.ts';
import { invalid, type Problem, type ProblemEntry, problem } from '../../shared/http/problem.ts';
import type { HelpData, HelpHead, PartyOfDispute } from '../../shared/records/help.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import { unprintable } from '../../shared/view/unprintable.ts';
import type { Zone } from '../../shared/zone/zone.ts';
import type { Found } from './given.ts';

export type Change = { set: Partial<HelpHead>; data: HelpData };

const mostSessions = 30;
const online: Text = { zh: '线上', en: 'online' };

const entry = (path: string, code: string, zh: string, en: string): ProblemEntry => ({ path, code, text: { zh, en } });

/** The number of an agreement: short, from the request and the day alone. */
const agreementNumber = (id: string, on: Day): string =>
  `MED-${on.replaceAll('-', '')}-${id.slice(0, 8).toUpperCase()}`;

function sessionChange(
  { sessions }: HelpHead,
  { on, place }: Extract<HelpActBody, { act: 'session' }>,
  zone: Zone,
  today: Day,
): Result<Change, Problem> {
  const station = zone.help?.stations.find(({ id }) => id === place);
  const wrong = [
    ...(on < today ? [entry('on', 'out-of-range', '不得早于今天', 'must not lie in the past')] : []),
    ...(place === 'online' || station
      ? []
      : [entry('place', 'not-an-option', '须为 online 或服务站', 'must be online or a service station')]),
    ...(sessions >= mostSessions
      ? [entry('act', 'too-many', `最多 ${mostSessions} 次`, `there are ${mostSessions} sessions already`)]
      : []),
  ];
  if (wrong.length > 0) return invalid(...wrong);
  const number = sessions + 1;
  return success({ set: { sessions: number }, data: { number, on, place, placeName: station?.name ?? online } });
}

function minutesChange(
  { events }: Found,
  { session, text }: Extract<HelpActBody, { act: 'minutes' }>,
  today: Day,
): Result<Change, Problem> {
  const found = events.find(({ act, data }) => act === 'session' && data.number === session);
  if (!found) return invalid(entry('session', 'not-an-option', '没有这次调解', 'is no session of this mediation'));
  if ((found.data.on ?? '') > today) {
    return invalid(entry('session', 'out-of-range', '这次调解尚未进行', 'this session has not taken place yet'));
  }
  return success({ set: {}, data: { number: session, text } });
}

/**
 * What an act changes, once the table of steps allows it.
 * @param as the part in which it is done
 * @returns undefined for an acceptance that stands already
 */
export function changeFor(
  found: Found,
  body: HelpActBody,
  as: HelpActor,
  the: { actors: ReadonlySet<HelpActor>; subject: string; zone: Zone; today: Day; at: Instant },
): Result<Change | undefined, Problem> {
  const { head } = found;
  const { zone, today, at } = the;
  const step = helpStep(head, body.act, the.actors);
  if (!step) return failure(problem('conflict'));
  const state = stateAfter(head.state, step, false);
  const plain = (set: Partial<HelpHead>, data: HelpData = {}): Result<Change, Problem> =>
    success({ set: { state, ...set }, data });
  const said = (text: string | undefined): HelpData => (text === undefined ? {} : { text });
  switch (body.act) {
    case 'claim':
      return plain({ handler: the.subject });
    case 'answer':
      return plain({}, { text: body.text });
    case 'ask':
      return plain(head.state === 'answered' ? { waitingSince: at } : {}, { text: body.text });
    case 'withdraw':
      return plain({ outcome: 'withdrawn' }, { outcome: 'withdrawn' });
    case 'leave':
      return plain({ outcome: 'left' }, { outcome: 'left', ...said(body.text) });
    case 'close':
      return plain(
        { outcome: body.outcome },
        { outcome: body.outcome, ...said(body.text), ...(body.referredTo ? { referredTo: body.referredTo } : {}) },
      );
    case 'invite': {
      const { summary } = body;
      const unprinted = unprintable({ summary });
      return unprinted ? failure(unprinted) : plain({ invitedAt: at }, { summary });
    }
    case 'consent':
      return plain({ waitingSince: at });
    case 'decline':
      // Whoever declined has nothing more to do with it.
      return plain({ waitingSince: at, invitedAt: undefined }, said(body.text));
    case 'session':
      return sessionChange(head, body, zone, today);
    case 'minutes':
      return minutesChange(found, body, today);
    case 'note':
      return plain({}, { text: body.text });
    case 'propose': {
      const { terms } = body;
      const unprinted = unprintable({ terms });
      if (unprinted) return failure(unprinted);
      const version = head.terms + 1;
      return plain({ terms: version, accepted: [] }, { version, terms });
    }
    case 'accept': {
      if (body.terms !== head.terms) return failure(problem('version-conflict'));
      const party: PartyOfDispute = as === 'requester' ? as : 'other-party';
      if (head.accepted.includes(party)) return success(undefined);
      const accepted = [...head.accepted, party];
      if (head.accepted.length === 0) return plain({ accepted }, { version: body.terms });
      const number = agreementNumber(head.id, today);
      const { authority, rehearsal } = zone;
      return success({
        set: {
          state: stateAfter(head.state, step, true),
          accepted,
          agreement: { number, at },
          outcome: 'agreed',
        },
        data: {
          version: body.terms,
          outcome: 'agreed',
          agreement: { number, authority, ...(rehearsal ? { sample: true } : {}) },
        },
      });
    }
    case 'report-breach':
      return plain({ waitingSince: at }, { text: body.text });
  }
}
