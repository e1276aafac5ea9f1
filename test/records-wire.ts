import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { AwsError, type Json } from '../infra/local/aws-error.ts';
import { openDynamoDb, type TableDefinition } from '../infra/local/dynamodb/dynamodb.ts';
import { fakeClock } from '../shared/clock.ts';
import { queueLine } from '../shared/contract/approval.ts';
import { queueIndex } from '../shared/records/keys.ts';
import { type Item, openTable } from '../shared/records/table.ts';

/** The one table of a zone, as infra/records/cases.ts declares it. */
const zoneTable: TableDefinition = {
  name: 'cases',
  arn: 'arn:aws:dynamodb:local-1:000000000000:table/cases',
  properties: {
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    AttributeDefinitions: ['pk', 'sk', 'queuePk', 'queueSk'].map((name) => ({
      AttributeName: name,
      AttributeType: 'S',
    })),
    BillingMode: 'PAY_PER_REQUEST',
    GlobalSecondaryIndexes: [
      {
        IndexName: queueIndex,
        KeySchema: [
          { AttributeName: 'queuePk', KeyType: 'HASH' },
          { AttributeName: 'queueSk', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: Object.keys(queueLine.shape) },
      },
    ],
    TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
    StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: 'key-of-the-zone' },
    DeletionProtectionEnabled: true,
  },
};

/** Monday, 23 November 2026, ten in the morning in Beijing. */
export const mondayMorning = '2026-11-23T02:00:00.000Z';

type Wire = { headers: Record<string, string>; body?: unknown };

/**
 * The zone's table in memory behind the real SDK client: what a request says on the wire goes straight to the emulator.
 * `before` sees each operation first and may answer it with an error of DynamoDB; `around` lets it run, or not, or
 * twice, and gives the answer; `wait` stands in for the pauses between attempts.
 */
export async function openRecords(start = mondayMorning) {
  const clock = fakeClock(start);
  const dynamodb = await openDynamoDb({ clock, tables: [zoneTable] });
  const hooks: {
    before?: ((operation: string, body: Json) => void | Promise<void>) | undefined;
    wait?: ((milliseconds: number) => Promise<void>) | undefined;
    around?: ((operation: string, body: Json, run: (body: Json) => Promise<unknown>) => Promise<unknown>) | undefined;
  } = {};

  const respond = (statusCode: number, body: object) => ({
    response: {
      statusCode,
      headers: { 'content-type': 'application/x-amz-json-1.0' },
      body: new TextEncoder().encode(JSON.stringify(body)),
    },
  });
  const handle = async ({ headers, body }: Wire) => {
    const operation = String(headers['x-amz-target']).split('.')[1] ?? '';
    try {
      const request = JSON.parse(
        typeof body === 'string' ? body : new TextDecoder().decode(body as Uint8Array),
      ) as Json;
      await hooks.before?.(operation, request);
      const run = async (asked: Json) => dynamodb.execute(operation, asked);
      const answer = await (hooks.around ? hooks.around(operation, request, run) : run(request));
      return respond(200, answer as object);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      return respond(error.status, { __type: error.type, message: error.message, ...error.extra });
    }
  };
  const client = new DynamoDBClient({
    endpoint: 'http://127.0.0.1:1',
    region: 'local-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
    requestHandler: { handle } as never,
  });
  const table = openTable(zoneTable.name, client, (milliseconds) =>
    hooks.wait ? hooks.wait(milliseconds) : new Promise((resolve) => setTimeout(resolve, milliseconds)),
  );

  return {
    clock,
    client,
    tableName: zoneTable.name,
    table,
    hooks,
    /** Every item of the table, straight from the store. */
    items: async (): Promise<Item[]> => {
      const { unmarshall } = await import('@aws-sdk/util-dynamodb');
      const found: never[] = [];
      let from: Json | undefined;
      do {
        const asked = { TableName: zoneTable.name, ...(from ? { ExclusiveStartKey: from } : {}) };
        const page = (await dynamodb.execute('Scan', asked)) as { Items: never[]; LastEvaluatedKey?: Json };
        found.push(...page.Items);
        from = page.LastEvaluatedKey;
      } while (from);
      return found.map((item) => unmarshall(item) as Item);
    },
    /** What DynamoDB would bill for some work: write units of its dearest transaction and of everything; read units. */
    cost: async (work: () => Promise<unknown>): Promise<{ transaction: number; all: number; read: number }> => {
      const before = dynamodb.usage();
      await work();
      const after = dynamodb.usage();
      const made = after.last.slice(after.last.length - (after.operations - before.operations));
      const units = (costs: typeof made) => costs.reduce((sum, { writeUnits }) => sum + writeUnits, 0);
      return {
        transaction: Math.max(
          0,
          ...made.filter(({ operation }) => operation === 'TransactWriteItems').map((one) => one.writeUnits),
        ),
        all: units(made),
        read: after.readUnits - before.readUnits,
      };
    },
    /** What changed, as the table's consumers are told. */
    streams: dynamodb.streams,
    close: () => dynamodb.close(),
  };
}

export type Records = Awaited<ReturnType<typeof openRecords>>;

/** An error as DynamoDB puts it on the wire. */
export const dynamoError = (name: string, extra: Json = {}) =>
  new AwsError(`com.amazonaws.dynamodb.v20120810#${name}`, name, { extra });
