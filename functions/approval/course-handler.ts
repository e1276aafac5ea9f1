import { systemClock } from '../../shared/clock.ts';
import { courseRoutes } from '../../shared/contract/course.ts';
import { deployedProcedures, deployedZone, environment } from '../../shared/environment.ts';
import { serve } from '../../shared/http/function.ts';
import { openLog } from '../../shared/log/log.ts';
import { openTable } from '../../shared/records/table.ts';
import { openExecutions, openWorkflow } from '../../shared/workflow/approval.ts';
import { rulesOf } from '../../shared/zone/rules.ts';
import { course } from './course.ts';

const { TABLE_NAME, APPROVAL_MACHINE_ARN } = environment('TABLE_NAME', 'APPROVAL_MACHINE_ARN');
const log = openLog('approval-course');
const table = openTable(TABLE_NAME);
const workflow = openWorkflow(table, openExecutions(APPROVAL_MACHINE_ARN), systemClock, log);

export const handler = serve(
  courseRoutes,
  course({ table, workflow, clock: systemClock, rules: rulesOf(deployedZone(), deployedProcedures()), log }),
  { clock: systemClock, log },
);
