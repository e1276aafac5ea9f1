import { systemClock } from '../../shared/clock.ts';
import { guidanceRoutes } from '../../shared/contract/desk.ts';
import { environment } from '../../shared/environment.ts';
import { serve } from '../../shared/http/function.ts';
import { openLog } from '../../shared/log/log.ts';
import { openTable } from '../../shared/records/table.ts';
import { deployedRules } from '../../shared/zone/deployed-rules.ts';
import { guidance } from './guidance.ts';

const { TABLE_NAME } = environment('TABLE_NAME');

export const handler = serve(
  guidanceRoutes,
  guidance({ table: openTable(TABLE_NAME), clock: systemClock, rules: deployedRules() }),
  { clock: systemClock, log: openLog('guidance') },
);
