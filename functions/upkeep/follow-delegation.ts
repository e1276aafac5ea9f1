import { deemedAt } from '../../shared/domain/application/case-clock.ts';
import { outsideDelegation } from '../../shared/domain/application/delegation.ts';
import {
  isOfficerStage,
  partyStages,
  restorations,
  type Stage,
  transitions,
} from '../../shared/domain/application/transitions.ts';
import type { Text } from '../../shared/domain/text.ts';
import { addDays, type Day, endOfDay, type Instant, instantOf } from '../../shared/domain/time.ts';
import { changeApplication, type Head, plain, readHead } from '../../shared/records/application.ts';
import { everyCase } from '../../shared/records/queues.ts';
import { notSuspendedCheck, readStanding, type Standing, stillSuspendedCheck } from '../../shared/records/standing.ts';
import { suspensionAgainst } from '../../shared/view/standing.ts';
import type { Workflow } from '../../shared/workflow/approval.ts';
import { resumedTimes } from '../../shared/workflow/resumed-times.ts';
import type { TimeGiven } from '../../shared/workflow/time-acts.ts';
import { timesOf } from '../../shared/zone/times.ts';
import { tried } from './tried.ts';

type Given = TimeGiven & { workflow: Workflow };

/** Why a case cannot stay: in words, and the suspension where it is one. */
type Cause = { reason: Text; suspension?: { entry: string; event: number } };

/** Cases that leave or come back in one round, which has a minute; the next round goes on. */
const mostMoves = 150;
const pageLength = 50;
const away = 'with-delegating-authority';
const system = { party: 'system' } as const;

const everyone = ({ table, rules }: Given, stage: Stage): AsyncGenerator<Head> =>
  everyCase(table, rules.zone, stage, { length: pageLength });

/** What decides whether a case can stay; a line of a queue tells as much. */
const caseOf = ({ procedure, category }: Head) => ({ procedure, category: category ?? null });

/** Looks up why a case cannot stay with the zone now; undefined when it can. */
function causes({ table, rules, clock }: Given, standing: Standing): (head: Head) => Promise<Cause | undefined> {
  const found = new Map<string, Promise<Cause | undefined>>();
  const look = async (head: Head): Promise<Cause | undefined> => {
    const { zone } = rules;
    const the = caseOf(head);
    const outside = outsideDelegation(zone.delegation, { ...the, on: rules.today(clock) });
    if (outside) return { reason: outside };
    const suspended = await suspensionAgainst({ table, zone }, standing, the, instantOf(clock.now()));
    return suspended && { reason: suspended.text, suspension: { entry: suspended.entry, event: suspended.event } };
  };
  return (head) => {
    const kind = `${head.procedure} ${head.category ?? ''}`;
    const known = found.get(kind) ?? look(head);
    found.set(kind, known);
    return known;
  };
}

/**
 * The queues that have to be looked through: all while the delegation does not hold or is suspended. Where it leaves a
 * category out, review can find that a case is of that category, and nobody here can conclude it.
 */
function stagesToLeave({ rules, clock }: Given, standing: Standing): readonly Stage[] {
  const { delegation } = rules.zone;
  const now = instantOf(clock.now());
  const [procedure = ''] = delegation.procedures;
  const ended = outsideDelegation(delegation, { procedure, category: null, on: rules.today(clock) }) !== undefined;
  if (ended || Object.values(standing.suspended).some(({ from }) => from <= now)) return transitions.refer.from;
  return delegation.categories.length < 3 ? ['conclusion'] : [];
}

/** Hands a case to the delegating authority: its clock stands still, what the law decides by itself goes on. */
async function refer(given: Given, head: Head, { reason, suspension }: Cause): Promise<boolean> {
  const { table, clock, rules, workflow } = given;
  const { stage, permitTo } = head;
  const at = instantOf(clock.now());
  const withParty = partyStages.includes(stage);
  // An announced pause ends here, for the case is nobody's here; the days until now still count as its days.
  const settled =
    head.pause && head.acceptedAt && isOfficerStage(stage) ? resumedTimes(rules, head, { stage, at }) : undefined;
  const deemed =
    permitTo && stage !== 'returned'
      ? deemedAt(rules, rules.count, { stage: away, submittedAt: head.submittedAt ?? at, permitTo })
      : undefined;
  const outcome = await changeApplication(table, clock, {
    head,
    at,
    transition: 'refer',
    event: {
      type: 'referred',
      data: {
        from: stage,
        reason,
        authority: rules.zone.delegation.from,
        ...(suspension ? { suspension: suspension.event } : {}),
        ...(settled ? { stoodStill: settled.data.stoodStill } : {}),
      },
    },
    set: {
      referredFrom: stage,
      referral: head.events + 1,
      stageStartedAt: at,
      dueAt: undefined,
      deemsAt: deemed?.at,
      late: undefined,
      provisional: undefined,
      claimedBy: undefined,
      ...(withParty ? {} : { pause: { since: at, kind: 'delegating-authority' } }),
      ...(settled ? { paused: settled.set.paused, promisedOn: settled.set.promisedOn } : {}),
    },
    by: system,
    also: suspension ? plain(stillSuspendedCheck(suspension.entry, suspension.event)) : [],
  });
  if (outcome.ok) await workflow.dismiss(head.id);
  return outcome.ok;
}

