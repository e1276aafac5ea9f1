import type { ApplicationEvent } from '../../shared/domain/application/events.ts';
import { closedStages, type Stage, stages, transitions } from '../../shared/domain/application/transitions.ts';
import { chained } from '../../shared/records/application.ts';
import type { Item } from '../../shared/records/table.ts';
import type { Rules } from '../../shared/zone/rules.ts';

type Head = Item & {
  id: string;
  stage: Stage;
  events: number;
  chain: string;
  procedure: string;
  employerId: string;
  personId?: string;
  category?: string | null;
  quota?: string;
  deemsAt?: string;
  acceptedAt?: string;
  permitNumber?: string;
};
type Event = Item & ApplicationEvent;
type Permit = Item & {
  number: string;
  status: string;
  period: number;
  validFrom: string;
  validTo: string;
  applicationId: string;
};
type Place = Item & { applicationId?: string };

/** One case with all that was ever written down about it. */
type Story = { head: Head; events: Event[] };

const kindOf = ({ pk }: Item) => pk.split('#')[0];

const storiesIn = (items: readonly Item[]): Story[] =>
  items
    .filter((item): item is Head => kindOf(item) === 'APPLICATION' && item.sk === 'HEAD')
    .map((head) => ({
      head,
      events: items
        .filter((item): item is Event => item.pk === head.pk && item.sk.startsWith('EVENT#'))
        .sort((a, b) => a.sequence - b.sequence),
    }));

/** Stages to which an event of a type can lead; an event that is not here keeps the stage. */
const leadsTo: Partial<Record<ApplicationEvent['type'], readonly (keyof typeof transitions)[]>> = {
  submitted: ['submit'],
  supplemented: ['supplement'],
  recalled: ['recall'],
  withdrawn: ['withdraw'],
  accepted: ['accept'],
  'deemed-accepted': ['deem-accepted'],
  returned: ['return'],
  'acceptance-refused': ['refuse-acceptance'],
  reviewed: ['recommend'],
  'refusal-announced': ['announce-refusal'],
  replied: ['reply'],
  'reply-period-ended': ['end-reply'],
  approved: ['approve'],
  'deemed-granted': ['deem-granted'],
  refused: ['refuse'],
  referred: ['refer'],
  'permit-issued': ['issue'],
  completed: ['complete'],
  lapsed: ['lapse'],
  reopened: ['reopen'],
  'sent-back': ['review-again'],
  'effect-blocked': ['reconsider'],
};

/** Where the events lead when they are played through the published table; a text where they leave it. */
function playedThrough({ head, events }: Story): { stage: Stage } | { problem: string } {
  let stage: Stage = 'draft';
  let before: Stage = 'draft';
  for (const { type, sequence, data } of events) {
    const names = leadsTo[type];
    if (type === 'restored') {
      const back: Stage = stages.find((name) => name === data.to) ?? before;
      if (stage !== 'with-delegating-authority')
        return { problem: `${head.id} event ${sequence}: restored from ${stage}` };
      stage = back;
      continue;
    }
    if (type === 'referred') before = stage;
    if (!names) continue;
    const way = names.map((name) => transitions[name]).find(({ from }) => from.includes(stage));
    if (!way) return { problem: `${head.id} event ${sequence}: ${type} from ${stage}` };
    stage = way.to;
  }
  return { stage };
}

const last = (events: readonly Event[], ...types: ApplicationEvent['type'][]) =>
  events.findLast(({ type }) => types.includes(type));

const before = (events: readonly Event[], one: Event) => events.filter(({ sequence }) => sequence < one.sequence);

/** The chain of a case: no hole, no change of what was written, and a head that ends where it ends. */
function chainProblems({ head, events }: Story): string[] {
  const found: string[] = [];
  let previous = { sequence: 0, hash: '' };
  for (const event of events) {
    const { at, type, by, data } = event;
    const again = chained(previous, { at, type, by, data });
    if (again.sequence !== event.sequence || again.hash !== event.hash) {
      found.push(`${head.id}: event ${event.sequence} does not follow from the one before`);
    }
    previous = event;
  }
  if (head.events !== previous.sequence || head.chain !== previous.hash) {
    found.push(`${head.id}: the head ends at event ${head.events}, the chain at ${previous.sequence}`);
  }
  return found;
}

