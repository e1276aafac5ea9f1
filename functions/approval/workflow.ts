import { systemClock } from '../../shared/clock.ts';
import { environment } from '../../shared/environment.ts';
import { openLog } from '../../shared/log/log.ts';
import { openTable } from '../../shared/records/table.ts';
import { openExecutions } from '../../shared/workflow/approval.ts';
import { deployedRules } from '../../shared/zone/deployed-rules.ts';
import { watchClocks } from './watch-clocks.ts';

const { TABLE_NAME, APPROVAL_MACHINE_ARN } = environment('TABLE_NAME', 'APPROVAL_MACHINE_ARN');

export const handler = watchClocks({
  table: openTable(TABLE_NAME),
  executions: openExecutions(APPROVAL_MACHINE_ARN),
  clock: systemClock,
  rules: deployedRules(),
  log: openLog('approval-workflow'),
});
