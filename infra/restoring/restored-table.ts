import { setTimeout as pause } from 'node:timers/promises';
import {
  DeleteTableCommand,
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  RestoreTableToPointInTimeCommand,
  type TableDescription,
  UpdateContinuousBackupsCommand,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { BadCall } from '../audit/zone-option.ts';

/** How often and for how long a table is waited for. A restore takes minutes to hours, by the size of the table. */
export type Patience = { everyMilliseconds: number; mostTimes: number };

const described = async (client: DynamoDBClient, name: string): Promise<TableDescription> => {
  const { Table } = await client.send(new DescribeTableCommand({ TableName: name }));
  if (!Table) throw new Error(`${name} is not described`);
  return Table;
};

async function waitFor(what: string, patience: Patience, done: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < patience.mostTimes; attempt++) {
    if (await done()) return;
    await pause(patience.everyMilliseconds);
  }
  throw new Error(`gave up waiting: ${what}`);
}

/** From when to when a table can be restored, in epoch milliseconds. Throws `BadCall` where it cannot be. */
export async function restorable(client: DynamoDBClient, table: string): Promise<{ from: number; to: number }> {
  const { ContinuousBackupsDescription: told } = await client.send(
    new DescribeContinuousBackupsCommand({ TableName: table }),
  );
  const recovery = told?.PointInTimeRecoveryDescription;
  const { EarliestRestorableDateTime: from, LatestRestorableDateTime: to } = recovery ?? {};
  if (recovery?.PointInTimeRecoveryStatus !== 'ENABLED' || !from || !to) {
    throw new BadCall(`${table} has no point-in-time recovery`);
  }
  return { from: from.getTime(), to: to.getTime() };
}

/** Restores a table to a moment (epoch milliseconds, a whole second) under another name, and waits until it is there. */
export async function restoreTo(
  client: DynamoDBClient,
  the: { source: string; target: string; moment: number },
  patience: Patience,
): Promise<void> {
  await waitFor('the moment can be restored', patience, async () => {
    return (await restorable(client, the.source)).to >= the.moment;
  });
  const { SSEDescription } = await described(client, the.source);
  await client.send(
    new RestoreTableToPointInTimeCommand({
      SourceTableName: the.source,
      TargetTableName: the.target,
      RestoreDateTime: new Date(the.moment),
      // Without it the copy would lie under a key that belongs to AWS.
      ...(SSEDescription?.KMSMasterKeyArn
        ? {
            SSESpecificationOverride: { Enabled: true, SSEType: 'KMS', KMSMasterKeyId: SSEDescription.KMSMasterKeyArn },
          }
        : {}),
    }),
  );
  await waitFor(`${the.target} is restored`, patience, async () => {
    const { TableStatus, GlobalSecondaryIndexes = [] } = await described(client, the.target);
    return TableStatus === 'ACTIVE' && GlobalSecondaryIndexes.every(({ IndexStatus }) => IndexStatus === 'ACTIVE');
  });
}

const indexesOf = ({ GlobalSecondaryIndexes = [] }: TableDescription): string =>
  JSON.stringify(
    GlobalSecondaryIndexes.map(({ IndexName, KeySchema, Projection }) => ({
      IndexName,
      KeySchema,
      type: Projection?.ProjectionType,
      attributes: [...(Projection?.NonKeyAttributes ?? [])].sort(),
    })).sort((one, other) => String(one.IndexName).localeCompare(String(other.IndexName))),
  );

/** What a copy lacks of what a zone needs of its table. */
export type Settings = {
  /** What no restore should have changed. */
  wrong: string[];
  /** What DynamoDB leaves out of every restore, and has to be switched on before a zone works on the copy. */
  toSwitchOn: string[];
  streamArn?: string;
};

/** Compares the settings of a copy with those of its source. */
export async function settingsOf(client: DynamoDBClient, source: string, copy: string): Promise<Settings> {
  const [one, other] = await Promise.all([described(client, source), described(client, copy)]);
  const [expiry, expiryOfCopy] = await Promise.all(
    [source, copy].map(async (TableName) => {
      const { TimeToLiveDescription: told } = await client.send(new DescribeTimeToLiveCommand({ TableName }));
      return told?.TimeToLiveStatus === 'ENABLED' || told?.TimeToLiveStatus === 'ENABLING' ? told.AttributeName : '';
    }),
  );
  const recovers = await restorable(client, copy).then(
    () => true,
    (error: unknown) => {
      if (error instanceof BadCall) return false;
      throw error;
    },
  );
  const same = (what: string, left: unknown, right: unknown) =>
    JSON.stringify(left) === JSON.stringify(right) ? [] : [`${what} is not that of ${source}`];
  const streamArn = other.StreamSpecification?.StreamEnabled ? other.LatestStreamArn : undefined;
  return {
    wrong: [
      ...same('its key', one.KeySchema, other.KeySchema),
      ...same('its encryption key', one.SSEDescription?.KMSMasterKeyArn, other.SSEDescription?.KMSMasterKeyArn),
      ...same('its billing', one.BillingModeSummary?.BillingMode, other.BillingModeSummary?.BillingMode),
      ...(indexesOf(one) === indexesOf(other) ? [] : [`its indexes are not those of ${source}`]),
    ],
    toSwitchOn: [
      ...(recovers ? [] : ['point-in-time recovery']),
      ...(expiry === expiryOfCopy ? [] : ['time to live']),
      ...(one.StreamSpecification?.StreamEnabled && !streamArn ? ['change feed'] : []),
      ...(one.DeletionProtectionEnabled && !other.DeletionProtectionEnabled ? ['deletion protection'] : []),
    ],
    ...(streamArn ? { streamArn } : {}),
  };
}

/** Switches on what every restore leaves out, so that a zone can work on the copy. */
export async function makeReady(
  client: DynamoDBClient,
  { source, copy }: { source: string; copy: string },
  patience: Patience,
): Promise<void> {
  const { StreamSpecification } = await described(client, source);
  const { TimeToLiveDescription: expiry } = await client.send(new DescribeTimeToLiveCommand({ TableName: source }));
  await client.send(
    new UpdateContinuousBackupsCommand({
      TableName: copy,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    }),
  );
  if (expiry?.AttributeName) {
    await client.send(
      new UpdateTimeToLiveCommand({
        TableName: copy,
        TimeToLiveSpecification: { Enabled: true, AttributeName: expiry.AttributeName },
      }),
    );
  }
  await client.send(
    new UpdateTableCommand({
      TableName: copy,
      DeletionProtectionEnabled: true,
      ...(StreamSpecification ? { StreamSpecification } : {}),
    }),
  );
  await waitFor(`${copy} is ready`, patience, async () => (await described(client, copy)).TableStatus === 'ACTIVE');
}

/** Deletes a copy; the source of a zone is protected from it. */
export async function deleteCopy(client: DynamoDBClient, copy: string): Promise<void> {
  await client.send(new DeleteTableCommand({ TableName: copy }));
}
