import * as z from 'zod';
import type { Clock } from '../../../shared/domain/time.ts';
import { AwsError, type Json } from '../aws-error.ts';
import type { History } from './history.ts';
import { clear, type Records, settle } from './records.ts';
import type { Change, Storage } from './storage.ts';
import type { Streams } from './stream.ts';
import { readTable, type Table, tableNotFound } from './table.ts';
import { validationError } from './writing.ts';

/** A table that was restored beside those of the template, as it is remembered from one start to the next. */
type Restored = { name: string; arn: string; properties: Json; from: string; at: number; ready: boolean };

type Given = {
  storage: Storage;
  records: Records;
  history: History;
  streams: Streams;
  clock: Clock;
  /** Every table that there is; what is restored is added here. */
  tables: Map<string, Table>;
};

const atOnce = 1000;
const name = z.string().regex(/^[a-zA-Z0-9_.-]{3,255}$/);
const restoreRequest = z.object({
  SourceTableName: name.optional(),
  SourceTableArn: z.string().optional(),
  TargetTableName: name,
  UseLatestRestorableTime: z.boolean().optional(),
  /** Seconds since 1970. */
  RestoreDateTime: z.number().optional(),
  SSESpecificationOverride: z.object({ KMSMasterKeyId: z.string().optional() }).optional(),
});
const settingsRequest = z.object({
  TableName: name,
  DeletionProtectionEnabled: z.boolean().optional(),
  StreamSpecification: z.object({ StreamEnabled: z.boolean(), StreamViewType: z.string().optional() }).optional(),
  TimeToLiveSpecification: z.object({ Enabled: z.boolean(), AttributeName: z.string() }).optional(),
  PointInTimeRecoverySpecification: z.object({ PointInTimeRecoveryEnabled: z.boolean() }).optional(),
});

function read<T>(schema: z.ZodType<T>, body: Json): T {
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw validationError(z.prettifyError(parsed.error));
  return parsed.data;
}

const problem = (type: string, message: string) => new AwsError(`com.amazonaws.dynamodb.v20120810#${type}`, message);

/**
 * Tables that are restored to a point in time under another name, and what can be set on them. A restored table begins as
 * on AWS: items and indexes are there; recovery, change feed, time to live and protection have to be switched on.
 *
 * Known to differ from the service: the last second can be restored, not only what is some minutes old; the tables of the
 * template are changed by their template alone, and cannot be deleted.
 */
