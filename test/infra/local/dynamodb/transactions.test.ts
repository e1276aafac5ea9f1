import {
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactGetItemsCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
  type TransactWriteItemsCommandInput,
} from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openCases } from './wire.ts';

let cases: Awaited<ReturnType<typeof openCases>>;

beforeEach(async () => {
  cases = await openCases();
});
afterEach(() => cases.close());

const named = { TableName: 'cases' };
const key = (id: string) => ({ pk: { S: id }, sk: { S: 'head' } });
const put = (id: string, more: object = {}) =>
  cases.client.send(new PutItemCommand({ ...named, Item: { ...key(id), ...more } }));
const get = async (id: string) => (await cases.client.send(new GetItemCommand({ ...named, Key: key(id) }))).Item;
const transact = (
  input: Omit<TransactWriteItemsCommandInput, 'TransactItems'> & {
    items: TransactWriteItemsCommandInput['TransactItems'];
  },
) => {
  const { items, ...rest } = input;
  return cases.client.send(new TransactWriteItemsCommand({ ...rest, TransactItems: items }));
};

/** Moves a case from one stage to another and records the event, as a decision does. */
const decide = (from: string, to: string, by: string) => [
  {
    Update: {
      ...named,
      Key: key('case'),
      UpdateExpression: 'SET stage = :to, decidedBy = :by, queuePk = :to, queueSk = :by',
      ConditionExpression: 'stage = :from',
      ExpressionAttributeValues: { ':from': { S: from }, ':to': { S: to }, ':by': { S: by } },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
    },
  },
  { Put: { ...named, Item: { pk: { S: 'case' }, sk: { S: `event#${by}` } } } },
];

const queueOf = async (stage: string) => {
  const answer = await cases.client.send(
    new QueryCommand({
      ...named,
      IndexName: 'queue',
      KeyConditionExpression: 'queuePk = :stage',
      ExpressionAttributeValues: { ':stage': { S: stage } },
    }),
  );
  return answer.Items?.map((item) => item.queueSk?.S);
};

const eventsOf = async () => {
  const answer = await cases.client.send(
    new QueryCommand({
      ...named,
      KeyConditionExpression: 'pk = :case AND begins_with(sk, :event)',
      ExpressionAttributeValues: { ':case': { S: 'case' }, ':event': { S: 'event#' } },
    }),
  );
  return answer.Items?.map((item) => item.sk?.S);
};

test('A transaction puts, updates, deletes and checks together, index rows included', async () => {
  await put('case', { stage: { S: 'review' } });
  await put('task');
  await put('delegation', { live: { BOOL: true } });
  await transact({
    items: [
      ...decide('review', 'conclusion', 'officer-1'),
      { Delete: { ...named, Key: key('task') } },
      {
        ConditionCheck: {
          ...named,
          Key: key('delegation'),
          ConditionExpression: 'live = :yes',
          ExpressionAttributeValues: { ':yes': { BOOL: true } },
        },
      },
    ],
  });
  expect((await get('case'))?.stage).toEqual({ S: 'conclusion' });
  expect(await get('task')).toBeUndefined();
  expect(await get('delegation')).toEqual({ ...key('delegation'), live: { BOOL: true } });
  expect(await queueOf('conclusion')).toEqual(['officer-1']);
  expect(await eventsOf()).toEqual(['event#officer-1']);
});

