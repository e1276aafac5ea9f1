// Writes to the table in the directory given until it is killed, and prints a line for each write that was acknowledged.
import { openDynamoDb } from '../../../../infra/local/dynamodb/dynamodb.ts';
import { fakeClock } from '../../../../shared/clock.ts';
import { casesTable, start } from './wire.ts';

const [directory, from = '0'] = process.argv.slice(2);
const dynamodb = await openDynamoDb({ directory, clock: fakeClock(start), tables: [casesTable] });
const named = { TableName: 'cases' };
const queued = (n: number) => ({ queuePk: { S: `queue-${n % 3}` }, queueSk: { S: String(n) } });

async function write(lane: number): Promise<void> {
  for (let n = Number(from); ; n += 1) {
    const id = `lane-${lane}`;
    await dynamodb.execute('TransactWriteItems', {
      TransactItems: [
        {
          Update: {
            ...named,
            Key: { pk: { S: id }, sk: { S: 'head' } },
            UpdateExpression: 'SET latest = :n, queuePk = :queue, queueSk = :at',
            ExpressionAttributeValues: {
              ':n': { N: String(n) },
              ':queue': queued(n).queuePk,
              ':at': queued(n).queueSk,
            },
          },
        },
        { Put: { ...named, Item: { pk: { S: id }, sk: { S: `event#${n}` }, note: { S: 'x'.repeat(500) } } } },
      ],
    });
    await dynamodb.execute('PutItem', { ...named, Item: { pk: { S: id }, sk: { S: `single#${n}` }, ...queued(n) } });
    process.stdout.write(`${lane} ${n}\n`);
  }
}

await Promise.all([0, 1, 2, 3, 4, 5].map(write));
