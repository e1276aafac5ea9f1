import type { Procedure } from '../../shared/domain/procedure/procedure.ts';
import { type Clock, type Day, dayIn, instantOf } from '../../shared/domain/time.ts';
import type { Log } from '../../shared/log/log.ts';
import type { Table } from '../../shared/records/table.ts';
import type { ReplayRules } from '../../shared/zone/replay-rules.ts';
import type { Policies, Scoring } from '../../shared/zone/rules.ts';
import type { Zone } from '../../shared/zone/zone.ts';

export type PoliciesGiven = {
  table: Table;
  clock: Clock;
  zone: Zone;
  /** The points tables and routes that the zone was deployed with. */
  scoring: Scoring;
  procedures: readonly Procedure[];
  replay: ReplayRules;
  log: Log;
};

export const today = ({ clock, zone }: Pick<PoliciesGiven, 'clock' | 'zone'>): Day =>
  dayIn(zone.timeZone, instantOf(clock.now()));

/** By what the zone scores on a day. */
export const policiesOn = (scoring: Scoring, on: Day): Policies =>
  scoring.before.find(({ until }) => on <= until) ?? scoring;
