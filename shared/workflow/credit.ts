import { createHash } from 'node:crypto';
import { canonical } from '../domain/application/events.ts';
import { isOfficerStage } from '../domain/application/transitions.ts';
import { goesAhead } from '../domain/credit/green-channel.ts';
import { eventsUntil, ledgerOf, scorable } from '../domain/credit/ledger.ts';
import { type CreditScore, creditScore } from '../domain/credit/score.ts';
import { creditTotal } from '../domain/credit/total.ts';
import type { Effect } from '../domain/procedure/procedure.ts';
import type { Clock, Day, Instant } from '../domain/time.ts';
import type { Log } from '../log/log.ts';
import { changeApplication, type Head, readEvents } from '../records/application.ts';
import { type CreditSubject, readCredit, readCreditList } from '../records/credit.ts';
import { creditAmong, type KeptCredit, type KeptLists } from '../records/kept-credit.ts';
import type { Table } from '../records/table.ts';
import { creditSubjects } from '../view/credit-subjects.ts';
import { creditDecides, monthsFor } from '../zone/credit-limit.ts';
import type { Rules } from '../zone/rules.ts';
import type { Zone } from '../zone/zone.ts';

type Given = { table: Table; clock: Clock; rules: Rules; log: Log };

type Section = NonNullable<Zone['credit']>;

/** The credit of a person and their enterprise with the reason for every point. */
export type CountedCredit = { kept: KeptCredit; person: CreditScore; enterprise: CreditScore };

/**
 * Counts the credit of a person and their enterprise.
 * @param the.on day as of which records weigh and expire
 * @param the.until instant up to which records count, but for what objections settle later; everything where it is absent
 */
export async function countCredit(
  { table, rules, section }: { table: Table; rules: Pick<Rules, 'creditOn'>; section: Section },
  subjects: { person: CreditSubject; enterprise: CreditSubject },
  the: { on: Day; until?: Instant },
): Promise<CountedCredit> {
  const { on, until } = the;
  const ruleSet = rules.creditOn(on);
  if (!ruleSet) throw new Error('a zone that keeps credit has no rules for it');
  const scoreOf = async (subject: CreditSubject) => {
    const { events } = await readCredit(table, subject);
    const scored = (of: typeof events) =>
      creditScore(ruleSet, subject.kind, scorable(ledgerOf(of), { objectedCounts: section.objection.counts }), on);
    if (!until) return scored(events);
    // What an objection settles later counts where it is in favour: nothing that comes later takes anything away.
    const then = scored(events.filter(({ at }) => at <= until));
    const settled = scored(eventsUntil(events, until));
    return settled.total >= then.total ? settled : then;
  };
  const [person, enterprise] = await Promise.all([scoreOf(subjects.person), scoreOf(subjects.enterprise)]);
  const total = creditTotal(section.weights, { person: person.total, enterprise: enterprise.total });
  const explanation = createHash('sha256')
    .update(canonical([person.lines, enterprise.lines, section.weights, section.extension.thresholds]))
    .digest('base64url')
    .slice(0, 22);
  return {
    kept: {
      rules: ruleSet.id,
      on,
      ...(until ? { until } : {}),
      person: person.total,
      enterprise: enterprise.total,
      total,
      months: monthsFor(section, total),
      inclusive: section.extension.inclusive,
      explanation,
    },
    person,
    enterprise,
  };
}

/** The lists on which the person and the enterprise stand now. */
async function listsOf(
  table: Table,
  subjects: { person: CreditSubject; enterprise: CreditSubject },
): Promise<KeptLists | undefined> {
  const [person, enterprise] = await Promise.all([
    readCreditList(table, subjects.person),
    readCreditList(table, subjects.enterprise),
  ]);
  return person || enterprise ? { ...(person ? { person } : {}), ...(enterprise ? { enterprise } : {}) } : undefined;
}

/**
 * The hours by which the red list puts a case ahead in the queues. Whoever stands on the black list too waits in turn.
 * @param present hours of the green path of its category, which count where they are more
 */
function aheadByList(section: Section, lists: KeptLists | undefined, present: number | undefined): number | undefined {
  if (!goesAhead(Object.values(lists ?? {}))) return present;
  return Math.max(section.lists.red.hoursAhead, present ?? 0);
}

/** What an application needs to know of credit before it can be decided: the score, the lists, or nothing. */
export async function creditOfCase(
  { table, rules }: Pick<Given, 'table' | 'rules'>,
  head: Head,
  effect: Effect,
): Promise<{ score?: KeptCredit; lists?: KeptLists } | undefined> {
  const section = rules.zone.credit;
  const { submittedAt, category } = head;
  if (!section || !submittedAt) return undefined;
  const subjects = await creditSubjects(table, head);
  if (!subjects) return undefined;
  const on = rules.dayOf(submittedAt);
  // While the category is open it is counted: a review may settle one that the score decides about.
  const decides = creditDecides(rules.zone, {
    effect,
    category: category ?? section.extension.categories[0],
    submittedOn: on,
  });
  const [counted, lists] = await Promise.all([
    decides ? countCredit({ table, rules, section }, subjects, { on, until: submittedAt }) : undefined,
    listsOf(table, subjects),
  ]);
  if (!counted && !lists) return undefined;
  return { ...(counted ? { score: counted.kept } : {}), ...(lists ? { lists } : {}) };
}

/**
 * The event by which the credit of an application is kept, and what it sets.
 * @returns undefined where there is nothing to keep, or nothing other than what is kept already
 */
export async function creditChange(given: Pick<Given, 'table' | 'rules'>, head: Head) {
  const { table, rules } = given;
  const section = rules.zone.credit;
  const effect = rules.procedureOn(head.procedure, rules.dayOf(head.submittedAt ?? head.createdAt))?.effect;
  const data = section && effect && (await creditOfCase(given, head, effect));
  if (!section || !data) return undefined;
  const kept = creditAmong(await readEvents(table, head.id));
  const before = { score: kept?.score?.explanation, lists: kept?.lists };
  if (kept && canonical(before) === canonical({ score: data.score?.explanation, lists: data.lists })) return undefined;
  const byCategory = head.ahead === section.lists.red.hoursAhead ? undefined : head.ahead;
  return { data, set: { ahead: aheadByList(section, data.lists, byCategory) } };
}

/**
 * Counts the credit of an application that was handed in, once for each submission, and lets the red list put it ahead.
 * Somebody's change at the same moment leaves it for the next look.
 */
export async function keepCredit(given: Given, head: Head | undefined): Promise<void> {
  const { table, clock, rules, log } = given;
  if (!rules.zone.credit || !head?.submittedAt || !isOfficerStage(head.stage)) return;
  if (creditAmong(await readEvents(table, head.id))) return;
  const change = await creditChange(given, head);
  if (!change) return;
  const { data, set } = change;
  const event = { type: 'credit-counted', data } as const;
  const outcome = await changeApplication(table, clock, { head, event, set, by: { party: 'system' }, beside: true });
  if (outcome.ok) log.info('credit-counted', { applicationId: head.id });
}
