import { type JsonValue, overTheWire } from '../../infra/local/json.ts';
import type { FeedAnswer, FeedEvent } from '../../shared/records/feed.ts';
import type { Records } from '../records-wire.ts';

/** Somebody who follows new items under partition keys, and sort keys, that begin so. */
export type Consumer = {
  name: string;
  wants: readonly { pk: string; sk?: string }[];
  take: (event: FeedEvent) => Promise<FeedAnswer>;
};

type Keys = { pk: { S: string }; sk: { S: string } };

/**
 * Hands every consumer the items that were inserted since it looked last, until nothing new comes of it; a change that
 * cannot be taken is offered three times and then fails the test.
 */
export function openFeed({ streams, tableName }: Pick<Records, 'streams' | 'tableName'>, consumers: Consumer[]) {
  const checkpoints = new Map(consumers.map(({ name }) => [name, '']));

  const feedOne = async ({ name, wants, take }: Consumer): Promise<boolean> => {
    const records = await streams.read(tableName, checkpoints.get(name) ?? '', 1000);
    const last = records.at(-1);
    if (!last) return false;
    let open = records.filter(({ eventName, dynamodb }) => {
      const { pk, sk } = dynamodb.Keys as Keys;
      return eventName === 'INSERT' && wants.some((one) => pk.S.startsWith(one.pk) && sk.S.startsWith(one.sk ?? ''));
    });
    for (let attempt = 1; open.length > 0; attempt++) {
      const Records = overTheWire(open) as JsonValue[] as FeedEvent['Records'];
      const failure = (await take({ Records })).batchItemFailures[0];
      if (!failure) break;
      if (attempt === 3) throw new Error(`${name} cannot take change ${failure.itemIdentifier}`);
      open = open.slice(open.findIndex(({ dynamodb }) => dynamodb.SequenceNumber === failure.itemIdentifier));
    }
    checkpoints.set(name, last.dynamodb.SequenceNumber);
    return true;
  };

  return async (): Promise<void> => {
    for (let moved = consumers.length > 0; moved; ) {
      moved = false;
      for (const consumer of consumers) moved = (await feedOne(consumer)) || moved;
    }
  };
}
