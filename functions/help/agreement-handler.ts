import { systemClock } from '../../shared/clock.ts';
import { helpAgreementRoutes } from '../../shared/contract/help.ts';
import { deployedZone, environment } from '../../shared/environment.ts';
import { serve } from '../../shared/http/function.ts';
import { openLog } from '../../shared/log/log.ts';
import { rolesHeldBy } from '../../shared/records/standing.ts';
import { openTable } from '../../shared/records/table.ts';
import { deployedFonts } from '../../shared/typesetting/deployed-fonts.ts';
import { helpAgreement } from './agreement.ts';

const { TABLE_NAME, LAMBDA_TASK_ROOT } = environment('TABLE_NAME', 'LAMBDA_TASK_ROOT');
const log = openLog('help');
const table = openTable(TABLE_NAME);

export const handler = serve(
  helpAgreementRoutes,
  helpAgreement({ table, clock: systemClock, zone: deployedZone(), log, fonts: deployedFonts(LAMBDA_TASK_ROOT) }),
  { clock: systemClock, log, rolesHeld: rolesHeldBy(table) },
);
