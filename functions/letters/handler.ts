import { systemClock } from '../../shared/clock.ts';
import { lettersRoutes } from '../../shared/contract/letters.ts';
import { deployedProcedures, deployedZone, environment } from '../../shared/environment.ts';
import { serve } from '../../shared/http/function.ts';
import { openLog } from '../../shared/log/log.ts';
import { openTable } from '../../shared/records/table.ts';
import { deployedFonts } from '../../shared/typesetting/deployed-fonts.ts';
import { letters } from './letters.ts';

const { TABLE_NAME, LAMBDA_TASK_ROOT } = environment('TABLE_NAME', 'LAMBDA_TASK_ROOT');
const log = openLog('letters');

export const handler = serve(
  lettersRoutes,
  letters({
    table: openTable(TABLE_NAME),
    clock: systemClock,
    zone: deployedZone(),
    procedures: deployedProcedures(),
    log,
    fonts: deployedFonts(LAMBDA_TASK_ROOT),
  }),
  { clock: systemClock, log },
);
