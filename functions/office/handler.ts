import { systemClock } from '../../shared/clock.ts';
import { officeRoutes } from '../../shared/contract/office.ts';
import { staffWindowRoutes } from '../../shared/contract/service-windows.ts';
import { deployedZone, environment } from '../../shared/environment.ts';
import { serve } from '../../shared/http/function.ts';
import { openLog } from '../../shared/log/log.ts';
import { openTable } from '../../shared/records/table.ts';
import { office } from './office.ts';

const { TABLE_NAME } = environment('TABLE_NAME');
const log = openLog('office');

export const handler = serve(
  { ...officeRoutes, ...staffWindowRoutes },
  office({ table: openTable(TABLE_NAME), clock: systemClock, zone: deployedZone(), log }),
  { clock: systemClock, log },
);
