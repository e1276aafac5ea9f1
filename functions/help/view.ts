import type { HelpView } from '../../shared/contract/help.ts';
import { type HelpActor, nextActs, seesAct } from '../../shared/domain/help/mediation.ts';
import type { HelpEvent, HelpHead } from '../../shared/records/help.ts';
import type { Found } from './given.ts';

/** A line of a list. Who has it in hand is for officers. */
export const helpLine = (
  { id, kind, topic, state, language, openedAt, waitingSince, handler }: HelpHead,
  officer?: string,
) => ({
  id,
  kind,
  topic,
  state,
  language,
  openedAt,
  ...(officer ? { waitingSince, mine: handler === officer } : {}),
});

const sessionsOf = (events: readonly HelpEvent[]) =>
  events.flatMap(({ act, data: { number, on, place } }) => {
    if (act !== 'session' || !number || !on || !place) return [];
    const minutes = events.findLast((event) => event.act === 'minutes' && event.data.number === number)?.data.text;
    return [{ number, on, place, ...(minutes ? { minutes } : {}) }];
  });

/** A request as one of its people sees it; everything that is not meant for them is left out here. */
export function helpViewOf({ head, events }: Found, actors: ReadonlySet<HelpActor>): HelpView {
  const officer = actors.has('officer');
  const seen = events.filter(({ act, as }) => seesAct(act, as, actors));
  const summary = seen.findLast(({ act }) => act === 'invite')?.data.summary;
  const proposal = seen.findLast(({ act }) => act === 'propose')?.data;
  const end = seen.findLast(({ act }) => act === 'close')?.data;
  const path = `/api/help-requests/${head.id}/agreement.pdf`;
  const you: HelpActor =
    (['handler', 'officer', 'requester', 'other-party'] as const).find((one) => actors.has(one)) ?? 'officer';
  return {
    id: head.id,
    kind: head.kind,
    topic: head.topic,
    state: head.state,
    language: head.language,
    openedAt: head.openedAt,
    version: head.version,
    you,
    ...(head.station && you !== 'other-party' ? { station: head.station } : {}),
    ...(head.about && you !== 'other-party' ? { about: head.about } : {}),
    ...(head.other
      ? {
          parties: {
            requester: head.requester.name ?? '',
            other: head.other.name,
            ...(you === 'other-party' ? {} : { otherEmail: head.other.email }),
          },
        }
      : {}),
    ...(summary ? { summary } : {}),
    sessions: sessionsOf(seen),
    ...(proposal?.version && proposal.terms
      ? { terms: { version: proposal.version, text: proposal.terms, acceptedBy: head.accepted } }
      : {}),
    ...(head.agreement
      ? { agreement: { ...head.agreement, links: { zh: `${path}?language=zh`, en: `${path}?language=en` } } }
      : {}),
    ...(head.outcome ? { outcome: head.outcome } : {}),
    ...(end?.referredTo ? { referredTo: end.referredTo } : {}),
    happened: seen.map(({ at, act, as, by, data }) => ({
      at,
      act,
      as: as === 'requester' || as === 'other-party' ? as : 'office',
      ...(officer && as !== 'requester' && as !== 'other-party' ? { officer: by } : {}),
      // Minutes stand with their session.
      ...(data.text && act !== 'minutes' ? { text: data.text } : {}),
      ...(act === 'note' ? { confidential: true } : {}),
    })),
    next: nextActs(head, actors),
  };
}
