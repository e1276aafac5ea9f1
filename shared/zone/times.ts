import {
  deemedAt,
  type KeptClock,
  promisedConclusion,
  startClock,
  type Timed,
} from '../domain/application/case-clock.ts';
import type { OfficerStage } from '../domain/application/transitions.ts';
import { type Day, endOfDay, type Instant } from '../domain/time.ts';
import type { Rules } from './rules.ts';

/** What a case's times are in a stage: what its head shows, and what its event keeps to compute them again. */
export type Times = {
  set: {
    dueAt: Instant;
    deemsAt: Instant | undefined;
    promisedOn: Day;
    provisional: boolean;
    ahead: number | undefined;
    late: undefined;
  };
  data: { clock: KeptClock; promisedOn: Day; provisional?: true };
};

/**
 * Hours by which a case is ahead in the queues: its category is on the green path, or it was put ahead for the red list,
 * which its hours tell.
 */
function aheadOf(
  { policy, credit }: Pick<Rules['zone'], 'policy' | 'credit'>,
  { category, ahead = 0 }: Pick<Timed, 'category' | 'ahead'>,
): number | undefined {
  const { categories, hoursAhead } = policy.greenPath;
  const byCategory = category && categories.includes(category) ? hoursAhead : 0;
  const byList = ahead === credit?.lists.red.hoursAhead ? ahead : 0;
  return Math.max(byCategory, byList) || undefined;
}

/**
 * The times of a case that enters an officer's stage, or whose clock runs on there.
 * @param the.permitTo last day of the permit that an extension is for
 * @param the.given a promise that was given before and must not be broken by another category
 */
export function timesOf(
  rules: Rules,
  the: Timed & { stage: OfficerStage; permitTo?: Day | undefined; given?: Day | undefined },
): Times {
  const { stage, submittedAt, permitTo, given } = the;
  const clock = startClock(rules, rules.count, the);
  const promised = promisedConclusion(rules, rules.count, the);
  const deemed = deemedAt(rules, rules.count, { stage, submittedAt, ...(permitTo ? { permitTo } : {}) });
  const promisedOn = given && given < promised.day ? given : promised.day;
  const lastDay = endOfDay(rules.timeZone, promisedOn);
  const provisional = clock.provisional === true || promised.provisional;
  return {
    set: {
      dueAt: stage === 'conclusion' && lastDay < clock.dueAt ? lastDay : clock.dueAt,
      deemsAt: deemed?.at,
      promisedOn,
      provisional,
      ahead: aheadOf(rules.zone, the),
      late: undefined,
    },
    data: { clock, promisedOn, ...(provisional ? { provisional } : {}) },
  };
}
