import type { Text } from '../domain/text.ts';
import type { Instant } from '../domain/time.ts';
import type { Result } from '../result.ts';
import { keys } from './keys.ts';
import { absent, type Item, type Key, type Table } from './table.ts';

/** A ready answer (标准答复) in one of its versions. */
export type StandardAnswer = {
  id: string;
  topic: string;
  title: Text;
  answer: Text;
  version: number;
  /** It is offered no more; what was answered with it stays. */
  withdrawn: boolean;
  at: Instant;
  by: string;
};

const answerOf = ({ pk: _pk, sk: _sk, ...rest }: Item): StandardAnswer => rest as unknown as StandardAnswer;

/** The latest version of a standard answer; older ones stand beside it. */
export async function readStandardAnswer(table: Table, id: string): Promise<StandardAnswer | undefined> {
  const { items } = await table.query({
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :version)',
    ExpressionAttributeValues: {
      ':pk': keys.standardAnswer('', '').pk,
      ':version': `VERSION#${id}#`,
    },
    ScanIndexForward: false,
    Limit: 1,
    ConsistentRead: true,
  });
  return items[0] && answerOf(items[0]);
}

type Page = { limit: number; after?: Key };

/** A page of what stands now, of one topic or all; or, with an id, of every version of one answer. */
export async function readStandardAnswers(
  table: Table,
  of: { topic?: string | undefined; id?: string | undefined },
  page: Page,
): Promise<{ answers: StandardAnswer[]; next?: Key }> {
  const begins = of.id ? `VERSION#${of.id}#` : of.topic ? `CURRENT#${of.topic}#` : 'CURRENT#';
  const { items, next } = await table.query({
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :begins)',
    ExpressionAttributeValues: { ':pk': keys.standardAnswer('', '').pk, ':begins': begins },
    ConsistentRead: true,
    Limit: page.limit,
    ExclusiveStartKey: page.after,
  });
  return { answers: items.map(answerOf), ...(next ? { next } : {}) };
}

/** Keeps a version beside the ones before it; fails where somebody else kept that version in the same moment. */
export async function keepStandardAnswer(
  table: Table,
  answer: StandardAnswer,
  before: StandardAnswer | undefined,
): Promise<Result<void, unknown>> {
  return table.transact([
    { put: { Item: { ...keys.standardAnswerVersion(answer.id, answer.version), ...answer }, ...absent } },
    { put: { Item: { ...keys.standardAnswer(answer.topic, answer.id), ...answer } } },
    ...(before && before.topic !== answer.topic
      ? [{ delete: { Key: keys.standardAnswer(before.topic, before.id) } }]
      : []),
  ]);
}
