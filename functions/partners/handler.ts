import { systemClock } from '../../shared/clock.ts';
import { deployedZone, environment } from '../../shared/environment.ts';
import { openLog } from '../../shared/log/log.ts';
import { openTable } from '../../shared/records/table.ts';
import { servePartners } from './serve-partners.ts';

const { TABLE_NAME } = environment('TABLE_NAME');

export const handler = servePartners({
  table: openTable(TABLE_NAME),
  clock: systemClock,
  zone: deployedZone(),
  log: openLog('partners'),
});
