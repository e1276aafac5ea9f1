import { systemClock } from '../../shared/clock.ts';
import { creditRoutes } from '../../shared/contract/credit.ts';
import { environment } from '../../shared/environment.ts';
import { serve } from '../../shared/http/function.ts';
import { openLog } from '../../shared/log/log.ts';
import { rolesHeldBy } from '../../shared/records/standing.ts';
import { openTable } from '../../shared/records/table.ts';
import { deployedRules } from '../../shared/zone/deployed-rules.ts';
import { credit } from './credit.ts';

const { TABLE_NAME } = environment('TABLE_NAME');
const log = openLog('credit');
const table = openTable(TABLE_NAME);
const rules = deployedRules();

export const handler = serve(creditRoutes, credit({ table, clock: systemClock, rules, log }), {
  clock: systemClock,
  log,
  rolesHeld: rolesHeldBy(table),
});
