import { systemClock } from '../../shared/clock.ts';
import { serviceWindowRoutes } from '../../shared/contract/service-windows.ts';
import { environment } from '../../shared/environment.ts';
import { serve } from '../../shared/http/function.ts';
import { openLog } from '../../shared/log/log.ts';
import { rolesHeldBy } from '../../shared/records/standing.ts';
import { openTable } from '../../shared/records/table.ts';
import { deployedRules } from '../../shared/zone/deployed-rules.ts';
import { serviceWindows } from './service-windows.ts';

const { TABLE_NAME } = environment('TABLE_NAME');
const table = openTable(TABLE_NAME);

export const handler = serve(
  serviceWindowRoutes,
  serviceWindows({ table, clock: systemClock, rules: deployedRules() }),
  { clock: systemClock, log: openLog('service-windows'), rolesHeld: rolesHeldBy(table) },
);
