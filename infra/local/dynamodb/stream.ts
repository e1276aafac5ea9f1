import type { Clock } from '../../../shared/domain/time.ts';
import { canonical } from './canonical.ts';
import { itemSize } from './capacity.ts';
import type { Rewriting } from './records.ts';
import type { Change, Storage } from './storage.ts';
import { type Item, streamArnOf, type Table } from './table.ts';

/** One change of an item, in the shape in which Lambda hands it on. */
export type StreamRecord = {
  eventID: string;
  eventName: 'INSERT' | 'MODIFY' | 'REMOVE';
  eventVersion: '1.1';
  eventSource: 'aws:dynamodb';
  awsRegion: string;
  eventSourceARN: string;
  dynamodb: {
    /** Seconds since 1970. */
    ApproximateCreationDateTime: number;
    Keys: Item;
    NewImage?: Item;
    SequenceNumber: string;
    SizeBytes: number;
    StreamViewType: 'NEW_IMAGE';
  };
};

/** The change feed of the tables that have one. Sequence numbers are texts that stand in their own order. */
export type Streams = {
  /** Whether a table of this name has a change feed. */
  has: (table: string) => boolean;
  /** Changes after a sequence number (from the oldest kept where it is ''), oldest first. */
  read: (table: string, after: string, limit: number) => Promise<StreamRecord[]>;
  /** How far each consumer has read. */
  checkpoints: (table: string) => Promise<Map<string, string>>;
  /** Notes durably how far these consumers, and no others, have read, and forgets the changes that all of them have. */
  keep: (table: string, checkpoints: ReadonlyMap<string, string>) => Promise<void>;
  /** Calls back after each write that the feed of a table tells. */
  onChange: (table: string, listener: () => void) => void;
  /** Tells the changes of a table from now on, or no longer, as it says itself. */
  begin: (table: Table) => Promise<void>;
};

/** What a write adds to the feed; `written` is to be called when the batch is stored or has failed. */
export type Recording = { changes: Change[]; written: () => void };

const sequenceNumber = (count: number): string => `1${String(count).padStart(20, '0')}`;
const countOf = (sequence: string): number => (sequence === '' ? 0 : Number(sequence.slice(1)));

/**
 * Opens the change feeds. A change is stored in the batch of its items, so it is there when they are and never
 * otherwise. Changes of one item stand in their order; those of others in the order in which they were begun.
 *
 * Known to differ from the service: there is one shard; what a consumer has not read is kept for ever, not for a day;
 * an expired item does not say that it expired.
 */
export async function openStreams(
  storage: Storage,
  clock: Clock,
  tables: readonly Table[],
): Promise<Streams & { record: (rewritings: readonly Rewriting[]) => Recording }> {
  const streamed = new Map<string, Table>();
  const records = (table: string) => storage.space('stream', table);
  const kept = (table: string) => storage.space('stream-checkpoint', table);
  const listeners = new Map<string, (() => void)[]>();
  /** Numbers that were given to writes which are still on their way to the disk. */
  const underWay = new Map<string, Set<string>>();
  const last = new Map<string, number>();

  const checkpoints = async (table: string): Promise<Map<string, string>> => {
    const found = new Map<string, string>();
    for await (const [consumer, sequence] of kept(table).entries()) found.set(consumer, String(sequence));
    return found;
  };

  const begin = async (table: Table): Promise<void> => {
    const name = table.TableName;
    if (!table.StreamSpecification) {
      streamed.delete(name);
      return;
    }
    if (!underWay.has(name)) {
      const known = [...(await checkpoints(name)).values()];
      for await (const [sequence] of records(name).entries({ reverse: true, limit: 1 })) known.push(sequence);
      // Never a number that a consumer has passed already.
      last.set(name, Math.max(0, ...known.map(countOf)));
      underWay.set(name, new Set());
    }
    streamed.set(name, table);
  };
  for (const table of tables) await begin(table);

  const recordOf = ({ before, after }: Rewriting, table: Table, sequence: string): StreamRecord => {
    const image = after ?? before ?? {};
    const names = table.KeySchema.map((key) => key.AttributeName);
    const Keys = Object.fromEntries(Object.entries(image).filter(([name]) => names.includes(name)));
    return {
      eventID: sequence,
      eventName: !after ? 'REMOVE' : before ? 'MODIFY' : 'INSERT',
      eventVersion: '1.1',
      eventSource: 'aws:dynamodb',
      awsRegion: table.TableArn.split(':')[3] ?? '',
      eventSourceARN: streamArnOf(table.TableArn),
      dynamodb: {
        ApproximateCreationDateTime: Math.floor(clock.now() / 1000),
        Keys,
        ...(after ? { NewImage: after } : {}),
        SequenceNumber: sequence,
        SizeBytes: itemSize(Keys) + (after ? itemSize(after) : 0),
        StreamViewType: 'NEW_IMAGE',
      },
    };
  };

  return {
    has: (table) => streamed.has(table),
    begin,
    checkpoints,
    async read(table, after, limit) {
      const open = [...(underWay.get(table) ?? [])].sort()[0];
      const range = { ...(after === '' ? {} : { gt: after }), ...(open ? { lt: open } : {}), limit };
      const found: StreamRecord[] = [];
      for await (const [, record] of records(table).entries(range)) found.push(record as StreamRecord);
      return found;
    },
    async keep(table, wanted) {
      const changes: Change[] = [...wanted].map(([consumer, sequence]) => ({
        type: 'put',
        key: kept(table).key(consumer),
        value: sequence,
      }));
      for (const consumer of (await checkpoints(table)).keys()) {
        if (!wanted.has(consumer)) changes.push({ type: 'del', key: kept(table).key(consumer) });
      }
      const read = [...wanted.values()].sort()[0];
      if (read) {
        for await (const [sequence] of records(table).entries({ lte: read })) {
          changes.push({ type: 'del', key: records(table).key(sequence) });
        }
      }
      await storage.write(changes);
    },
    onChange(table, listener) {
      listeners.set(table, [...(listeners.get(table) ?? []), listener]);
    },
    record(rewritings) {
      const given: { name: string; sequence: string }[] = [];
      const changes = rewritings.flatMap((rewriting): Change[] => {
        const { before, after } = rewriting;
        const name = rewriting.table.TableName;
        const table = streamed.get(name);
        // A write that leaves an item as it was is none.
        if (!table || (!before && !after) || canonical(before) === canonical(after)) return [];
        const count = (last.get(name) ?? 0) + 1;
        const sequence = sequenceNumber(count);
        last.set(name, count);
        underWay.get(name)?.add(sequence);
        given.push({ name, sequence });
        return [{ type: 'put', key: records(name).key(sequence), value: recordOf(rewriting, table, sequence) }];
      });
      return {
        changes,
        written() {
          for (const { name, sequence } of given) underWay.get(name)?.delete(sequence);
          for (const name of new Set(given.map((one) => one.name)))
            for (const tell of listeners.get(name) ?? []) tell();
        },
      };
    },
  };
}
