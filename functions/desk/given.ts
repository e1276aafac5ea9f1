import type { PracticeCase } from '../../shared/domain/desk/practice.ts';
import { type Clock, dayIn, type Instant, instantOf } from '../../shared/domain/time.ts';
import type { ProblemEntry } from '../../shared/http/problem.ts';
import type { Table } from '../../shared/records/table.ts';
import type { Zone } from '../../shared/zone/zone.ts';

export type DeskGiven = {
  table: Table;
  clock: Clock;
  zone: Zone;
  /** The cases with which this zone trains. */
  practice: readonly PracticeCase[];
};

/** The present as the desk needs it. */
export const present = ({ clock, zone }: Pick<DeskGiven, 'clock' | 'zone'>) => {
  const at: Instant = instantOf(clock.now());
  return { at, today: dayIn(zone.timeZone, at) };
};

/** The month (YYYY-MM) in which an instant counts. */
export const monthIn = (zone: Pick<Zone, 'timeZone'>, at: Instant): string => dayIn(zone.timeZone, at).slice(0, 7);

const notAnOption = (path: string, options: readonly string[]): ProblemEntry => ({
  path,
  code: 'not-an-option',
  text: { zh: `须为以下之一：${options.join('、')}`, en: `must be one of: ${options.join(', ')}` },
});

/** What a request names that the zone does not know: its topics and procedures are listed in its file. */
export function unknownNames(
  { desk, delegation }: Zone,
  { topic, procedure }: { topic?: string | undefined; procedure?: string | undefined },
): ProblemEntry[] {
  const topics = desk.topics.list.map(({ id }) => id);
  return [
    ...(topic === undefined || topics.includes(topic) ? [] : [notAnOption('topic', topics)]),
    ...(procedure === undefined || delegation.procedures.includes(procedure)
      ? []
      : [notAnOption('procedure', delegation.procedures)]),
  ];
}
