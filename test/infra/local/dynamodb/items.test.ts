import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  GetItemCommand,
  ListTablesCommand,
  PutItemCommand,
  QueryCommand,
  ResourceNotFoundException,
  ScanCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { knowsDynamoDbOperation } from '../../../../infra/local/dynamodb/dynamodb.ts';
import { openCases } from './wire.ts';

let cases: Awaited<ReturnType<typeof openCases>>;

beforeEach(async () => {
  cases = await openCases();
});
afterEach(() => cases.close());

const key = (id: string) => ({ pk: { S: id }, sk: { S: 'head' } });
const named = { TableName: 'cases' };
const put = (id: string, more: object = {}) =>
  cases.client.send(new PutItemCommand({ ...named, Item: { ...key(id), ...more } }));
const get = async (id: string) => (await cases.client.send(new GetItemCommand({ ...named, Key: key(id) }))).Item;
const queued = (queue: string, at: string, title = 'a case') => ({
  queuePk: { S: queue },
  queueSk: { S: at },
  title: { S: title },
});

describe('an item', () => {
  test('is read back as it was put, Chinese text and nested values included', async () => {
    const item = {
      name: { S: '外国人工作许可' },
      papers: { L: [{ M: { kind: { S: 'contract' }, pages: { N: '12' } } }] },
    };
    await put('a', item);
    expect(await get('a')).toEqual({ ...key('a'), ...item });
  });

  test('is replaced, updated and deleted, and each time the old or new values can be asked for', async () => {
    await put('a', { stage: { S: 'draft' } });
    const updated = await cases.client.send(
      new UpdateItemCommand({
        ...named,
        Key: key('a'),
        UpdateExpression: 'SET stage = :next, version = if_not_exists(version, :zero) + :one',
        ExpressionAttributeValues: { ':next': { S: 'review' }, ':zero': { N: '0' }, ':one': { N: '1' } },
        ReturnValues: 'ALL_NEW',
      }),
    );
    expect(updated.Attributes).toEqual({ ...key('a'), stage: { S: 'review' }, version: { N: '1' } });
    const replaced = await cases.client.send(
      new PutItemCommand({ ...named, Item: { ...key('a'), stage: { S: 'closed' } }, ReturnValues: 'ALL_OLD' }),
    );
    expect(replaced.Attributes?.stage).toEqual({ S: 'review' });
    const deleted = await cases.client.send(
      new DeleteItemCommand({ ...named, Key: key('a'), ReturnValues: 'ALL_OLD' }),
    );
    expect(deleted.Attributes).toEqual({ ...key('a'), stage: { S: 'closed' } });
    expect(await get('a')).toBeUndefined();
  });

  test('is updated as if all parts of the expression saw it as it was before', async () => {
    const letters = (text: string) => ({ L: [...text].map((letter) => ({ S: letter })) });
    const pairs = { L: [letters('pq'), letters('rs')] };
    await put('a', { list: letters('abcdef'), pairs, n: { N: '1' }, m: { N: '5' } });
    await cases.client.send(
      new UpdateItemCommand({
        ...named,
        Key: key('a'),
        UpdateExpression:
          'REMOVE #list[1], n2, #list[3], pairs[0], pairs[1][0], #list[0] SET #list[4] = :x, n = m, m = n',
        ExpressionAttributeNames: { '#list': 'list' },
        ExpressionAttributeValues: { ':x': { S: 'x' } },
      }),
    );
    const left = { list: letters('cxf'), pairs: { L: [letters('s')] }, n: { N: '5' }, m: { N: '1' } };
    expect(await get('a')).toEqual({ ...key('a'), ...left });
  });

  test('stays as it was when the condition fails, and the failure shows it when asked', async () => {
    await put('a', { stage: { S: 'review' } });
    const update = new UpdateItemCommand({
      ...named,
      Key: key('a'),
      UpdateExpression: 'SET stage = :next',
      ConditionExpression: 'stage = :draft',
      ExpressionAttributeValues: { ':next': { S: 'closed' }, ':draft': { S: 'draft' } },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
    const failure = await cases.client.send(update).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ConditionalCheckFailedException);
    expect(failure).toMatchObject({
      message: 'The conditional request failed',
      Item: { ...key('a'), stage: { S: 'review' } },
    });
    expect((await get('a'))?.stage).toEqual({ S: 'review' });
  });

  test('that fails its condition and does not exist is not shown', async () => {
    const failure = cases.client.send(
      new DeleteItemCommand({
        ...named,
        Key: key('nobody'),
        ConditionExpression: 'attribute_exists(pk)',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
    await expect(failure).rejects.toSatisfy(
      (error) => error instanceof ConditionalCheckFailedException && error.Item === undefined,
    );
  });

  test('is created by only one of many that want to create it at once', async () => {
    const attempts = Array.from({ length: 20 }, (_, at) =>
      cases.client.send(
        new PutItemCommand({
          ...named,
          Item: { ...key('a'), by: { N: String(at) } },
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      ),
    );
    const outcomes = await Promise.allSettled(attempts);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await get('a'))?.by).toEqual({ N: String(outcomes.findIndex(({ status }) => status === 'fulfilled')) });
  });

  test('loses no step when many count it up at once', async () => {
    await Promise.all(
      Array.from({ length: 50 }, () =>
        cases.client.send(
          new UpdateItemCommand({
            ...named,
            Key: key('counter'),
            UpdateExpression: 'ADD steps :one',
            ExpressionAttributeValues: { ':one': { N: '1' } },
          }),
        ),
      ),
    );
    expect((await get('counter'))?.steps).toEqual({ N: '50' });
  });
});

describe('a request is refused', () => {
  test('for a table that is not in the template', async () => {
    const request = cases.client.send(new GetItemCommand({ TableName: 'nothing', Key: key('a') }));
    await expect(request).rejects.toBeInstanceOf(ResourceNotFoundException);
  });

  test('for an operation that is not kept here', async () => {
    await expect(cases.dynamodb.execute('CreateBackup', {})).rejects.toMatchObject({
      name: 'UnknownOperationException',
    });
    expect([knowsDynamoDbOperation('CreateBackup'), knowsDynamoDbOperation('Query')]).toEqual([false, true]);
  });

  test.each([
    ['a key that is not complete', { Item: { pk: { S: 'a' } } }, /Missing the key sk/],
    ['a key of the wrong type', { Item: { pk: { S: 'a' }, sk: { N: '1' } } }, /Type mismatch for key sk/],
    ['an empty key', { Item: { pk: { S: '' }, sk: { S: 'x' } } }, /empty string value. Key: pk/],
    ['an empty key of an index', { Item: { ...key('a'), queuePk: { S: '' } } }, /IndexName: queue, IndexKey: queuePk/],
    ['a sort key longer than 1,024 bytes', { Item: { pk: { S: 'a' }, sk: { S: '许'.repeat(342) } } }, /1024 bytes/],
    [
      'an item larger than 400 KB in UTF-8',
      { Item: { ...key('a'), text: { S: '许'.repeat(140_000) } } },
      /maximum allowed size/,
    ],
    [
      'an expression that does not parse',
      { Item: key('a'), ConditionExpression: 'stage =' },
      /Invalid ConditionExpression/,
    ],
    [
      'a value that no expression uses',
      { Item: key('a'), ConditionExpression: 'attribute_exists(pk)', ExpressionAttributeValues: { ':x': { S: 'x' } } },
      /unused in expressions/,
    ],
  ])('for %s', async (_reason, request, message) => {
    await expect(cases.client.send(new PutItemCommand({ ...named, ...request }))).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringMatching(message),
    });
  });
});

describe('an index', () => {
  const titles = async (options: object = {}) => {
    const answer = await cases.client.send(
      new QueryCommand({
        ...named,
        IndexName: 'queue',
        KeyConditionExpression: 'queuePk = :queue',
        ExpressionAttributeValues: { ':queue': { S: 'review' } },
        ...options,
      }),
    );
    return { titles: answer.Items?.map((item) => item.title?.S), next: answer.LastEvaluatedKey };
  };

  test('lists in the order of its sort key only the items that have its keys, with what it projects', async () => {
    await put('late', queued('review', '2026-12-02', 'late'));
    await put('early', { ...queued('review', '2026-12-01', 'early'), secret: { S: 'not projected' } });
    await put('elsewhere', queued('acceptance', '2026-12-01'));
    await put('nowhere', { title: { S: 'in no queue' } });
    const answer = await cases.client.send(
      new QueryCommand({
        ...named,
        IndexName: 'queue',
        KeyConditionExpression: 'queuePk = :queue',
        ExpressionAttributeValues: { ':queue': { S: 'review' } },
      }),
    );
    expect(answer.Items).toEqual([
      { ...key('early'), ...queued('review', '2026-12-01', 'early') },
      { ...key('late'), ...queued('review', '2026-12-02', 'late') },
    ]);
  });

  test('follows an item from queue to queue and out', async () => {
    await put('a', queued('review', '2026-12-01', 'a'));
    await put('b', queued('review', '2026-12-02', 'b'));
    await cases.client.send(
      new UpdateItemCommand({
        ...named,
        Key: key('a'),
        UpdateExpression: 'SET queueSk = :later',
        ExpressionAttributeValues: { ':later': { S: '2026-12-03' } },
      }),
    );
    expect((await titles()).titles).toEqual(['b', 'a']);
    await cases.client.send(new UpdateItemCommand({ ...named, Key: key('b'), UpdateExpression: 'REMOVE queuePk' }));
    expect((await titles()).titles).toEqual(['a']);
    await cases.client.send(new DeleteItemCommand({ ...named, Key: key('a') }));
    expect((await titles()).titles).toEqual([]);
  });

  test.each([true, false])('is paged without loss or repetition among equal keys (forward: %s)', async (forward) => {
    const ids = Array.from({ length: 25 }, (_, at) => `case-${at}`);
    for (const id of ids) await put(id, queued('review', '2026-12-01', id));
    const seen: (string | undefined)[] = [];
    let page = await titles({ Limit: 4, ScanIndexForward: forward });
    seen.push(...(page.titles ?? []));
    while (page.next) {
      page = await titles({ Limit: 4, ScanIndexForward: forward, ExclusiveStartKey: page.next });
      seen.push(...(page.titles ?? []));
    }
    expect(seen).toHaveLength(25);
    expect(seen.toSorted()).toEqual(ids.toSorted());
  });

  test('keeps thousands of items with equal keys apart', async () => {
    for (let from = 0; from < 5000; from += 25) {
      const writes = Array.from({ length: 25 }, (_, at) => ({
        PutRequest: { Item: { ...key(`case-${from + at}`), ...queued('review', 'same', 't') } },
      }));
      await cases.dynamodb.execute('BatchWriteItem', { RequestItems: { cases: writes } });
    }
    const count = await cases.client.send(
      new QueryCommand({
        ...named,
        IndexName: 'queue',
        Select: 'COUNT',
        KeyConditionExpression: 'queuePk = :queue',
        ExpressionAttributeValues: { ':queue': { S: 'review' } },
      }),
    );
    expect(count.Count).toBe(5000);
  });
});

describe('a table', () => {
  test('answers ranges of the sort key, backwards too, with filters and projections', async () => {
    for (const at of ['2026-01', '2026-02', '2026-03', '2027-01']) {
      await cases.client.send(
        new PutItemCommand({ ...named, Item: { pk: { S: 'p' }, sk: { S: at }, odd: { BOOL: at.endsWith('1') } } }),
      );
    }
    const answer = await cases.client.send(
      new QueryCommand({
        ...named,
        KeyConditionExpression: 'pk = :p AND begins_with(sk, :year)',
        FilterExpression: 'odd = :no',
        ProjectionExpression: 'sk',
        ScanIndexForward: false,
        ExpressionAttributeValues: { ':p': { S: 'p' }, ':year': { S: '2026-' }, ':no': { BOOL: false } },
      }),
    );
    expect(answer.Items).toEqual([{ sk: { S: '2026-03' } }, { sk: { S: '2026-02' } }]);
    expect([answer.Count, answer.ScannedCount]).toEqual([2, 3]);
  });

  test('is scanned page by page, every item once', async () => {
    for (let at = 0; at < 12; at += 1) await put(`case-${at}`);
    const seen: (string | undefined)[] = [];
    let from: Record<string, never> | undefined;
    do {
      const page = await cases.client.send(new ScanCommand({ ...named, Limit: 5, ExclusiveStartKey: from }));
      seen.push(...(page.Items ?? []).map((item) => item.pk?.S));
      from = page.LastEvaluatedKey as typeof from;
    } while (from);
    expect(new Set(seen).size).toBe(12);
    expect(seen).toHaveLength(12);
  });

  test('takes and gives items in batches', async () => {
    await put('old');
    await cases.client.send(
      new BatchWriteItemCommand({
        RequestItems: {
          cases: [
            { DeleteRequest: { Key: key('old') } },
            { PutRequest: { Item: { ...key('new'), title: { S: 'n' }, more: { S: 'm' } } } },
          ],
        },
      }),
    );
    const answer = await cases.client.send(
      new BatchGetItemCommand({
        RequestItems: { cases: { Keys: [key('old'), key('new')], ProjectionExpression: 'title' } },
      }),
    );
    expect(answer.Responses).toEqual({ cases: [{ title: { S: 'n' } }] });
    expect(answer.UnprocessedKeys).toEqual({});
  });

  test('takes no batch that names an item twice or more than 25', async () => {
    const write = (ids: string[]) =>
      cases.client.send(
        new BatchWriteItemCommand({
          RequestItems: { cases: ids.map((id) => ({ PutRequest: { Item: key(id) } })) },
        }),
      );
    await expect(write(['a', 'a'])).rejects.toMatchObject({ message: expect.stringMatching(/duplicates/) });
    await expect(write(Array.from({ length: 26 }, (_, at) => `case-${at}`))).rejects.toMatchObject({
      name: 'ValidationException',
    });
    expect(await get('a')).toBeUndefined();
  });

  test('describes itself as the template does', async () => {
    await put('a');
    const { Table: table } = await cases.client.send(new DescribeTableCommand(named));
    expect(table).toMatchObject({ TableName: 'cases', TableStatus: 'ACTIVE', ItemCount: 1 });
    expect(table?.GlobalSecondaryIndexes?.[0]).toMatchObject({ IndexName: 'queue', IndexStatus: 'ACTIVE' });
    const { TimeToLiveDescription: timeToLive } = await cases.client.send(new DescribeTimeToLiveCommand(named));
    expect(timeToLive).toEqual({ TimeToLiveStatus: 'ENABLED', AttributeName: 'expiresAt' });
    expect((await cases.client.send(new ListTablesCommand({}))).TableNames).toEqual(['cases']);
  });
});
