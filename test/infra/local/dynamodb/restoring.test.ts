import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DynamoDb, openDynamoDb } from '../../../../infra/local/dynamodb/dynamodb.ts';
import { fakeClock } from '../../../../shared/clock.ts';
import { casesTable, start } from './wire.ts';

let directory: string;
let clock: ReturnType<typeof fakeClock>;
let tables: DynamoDb;

const recoverable = {
  ...casesTable,
  properties: {
    ...casesTable.properties,
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: 'key-of-the-zone' },
  },
};
const open = () => openDynamoDb({ directory, clock, tables: [recoverable] });
const seconds = () => Math.floor(clock.now() / 1000);
const put = (id: string, title: string) =>
  tables.execute('PutItem', {
    TableName: 'cases',
    Item: { pk: { S: id }, sk: { S: 'HEAD' }, queuePk: { S: 'review' }, queueSk: { S: id }, title: { S: title } },
  });
const restore = async (at: number) => {
  await tables.execute('RestoreTableToPointInTime', {
    SourceTableName: 'cases',
    TargetTableName: 'restored',
    RestoreDateTime: at,
  });
  await expect
    .poll(async () => {
      const { Table } = (await tables.execute('DescribeTable', { TableName: 'restored' })) as {
        Table: { TableStatus: string };
      };
      return Table.TableStatus;
    })
    .toBe('ACTIVE');
};
const titles = async (operation: 'Scan' | 'Query', extra: object = {}) => {
  const { Items } = (await tables.execute(operation, { TableName: 'restored', ...extra })) as {
    Items: { title: { S: string } }[];
  };
  return Items.map(({ title }) => title.S).sort();
};

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'restoring-'));
  clock = fakeClock(start);
  tables = await open();
});
afterEach(async () => {
  await tables.close();
  await rm(directory, { recursive: true });
});

describe('a table restored to a point in time', () => {
  it('holds every item as it was then: what was changed, deleted or added later is undone, in the index as well', async () => {
    await put('a', 'first');
    await put('b', 'stays');
    clock.advance(60_000);
    const then = seconds();
    clock.advance(60_000);
    await put('a', 'second');
    await put('a', 'third');
    await put('c', 'later');
    await tables.execute('DeleteItem', { TableName: 'cases', Key: { pk: { S: 'b' }, sk: { S: 'HEAD' } } });
    await restore(then);
    expect(await titles('Scan')).toEqual(['first', 'stays']);
    const review = {
      IndexName: 'queue',
      KeyConditionExpression: 'queuePk = :review',
      ExpressionAttributeValues: { ':review': { S: 'review' } },
    };
    expect(await titles('Query', review)).toEqual(['first', 'stays']);
  });

  it('can be restored from what happened before the zone was last started, and is still there after the next start', async () => {
    await put('a', 'first');
    clock.advance(60_000);
    const then = seconds();
    clock.advance(60_000);
    await put('a', 'second');
    await tables.close();
    tables = await open();
    await put('a', 'third');
    await restore(then);
    await tables.close();
    tables = await open();
    expect(await titles('Scan')).toEqual(['first']);
  });

  it('begins without recovery, feed, expiry and protection, which can be switched on, and lies under the same key', async () => {
    await put('a', 'first');
    clock.advance(60_000);
    await restore(seconds());
    const described = async () =>
      ((await tables.execute('DescribeTable', { TableName: 'restored' })) as { Table: Record<string, unknown> }).Table;
    expect(await described()).toMatchObject({
      DeletionProtectionEnabled: false,
      SSEDescription: { Status: 'ENABLED', KMSMasterKeyArn: 'key-of-the-zone' },
      RestoreSummary: { SourceTableArn: casesTable.arn, RestoreInProgress: false },
    });
    expect(await described()).not.toHaveProperty('LatestStreamArn');
    await tables.execute('UpdateTimeToLive', {
      TableName: 'restored',
      TimeToLiveSpecification: { Enabled: true, AttributeName: 'expiresAt' },
    });
    await tables.execute('UpdateContinuousBackups', {
      TableName: 'restored',
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    });
    await tables.execute('UpdateTable', {
      TableName: 'restored',
      DeletionProtectionEnabled: true,
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
    });
    expect(await described()).toMatchObject({
      DeletionProtectionEnabled: true,
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
      LatestStreamArn: expect.stringContaining('table/restored/stream/'),
    });
    expect(await tables.execute('DescribeContinuousBackups', { TableName: 'restored' })).toMatchObject({
      ContinuousBackupsDescription: { PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'ENABLED' } },
    });
    await expect(tables.execute('DeleteTable', { TableName: 'restored' })).rejects.toThrow(
      /protected against deletion/,
    );
  });

  it('leaves nothing behind when it is deleted, while a table of the template cannot be', async () => {
    await put('a', 'first');
    clock.advance(60_000);
    await restore(seconds());
    await tables.execute('DeleteTable', { TableName: 'restored' });
    expect(await tables.execute('ListTables', {})).toEqual({ TableNames: ['cases'] });
    await expect(tables.execute('Scan', { TableName: 'restored' })).rejects.toThrow(/not found/);
    await expect(tables.execute('DeleteTable', { TableName: 'cases' })).rejects.toThrow(/template/);
    await restore(seconds());
    expect(await titles('Scan')).toEqual(['first']);
  });

  it('cannot be of a moment before its history began, of one to come, or take the name of another', async () => {
    clock.advance(60_000);
    const wanted = (at: number, name = 'restored') =>
      tables.execute('RestoreTableToPointInTime', {
        SourceTableName: 'cases',
        TargetTableName: name,
        RestoreDateTime: at,
      });
    await expect(wanted(seconds() - 3600)).rejects.toThrow(/can be restored to a moment from/);
    await expect(wanted(seconds() + 3600)).rejects.toThrow(/can be restored to a moment from/);
    await expect(wanted(seconds(), 'cases')).rejects.toThrow(/already exists/);
  });

  it('reaches back 35 days and no further: what is older is forgotten', async () => {
    await put('a', 'first');
    clock.advance(36 * 86_400_000);
    await put('a', 'second');
    await tables.expire();
    const { ContinuousBackupsDescription: told } = (await tables.execute('DescribeContinuousBackups', {
      TableName: 'cases',
    })) as {
      ContinuousBackupsDescription: { PointInTimeRecoveryDescription: { EarliestRestorableDateTime: number } };
    };
    expect(told.PointInTimeRecoveryDescription.EarliestRestorableDateTime).toBe(seconds() - 35 * 86_400);
  });
});
