import type { Category } from '../domain/application/case-clock.ts';
import type { CommonReturns } from '../domain/statistics/common-returns.ts';
import type { Day } from '../domain/time.ts';
import { keys } from './keys.ts';
import type { Table } from './table.ts';

/** What goes wrong most in a procedure: in all, and in each category in which enough was returned to tell. */
export type StoredCommonReturns = {
  procedure: string;
  /** First and last day that was looked at. */
  from: Day;
  to: Day;
  all?: CommonReturns;
  categories: Partial<Record<Category, CommonReturns>>;
};

export async function readCommonReturns(table: Table, procedure: string): Promise<StoredCommonReturns | undefined> {
  const item = await table.get(keys.commonReturns(procedure));
  if (!item) return undefined;
  const { pk: _pk, sk: _sk, ...rest } = item;
  return rest as unknown as StoredCommonReturns;
}

/** Takes the place of what was computed before. */
export async function keepCommonReturns(table: Table, found: StoredCommonReturns): Promise<void> {
  await table.put({ ...keys.commonReturns(found.procedure), ...found });
}
