// Writes items and follows them until it is killed; prints a line for each that was acknowledged, and each that arrived.
import { DatabaseSync } from 'node:sqlite';
import { openClock } from '../../../infra/local/clock.ts';
import { openDynamoDb } from '../../../infra/local/dynamodb/dynamodb.ts';
import { openFeeds } from '../../../infra/local/feeds.ts';

const [directory = '', run = ''] = process.argv.slice(2);
const TableName = 'zone-service-Table';
const clock = openClock({ database: new DatabaseSync(':memory:') });
const store = await openDynamoDb({
  directory,
  clock,
  tables: [
    {
      name: TableName,
      arn: `arn:aws:dynamodb:local-1:000000000000:table/${TableName}`,
      properties: {
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
        AttributeDefinitions: ['pk', 'sk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
        StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
      },
    },
  ],
});
const say = (line: string) => process.stdout.write(`${line}\n`);
await openFeeds({
  streams: store.streams,
  clock,
  mappings: [
    {
      name: 'zone-service-Mapping',
      table: TableName,
      functionName: 'follower',
      wants: () => true,
      batchSize: 4,
      retries: 3,
      bisects: true,
    },
  ],
  invoke: async (_name, event) => {
    const { Records } = event as unknown as { Records: { dynamodb: { NewImage: { sk: { S: string } } } }[] };
    for (const { dynamodb } of Records) say(`took ${dynamodb.NewImage.sk.S}`);
    return null;
  },
});
for (let n = 0; ; n++) {
  const name = `${run}-${n}`;
  await store.execute('PutItem', { TableName, Item: { pk: { S: 'CASE#1' }, sk: { S: name } } });
  say(`wrote ${name}`);
}
