import { systemClock } from '../../shared/clock.ts';
import { deployedZone, environment } from '../../shared/environment.ts';
import { openLog } from '../../shared/log/log.ts';
import type { FeedEvent } from '../../shared/records/feed.ts';
import { openTable } from '../../shared/records/table.ts';
import { noticeChannels } from '../../shared/zone/notices.ts';
import { redeliver } from './deliver.ts';
import { followChanges } from './follow.ts';
import { openChannels } from './open-channels.ts';
import { openSecrets } from './secrets.ts';

const { TABLE_NAME, NOTICE_CHANNELS } = environment('TABLE_NAME', 'NOTICE_CHANNELS');
const zone = deployedZone();
const given = {
  table: openTable(TABLE_NAME),
  clock: systemClock,
  zone,
  log: openLog('notices'),
  openChannels: openChannels(noticeChannels.parse(JSON.parse(NOTICE_CHANNELS)), {
    zone,
    clock: systemClock,
    readSecret: openSecrets(systemClock),
  }),
};
const follow = followChanges(given);
const again = redeliver(given);

/** Called with changes by the feed, and with nothing of use by the schedule. */
export const handler = async (event: Partial<FeedEvent>) =>
  event.Records ? follow({ Records: event.Records }) : again();
