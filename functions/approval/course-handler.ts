import { systemClock } from '../../shared/clock.ts';
import { courseRoutes } from '../../shared/contract/course.ts';
import { movingRoutes } from '../../shared/contract/service-windows.ts';
import { environment } from '../../shared/environment.ts';
import { serve } from '../../shared/http/function.ts';
import { openLog } from '../../shared/log/log.ts';
import { openTable } from '../../shared/records/table.ts';
import { openExecutions, openWorkflow } from '../../shared/workflow/approval.ts';
import { deployedRules } from '../../shared/zone/deployed-rules.ts';
import { course } from './course.ts';

const { TABLE_NAME, APPROVAL_MACHINE_ARN } = environment('TABLE_NAME', 'APPROVAL_MACHINE_ARN');
const log = openLog('approval-course');
const table = openTable(TABLE_NAME);
const workflow = openWorkflow(table, openExecutions(APPROVAL_MACHINE_ARN), systemClock, log);

export const handler = serve(
  { ...courseRoutes, ...movingRoutes },
  course({ table, workflow, clock: systemClock, rules: deployedRules(), log }),
  { clock: systemClock, log },
);
