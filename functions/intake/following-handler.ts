import { systemClock } from '../../shared/clock.ts';
import { followingRoutes } from '../../shared/contract/following.ts';
import { environment } from '../../shared/environment.ts';
import { serve } from '../../shared/http/function.ts';
import { openLog } from '../../shared/log/log.ts';
import { openTable } from '../../shared/records/table.ts';
import { deployedRules } from '../../shared/zone/deployed-rules.ts';
import { following } from './following.ts';

const { TABLE_NAME } = environment('TABLE_NAME');
const log = openLog('intake-following');

export const handler = serve(
  followingRoutes,
  following({ table: openTable(TABLE_NAME), clock: systemClock, rules: deployedRules() }),
  { clock: systemClock, log },
);
