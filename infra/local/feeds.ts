import * as z from 'zod';
import type { Clock } from '../../shared/domain/time.ts';
import type { ZoneClock } from './clock.ts';
import type { StreamRecord, Streams } from './dynamodb/dynamodb.ts';
import { type EventFilter, readEventFilters } from './event-filter.ts';
import { type JsonValue, overTheWire } from './json.ts';
import type { Deployment } from './template.ts';

/** A function that follows the change feed of a table. */
export type FeedMapping = {
  name: string;
  table: string;
  functionName: string;
  wants: EventFilter;
  batchSize: number;
  /** How often a change is tried again before it is given up. */
  retries: number;
  bisects: boolean;
};

/** How far behind a consumer is. */
export type Behind = {
  mapping: string;
  functionName: string;
  changes: number;
  waiting: boolean;
  /** When the first change that waits was made, epoch milliseconds. */
  since?: number;
};

export type Feeds = {
  /** Resolves when every consumer has all there is, or waits to try again what failed. */
  settled: () => Promise<void>;
  behind: () => Promise<Behind[]>;
  close: () => void;
};

const mappingSchema = z.strictObject({
  EventSourceArn: z.string().regex(/:dynamodb:.*\/stream\//, 'the one-machine zone feeds changes of tables only'),
  FunctionName: z.string(),
  StartingPosition: z.literal('TRIM_HORIZON'),
  BatchSize: z.int().min(1).max(1000).default(100),
  BisectBatchOnFunctionError: z.boolean().default(false),
  FunctionResponseTypes: z.tuple([z.literal('ReportBatchItemFailures')]),
  MaximumRetryAttempts: z.int().min(0),
  MaximumRecordAgeInSeconds: z.number().optional(),
  MaximumBatchingWindowInSeconds: z.number().optional(),
  FilterCriteria: z.object({ Filters: z.array(z.object({ Pattern: z.string() })) }).default({ Filters: [] }),
  DestinationConfig: z.unknown().optional(),
  Enabled: z.literal(true).optional(),
});

/** Reads which functions follow the change feed of a table. Throws for a mapping that this machine cannot run. */
export function readFeedMappings(deployment: Deployment): FeedMapping[] {
  return deployment.of('AWS::Lambda::EventSourceMapping').map(({ id, name, properties }) => {
    const mapping = mappingSchema.safeParse(properties);
    if (!mapping.success) throw new Error(`${id} cannot be run here: ${z.prettifyError(mapping.error)}`);
    const { data } = mapping;
    return {
      name,
      table: data.EventSourceArn.replace(/^.*:table\/([^/]+)\/stream\/.*$/, '$1'),
      functionName: data.FunctionName,
      wants: readEventFilters(data.FilterCriteria.Filters.map(({ Pattern }) => Pattern)),
      batchSize: data.BatchSize,
      retries: data.MaximumRetryAttempts,
      bisects: data.BisectBatchOnFunctionError,
    };
  });
}

const answerSchema = z
  .object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })).nullish() })
  .nullish();

const pageSize = 500;
const longestPause = 60_000;

type Position = {
  checkpoint: string;
  /** The change that failed last, how often, and how many are handed over at once until it is through. */
  trouble?: { sequence: string; failures: number; atOnce: number };
  cancelRetry?: () => void;
  pumping?: Promise<void>;
  again: boolean;
};

/**
 * Hands the changes of the tables to the functions that follow them, as Lambda's event source mappings do: in order and
 * at least once. A change that fails keeps those after it waiting and is tried again after growing pauses on the zone's
 * clock, until it is given up and `failed` hears of it; a deployment would put a message into a queue. How far each
 * function has read is kept with the tables, so that a killed process hands over again only what was under way.
 */
