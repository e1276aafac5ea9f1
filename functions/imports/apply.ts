import { instantOf } from '../../shared/domain/time.ts';
import type { ImportContext, ImportKind } from '../../shared/imports/kind.ts';
import { changeImport, type Import, noWorkStep, rowStep } from '../../shared/records/import.ts';
import type { Item } from '../../shared/records/table.ts';
import { giveUp } from './check.ts';
import { decode, rowsOf } from './read-file.ts';
import type { WorkGiven } from './work.ts';

/** Most items in one transaction; DynamoDB takes a hundred steps, one of which moves the import's own cursor. */
const itemsAtOnce = 90;

type Marked = Item & { importId: string; line: number };
type Batch = { items: Marked[]; rows: number };

/** The items of the rows after so many, in batches that hold whole rows. */
function* batchesOf(kind: ImportKind, context: ImportContext, the: Import, text: string): Generator<Batch> {
  let batch: Batch = { items: [], rows: 0 };
  let row = 0;
  for (const read of rowsOf(text, kind.columns, context.zone.policy.imports)) {
    const good = 'cells' in read ? kind.readRow(read.cells, context) : undefined;
    if (!good?.ok) throw new Error('a row that was found in order cannot be read any more');
    row += 1;
    if (row <= the.applied) continue;
    const items = good.value.items.map((item) => ({ ...item, importId: the.id, line: read.line }));
    if (batch.items.length + items.length > itemsAtOnce) {
      yield batch;
      batch = { items: [], rows: 0 };
    }
    batch = { items: [...batch.items, ...items], rows: batch.rows + 1 };
  }
  if (batch.rows > 0) yield batch;
}

/**
 * Puts the rows of a checked file into the table, from where it stopped. Each batch moves the import's cursor in its own
 * transaction, so that a death loses nothing and repeats nothing. The rows count once the import is complete, which is
 * one write.
 * @param hasTime asked after each batch; what is left is done in the next round
 */
export async function applyImport(
  given: WorkGiven,
  the: Import,
  kind: ImportKind,
  hasTime: () => boolean,
): Promise<void> {
  const { table, files, clock, zone, log } = given;
  if (!the.versionId || the.asOf === undefined) throw new Error('an import is applied that was never started');
  const decoded = decode(await files.read({ key: the.key, versionId: the.versionId }));
  if (!decoded.ok) throw new Error('a file that was read before cannot be read any more');
  let present = the;
  for (const { items, rows } of batchesOf(kind, { zone, today: the.asOf }, the, decoded.value.text)) {
    if (!hasTime()) return;
    const moved = await changeImport(table, present, {
      set: { applied: present.applied + rows },
      from: ['applying'],
      seen: present,
      also: items.map((item) => rowStep(item, present.over)),
    });
    if (moved.ok) {
      present = moved.value;
      continue;
    }
    const { step } = moved.error;
    // Where no row was refused another round was faster, and goes on.
    if (step !== undefined) await giveUp(given, present, items[step]?.line ?? 0);
    return;
  }
  const completed = await changeImport(table, present, {
    set: { state: 'complete', endedAt: instantOf(clock.now()) },
    from: ['applying'],
    seen: present,
    also: noWorkStep(present),
  });
  if (completed.ok) log.info('import-completed', { importId: the.id, kind: kind.id, rows: present.applied });
}