type Return = { set: Partial<Head>; data: Record<string, unknown> };

/** A party that was waited for has the whole time anew: it could do nothing meanwhile. */
const newDay = ({ rules }: Given, last: { day: Day; provisional: boolean }): Return => ({
  set: { dueAt: endOfDay(rules.timeZone, last.day), provisional: last.provisional },
  data: { respondBy: last.day, ...(last.provisional ? { provisional: true } : {}) },
});

/** The times of a case that comes back to a stage. Preliminary review begins anew; after acceptance the clock goes on. */
function timesAfter(given: Given, head: Head, stage: keyof typeof restorations, at: Instant): Return {
  const { rules } = given;
  const today = rules.dayOf(at);
  const { returnedDays, replyPeriod } = rules.zone.policy;
  switch (stage) {
    case 'returned':
      return newDay(given, rules.count(addDays(today, returnedDays.days), 0));
    case 'refusal-announced': {
      const last = rules.count(today, replyPeriod.workingDays);
      const { set, data } = newDay(given, last);
      // The clock stands still while the parties are heard, so for the new period too.
      return { set: { ...set, ...(head.pause ? { pause: { ...head.pause, until: last.day } } : {}) }, data };
    }
    case 'preliminary-review': {
      const { procedure, category = null, permitTo, ahead } = head;
      const times = timesOf(rules, {
        procedure,
        category,
        stage,
        submittedAt: at,
        permitTo,
        ...(ahead ? { ahead } : {}),
      });
      return { set: { ...times.set, receivedAt: at, pause: undefined }, data: times.data };
    }
    default:
      return resumedTimes(rules, head, { stage, at });
  }
}

/** Takes a case back to where it was when it had to leave. */
async function restore(given: Given, head: Head): Promise<boolean> {
  const { table, clock, workflow, log } = given;
  const stage = head.referredFrom as keyof typeof restorations | undefined;
  if (head.stage !== away || !stage) return false;
  const at = instantOf(clock.now());
  const { set, data } = timesAfter(given, head, stage, at);
  if (set.provisional) log.warn('calendar-unpublished', { applicationId: head.id });
  const outcome = await changeApplication(table, clock, {
    head,
    at,
    transition: restorations[stage],
    event: { type: 'restored', data },
    set: { referredFrom: undefined, referral: undefined, stageStartedAt: at, late: undefined, ...set },
    ...(stage === 'returned' ? {} : { effect: { kind: 'wake-approval', applicationId: head.id } }),
    by: system,
    also: plain(notSuspendedCheck(caseOf(head), at)),
  });
  if (outcome.ok && outcome.value.tellsAtOnce) await workflow.dismiss(head.id);
  return outcome.ok;
}

/**
 * Brings the open cases where the delegation wants them: to the delegating authority while it is suspended or does not
 * hold by its dates, back when it holds again (Licensing Law art. 24). Each case moves by one conditional change, and
 * only while the cause stands or is gone, so that a round that dies leaves nothing half done and the next goes on.
 */
export async function followDelegation(given: Given): Promise<{ referred: number; restored: number }> {
  const { table } = given;
  const standing = await readStanding(table);
  const causeFor = causes(given, standing);
  const done = { referred: 0, restored: 0 };
  const mayMove = () => done.referred + done.restored < mostMoves;

  for (const stage of stagesToLeave(given, standing)) {
    for await (const line of everyone(given, stage)) {
      if (!mayMove()) return done;
      if (!(await causeFor(line))) continue;
      const moved = await tried(given, line.id, async () => {
        const head = await readHead(table, line.id);
        const cause = head && transitions.refer.from.includes(head.stage) ? await causeFor(head) : undefined;
        return head !== undefined && cause !== undefined && refer(given, head, cause);
      });
      if (moved) done.referred++;
    }
  }
  for await (const line of everyone(given, away)) {
    if (!mayMove()) return done;
    if (await causeFor(line)) continue;
    const moved = await tried(given, line.id, async () => {
      const head = await readHead(table, line.id);
      return head !== undefined && !(await causeFor(head)) && restore(given, head);
    });
    if (moved) done.restored++;
  }
  return done;
}
