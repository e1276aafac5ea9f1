import { systemClock } from '../../shared/clock.ts';
import { helpRoutes } from '../../shared/contract/help.ts';
import { environment } from '../../shared/environment.ts';
import { serve } from '../../shared/http/function.ts';
import { openLog } from '../../shared/log/log.ts';
import { rolesHeldBy } from '../../shared/records/standing.ts';
import { openTable } from '../../shared/records/table.ts';
import { deployedRules } from '../../shared/zone/deployed-rules.ts';
import { help } from './help.ts';

const { TABLE_NAME } = environment('TABLE_NAME');
const log = openLog('help');
const table = openTable(TABLE_NAME);

export const handler = serve(helpRoutes, help({ table, clock: systemClock, rules: deployedRules(), log }), {
  clock: systemClock,
  log,
  rolesHeld: rolesHeldBy(table),
});