export async function openFeeds(options: {
  streams: Streams;
  clock: Clock & Pick<ZoneClock, 'at'>;
  mappings: readonly FeedMapping[];
  invoke: (functionName: string, event: JsonValue) => Promise<JsonValue>;
  failed?: (error: unknown) => void;
  /** Hears which function gave a change up. */
  gaveUp?: (functionName: string) => void;
}): Promise<Feeds> {
  const { streams, clock, mappings, invoke, failed = (error) => console.error(error), gaveUp } = options;
  const positions = new Map<FeedMapping, Position>();
  let closed = false;

  for (const mapping of mappings) {
    const { name, table } = mapping;
    if (!streams.has(table)) throw new Error(`${name} follows the table ${table}, which has no change feed`);
    positions.set(mapping, { checkpoint: (await streams.checkpoints(table)).get(name) ?? '', again: false });
  }
  const positionOf = (mapping: FeedMapping): Position => {
    const position = positions.get(mapping);
    if (!position) throw new Error(`${mapping.name} is not followed`);
    return position;
  };
  const keep = (table: string) =>
    streams.keep(
      table,
      new Map(mappings.filter((one) => one.table === table).map((one) => [one.name, positionOf(one).checkpoint])),
    );

  /** Hands over a batch; tells how many of its changes, from the first on, are done, and why the next one is not. */
  const handOver = async (
    mapping: FeedMapping,
    batch: readonly StreamRecord[],
  ): Promise<{ done: number; error?: unknown; whole?: true }> => {
    try {
      const answer = answerSchema.parse(await invoke(mapping.functionName, overTheWire({ Records: batch })));
      const failures = (answer?.batchItemFailures ?? []).map(({ itemIdentifier }) =>
        batch.findIndex(({ dynamodb }) => dynamodb.SequenceNumber === itemIdentifier),
      );
      if (failures.length === 0) return { done: batch.length };
      // What it does not know has failed as a whole.
      return { done: Math.max(0, Math.min(...failures)), error: new Error(`${mapping.name} could not take a change`) };
    } catch (error) {
      return { done: 0, error, whole: true };
    }
  };

  const passed = (position: Position, sequence: string | undefined) => {
    if (sequence) position.checkpoint = sequence;
    delete position.trouble;
  };

  /** Counts a failure of the first of these changes; answers for how long to wait, or nothing once it is given up. */
  const stumble = (mapping: FeedMapping, batch: readonly StreamRecord[], error: unknown, whole: boolean) => {
    const position = positionOf(mapping);
    const sequence = batch[0]?.dynamodb.SequenceNumber ?? '';
    const before = position.trouble?.sequence === sequence ? position.trouble : undefined;
    if (whole && mapping.bisects && batch.length > 1) {
      position.trouble = { sequence, failures: before?.failures ?? 0, atOnce: Math.ceil(batch.length / 2) };
      return 0;
    }
    const failures = (before?.failures ?? 0) + 1;
    failed(error);
    if (failures > mapping.retries) {
      failed(new Error(`${mapping.name} gave up a change after ${failures} attempts`));
      gaveUp?.(mapping.functionName.split(':').at(-1) ?? '');
      passed(position, whole && !mapping.bisects ? batch.at(-1)?.dynamodb.SequenceNumber : sequence);
      return 0;
    }
    position.trouble = { sequence, failures, atOnce: whole ? batch.length : mapping.batchSize };
    return Math.min(longestPause, 1000 * 2 ** (failures - 1));
  };

  /** Goes once over a page of changes; tells whether there may be more to do at once. */
  const step = async (mapping: FeedMapping): Promise<boolean> => {
    const position = positionOf(mapping);
    const page = await streams.read(mapping.table, position.checkpoint, pageSize);
    if (page.length === 0) return false;
    const most = Math.min(mapping.batchSize, position.trouble?.atOnce ?? mapping.batchSize);
    const batch: StreamRecord[] = [];
    let scanned = position.checkpoint;
    for (const record of page) {
      if (mapping.wants(overTheWire(record))) {
        if (batch.length === most) break;
        batch.push(record);
      }
      scanned = record.dynamodb.SequenceNumber;
    }
    if (batch.length === 0) {
      passed(position, scanned);
      await keep(mapping.table);
      return true;
    }
    const { done, error, whole = false } = await handOver(mapping, batch);
    if (closed) return false;
    if (done === batch.length) passed(position, scanned);
    else if (done > 0) passed(position, batch[done - 1]?.dynamodb.SequenceNumber);
    const pause = done === batch.length ? 0 : stumble(mapping, batch.slice(done), error, whole);
    await keep(mapping.table);
    if (pause === 0) return true;
    position.cancelRetry = clock.at(clock.now() + pause, () => {
      delete position.cancelRetry;
      return pump(mapping);
    });
    return false;
  };

  const pump = (mapping: FeedMapping): Promise<void> => {
    const position = positionOf(mapping);
    if (closed || position.cancelRetry) return Promise.resolve();
    position.again = true;
    position.pumping ??= (async () => {
      try {
        while (position.again && !closed && !position.cancelRetry) {
          position.again = false;
          while (!closed && (await step(mapping)));
        }
      } catch (error) {
        failed(error);
      } finally {
        delete position.pumping;
      }
    })();
    return position.pumping;
  };

  for (const table of new Set(mappings.map((mapping) => mapping.table))) {
    // Also forgets consumers that the template no longer has.
    await keep(table);
    streams.onChange(table, () => {
      for (const mapping of mappings) {
        if (mapping.table === table) void pump(mapping);
      }
    });
  }
  for (const mapping of mappings) void pump(mapping);

  return {
    async settled() {
      for (;;) {
        const pumping = [...positions.values()].flatMap((position) => position.pumping ?? []);
        if (pumping.length === 0) return;
        await Promise.all(pumping);
      }
    },
    behind: () =>
      Promise.all(
        mappings.map(async (mapping) => {
          const { checkpoint, cancelRetry } = positionOf(mapping);
          const open = await streams.read(mapping.table, checkpoint, 10_000);
          const wanted = open.filter((record) => mapping.wants(overTheWire(record)));
          const [first] = wanted;
          return {
            mapping: mapping.name,
            functionName: mapping.functionName.split(':').at(-1) ?? '',
            changes: wanted.length,
            waiting: cancelRetry !== undefined,
            ...(first ? { since: first.dynamodb.ApproximateCreationDateTime * 1000 } : {}),
          };
        }),
      ),
    close() {
      closed = true;
      for (const { cancelRetry } of positions.values()) cancelRetry?.();
    },
  };
}
