import { expect, it } from 'vitest';
import { followFeed } from '../../../shared/records/feed.ts';
import { openLogBook } from '../../office/log-book.ts';

const inserted = (sequence: string, name: string) => ({
  eventName: 'INSERT' as const,
  dynamodb: {
    SequenceNumber: sequence,
    NewImage: { pk: { S: 'CASE#1' }, sk: { S: name }, count: { N: '3' }, marks: { L: [{ S: 'x' }] } },
  },
});

it('hands over new items as they stand in the table, one after the other', async () => {
  const items: unknown[] = [];
  const follow = followFeed(async (item) => void items.push(item), openLogBook().log);
  expect(await follow({ Records: [inserted('1', 'A'), inserted('2', 'B')] })).toEqual({ batchItemFailures: [] });
  expect(items).toEqual([
    { pk: 'CASE#1', sk: 'A', count: 3, marks: ['x'] },
    { pk: 'CASE#1', sk: 'B', count: 3, marks: ['x'] },
  ]);
});

it('stops at the first that fails, so that nothing overtakes it, and tells no more than its number', async () => {
  const seen: string[] = [];
  const book = openLogBook();
  const follow = followFeed(async ({ sk }) => {
    seen.push(sk);
    if (sk === 'B') throw new Error('passport E12345678');
  }, book.log);
  const answer = await follow({ Records: [inserted('1', 'A'), inserted('2', 'B'), inserted('3', 'C')] });
  expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: '2' }] });
  expect(seen).toEqual(['A', 'B']);
  expect(book.lines).toMatchObject([{ level: 'error', code: 'change-not-followed', fields: { sequence: '2' } }]);
});

it('passes over what was deleted, which has no image', async () => {
  const follow = followFeed(async () => Promise.reject(new Error('not this')), openLogBook().log);
  expect(await follow({ Records: [{ eventName: 'REMOVE', dynamodb: { SequenceNumber: '1' } }] })).toEqual({
    batchItemFailures: [],
  });
});