export async function openRestoring(given: Given) {
  const { storage, records, history, streams, clock, tables } = given;
  const kept = storage.space('restored');
  const restored = new Map<string, Restored>();
  const underWay = new Set<Promise<void>>();

  const keep = (the: Restored) => storage.write([{ type: 'put', key: kept.key(the.name), value: the }]);

  const enter = async (the: Restored) => {
    const table: Table = { ...readTable(the), restored: { from: the.from, at: the.at, ready: the.ready } };
    restored.set(the.name, the);
    tables.set(the.name, table);
    await streams.begin(table);
    return table;
  };

  const remove = async (the: Restored) => {
    const table = tables.get(the.name);
    tables.delete(the.name);
    restored.delete(the.name);
    if (table) {
      const indexes = table.GlobalSecondaryIndexes.map(({ IndexName }) => records.index(table, IndexName));
      const others = ['history', 'stream', 'stream-checkpoint'].map((space) => storage.space(space, the.name));
      for (const space of [records.items(table), records.expiries(table), ...indexes, ...others]) {
        await clear(storage, space);
      }
    }
    const gone = [kept, storage.space('table'), storage.space('history-since')];
    await storage.write(gone.map((space): Change => ({ type: 'del', key: space.key(the.name) })));
  };

  /** Copies the items as they are, then undoes what was written after the moment, the latest first. */
  const fill = async (source: Table, target: Table, moment: number) => {
    const items = records.items(target);
    let changes: Change[] = [];
    const lay = async (change: Change, enough = atOnce) => {
      changes.push(change);
      if (changes.length < enough) return;
      await storage.write(changes);
      changes = [];
    };
    for await (const [key, value] of records.items(source).entries()) {
      await lay({ type: 'put', key: items.key(key), value });
    }
    for await (const { key, before } of history.after(source, moment)) {
      await lay(before ? { type: 'put', key: items.key(key), value: before } : { type: 'del', key: items.key(key) });
    }
    await storage.write(changes);
    await settle(storage, records, target);
  };

  const found = (body: Json): Restored => {
    const { TableName } = read(settingsRequest, body);
    const the = restored.get(TableName);
    if (the && !the.ready) throw problem('ResourceInUseException', `Table is being created: ${TableName}`);
    if (the) return the;
    if (!tables.has(TableName)) throw tableNotFound(TableName);
    throw validationError(`${TableName} is a table of the template, which alone changes it`);
  };

  /** Changes what is set on a restored table, and settles what follows from it. */
  const set = async (the: Restored, properties: Json): Promise<Table> => {
    const changed = { ...the, properties: { ...the.properties, ...properties } };
    const table = await enter(changed);
    await settle(storage, records, table);
    await history.begin(table);
    await keep(changed);
    return table;
  };

  for await (const [, value] of kept.entries()) {
    const the = value as Restored;
    await enter(the);
    // A restore that was cut short is begun anew by whoever wanted it.
    if (!the.ready) await remove(the);
  }

  return {
    /** The tables that were restored and are whole. */
    tables: () => [...restored.keys()].flatMap((each) => tables.get(each) ?? []),
    /** Waits for restores that are under way. */
    settled: async () => {
      await Promise.allSettled(underWay);
    },
    async restore(body: Json): Promise<Table> {
      const request = read(restoreRequest, body);
      const sourceName = request.SourceTableName ?? request.SourceTableArn?.split('/')[1] ?? '';
      const source = tables.get(sourceName);
      if (!source) {
        throw problem('TableNotFoundException', `Source table not found: ${sourceName}`);
      }
      if (tables.has(request.TargetTableName)) {
        throw problem('TableAlreadyExistsException', `Table already exists: ${request.TargetTableName}`);
      }
      const since = await history.since(source);
      if (since === undefined) {
        throw problem(
          'PointInTimeRecoveryUnavailableException',
          `Point in time recovery is not enabled: ${sourceName}`,
        );
      }
      const now = clock.now();
      const moment = request.UseLatestRestorableTime ? now : (request.RestoreDateTime ?? Number.NaN) * 1000;
      if (!(moment >= Math.floor(since / 1000) * 1000 && moment <= now)) {
        throw problem(
          'InvalidRestoreTimeException',
          `The table can be restored to a moment from ${new Date(since).toISOString()} to ${new Date(now).toISOString()}`,
        );
      }
      const { KeySchema, AttributeDefinitions, GlobalSecondaryIndexes, BillingMode, SSESpecification } = source;
      const key = request.SSESpecificationOverride?.KMSMasterKeyId;
      const the: Restored = {
        name: request.TargetTableName,
        arn: source.TableArn.replace(/[^/]+$/, request.TargetTableName),
        properties: {
          ...{ KeySchema, AttributeDefinitions, GlobalSecondaryIndexes, BillingMode },
          SSESpecification: key ? { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: key } : SSESpecification,
        },
        from: source.TableArn,
        at: moment,
        ready: false,
      };
      await keep(the);
      const table = await enter(the);
      const filling = fill(source, table, moment).then(async () => {
        await keep({ ...the, ready: true });
        await enter({ ...the, ready: true });
      });
      underWay.add(filling);
      filling.catch(() => remove(the)).finally(() => underWay.delete(filling));
      return table;
    },
    async delete(body: Json): Promise<Table> {
      const the = found(body);
      const table = tables.get(the.name) as Table;
      if (table.DeletionProtectionEnabled) {
        throw validationError(`Resource cannot be deleted as it is currently protected against deletion: ${the.name}`);
      }
      await Promise.allSettled(underWay);
      await remove(the);
      return table;
    },
    async update(body: Json): Promise<Table> {
      const { StreamSpecification: stream, DeletionProtectionEnabled } = read(settingsRequest, body);
      return set(found(body), {
        ...(stream ? { StreamSpecification: stream.StreamEnabled ? stream : undefined } : {}),
        ...(DeletionProtectionEnabled === undefined ? {} : { DeletionProtectionEnabled }),
      });
    },
    async updateTimeToLive(body: Json): Promise<Json> {
      const { TimeToLiveSpecification } = read(settingsRequest.required({ TimeToLiveSpecification: true }), body);
      await set(found(body), { TimeToLiveSpecification });
      return { TimeToLiveSpecification };
    },
    async updateContinuousBackups(body: Json): Promise<Table> {
      const { PointInTimeRecoverySpecification } = read(
        settingsRequest.required({ PointInTimeRecoverySpecification: true }),
        body,
      );
      return set(found(body), { PointInTimeRecoverySpecification });
    },
    /** Answers DescribeContinuousBackups for a table. */
    async describeContinuousBackups(table: Table): Promise<Json> {
      const since = await history.since(table);
      return {
        ContinuousBackupsDescription: {
          ContinuousBackupsStatus: 'ENABLED',
          PointInTimeRecoveryDescription:
            since === undefined
              ? { PointInTimeRecoveryStatus: 'DISABLED' }
              : {
                  PointInTimeRecoveryStatus: 'ENABLED',
                  RecoveryPeriodInDays: 35,
                  EarliestRestorableDateTime: since / 1000,
                  LatestRestorableDateTime: clock.now() / 1000,
                },
        },
      };
    },
  };
}

export type Restoring = Awaited<ReturnType<typeof openRestoring>>;
