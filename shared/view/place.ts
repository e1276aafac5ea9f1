import type { Category } from '../domain/application/case-clock.ts';
import type { ApplicationEvent } from '../domain/application/events.ts';
import type { Assessment } from '../domain/scoring/assess.ts';
import type { Facts } from '../domain/scoring/facts.ts';
import type { Clock, Instant } from '../domain/time.ts';
import type { Conflict, Head, StoredForm } from '../records/application.ts';
import { changeWithPlace, type PlaceMove, type PlaceNeed } from '../records/quota-reservation.ts';
import type { Table } from '../records/table.ts';
import type { Result } from '../result.ts';
import { quotaNeed } from '../zone/quota.ts';
import type { Rules } from '../zone/rules.ts';
import { assessmentOf, circumstancesOf, procedureOf } from './application.ts';

type Given = { table: Table; clock: Clock; rules: Rules };
type The = { head: Head; stored: StoredForm };
type Changed<T> = (move: PlaceMove) => Promise<Result<T, Conflict>>;

const needOf = (
  given: Given,
  { head, stored }: The,
  acceptedAt: Instant,
  as: { category: Category | null | undefined; assessment: Assessment | undefined; facts?: Facts },
): PlaceNeed | undefined => {
  const form = { ...stored.form, ...(as.facts ? { facts: as.facts } : {}) };
  const circumstances = { ...circumstancesOf(form, as.assessment), answers: form.answers, category: as.category };
  return quotaNeed(given.rules, procedureOf(given, head), circumstances, acceptedAt);
};

/** What it needs by the category that it has, and by the facts as submitted or as a review corrected them. */
const needNow = (given: Given, the: The, acceptedAt: Instant, review?: ApplicationEvent): PlaceNeed | undefined => {
  const { head, stored } = the;
  const assessment = assessmentOf(given, head, stored.form, review);
  return needOf(given, the, acceptedAt, { category: head.category, assessment });
};

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
  return changeWithPlace(given, head, { need, acceptedAt, orWithout: byLaw }, change);
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
  return changeWithPlace(given, head, { need, acceptedAt, orWithout }, change);
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
  return changeWithPlace(given, head, { need: needNow(given, the, acceptedAt, review), acceptedAt }, change);
};
