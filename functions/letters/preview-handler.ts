import { systemClock } from '../../shared/clock.ts';
import { letterPreviewRoutes } from '../../shared/contract/letter-preview.ts';
import { environment } from '../../shared/environment.ts';
import { serve } from '../../shared/http/function.ts';
import { openLog } from '../../shared/log/log.ts';
import { openTable } from '../../shared/records/table.ts';
import { deployedFonts } from '../../shared/typesetting/deployed-fonts.ts';
import { deployedRules } from '../../shared/zone/deployed-rules.ts';
import { letterPreview } from './preview.ts';

const { TABLE_NAME, LAMBDA_TASK_ROOT } = environment('TABLE_NAME', 'LAMBDA_TASK_ROOT');
const log = openLog('letters-preview');

export const handler = serve(
  letterPreviewRoutes,
  letterPreview({
    table: openTable(TABLE_NAME),
    clock: systemClock,
    rules: deployedRules(),
    log,
    fonts: deployedFonts(LAMBDA_TASK_ROOT),
  }),
  { clock: systemClock, log },
);
