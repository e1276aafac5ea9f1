import type { PracticeAnswer, PracticeOffice } from '../domain/desk/practice.ts';
import type { Instant } from '../domain/time.ts';
import type { Result } from '../result.ts';
import { keys } from './keys.ts';
import { absent, fingerprint, type Item, type Key, newId, type Table } from './table.ts';

/** An officer's attempt at a practice case, with its mark once it was handed in. */
export type Attempt = {
  id: string;
  subject: string;
  case: string;
  caseVersion: number;
  office: PracticeOffice;
  startedAt: Instant;
  /** What the marked solution rests on. */
  policy: { procedure: string; points: string };
  handedInAt?: Instant;
  answer?: PracticeAnswer;
  marks?: number;
  of?: number;
  score?: number;
  passed?: boolean;
};

const attemptOf = ({ pk: _pk, sk: _sk, ...rest }: Item): Attempt => rest as unknown as Attempt;

/** How a practice case is called before its solution is known: its own id would give it away. */
export const practiceCode = (id: string): string => fingerprint(`practice case\n${id}`).slice(0, 10);

/** Attempts of one officer sort by when they began; the id says no more than that. */
export const newAttemptId = (at: Instant): string => `${at.replace(/[^0-9]/g, '')}-${newId().slice(0, 8)}`;
export const isAttemptId = (id: string): boolean => /^\d{17}-[0-9a-z]{8}$/.test(id);

export async function keepAttempt(table: Table, attempt: Attempt): Promise<void> {
  await table.put({ ...keys.practiceAttempt(fingerprint(attempt.subject), attempt.id), ...attempt }, absent);
}

export async function readAttempt(table: Table, subject: string, id: string): Promise<Attempt | undefined> {
  const item = await table.get(keys.practiceAttempt(fingerprint(subject), id));
  return item && attemptOf(item);
}

/** Marks an attempt, once; supervisors find it under its month (YYYY-MM in the zone's time zone). */
export async function markAttempt(
  table: Table,
  attempt: Attempt & Required<Pick<Attempt, 'handedInAt' | 'score' | 'passed'>>,
  month: string,
): Promise<Result<void, unknown>> {
  const { answer: _answer, ...line } = attempt;
  return table.transact([
    {
      put: {
        Item: { ...keys.practiceAttempt(fingerprint(attempt.subject), attempt.id), ...attempt },
        ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(handedInAt)',
      },
    },
    { put: { Item: { ...keys.practiceOfMonth(month, attempt.handedInAt, attempt.id), ...line } } },
  ]);
}

type Page = { limit?: number; after?: Key };

async function attemptsUnder(table: Table, pk: string, { limit, after }: Page) {
  const { items, next } = await table.query({
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': pk },
    ScanIndexForward: false,
    ConsistentRead: true,
    Limit: limit,
    ExclusiveStartKey: after,
  });
  return { attempts: items.map(attemptOf), ...(next ? { next } : {}) };
}

/** A page of an officer's attempts, the latest first. */
export const readAttempts = (table: Table, subject: string, page: Page) =>
  attemptsUnder(table, keys.practiceAttempt(fingerprint(subject), '').pk, page);

/** A page of everybody's marked attempts of a month, the latest first. */
export const readAttemptsOfMonth = (table: Table, month: string, page: Page) =>
  attemptsUnder(table, keys.practiceOfMonth(month, '', '').pk, page);

/** Every attempt of an officer that began at an instant or later. */
export async function readAttemptsSince(table: Table, subject: string, since: Instant): Promise<Attempt[]> {
  const found: Attempt[] = [];
  let after: Key | undefined;
  do {
    const page = await table.query({
      KeyConditionExpression: 'pk = :pk AND sk >= :since',
      ExpressionAttributeValues: {
        ':pk': keys.practiceAttempt(fingerprint(subject), '').pk,
        ':since': since.replace(/[^0-9]/g, ''),
      },
      ConsistentRead: true,
      ExclusiveStartKey: after,
    });
    found.push(...page.items.map(attemptOf));
    after = page.next;
  } while (after);
  return found;
}