/** Invariants 2, 5 and 11, and the order of stages. */
function decisionProblems(story: Story): string[] {
  const { head, events } = story;
  const found: string[] = [];
  const say = (what: string) => found.push(`${head.id}: ${what}`);
  const played = playedThrough(story);
  if ('problem' in played) found.push(played.problem);
  else if (played.stage !== head.stage) say(`its events lead to ${played.stage}, it stands in ${head.stage}`);
  for (const event of events) {
    const earlier = before(events, event);
    const reviewer = last(earlier, 'reviewed')?.by.subject;
    if (['approved', 'refused', 'refusal-announced'].includes(event.type)) {
      if (event.by.party !== 'authority' || !event.by.subject) say(`${event.type} by nobody`);
      if (event.by.subject === reviewer) say(`${event.type} by its own reviewer`);
      if (!reviewer) say(`${event.type} without a review`);
    }
    if (event.type === 'acceptance-refused' && event.by.party !== 'authority') say('acceptance refused by nobody');
    if (event.type === 'refused') {
      const codes = (of: Event | undefined) =>
        ((of?.data.reasons ?? []) as { code: string; rule: string }[]).map(({ code }) => code);
      const announced = last(earlier, 'refusal-announced');
      const heard =
        announced &&
        earlier.some(
          (one) => one.sequence > announced.sequence && ['replied', 'reply-period-ended'].includes(one.type),
        );
      if (!heard) say('refused without hearing the party first');
      if (codes(event).length === 0) say('refused without reasons');
      if (codes(event).some((code) => !codes(announced).includes(code)))
        say('refused for a reason that was not announced');
    }
  }
  if (events.filter(({ type }) => type === 'permit-issued').length > 1) say('its permit was issued twice');
  const acceptances = events.filter(({ type }) => type === 'time-extended');
  const submissions = events.filter(({ type }) => ['submitted', 'reopened'].includes(type));
  if (acceptances.length > submissions.length) say('the time was extended more than once');
  return found;
}

/** Invariant 4: no due time beyond the statutory ceiling beside it. */
const clockProblems = ({ head, events }: Story, rules: Rules): string[] =>
  events.flatMap(({ sequence, data }) => {
    const clock = data.clock as { dueAt: string; ceilingOn: string } | undefined;
    return clock && rules.dayOf(clock.dueAt) > clock.ceilingOn
      ? [`${head.id} event ${sequence}: due on ${clock.dueAt}, after the ceiling ${clock.ceilingOn}`]
      : [];
  });

/** Invariant 1 and 6: nothing that the law has decided stands undecided. */
const deemedProblems = ({ head }: Story, now: string): string[] =>
  head.deemsAt && head.deemsAt < now && !closedStages.includes(head.stage) && head.stage !== 'approved'
    ? [`${head.id}: stands in ${head.stage} although the law decided at ${head.deemsAt}`]
    : [];

/** Invariant 8: one open case per person, employer and procedure, and a lock that says which. */
function lockProblems(stories: readonly Story[], items: readonly Item[]): string[] {
  const found: string[] = [];
  const open = new Map<string, string[]>();
  for (const { head } of stories) {
    if (closedStages.includes(head.stage) || head.stage === 'draft') continue;
    const lock = `OPEN#${head.personId}#${head.employerId}#${head.procedure}`;
    open.set(lock, [...(open.get(lock) ?? []), head.id]);
  }
  const locks = new Map(items.filter((item) => kindOf(item) === 'OPEN').map((item) => [item.pk, item.applicationId]));
  for (const [lock, ids] of open) {
    if (ids.length > 1) found.push(`${ids.join(' and ')} are open under one lock`);
    if (!ids.includes(String(locks.get(lock)))) found.push(`${ids.join()} is open without its lock`);
  }
  for (const [lock, id] of locks) if (!open.has(lock)) found.push(`a lock is held by ${id}, which is not open`);
  const codes = new Map<string, Set<string>>();
  for (const item of items) {
    if (kindOf(item) !== 'PASSPORT') continue;
    const key = `${item.pk} ${item.sk}`;
    codes.set(key, (codes.get(key) ?? new Set()).add(String(item.personId)));
  }
  for (const [key, persons] of codes) if (persons.size > 1) found.push(`${key} leads to ${[...persons].join()}`);
  return found;
}

