import type { Category } from '../../shared/domain/application/case-clock.ts';
import { outsideDelegation } from '../../shared/domain/application/delegation.ts';
import { printedName } from '../../shared/domain/person/name.ts';
import { keptScore } from '../../shared/domain/scoring/kept-score.ts';
import { type Day, instantOf } from '../../shared/domain/time.ts';
import { type Problem, problem } from '../../shared/http/problem.ts';
import { type Conflict, changeApplication, plain, type Requester, unlock } from '../../shared/records/application.ts';
import { filedOf } from '../../shared/records/filed.ts';
import { keys } from '../../shared/records/keys.ts';
import { enterPerson, type Identity } from '../../shared/records/person.ts';
import type { Item } from '../../shared/records/table.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import type { Case } from '../../shared/view/access.ts';
import { letterFacts } from '../../shared/view/letter-facts.ts';
import { factsOf } from '../../shared/zone/rules.ts';
import { timesOf } from '../../shared/zone/times.ts';
import type { IntakeGiven } from './applications.ts';
import { everyGap } from './every-gap.ts';

/**
 * Characters of a name that a queue shows, as many as the machine-readable zone of a passport has. The head stays below
 * 1 KB with it; the form keeps the whole name.
 */
const longestShownName = 39;

/** A number (收件编号) that the applicant can quote on the telephone: zone, day of submission, part of the id. */
const receiptNumber = (zone: string, day: Day, id: string) =>
  `${zone}-${day.replaceAll('-', '')}-${id.slice(0, 8)}`.toUpperCase();

const otherCase = (item?: Item): Conflict => ({ kind: 'other-case', applicationId: String(item?.applicationId ?? '') });

/**
 * Submits a draft or returned application: starts the clock of preliminary review, enters the person, locks person,
 * employer and procedure against a second open case.
 * @returns 422 with every gap when something is missing; nothing is changed then
 */
export async function submit(
  given: IntakeGiven,
  the: Case,
  by: Requester,
): Promise<Result<Awaited<ReturnType<typeof changeApplication>>, Problem>> {
  const { table, clock, rules } = given;
  const { head, stored } = the;
  const at = instantOf(clock.now());
  const today = rules.dayOf(at);
  const outside = (category: Category | null) =>
    outsideDelegation(rules.zone.delegation, { procedure: head.procedure, category, on: today });
  const early = outside(null);
  if (early) return failure(problem('outside-delegation', { detail: early }));
  const { found, employer, documents, assessment, category } = await everyGap(given, the, today);
  if (found.length > 0) return failure(problem('incomplete-application', { problems: found }));

  const notOurs = outside(category);
  if (notOurs) return failure(problem('outside-delegation', { detail: notOurs }));
  const applicant = stored.form.applicant;
  const identity = { ...applicant, passport: { ...applicant?.passport } } as Identity;
  const person = await enterPerson(table, identity, at);
  const stage = 'preliminary-review';
  const times = timesOf(rules, { procedure: head.procedure, category, stage, submittedAt: at });
  if (times.set.provisional) given.log.warn('calendar-unpublished', { applicationId: head.id });
  const round = head.round + 1;
  const opens = keys.openCase(person.personId, head.employerId, head.procedure);
  const { letter } = await letterFacts({ table, clock, zone: rules.zone }, { head, form: stored.form, employer });

  return success(
    await changeApplication(table, clock, {
      head,
      transition: 'submit',
      event: {
        type: 'submitted',
        data: {
          round,
          ...times.data,
          ...(assessment ? { score: keptScore(assessment, factsOf(stored.form), rules.routes) } : {}),
          filed: filedOf(stored.form, documents),
        },
      },
      set: {
        round,
        submittedAt: at,
        acceptedAt: undefined,
        stageStartedAt: at,
        ...times.set,
        category,
        personId: person.personId,
        possiblySame: person.possiblySame.length > 0 ? person.possiblySame : undefined,
        applicantName: printedName(identity).slice(0, longestShownName),
        receiptNumber: head.receiptNumber ?? receiptNumber(rules.zone.id, today, head.id),
        execution: `${head.id}-${round}`,
        review: undefined,
        reviewedBy: undefined,
        claimedBy: undefined,
      },
      closes: stored,
      effect: { kind: 'start-approval', applicationId: head.id },
      by,
      also: [
        {
          step: {
            put: {
              Item: { ...opens, applicationId: head.id },
              ConditionExpression: 'attribute_not_exists(pk) OR applicationId = :mine',
              ExpressionAttributeValues: { ':mine': head.id },
            },
          },
          refused: otherCase,
        },
        ...(head.personId === person.personId ? [] : plain(...unlock(head))),
        ...plain({
          update: {
            Key: keys.form(head.id),
            UpdateExpression: 'SET editable = :no, receipts = :receipts',
            ConditionExpression: 'editable = :yes AND revision = :seen',
            ExpressionAttributeValues: {
              ':no': false,
              ':yes': true,
              ':seen': stored.revision,
              ':receipts': { ...stored.receipts, [head.events + 1]: letter },
            },
          },
        }),
      ],
    }),
  );
}
