import { systemClock } from '../../shared/clock.ts';
import { noticesRoutes } from '../../shared/contract/notices.ts';
import { environment } from '../../shared/environment.ts';
import { serve } from '../../shared/http/function.ts';
import { openLog } from '../../shared/log/log.ts';
import { rolesHeldBy } from '../../shared/records/standing.ts';
import { openTable } from '../../shared/records/table.ts';
import { notices } from './inbox.ts';

const { TABLE_NAME } = environment('TABLE_NAME');
const log = openLog('notices');
const table = openTable(TABLE_NAME);

export const handler = serve(noticesRoutes, notices({ table, clock: systemClock }), {
  clock: systemClock,
  log,
  rolesHeld: rolesHeldBy(table),
});
