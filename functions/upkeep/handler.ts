import { systemClock } from '../../shared/clock.ts';
import { upkeepRoutes } from '../../shared/contract/upkeep.ts';
import { deployedZone, environment } from '../../shared/environment.ts';
import { serve } from '../../shared/http/function.ts';
import { openLog } from '../../shared/log/log.ts';
import { rolesHeldBy } from '../../shared/records/standing.ts';
import { openTable } from '../../shared/records/table.ts';
import { openExecutions, openWorkflow } from '../../shared/workflow/approval.ts';
import { openEndedExecutions } from '../../shared/workflow/ended-executions.ts';
import { redrive } from './redrive.ts';

const { TABLE_NAME, APPROVAL_MACHINE_ARN } = environment('TABLE_NAME', 'APPROVAL_MACHINE_ARN');
const log = openLog('upkeep');
const table = openTable(TABLE_NAME);
const executions = openExecutions(APPROVAL_MACHINE_ARN);
const given = {
  table,
  workflow: openWorkflow(table, executions, systemClock, log),
  executions,
  ended: openEndedExecutions(APPROVAL_MACHINE_ARN),
  clock: systemClock,
  zone: deployedZone(),
};

export const handler = serve(upkeepRoutes, redrive(given), { clock: systemClock, log, rolesHeld: rolesHeldBy(table) });