test('A failed condition changes nothing, and says in the order of the actions what failed', async () => {
  await put('case', { stage: { S: 'conclusion' }, decidedBy: { S: 'officer-1' } });
  await put('task');
  const failure = await transact({
    items: [
      { Delete: { ...named, Key: key('task') } },
      ...decide('review', 'conclusion', 'officer-2'),
      {
        ConditionCheck: {
          ...named,
          Key: key('delegation'),
          ConditionExpression: 'attribute_exists(pk)',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        },
      },
    ],
  }).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(TransactionCanceledException);
  expect(failure).toMatchObject({
    message:
      'Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed, None, ConditionalCheckFailed]',
    CancellationReasons: [
      { Code: 'None' },
      {
        Code: 'ConditionalCheckFailed',
        Message: 'The conditional request failed',
        Item: { ...key('case'), stage: { S: 'conclusion' }, decidedBy: { S: 'officer-1' } },
      },
      { Code: 'None' },
      { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed' },
    ],
  });
  expect(await get('task')).toEqual(key('task'));
  expect(await eventsOf()).toEqual([]);
});

test('An update that cannot be carried out cancels the transaction with the reason', async () => {
  await put('case', { stage: { S: 'review' } });
  const failure = transact({
    items: [
      { Put: { ...named, Item: key('other') } },
      {
        Update: {
          ...named,
          Key: key('case'),
          UpdateExpression: 'SET stage = stage + :one',
          ExpressionAttributeValues: { ':one': { N: '1' } },
        },
      },
    ],
  });
  await expect(failure).rejects.toMatchObject({
    name: 'TransactionCanceledException',
    CancellationReasons: [
      { Code: 'None' },
      { Code: 'ValidationError', Message: expect.stringMatching(/incorrect data type/) },
    ],
  });
  expect(await get('other')).toBeUndefined();
});

test('Of many officers who decide one case at once exactly one wins, and only that decision leaves an event', async () => {
  await put('case', { stage: { S: 'review' } });
  const outcomes = await Promise.allSettled(
    Array.from({ length: 24 }, (_, at) => transact({ items: decide('review', 'conclusion', `officer-${at}`) })),
  );
  const winners = outcomes.flatMap(({ status }, at) => (status === 'fulfilled' ? [`officer-${at}`] : []));
  expect(winners).toHaveLength(1);
  expect((await get('case'))?.decidedBy?.S).toBe(winners[0]);
  expect(await eventsOf()).toEqual([`event#${winners[0]}`]);
  expect(await queueOf('conclusion')).toEqual(winners);
  for (const outcome of outcomes) {
    if (outcome.status === 'fulfilled') continue;
    expect(outcome.reason).toBeInstanceOf(TransactionCanceledException);
    expect(outcome.reason.CancellationReasons[0].Item.decidedBy.S).toBe(winners[0]);
  }
});

test('Transfers in all directions at once neither create nor lose anything, however they are read', async () => {
  const accounts = ['a', 'b', 'c', 'd'];
  for (const id of accounts) await put(id, { sum: { N: '100' } });
  const move = (from: string, to: string) => [
    {
      Update: {
        ...named,
        Key: key(from),
        UpdateExpression: 'SET #sum = #sum - :one',
        ConditionExpression: '#sum >= :one',
        ExpressionAttributeNames: { '#sum': 'sum' },
        ExpressionAttributeValues: { ':one': { N: '1' } },
      },
    },
    {
      Update: {
        ...named,
        Key: key(to),
        UpdateExpression: 'ADD #sum :one',
        ExpressionAttributeNames: { '#sum': 'sum' },
        ExpressionAttributeValues: { ':one': { N: '1' } },
      },
    },
  ];
  const total = async () => {
    const { Responses: found } = await cases.client.send(
      new TransactGetItemsCommand({ TransactItems: accounts.map((id) => ({ Get: { ...named, Key: key(id) } })) }),
    );
    return found?.reduce((sum, { Item: item }) => sum + Number(item?.sum?.N), 0);
  };
  const moves = accounts.flatMap((from) =>
    accounts
      .filter((to) => to !== from)
      .flatMap((to) => Array.from({ length: 8 }, () => transact({ items: move(from, to) }))),
  );
  const totals = await Promise.all(Array.from({ length: 20 }, total));
  await Promise.all(moves);
  expect(new Set([...totals, await total()])).toEqual(new Set([400]));
});

test('The same token carries a transaction out once, and another transaction under it is refused', async () => {
  await put('case', { stage: { S: 'draft' } });
  const step = {
    items: [
      {
        Update: {
          ...named,
          Key: key('case'),
          UpdateExpression: 'ADD steps :one',
          ExpressionAttributeValues: { ':one': { N: '1' } },
        },
      },
    ],
    ClientRequestToken: 'token-1',
  };
  await Promise.all([transact(step), transact(step), transact(step)]);
  expect((await get('case'))?.steps).toEqual({ N: '1' });
  await expect(transact({ ...step, items: [{ Delete: { ...named, Key: key('case') } }] })).rejects.toMatchObject({
    name: 'IdempotentParameterMismatchException',
  });
  cases.clock.advance(10 * 60_000);
  await transact(step);
  expect((await get('case'))?.steps).toEqual({ N: '2' });
});

test('A token whose transaction was cancelled may be used again', async () => {
  const create = {
    items: [
      {
        Update: {
          ...named,
          Key: key('case'),
          UpdateExpression: 'SET seen = :yes',
          ConditionExpression: 'attribute_exists(pk)',
          ExpressionAttributeValues: { ':yes': { BOOL: true } },
        },
      },
    ],
    ClientRequestToken: 'token-2',
  };
  await expect(transact(create)).rejects.toBeInstanceOf(TransactionCanceledException);
  await put('case');
  await transact(create);
  expect((await get('case'))?.seen).toEqual({ BOOL: true });
});

test('A transaction reads its items as they were at one moment, with projections, and empty where there is none', async () => {
  await put('a', { stage: { S: 'draft' }, title: { S: 'A' } });
  const { Responses: found } = await cases.client.send(
    new TransactGetItemsCommand({
      TransactItems: [
        { Get: { ...named, Key: key('a'), ProjectionExpression: 'title' } },
        { Get: { ...named, Key: key('nobody') } },
      ],
    }),
  );
  expect(found).toEqual([{ Item: { title: { S: 'A' } } }, {}]);
});

test.each([
  ['without actions', [], /TransactItems/],
  [
    'with more than 100 actions',
    Array.from({ length: 101 }, (_, at) => ({ Put: { ...named, Item: key(`${at}`) } })),
    /TransactItems/,
  ],
  [
    'with two actions on one item',
    [{ Put: { ...named, Item: key('a') } }, { Delete: { ...named, Key: key('a') } }],
    /multiple operations on one item/,
  ],
  [
    'with a check that checks nothing',
    [{ ConditionCheck: { ...named, Key: key('a'), ConditionExpression: undefined } }],
    /ConditionExpression is required/,
  ],
  [
    'with two actions in one',
    [{ Put: { ...named, Item: key('a') }, Delete: { ...named, Key: key('b') } }],
    /only contain one/,
  ],
  [
    'larger than 4 MB',
    Array.from({ length: 11 }, (_, at) => ({
      Put: { ...named, Item: { ...key(`${at}`), text: { S: 'x'.repeat(400_000) } } },
    })),
    /4 MB/,
  ],
])('A transaction %s is refused whole', async (_which, items, message) => {
  await expect(transact({ items })).rejects.toMatchObject({
    name: 'ValidationException',
    message: expect.stringMatching(message),
  });
  expect(await get('a')).toBeUndefined();
});