const heldStages: readonly Stage[] = [
  'review',
  'conclusion',
  'refusal-announced',
  'approved',
  'with-delegating-authority',
];

/** Invariant 9: as many places as there are, and one for each accepted case that has one. */
function quotaProblems(stories: readonly Story[], items: readonly Item[], size: number): string[] {
  const found: string[] = [];
  const places = items.filter((item): item is Place => kindOf(item) === 'QUOTA' && item.sk.startsWith('PLACE#'));
  const taken = places.filter(({ applicationId }) => applicationId !== undefined);
  const perYear = new Map<string, number>();
  for (const { pk } of taken) perYear.set(pk, (perYear.get(pk) ?? 0) + 1);
  for (const [pk, count] of perYear) if (count > size) found.push(`${pk}: ${count} places of ${size} are taken`);
  const byCase = new Map<string, number>();
  for (const { applicationId } of taken)
    byCase.set(String(applicationId), (byCase.get(String(applicationId)) ?? 0) + 1);
  for (const { head } of stories) {
    const count = byCase.get(head.id) ?? 0;
    if (count > 1) found.push(`${head.id} has ${count} places`);
    const holds = heldStages.includes(head.stage) || head.stage === 'issued' || head.stage === 'returned';
    if (count === 1 && !holds) found.push(`${head.id} keeps a place in ${head.stage}`);
    if ((head.quota !== undefined) !== (count === 1)) {
      found.push(`${head.id} says ${head.quota ?? 'no place'}, the ledger has ${count}`);
    }
  }
  return found;
}

/** Invariants 6 and 7: periods follow each other, none is longer than its category allows. */
function permitProblems(stories: readonly Story[], items: readonly Item[], rules: Rules): string[] {
  const found: string[] = [];
  const permits = items.filter((item): item is Permit => kindOf(item) === 'PERMIT' && item.sk === 'PERMIT');
  const longest = Math.max(
    ...Object.values(rules.zone.policy.validityMonths).filter((months) => typeof months === 'number'),
  );
  for (const permit of permits) {
    const months = (Date.parse(permit.validTo) - Date.parse(permit.validFrom)) / (86_400_000 * 30.4);
    if (months > longest + 1) found.push(`${permit.number} runs ${months} months`);
    const source = stories.find(({ head }) => head.id === permit.applicationId);
    if (source && !['issued', 'completed'].includes(source.head.stage)) {
      found.push(`${permit.number} rests on ${source.head.id}, which stands in ${source.head.stage}`);
    }
  }
  for (const { head } of stories) {
    if (head.stage === 'issued' && !permits.some(({ number }) => number === head.permitNumber)) {
      found.push(`${head.id} is issued, but its permit is not there`);
    }
  }
  return found;
}

/**
 * Everything in a table that breaks an invariant of the law of the case, in words.
 * @param the.size places of the quota in a year
 */
export function problemsIn(items: readonly Item[], the: { rules: Rules; now: string; size: number }): string[] {
  const stories = storiesIn(items);
  return [
    ...stories.flatMap((story) => [
      ...chainProblems(story),
      ...decisionProblems(story),
      ...clockProblems(story, the.rules),
      ...deemedProblems(story, the.now),
    ]),
    ...lockProblems(stories, items),
    ...quotaProblems(stories, items, the.size),
    ...permitProblems(stories, items, the.rules),
  ];
}
