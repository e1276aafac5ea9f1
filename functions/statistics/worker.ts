import { systemClock } from '../../shared/clock.ts';
import { environment } from '../../shared/environment.ts';
import { openLog } from '../../shared/log/log.ts';
import type { FeedAnswer, FeedEvent } from '../../shared/records/feed.ts';
import { openTable } from '../../shared/records/table.ts';
import { deployedRules } from '../../shared/zone/deployed-rules.ts';
import { statisticsWork } from './work.ts';

const { TABLE_NAME } = environment('TABLE_NAME');
const { follow, daily } = statisticsWork({
  table: openTable(TABLE_NAME),
  clock: systemClock,
  rules: deployedRules(),
  log: openLog('statistics'),
});

/** Called by the change feed with records, and by the schedule without any. */
export const handler = async (event: Partial<FeedEvent>): Promise<FeedAnswer | undefined> => {
  if (event.Records) return follow({ Records: event.Records });
  await daily();
  return undefined;
};
