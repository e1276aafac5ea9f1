import { systemClock } from '../../shared/clock.ts';
import { environment } from '../../shared/environment.ts';
import { openLog } from '../../shared/log/log.ts';
import { openTable } from '../../shared/records/table.ts';
import { deployedRules } from '../../shared/zone/deployed-rules.ts';
import { remind } from './remind.ts';

const { TABLE_NAME } = environment('TABLE_NAME');

export const handler = remind({
  table: openTable(TABLE_NAME),
  clock: systemClock,
  rules: deployedRules(),
  log: openLog('reminders'),
});
