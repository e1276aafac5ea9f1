import type { Category } from '../../shared/domain/application/case-clock.ts';
import { printedName } from '../../shared/domain/person/name.ts';
import { keptScore } from '../../shared/domain/scoring/kept-score.ts';
import { receivingWindow } from '../../shared/domain/service-window/routing.ts';
import { type Day, instantOf } from '../../shared/domain/time.ts';
import { type Problem, problem } from '../../shared/http/problem.ts';
import {
  type Conflict,
  caseLock,
  changeApplication,
  plain,
  type Requester,
  unlock,
} from '../../shared/records/application.ts';
import { beginClosing, closedSteps, giveUpClosing, readEveryDocument } from '../../shared/records/document.ts';
import { filedOf } from '../../shared/records/filed.ts';
import { keys } from '../../shared/records/keys.ts';
import type { Person } from '../../shared/records/person.ts';
import { readStanding } from '../../shared/records/standing.ts';
import type { Item, Key } from '../../shared/records/table.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import type { Case } from '../../shared/view/access.ts';
import { letterFacts } from '../../shared/view/letter-facts.ts';
import { outsideOffice } from '../../shared/view/standing.ts';
import { factsOf } from '../../shared/zone/rules.ts';
import type { IntakeGiven } from './applications.ts';
import { changedSince } from './changed-since.ts';
import { everyGap } from './every-gap.ts';
import { filing, judgedOn } from './filing.ts';
import { personOf } from './person-of.ts';

/**
 * Characters of a name that a queue shows, as many as the machine-readable zone of a passport has. The head stays below
 * 1 KB with it; the form keeps the whole name.
 */
const longestShownName = 39;

/** A number (收件编号) that the applicant can quote on the telephone: zone, day of submission, part of the id. */
const receiptNumber = (zone: string, day: Day, id: string) =>
  `${zone}-${day.replaceAll('-', '')}-${id.slice(0, 8)}`.toUpperCase();

/** Whether a changed field is among what is scored. */
const isScored = (path: string): boolean => path.startsWith('facts') || path === 'applicant.birthDate';

const otherCase = (item?: Item): Conflict => ({ kind: 'other-case', applicationId: String(item?.applicationId ?? '') });

/** Somebody whom an officer could find to be another person at this very moment must not have been found so. */
const stillTheSame = (person: Person | undefined) =>
  person && person.possiblySame.length > 0
    ? [
        {
          step: {
            check: { Key: keys.person(person.personId), ConditionExpression: 'attribute_not_exists(mergedInto)' },
          },
          refused: (): Conflict => ({ kind: 'register-moved' }),
        },
      ]
    : [];

type Submitted = Awaited<ReturnType<typeof changeApplication>>;

/** How often an application is looked through anew because one of its files was judged meanwhile. */
const mostAttempts = 5;

/**
 * Submits a draft or returned application: starts the clock of preliminary review, or lets that of review run on where
 * the acceptance was kept; enters the person, locks person, employer and procedure against a second open case.
 * @returns 422 with every gap when something is missing; nothing is changed then
 */
export async function submit(given: IntakeGiven, the: Case, by: Requester): Promise<Result<Submitted, Problem>> {
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const outcome = await submitAsItStands(given, the, by);
    if (outcome !== 'a file was judged') return outcome;
  }
  return failure(problem('try-again'));
}

