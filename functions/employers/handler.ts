import { systemClock } from '../../shared/clock.ts';
import { employersRoutes } from '../../shared/contract/employers.ts';
import { deployedZone, environment } from '../../shared/environment.ts';
import { serve } from '../../shared/http/function.ts';
import { openLog } from '../../shared/log/log.ts';
import { openTable } from '../../shared/records/table.ts';
import { employers } from './employers.ts';

const { TABLE_NAME } = environment('TABLE_NAME');
const log = openLog('employers');

export const handler = serve(
  employersRoutes,
  employers({ table: openTable(TABLE_NAME), clock: systemClock, zone: deployedZone() }),
  { clock: systemClock, log },
);
