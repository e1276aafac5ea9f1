import type { OfficerStage } from '../domain/application/transitions.ts';
import type { Instant } from '../domain/time.ts';
import { type Head, timedOf } from '../records/application.ts';
import type { Rules } from '../zone/rules.ts';
import { type Times, timesOf } from '../zone/times.ts';

/** The times of a case whose clock runs again: what its head shows and what its event keeps. */
export type ResumedTimes = {
  set: Times['set'] & { pause: undefined; paused: number | undefined };
  data: Times['data'] & { stoodStill: number };
};

/**
 * The times of an accepted case whose clock runs again in an officer's stage. The working days in which it stood still
 * do not count: those after the day on which it stopped, up to and with the day of going on, but not beyond the day
 * that was announced for it (Licensing Law art. 45).
 * @param the.at instant of going on
 */
export function resumedTimes(rules: Rules, head: Head, the: { stage: OfficerStage; at: Instant }): ResumedTimes {
  const { pause } = head;
  const today = rules.dayOf(the.at);
  const last = pause?.until && pause.until < today ? pause.until : today;
  const since = pause ? rules.dayOf(pause.since) : today;
  const stood = since < last ? rules.between(since, last) : { days: 0, provisional: false };
  const paused = (head.paused ?? 0) + stood.days;
  const times = timesOf(rules, {
    ...timedOf({ ...head, paused }),
    stage: the.stage,
    permitTo: head.permitTo,
    given: head.promisedOn && rules.count(head.promisedOn, stood.days).day,
  });
  const provisional = times.set.provisional || stood.provisional;
  return {
    set: { ...times.set, provisional, pause: undefined, paused: paused > 0 ? paused : undefined },
    data: { ...times.data, ...(provisional ? { provisional } : {}), stoodStill: stood.days },
  };
}
