import { systemClock } from '../../shared/clock.ts';
import { deployedZone, environment } from '../../shared/environment.ts';
import { openLog } from '../../shared/log/log.ts';
import { openTable } from '../../shared/records/table.ts';
import { takeFigures } from './figures.ts';

const { TABLE_NAME } = environment('TABLE_NAME');

export const handler = takeFigures({
  table: openTable(TABLE_NAME),
  clock: systemClock,
  zone: deployedZone(),
  log: openLog('figures'),
});
