import type { Text } from '../domain/text.ts';
import type { Instant } from '../domain/time.ts';
import { keys } from './keys.ts';
import { absent, type Item, type Key, type Table } from './table.ts';

/** One published edition of a month's bulletin; `body` is what was published, as JSON. */
export type BulletinEdition = {
  month: string;
  edition: number;
  publishedAt: Instant;
  /** Who had it counted again, and why; the first edition is published by itself. */
  by?: string;
  correction?: Text;
  body: string;
};

/** A month in the list of bulletins, with its latest edition. */
export type PublishedMonth = { month: string; edition: number; publishedAt: Instant };

const stripped = <T>({ pk: _pk, sk: _sk, ...rest }: Item): T => rest as T;

/** Every month that was published, the latest first. */
export async function readPublishedMonths(table: Table): Promise<PublishedMonth[]> {
  const found: PublishedMonth[] = [];
  let after: Key | undefined;
  do {
    const page = await table.query({
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :month)',
      ExpressionAttributeValues: { ':pk': keys.bulletin('').pk, ':month': keys.bulletin('').sk },
      ScanIndexForward: false,
      ConsistentRead: true,
      ...(after ? { ExclusiveStartKey: after } : {}),
    });
    found.push(...page.items.map((item) => stripped<PublishedMonth>(item)));
    after = page.next;
  } while (after);
  return found;
}

export async function readPublishedMonth(table: Table, month: string): Promise<PublishedMonth | undefined> {
  const item = await table.get(keys.bulletin(month));
  return item && stripped<PublishedMonth>(item);
}

export async function readEdition(table: Table, month: string, edition: number): Promise<BulletinEdition | undefined> {
  const item = await table.get(keys.bulletinEdition(month, edition));
  return item && stripped<BulletinEdition>(item);
}

/** The editions of a month, without what they say. */
export async function readEditions(table: Table, month: string): Promise<Omit<BulletinEdition, 'body'>[]> {
  const { items } = await table.query({
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :edition)',
    ExpressionAttributeValues: { ':pk': keys.bulletin('').pk, ':edition': `EDITION#${month}#` },
    ConsistentRead: true,
  });
  return items.map((item) => {
    const { body: _body, ...rest } = stripped<BulletinEdition>(item);
    return rest;
  });
}

/**
 * Publishes an edition: the first of a month, or the one after the edition that was seen.
 * @returns false where somebody else published one meanwhile; nothing is changed then
 */
export async function publishEdition(table: Table, edition: BulletinEdition): Promise<boolean> {
  const { month, edition: number, publishedAt } = edition;
  const line = { ...keys.bulletin(month), month, edition: number, publishedAt };
  const outcome = await table.transact([
    { put: { Item: { ...keys.bulletinEdition(month, number), ...edition }, ...absent } },
    {
      put: {
        Item: line,
        ...(number === 1
          ? absent
          : {
              ConditionExpression: 'edition = :seen',
              ExpressionAttributeValues: { ':seen': number - 1 },
            }),
      },
    },
  ]);
  return outcome.ok;
}
