import type { auditRoutes } from '../../shared/contract/audit.ts';
import type { Clock } from '../../shared/domain/time.ts';
import type { Handles } from '../../shared/http/function.ts';
import type { Table } from '../../shared/records/table.ts';
import type { ReplayRules } from '../../shared/zone/replay-rules.ts';
import type { Zone } from '../../shared/zone/zone.ts';
import { readings } from './readings.ts';
import { rehearsals } from './rehearsals.ts';
import { replays } from './replay.ts';

export type AuditGiven = { table: Table; clock: Clock; zone: Zone; replay: ReplayRules };

/** Looking back and ahead: the past computed again, a draft policy tried out, and who read what. */
export const audit = (given: AuditGiven): Handles<typeof auditRoutes> => ({
  ...rehearsals(given),
  ...replays(given),
  ...readings(given),
});
