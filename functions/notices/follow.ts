import { type FeedAnswer, type FeedEvent, followFeed } from '../../shared/records/feed.ts';
import { keys } from '../../shared/records/keys.ts';
import type { Item } from '../../shared/records/table.ts';
import { type DeliveryGiven, openRound } from './deliver.ts';
import { tellParties } from './tell-parties.ts';

const inbox = keys.inbox('', '', '').pk;
const application = keys.application('').pk;

/** Follows the change feed: tells parties what happened to their applications, and delivers every new notice. */
export const followChanges =
  (given: DeliveryGiven) =>
  async (event: FeedEvent): Promise<FeedAnswer> => {
    const round = openRound(given);
    const handle = async (item: Item): Promise<void> => {
      if (item.pk.startsWith(inbox)) await round.first({ pk: item.pk, sk: item.sk });
      else if (item.pk.startsWith(application)) await tellParties(given.table, item);
    };
    try {
      return await followFeed(handle, given.log)(event);
    } finally {
      round.close();
    }
  };
