import type { Category } from '../domain/application/case-clock.ts';
import { isOfficerStage, type TransitionName, transitions } from '../domain/application/transitions.ts';
import { type Validity, validityAfter } from '../domain/application/validity.ts';
import type { Effect } from '../domain/procedure/procedure.ts';
import { type Clock, endOfDay, epochOf, type Instant, instantOf } from '../domain/time.ts';
import type { Log } from '../log/log.ts';
import { atRest, changeApplication, type Head, readForm, receivedAt, timedOf } from '../records/application.ts';
import { readEmployer } from '../records/employer.ts';
import { type KeptCredit, readKeptCredit } from '../records/kept-credit.ts';
import { readPermit } from '../records/permit.ts';
import type { Table } from '../records/table.ts';
import { letterFacts } from '../view/letter-facts.ts';
import { quotaOnAcceptance } from '../view/place.ts';
import { creditDecides, longestMonths } from '../zone/credit-limit.ts';
import type { Rules } from '../zone/rules.ts';
import { timesOf } from '../zone/times.ts';
import { creditOfCase } from './credit.ts';
import { resumedTimes } from './resumed-times.ts';

export type TimeGiven = { table: Table; clock: Clock; rules: Rules; log: Log };

/** What happens to a case because time has passed, and for no other reason. */
export type TimeAct = 'deem-granted' | 'deem-accepted' | 'end-reply' | 'escalate';

/** Minutes in which issuance is expected to have followed an approval; the sweeper looks after that. */
export const issuanceMinutes = 10;

const system = { party: 'system' } as const;
const byLaw = {
  accepted: 'Administrative Licensing Law art. 32',
  granted: 'Administrative Licensing Law art. 50',
} as const;

/**
 * What time alone brings about in a case now: the law's own decisions first, then the end of a reply period, then the
 * mark of lateness; undefined while nothing is due.
 * @param now epoch milliseconds
 */
export function actDue(
  head: Pick<Head, 'stage' | 'dueAt' | 'deemsAt' | 'permitTo' | 'late'>,
  now: number,
  timeZone: string,
): TimeAct | undefined {
  const past = (at: Instant | undefined) => at !== undefined && epochOf(at) <= now;
  const possible = (name: TransitionName) => transitions[name].from.includes(head.stage);
  if (past(head.deemsAt)) {
    if (possible('deem-granted') && head.permitTo && past(endOfDay(timeZone, head.permitTo))) return 'deem-granted';
    if (possible('deem-accepted')) return 'deem-accepted';
  }
  if (!past(head.dueAt)) return undefined;
  if (head.stage === 'refusal-announced') return 'end-reply';
  return isOfficerStage(head.stage) && !head.late ? 'escalate' : undefined;
}

/** Nobody was told anything in time: it counts as accepted from the day it was received (art. 32). */
async function deemAccepted({ table, clock, rules, log }: TimeGiven, head: Head) {
  const acceptedAt = receivedAt(head);
  const times = timesOf(rules, {
    ...timedOf({ ...head, acceptedAt }),
    stage: 'review',
    permitTo: head.permitTo,
    given: head.promisedOn,
  });
  if (times.set.provisional) log.warn('calendar-unpublished', { applicationId: head.id });
  const stored = await readForm(table, head.id);
  if (!stored) throw new Error('a submitted application has no form');
  const letter = await letterFacts({ table, clock, zone: rules.zone }, { head, form: stored.form });
  return quotaOnAcceptance({ table, clock, rules }, { head, stored, acceptedAt, byLaw: true }, (place) =>
    changeApplication(table, clock, {
      head,
      transition: 'deem-accepted',
      event: { type: 'deemed-accepted', data: { law: byLaw.accepted, ...times.data, ...letter, ...place.data } },
      set: {
        acceptance: head.events + 1,
        acceptedAt,
        stageStartedAt: instantOf(clock.now()),
        ...times.set,
        claimedBy: undefined,
        notice: undefined,
        ...place.set,
      },
      also: place.also,
      by: system,
    }),
  );
}

/**
 * The months for which the law's own grant runs by credit. The law grants whatever the score (art. 50): where it reaches
 * no threshold the zone says how long. What was never counted is counted now, as of the submission.
 * @returns undefined where the score does not decide
 */
async function creditByLaw(given: TimeGiven, head: Head, effect: Effect, category: Category) {
  const { table, rules } = given;
  const { credit } = rules.zone;
  const submittedOn = rules.dayOf(head.submittedAt ?? head.createdAt);
  if (!credit || !creditDecides(rules.zone, { effect, category, submittedOn })) return undefined;
  const known = await readKeptCredit(table, head.id);
  const score = known?.score ?? (await creditOfCase(given, head, effect))?.score;
  return score && { months: score.months || credit.extension.belowByLaw.months, score };
}

