import { systemClock } from '../../shared/clock.ts';
import { deskRoutes } from '../../shared/contract/desk.ts';
import { deployedPractice, deployedZone, environment } from '../../shared/environment.ts';
import { serve } from '../../shared/http/function.ts';
import { openLog } from '../../shared/log/log.ts';
import { rolesHeldBy } from '../../shared/records/standing.ts';
import { openTable } from '../../shared/records/table.ts';
import { desk } from './desk.ts';

const { TABLE_NAME } = environment('TABLE_NAME');
const table = openTable(TABLE_NAME);

export const handler = serve(
  deskRoutes,
  desk({ table, clock: systemClock, zone: deployedZone(), practice: deployedPractice() }),
  { clock: systemClock, log: openLog('desk'), rolesHeld: rolesHeldBy(table) },
);
