import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Log } from '../log/log.ts';
import type { Item } from './table.ts';

type Raw = Parameters<typeof unmarshall>[0];

/** What DynamoDB tells of a change, as far as the feed's consumers look. */
export type FeedEvent = {
  Records: readonly {
    eventName?: 'INSERT' | 'MODIFY' | 'REMOVE';
    dynamodb?: { SequenceNumber?: string; NewImage?: unknown };
  }[];
};

/** The changes that have to be handed over again. */
export type FeedAnswer = { batchItemFailures: { itemIdentifier: string }[] };

/**
 * A handler of the table's change feed: hands each new item to `handle`, one after the other in their order. At the first
 * that throws it stops and says so, and is called again from that one on. The same item may come more than once, so
 * `handle` has to be one that can be repeated.
 */
export const followFeed =
  (handle: (item: Item) => Promise<void>, log: Log) =>
  async ({ Records }: FeedEvent): Promise<FeedAnswer> => {
    for (const { dynamodb } of Records) {
      if (!dynamodb?.NewImage) continue;
      try {
        await handle(unmarshall(dynamodb.NewImage as Raw) as Item);
      } catch (error) {
        const itemIdentifier = dynamodb.SequenceNumber ?? '';
        log.error('change-not-followed', error, { sequence: itemIdentifier });
        return { batchItemFailures: [{ itemIdentifier }] };
      }
    }
    return { batchItemFailures: [] };
  };
