import { systemClock } from '../../shared/clock.ts';
import { deployedProcedures, deployedZone, environment } from '../../shared/environment.ts';
import { openLog } from '../../shared/log/log.ts';
import { openTable } from '../../shared/records/table.ts';
import { openExecutions } from '../../shared/workflow/approval.ts';
import { rulesOf } from '../../shared/zone/rules.ts';
import { watchClocks } from './watch-clocks.ts';

const { TABLE_NAME, APPROVAL_MACHINE_ARN } = environment('TABLE_NAME', 'APPROVAL_MACHINE_ARN');

export const handler = watchClocks({
  table: openTable(TABLE_NAME),
  executions: openExecutions(APPROVAL_MACHINE_ARN),
  clock: systemClock,
  rules: rulesOf(deployedZone(), deployedProcedures()),
  log: openLog('approval-workflow'),
});
