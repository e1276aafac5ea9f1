import { systemClock } from '../../shared/clock.ts';
import { policiesRoutes } from '../../shared/contract/policies.ts';
import { deployedProcedures, deployedScoring, deployedZone, environment } from '../../shared/environment.ts';
import { serve } from '../../shared/http/function.ts';
import { openLog } from '../../shared/log/log.ts';
import { rolesHeldBy } from '../../shared/records/standing.ts';
import { openTable } from '../../shared/records/table.ts';
import { replayRules } from '../../shared/zone/replay-rules.ts';
import { policies } from './policies.ts';

const { TABLE_NAME } = environment('TABLE_NAME');
const zone = deployedZone();
const table = openTable(TABLE_NAME);
const log = openLog('policies');
const given = {
  table,
  clock: systemClock,
  zone,
  scoring: deployedScoring(),
  procedures: deployedProcedures(),
  replay: replayRules(zone),
  log,
};

export const handler = serve(policiesRoutes, policies(given), {
  clock: systemClock,
  log,
  rolesHeld: rolesHeldBy(table),
});