/**
 * The period that an extension gets when the law grants it: as applied for, in the category of the present permit, and
 * never beyond what limits any permit.
 * @returns undefined when the permit is not what it was at submission, or no day is left
 */
async function termsByLaw(
  given: TimeGiven,
  head: Head,
): Promise<{ validity: Validity; category: Category; credit?: KeptCredit } | undefined> {
  const { table, rules, clock } = given;
  const [permit, stored, employer] = await Promise.all([
    head.permit ? readPermit(table, head.permit) : undefined,
    readForm(table, head.id),
    head.employerId ? readEmployer(table, head.employerId) : undefined,
  ]);
  const { post, applicant } = stored?.form ?? {};
  const procedure = rules.procedureOn(head.procedure, rules.dayOf(head.submittedAt ?? head.createdAt));
  if (!permit || !procedure || !employer || !post?.contractTo || !applicant?.passport?.expiresOn) return undefined;
  if (permit.status !== 'valid' || permit.validTo !== head.permitTo) return undefined;
  const { category } = permit;
  const credit = await creditByLaw(given, head, procedure.effect, category);
  const validity = validityAfter(procedure.effect, {
    category,
    months: longestMonths(rules.zone, procedure.effect, { present: category, category }),
    ...(credit ? { creditMonths: credit.months } : {}),
    decidedOn: rules.today(clock),
    contractFrom: post.contractFrom ?? permit.validTo,
    contractTo: post.contractTo,
    passportExpiresOn: applicant.passport.expiresOn,
    licenceValidTo: employer.licenceValidTo,
    present: permit,
  });
  return validity && { validity, category, ...(credit ? { credit: credit.score } : {}) };
}

/** Nothing was decided before the permit ended: the extension is granted (art. 50). */
async function deemGranted(given: TimeGiven, head: Head) {
  const { table, clock, rules, log } = given;
  const terms = await termsByLaw(given, head);
  if (!terms) {
    // A person has to look: the permit was ended or extended meanwhile, or its papers leave no day.
    log.warn('deemed-grant-blocked', { applicationId: head.id, stage: head.stage });
    return changeApplication(table, clock, {
      head,
      event: { type: 'escalated', data: { stage: head.stage, dueAt: head.deemsAt, deemedGrant: 'blocked' } },
      set: { late: true, deemsAt: undefined, permitTo: undefined },
      by: system,
    });
  }
  const { validity, category, credit } = terms;
  const letter = await letterFacts({ table, clock, zone: rules.zone }, { head });
  return changeApplication(table, clock, {
    head,
    transition: 'deem-granted',
    event: {
      type: 'deemed-granted',
      data: { law: byLaw.granted, validity, category, ...(credit ? { credit } : {}), ...letter },
    },
    set: {
      ...atRest,
      category,
      stageStartedAt: instantOf(clock.now()),
      dueAt: instantOf(clock.now() + issuanceMinutes * 60_000),
    },
    by: system,
  });
}

/** The party had its time to reply; the clock runs again and an officer decides. */
async function endReply({ table, clock, rules, log }: TimeGiven, head: Head) {
  const at = instantOf(clock.now());
  const times = resumedTimes(rules, head, { stage: 'conclusion', at });
  if (times.set.provisional) log.warn('calendar-unpublished', { applicationId: head.id });
  return changeApplication(table, clock, {
    head,
    at,
    transition: 'end-reply',
    event: { type: 'reply-period-ended', data: times.data },
    set: { stageStartedAt: at, ...times.set },
    by: system,
  });
}

async function escalate({ table, clock }: TimeGiven, head: Head) {
  return changeApplication(table, clock, {
    head,
    event: { type: 'escalated', data: { stage: head.stage, dueAt: head.dueAt } },
    set: { late: true },
    by: system,
  });
}

const acts = {
  'deem-granted': { run: deemGranted, says: 'decided-by-law' },
  'deem-accepted': { run: deemAccepted, says: 'decided-by-law' },
  'end-reply': { run: endReply, says: 'reply-period-ended' },
  escalate: { run: escalate, says: 'application-escalated' },
} as const;

/**
 * Does the first thing that time alone brings about in a case, once, however often and by whomever it is asked for.
 * @returns undefined where nothing is due; a conflict when somebody else was faster
 */
export async function letTimeAct(
  given: TimeGiven,
  head: Head,
): Promise<Awaited<ReturnType<typeof changeApplication>> | undefined> {
  const { clock, rules, log } = given;
  const act = actDue(head, clock.now(), rules.timeZone);
  if (!act) return undefined;
  const { run, says } = acts[act];
  const outcome = await run(given, head);
  if (outcome.ok) log.warn(says, { applicationId: head.id, stage: head.stage, act });
  return outcome;
}
