import { systemClock } from '../../shared/clock.ts';
import { environment } from '../../shared/environment.ts';
import { openLog } from '../../shared/log/log.ts';
import { openTable } from '../../shared/records/table.ts';
import { openExecutions, openWorkflow } from '../../shared/workflow/approval.ts';
import { deployedRules } from '../../shared/zone/deployed-rules.ts';
import { sweepZone } from './sweep-zone.ts';

const { TABLE_NAME, APPROVAL_MACHINE_ARN } = environment('TABLE_NAME', 'APPROVAL_MACHINE_ARN');
const log = openLog('upkeep');
const table = openTable(TABLE_NAME);

export const handler = sweepZone({
  table,
  workflow: openWorkflow(table, openExecutions(APPROVAL_MACHINE_ARN), systemClock, log),
  clock: systemClock,
  rules: deployedRules(),
  log,
});
