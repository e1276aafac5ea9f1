import type { Category } from '../domain/application/case-clock.ts';
import type { ApplicationEvent } from '../domain/application/events.ts';
import { withAnswersAsked } from '../domain/procedure/circumstances.ts';
import type { QuotaYear } from '../domain/quota/quota.ts';
import type { Assessment } from '../domain/scoring/assess.ts';
import type { Facts } from '../domain/scoring/facts.ts';
import type { Text } from '../domain/text.ts';
import type { Clock, Instant } from '../domain/time.ts';
import type { Conflict, Head, StoredForm } from '../records/application.ts';
import { changeWithPlace, type PlaceMove, type PlaceNeed } from '../records/quota-reservation.ts';
import type { Table } from '../records/table.ts';
import { failure, type Result } from '../result.ts';
import { groupLabel, quotaNeed } from '../zone/quota.ts';
import type { Rules } from '../zone/rules.ts';
import type { Zone } from '../zone/zone.ts';
import { assessmentOf, circumstancesOf, procedureOf } from './application.ts';

type Given = { table: Table; clock: Clock; rules: Rules };
type The = { head: Head; stored: StoredForm };
type Changed<T> = (move: PlaceMove) => Promise<Result<T, Conflict>>;

const needOf = (
  given: Given,
  { head, stored }: The,
  acceptedAt: Instant,
  as: { category: Category | null; assessment: Assessment | undefined; facts?: Facts },
): PlaceNeed | undefined => {
  const form = { ...stored.form, ...(as.facts ? { facts: as.facts } : {}) };
  const procedure = procedureOf(given, head);
  const circumstances = withAnswersAsked(procedure, circumstancesOf(form, as.assessment, as.category));
  return quotaNeed(given.rules, procedure, circumstances, acceptedAt);
};

/** What it needs by the category that it has, and by the facts as submitted or as a review corrected them. */
const needNow = (given: Given, the: The, acceptedAt: Instant, review?: ApplicationEvent): PlaceNeed | undefined => {
  const { head, stored } = the;
  const assessment = assessmentOf(given, head, stored.form, review);
  return needOf(given, the, acceptedAt, { category: head.category ?? null, assessment });
};

/** Nothing changed: the application waits where it was, and its clock runs on. */
const exhausted = (zone: Zone, { year, group, size }: QuotaYear & { size: number }): Text => {
  const label = groupLabel(zone, group);
  return {
    zh: `${label.zh} ${year} 年的 ${size} 个名额已全部被占用，申请未作任何变动。有申请不予许可、撤回或逾期失效时名额会空出，可稍后再试；配额增加的，请主管在配额管理中调整。办理时限照常计算。`,
    en: `All ${size} places of ${year} for "${label.en}" are taken; nothing was changed. A place becomes free when another application is refused, withdrawn or lapses, so try again later; where the quota was enlarged, a supervisor enters its new size. The clock runs on meanwhile.`,
  };
};

/** Makes a change with its place, and says what an officer can do when there is none. */
async function withPlace<T>(
  given: Given,
  head: Head,
  the: Parameters<typeof changeWithPlace>[2],
  change: Changed<T>,
): Promise<Result<T, Conflict>> {
  const outcome = await changeWithPlace(given, head, the, change);
  if (outcome.ok || outcome.error.kind !== 'quota-exhausted') return outcome;
  const { quota } = outcome.error;
  return failure({ kind: 'quota-exhausted', quota, detail: exhausted(given.rules.zone, quota) });
}

const acceptanceOf = ({ submittedAt, acceptedAt, createdAt }: Head): Instant => acceptedAt ?? submittedAt ?? createdAt;

/**
 * Accepts an application with the place of the quota that it needs, in order of acceptance (Licensing Law art. 57).
 * @param the.byLaw nobody told the applicant anything in time: what the law accepts is accepted without a place too
 * @param change makes the change with what it is given; called anew when others took the same place
 */
export const quotaOnAcceptance = <T>(
  given: Given,
  the: The & { acceptedAt: Instant; byLaw?: boolean },
  change: Changed<T>,
): Promise<Result<T, Conflict>> => {
  const { head, acceptedAt, byLaw = false } = the;
  const need = needNow(given, the, acceptedAt);
  return withPlace(given, head, { need, acceptedAt, orWithout: byLaw }, change);
};

/**
 * Concludes the review of an application whose category it may have settled otherwise: away from what is limited it
 * gives its place up, towards it takes one. What the law accepted without a place takes one if there is one now.
 * @param found what the review confirmed; a recommendation to refuse takes no place
 */
export const quotaOnReview = <T>(
  given: Given,
  the: The,
  found: { category: Category | null; assessment: Assessment | undefined; facts: Facts; approve: boolean },
  change: Changed<T>,
): Promise<Result<T, Conflict>> => {
  const { head } = the;
  const acceptedAt = acceptanceOf(head);
  const need = found.approve || head.quota !== undefined ? needOf(given, the, acceptedAt, found) : undefined;
  const orWithout = needNow(given, the, acceptedAt) !== undefined;
  return withPlace(given, head, { need, acceptedAt, orWithout }, change);
};

/**
 * Approves an application; one that the law accepted without a place has to find one now.
 * @param the.review the event of the review, whose corrections count
 */
export const quotaOnApproval = <T>(
  given: Given,
  the: The & { review?: ApplicationEvent },
  change: Changed<T>,
): Promise<Result<T, Conflict>> => {
  const { head, review } = the;
  const acceptedAt = acceptanceOf(head);
  return withPlace(given, head, { need: needNow(given, the, acceptedAt, review), acceptedAt }, change);
};