async function submitAsItStands(
  given: IntakeGiven,
  the: Case,
  by: Requester,
): Promise<Result<Submitted, Problem> | 'a file was judged'> {
  const { table, clock, rules } = given;
  const { head, stored } = the;
  const at = instantOf(clock.now());
  const today = rules.dayOf(at);
  const standing = await readStanding(table);
  const outside = (category: Category | null) =>
    outsideOffice({ table, zone: rules.zone }, standing, { procedure: head.procedure, category }, at);
  const early = await outside(null);
  if (early) return failure(early);
  const judged = judgedOn(rules, head, at);
  const gaps = await everyGap(given, the, judged);
  const { found, procedure, employer, documents, assessment, category, permits } = gaps;
  if (found.length > 0) return failure(problem('incomplete-application', { problems: found }));

  const notOurs = await outside(category);
  if (notOurs) return failure(notOurs);
  const person = await personOf(table, { procedure, form: stored.form, permit: permits.permit, category, at });
  // Another application entered this passport for somebody at this very moment: what they hold counts as well.
  if (person && !person.isNew && !permits.permit && person.personId !== permits.code) {
    const { found: since } = await everyGap(given, the, judged);
    if (since.length > 0) return failure(problem('incomplete-application', { problems: since }));
  }
  const { familyName, givenNames } = stored.form.applicant ?? {};
  const permitTo = procedure.deemedGrantedAtExpiry ? permits.permit?.validTo : undefined;
  const filed = filing(rules, head, { category, at, permit: permits.permit?.number, permitTo });
  if (filed.set.provisional) given.log.warn('calendar-unpublished', { applicationId: head.id });
  const changed = await changedSince(table, the, { procedure, circumstances: gaps.circumstancesOf });
  // The score of an accepted application holds while its facts do: the same facts as of the same day.
  const scoredAnew = filed.transition === 'submit' || changed?.some(isScored) !== false;
  const round = head.round + 1;
  const { serviceWindows } = rules.zone;
  const window =
    serviceWindows &&
    receivingWindow(serviceWindows, {
      procedure: head.procedure,
      category,
      creditCode: employer?.unifiedSocialCreditCode,
      on: today,
      present: head.serviceWindow,
    }).number;
  const opens = caseLock(head, person?.personId);
  const free = {
    ConditionExpression: 'attribute_not_exists(pk) OR applicationId = :mine',
    ExpressionAttributeValues: { ':mine': head.id },
  };
  const heldElsewhere = (Key: Key) => ({ step: { check: { Key, ...free } }, refused: otherCase });
  const { letter } = await letterFacts({ table, clock, zone: rules.zone }, { head, form: stored.form, employer });

  const closing = await beginClosing(table, clock, head.id, stored.revision);
  const every = await readEveryDocument(table, head.id);
  const lookedAt = filedOf(stored.form, documents);
  const present = every.filter(({ removedAt }) => removedAt === undefined);
  if (closing !== undefined && filedOf(stored.form, present) !== lookedAt) {
    await giveUpClosing(table, head.id, closing);
    return 'a file was judged';
  }

  const outcome = await changeApplication(table, clock, {
    head,
    at,
    transition: filed.transition,
    event: {
      type: filed.event,
      data: {
        round,
        ...filed.data,
        ...(window === undefined ? {} : { serviceWindow: window }),
        ...(assessment && scoredAnew
          ? { score: keptScore(assessment, factsOf(stored.form), rules.scoringOn(assessment.assessedOn).routes) }
          : {}),
        filed: lookedAt,
        ...(changed ? { changed } : {}),
      },
    },
    set: {
      round,
      ...filed.set,
      ...(changed ? { changed: head.events + 1 } : {}),
      personId: person?.personId,
      possiblySame: person && person.possiblySame.length > 0 ? person.possiblySame : undefined,
      applicantName: familyName
        ? printedName({ familyName, ...(givenNames ? { givenNames } : {}) }).slice(0, longestShownName)
        : undefined,
      receiptNumber: head.receiptNumber ?? receiptNumber(rules.zone.id, today, head.id),
      execution: `${head.id}-${round}`,
      serviceWindow: window,
    },
    closes: stored,
    effect: { kind: 'start-approval', applicationId: head.id },
    by,
    also: [
      // A returned application holds its lock already.
      ...(head.stage === 'returned' && head.personId === person?.personId
        ? []
        : [{ step: { put: { Item: { ...opens, applicationId: head.id }, ...free } }, refused: otherCase }]),
      ...(head.personId === person?.personId ? [] : plain(...unlock(head))),
      // A code that was merged into the person's may still hold an open case of this kind.
      ...(person?.formerCodes ?? [])
        .filter((code) => code !== head.personId)
        .map((code) => heldElsewhere(caseLock(head, code))),
      ...stillTheSame(person),
      // The employer sees what the foreigner filed alone from now on.
      ...(head.filedBy && head.employerId && head.round === 0
        ? plain({
            put: { Item: { ...keys.employerApplication(head.employerId, head.createdAt, head.id), id: head.id } },
          })
        : []),
      ...plain({
        update: {
          Key: keys.form(head.id),
          UpdateExpression: 'SET editable = :no, receipts = :receipts REMOVE closing',
          ConditionExpression: 'editable = :yes AND revision = :seen AND closing = :closing',
          ExpressionAttributeValues: {
            ':closing': closing ?? 0,
            ':no': false,
            ':yes': true,
            ':seen': stored.revision,
            ':receipts': { ...stored.receipts, [head.events + 1]: letter },
          },
        },
      }),
      ...plain(...closedSteps(head.id, every, head.events + 1)),
    ],
  });
  if (outcome.ok || closing === undefined) return success(outcome);
  await giveUpClosing(table, head.id, closing);
  return outcome.error.kind === 'other-step' ? 'a file was judged' : success(outcome);
}
