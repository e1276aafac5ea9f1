import { type Clock, type Day, instantOf } from '../domain/time.ts';
import { keys } from './keys.ts';
import { newId, type Table } from './table.ts';

/** Records that someone read a sensitive value, before it is shown. */
export async function recordReading(
  table: Table,
  clock: Clock,
  day: Day,
  reading: { by: string; what: 'application' | 'document' | 'permit'; id: string; documentId?: string },
): Promise<void> {
  const at = instantOf(clock.now());
  await table.put({ ...keys.reading(day, at, newId()), at, ...reading });
}
