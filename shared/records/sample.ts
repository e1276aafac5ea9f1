import type { Category } from '../domain/application/case-clock.ts';
import type { Draw } from '../domain/statistics/draw.ts';
import type { Ending } from '../domain/statistics/passes.ts';
import type { Finding } from '../domain/statistics/second-look.ts';
import type { Instant } from '../domain/time.ts';
import { failure, type Result, success } from '../result.ts';
import { keys } from './keys.ts';
import { absent, type Item, type Key, type Table } from './table.ts';

/** A sample as it was drawn; it is never changed. */
export type Sample = Omit<Draw, 'drawn'> & {
  id: string;
  month: string;
  drawnAt: Instant;
  drawnBy: string;
  size: number;
  procedure?: string;
  category?: Category;
  /** Drawn from the green channel of credit alone. */
  greenChannel?: true;
  /** Mark of the request that drew it, so that its repetition is answered alike. */
  request?: string;
};

/** A drawn case: who may not look at it, who does, and what was found. */
export type Look = {
  sampleId: string;
  applicationId: string;
  lot: number;
  procedure: string;
  category: Category | null;
  ending: Ending;
  /** Subjects of everybody who did anything with it. */
  workedOn: readonly string[];
  officer?: string;
  assignedAt?: Instant;
  assignedBy?: string;
  finding?: Finding & { note?: string };
  foundAt?: Instant;
};

const stripped = <T>({ pk: _pk, sk: _sk, ...rest }: Item): T => rest as T;

/** Months stand in the ids of samples, so that an id leads to its partition. */
export const sampleId = (month: string, random: string): string => `${month}.${random}`;

/** The month of a sample's id; undefined for what is none. */
export const monthOfSample = (id: string): string | undefined => /^(20\d\d-\d\d)\.[0-9a-z]{24}$/.exec(id)?.[1];

/** Most cases of one sample: they are kept in one transaction with it. */
export const largestSample = 90;

/**
 * Keeps a sample with its cases, all or nothing.
 * @returns the one that stands under its id already
 */
export async function keepSample(table: Table, sample: Sample, looks: readonly Look[]): Promise<Result<void, Sample>> {
  const { month, id } = sample;
  const outcome = await table.transact([
    { put: { Item: { ...keys.sample(month, id), ...sample }, ...absent } },
    ...looks.map((look) => ({
      put: { Item: { ...keys.secondLook(month, id, look.applicationId), ...look }, ...absent },
    })),
  ]);
  if (outcome.ok) return success(undefined);
  const present = await table.get(keys.sample(month, id));
  if (!present) throw new Error('a sample was refused, and none stands in its place');
  return failure(stripped<Sample>(present));
}

/** The samples of a month with their cases, the earliest first. */
export async function readSamples(table: Table, month: string): Promise<{ sample: Sample; looks: Look[] }[]> {
  const items: Item[] = [];
  let after: Key | undefined;
  do {
    const page = await table.query({
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': keys.sample(month, '').pk },
      ConsistentRead: true,
      ...(after ? { ExclusiveStartKey: after } : {}),
    });
    items.push(...page.items);
    after = page.next;
  } while (after);
  const looks = items.filter(({ sk }) => sk.startsWith('LOOK#')).map((item) => stripped<Look>(item));
  return items
    .filter(({ sk }) => sk.startsWith('SAMPLE#'))
    .map((item) => stripped<Sample>(item))
    .sort((a, b) => (a.drawnAt < b.drawnAt ? -1 : 1))
    .map((sample) => ({
      sample,
      looks: looks.filter((look) => look.sampleId === sample.id).sort((a, b) => a.lot - b.lot),
    }));
}

export type LookRefusal =
  | { kind: 'missing' }
  | { kind: 'worked-on-it' }
  | { kind: 'found'; look: Look }
  | { kind: 'not-mine' };

const refusalOf = (item: Item | undefined, officer: string): LookRefusal => {
  if (!item) return { kind: 'missing' };
  const look = stripped<Look>(item);
  if (look.finding) return { kind: 'found', look };
  return look.workedOn.includes(officer) ? { kind: 'worked-on-it' } : { kind: 'not-mine' };
};

/** Gives a drawn case to somebody who did nothing with it; the write itself asks for that. */
export async function assignLook(
  table: Table,
  of: { month: string; sampleId: string; applicationId: string },
  the: { officer: string; by: string; at: Instant },
): Promise<Result<void, LookRefusal>> {
  const outcome = await table.update({
    Key: keys.secondLook(of.month, of.sampleId, of.applicationId),
    UpdateExpression: 'SET officer = :officer, assignedAt = :at, assignedBy = :by',
    ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(finding) AND NOT contains(workedOn, :officer)',
    ExpressionAttributeValues: { ':officer': the.officer, ':at': the.at, ':by': the.by },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
  return outcome.ok ? success(undefined) : failure(refusalOf(outcome.error.item, the.officer));
}

/** Keeps what a second look found, once, by the officer to whom the case was given. */
export async function keepFinding(
  table: Table,
  of: { month: string; sampleId: string; applicationId: string },
  the: { officer: string; at: Instant; finding: NonNullable<Look['finding']> },
): Promise<Result<void, LookRefusal>> {
  const outcome = await table.update({
    Key: keys.secondLook(of.month, of.sampleId, of.applicationId),
    UpdateExpression: 'SET finding = :finding, foundAt = :at',
    ConditionExpression: 'officer = :officer AND attribute_not_exists(finding) AND NOT contains(workedOn, :officer)',
    ExpressionAttributeValues: { ':officer': the.officer, ':at': the.at, ':finding': the.finding },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
  return outcome.ok ? success(undefined) : failure(refusalOf(outcome.error.item, the.officer));
}
