import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import fastify from 'fastify';
import { AwsError } from '../../../../infra/local/aws-error.ts';
import { type DynamoDb, openDynamoDb, type TableDefinition } from '../../../../infra/local/dynamodb/dynamodb.ts';
import { fakeClock } from '../../../../shared/clock.ts';

/** A table with one index that projects a little, and a time to live: the shape of the zone's own table. */
export const casesTable: TableDefinition = {
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
        IndexName: 'queue',
        KeySchema: [
          { AttributeName: 'queuePk', KeyType: 'HASH' },
          { AttributeName: 'queueSk', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['title'] },
      },
    ],
    TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
  },
};

export const start = '2026-11-22T08:00:00.000Z';

/** Answers the DynamoDB wire protocol on loopback, as the zone's gateway does. */
export async function serve(dynamodb: DynamoDb): Promise<{ client: DynamoDBClient; stop: () => Promise<void> }> {
  const server = fastify({ bodyLimit: 32 * 1024 * 1024 });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  server.post('/', async (request, reply) => {
    const operation = String(request.headers['x-amz-target']).split('.')[1] ?? '';
    reply.type('application/x-amz-json-1.0');
    try {
      return JSON.stringify(await dynamodb.execute(operation, JSON.parse(String(request.body))));
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      return reply
        .code(error.status)
        .send(JSON.stringify({ __type: error.type, message: error.message, ...error.extra }));
    }
  });
  const endpoint = await server.listen({ host: '127.0.0.1', port: 0 });
  const client = new DynamoDBClient({
    endpoint,
    region: 'local-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  return {
    client,
    stop: async () => {
      client.destroy();
      await server.close();
    },
  };
}

/** An open table in memory behind the SDK, with a clock that stands still. */
export async function openCases(options: { directory?: string; tables?: TableDefinition[] } = {}) {
  const clock = fakeClock(start);
  const dynamodb = await openDynamoDb({ clock, tables: [casesTable], ...options });
  const { client, stop } = await serve(dynamodb);
  return {
    clock,
    dynamodb,
    client,
    close: async () => {
      await stop();
      await dynamodb.close();
    },
  };
}
