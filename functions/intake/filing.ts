import type { Category } from '../../shared/domain/application/case-clock.ts';
import { type Day, endOfDay, type Instant } from '../../shared/domain/time.ts';
import type { Head } from '../../shared/records/application.ts';
import { resumedTimes } from '../../shared/workflow/resumed-times.ts';
import type { Rules } from '../../shared/zone/rules.ts';
import { timesOf } from '../../shared/zone/times.ts';

/** An application that was returned in review keeps its acceptance: what is handed in supplements it. */
export const supplements = ({ stage, returnedFrom }: Pick<Head, 'stage' | 'returnedFrom'>): boolean =>
  stage === 'returned' && returnedFrom === 'review';

/**
 * The day as of which an application is judged: that of its submission. What is handed in after an acceptance is judged
 * as of the day on which the accepted application was submitted.
 */
export const judgedOn = (rules: Pick<Rules, 'dayOf'>, head: Head, at: Instant): Day =>
  rules.dayOf(supplements(head) && head.submittedAt ? head.submittedAt : at);

/**
 * Where handing in an application leads, and its clocks. A submission begins preliminary review anew; a supplement goes
 * back to review, where the clock runs on without the time with the parties.
 * @param the.permitTo last day of the permit that an extension is for; a permit that ended meanwhile is extended by no law
 */
export function filing(
  rules: Rules,
  head: Head,
  the: { category: Category | null; at: Instant; permit: string | undefined; permitTo: Day | undefined },
) {
  const { category, at, permit } = the;
  const permitTo = the.permitTo && endOfDay(rules.timeZone, the.permitTo) > at ? the.permitTo : undefined;
  const anew = {
    category,
    permit,
    permitTo,
    stageStartedAt: at,
    returnedFrom: undefined,
    review: undefined,
    reviewedBy: undefined,
    intention: undefined,
    replied: undefined,
    claimedBy: undefined,
  } as const;
  if (supplements(head)) {
    const times = resumedTimes(
      rules,
      { ...head, category, ...(permitTo ? { permitTo } : { permitTo: undefined }) } as Head,
      {
        stage: 'review',
        at,
      },
    );
    return {
      transition: 'supplement',
      event: 'supplemented',
      data: times.data,
      set: { ...anew, ...times.set, filedAt: at },
    } as const;
  }
  const stage = 'preliminary-review';
  const times = timesOf(rules, { procedure: head.procedure, category, stage, submittedAt: at, permitTo });
  return {
    transition: 'submit',
    event: 'submitted',
    data: times.data,
    set: {
      ...anew,
      ...times.set,
      submittedAt: at,
      filedAt: undefined,
      receivedAt: undefined,
      acceptedAt: undefined,
      acceptance: undefined,
      pause: undefined,
      paused: undefined,
      extended: undefined,
    },
  } as const;
}
