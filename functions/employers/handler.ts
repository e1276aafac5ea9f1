import { systemClock } from '../../shared/clock.ts';
import { employersRoutes } from '../../shared/contract/employers.ts';
import { deployedZone, environment } from '../../shared/environment.ts';
import { serve } from '../../shared/http/function.ts';
import { openLog } from '../../shared/log/log.ts';
import { rolesHeldBy } from '../../shared/records/standing.ts';
import { openTable } from '../../shared/records/table.ts';
import { employers } from './employers.ts';

const { TABLE_NAME } = environment('TABLE_NAME');
const log = openLog('employers');
const table = openTable(TABLE_NAME);

export const handler = serve(employersRoutes, employers({ table, clock: systemClock, zone: deployedZone() }), {
  clock: systemClock,
  log,
  rolesHeld: rolesHeldBy(table),
});
