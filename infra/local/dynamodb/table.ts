import * as z from 'zod';
import { AwsError, type Json } from '../aws-error.ts';

/** A table of the template: its physical name, its arn and the resolved properties of its resource. */
export type TableDefinition = {
  name: string;
  arn: string;
  /** Properties of AWS::DynamoDB::Table or AWS::DynamoDB::GlobalTable, references already resolved. */
  properties: Json;
};

/** A value as DynamoDB's JSON writes it: one type tag and its content, `B` in base64. */
export type AttributeValue =
  | { S: string }
  | { N: string }
  | { B: string }
  | { BOOL: boolean }
  | { NULL: true }
  | { SS: string[] }
  | { NS: string[] }
  | { BS: string[] }
  | { L: AttributeValue[] }
  | { M: Item };

export type Item = { [name: string]: AttributeValue };

const keySchema = z
  .array(z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }))
  .min(1)
  .max(2)
  .transform((keys) => keys.toSorted((one, other) => one.KeyType.localeCompare(other.KeyType)));

const tableProperties = z.object({
  KeySchema: keySchema,
  AttributeDefinitions: z.array(z.object({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) })),
  GlobalSecondaryIndexes: z
    .array(
      z.object({
        IndexName: z.string(),
        KeySchema: keySchema,
        Projection: z.object({
          ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']).default('ALL'),
          NonKeyAttributes: z.array(z.string()).optional(),
        }),
      }),
    )
    .default([]),
  LocalSecondaryIndexes: z
    .array(z.unknown())
    .max(0, 'a local secondary index is not kept by the one-machine zone')
    .default([]),
  TimeToLiveSpecification: z.object({ AttributeName: z.string(), Enabled: z.boolean() }).partial().optional(),
  StreamSpecification: z
    .object({ StreamViewType: z.literal('NEW_IMAGE', { error: 'the change feed tells new images only' }) })
    .optional(),
  BillingMode: z.enum(['PAY_PER_REQUEST', 'PROVISIONED']).default('PROVISIONED'),
  PointInTimeRecoverySpecification: z.object({ PointInTimeRecoveryEnabled: z.boolean() }).optional(),
  SSESpecification: z
    .object({ SSEEnabled: z.boolean(), SSEType: z.string(), KMSMasterKeyId: z.string() })
    .partial()
    .optional(),
  DeletionProtectionEnabled: z.boolean().default(false),
});

/** A table in the shape of DynamoDB's TableDescription, as far as requests depend on it. */
export type Table = z.infer<typeof tableProperties> & {
  TableName: string;
  TableArn: string;
  /** The attribute that says when an item expires, when the table has one. */
  timeToLive: string | undefined;
  /** Where a restored table came from, of which moment (epoch milliseconds) it is, and whether it is whole. */
  restored?: { from: string; at: number; ready: boolean };
};

export type GlobalIndex = Table['GlobalSecondaryIndexes'][number];

/** Reads a table of the template. Throws when its properties are not those of a table that can be kept here. */
export function readTable(definition: TableDefinition): Table {
  const properties = tableProperties.safeParse(definition.properties);
  if (!properties.success) {
    throw new Error(`The table ${definition.name} cannot be opened: ${z.prettifyError(properties.error)}`);
  }
  const timeToLive = properties.data.TimeToLiveSpecification;
  return {
    ...properties.data,
    TableName: definition.name,
    TableArn: definition.arn,
    timeToLive: timeToLive?.Enabled ? timeToLive.AttributeName : undefined,
  };
}

/** Answers DescribeTable for a table that holds `items` items. */
export function describe(table: Table, items: number): Json {
  return {
    Table: {
      TableName: table.TableName,
      TableArn: table.TableArn,
      TableStatus: table.restored?.ready === false ? 'CREATING' : 'ACTIVE',
      KeySchema: table.KeySchema,
      AttributeDefinitions: table.AttributeDefinitions,
      ItemCount: items,
      BillingModeSummary: { BillingMode: table.BillingMode },
      DeletionProtectionEnabled: table.DeletionProtectionEnabled,
      ...(table.SSESpecification?.SSEEnabled && {
        SSEDescription: {
          Status: 'ENABLED',
          SSEType: table.SSESpecification.SSEType,
          KMSMasterKeyArn: table.SSESpecification.KMSMasterKeyId,
        },
      }),
      ...(table.StreamSpecification && {
        StreamSpecification: { StreamEnabled: true, StreamViewType: table.StreamSpecification.StreamViewType },
        LatestStreamArn: streamArnOf(table.TableArn),
      }),
      ...(table.restored && {
        RestoreSummary: {
          SourceTableArn: table.restored.from,
          RestoreDateTime: table.restored.at / 1000,
          RestoreInProgress: !table.restored.ready,
        },
      }),
      ...(table.GlobalSecondaryIndexes.length > 0 && {
        GlobalSecondaryIndexes: table.GlobalSecondaryIndexes.map((index) => ({
          ...index,
          IndexArn: `${table.TableArn}/index/${index.IndexName}`,
          IndexStatus: 'ACTIVE',
        })),
      }),
    },
  };
}

/** Answers DescribeTimeToLive. */
export function describeTimeToLive(table: Table): Json {
  return {
    TimeToLiveDescription: table.timeToLive
      ? { TimeToLiveStatus: 'ENABLED', AttributeName: table.timeToLive }
      : { TimeToLiveStatus: 'DISABLED' },
  };
}

/** The ARN of a table's stream; a stream is switched on once here, so it needs no date in its name. */
export const streamArnOf = (tableArn: string): string => `${tableArn}/stream/local`;

export function tableNotFound(name: string): AwsError {
  return new AwsError(
    'com.amazonaws.dynamodb.v20120810#ResourceNotFoundException',
    `Requested resource not found: Table: ${name} not found`,
  );
}
