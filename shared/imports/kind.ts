import type * as z from 'zod';
import type { Role } from '../domain/access/roles.ts';
import type { Text } from '../domain/text.ts';
import type { Day } from '../domain/time.ts';
import { entriesOf } from '../http/validation.ts';
import type { Item, Key } from '../records/table.ts';
import { failure, type Result, success } from '../result.ts';
import type { Zone } from '../zone/zone.ts';

/** One column of a file. Its heading may be the name or the label in either language. */
export type ImportColumn = { name: string; label: Text; required: boolean; example: string };

/** What is wrong with a cell, or with a whole row where no column is named. Never repeats what was entered. */
export type CellProblem = { column?: string; code: string; text: Text; remedy?: Text };

/** By what rows are judged: the zone, and the day on which the import was started, whenever they are read again. */
export type ImportContext = { zone: Zone; today: Day };

/**
 * A row in order, as the engine needs it. The engine refuses two rows of one identity in a file, looks up what stands
 * under the keys of the row's own items and under `looksUp`, and puts the items where nothing stands. To each item it
 * adds `importId` and `line`: the item counts only once that import is complete, see `countingOnly` of
 * shared/records/import.ts.
 */
export type ImportRow = {
  /** The same for two rows that mean the same thing. */
  identity: string;
  /** What else may stand somewhere that decides about the row. At most ten keys with those of its items. */
  looksUp?: readonly Key[];
  /** What stands in the way of the row; asked with what was found under a key, only what counts. */
  conflicts: (found: (key: Key) => Item | undefined) => CellProblem[];
  /** What the row becomes, under keys that follow from the row alone, so that nothing is twice; each below 10 KB. */
  items: readonly Item[];
};

/** A kind of file that can be imported. Register it in shared/imports/kinds.ts. */
export type ImportKind = {
  /** Lower-case letters and hyphens. */
  id: string;
  label: Text;
  /** Who may import it and see how it went. */
  roles: readonly Role[];
  offeredIn: (zone: Zone) => boolean;
  columns: readonly ImportColumn[];
  /** Reads the cells of one row, trimmed, under the names of their columns; an empty cell is absent. */
  readRow: (cells: Cells, context: ImportContext) => Result<ImportRow, CellProblem[]>;
};

export type Cells = Readonly<Partial<Record<string, string>>>;

/** Reads cells by a schema whose fields bear the names of the columns; every problem of the row at once. */
export function cellsBy<Schema extends z.ZodType>(
  schema: Schema,
  cells: Cells,
): Result<z.output<Schema>, CellProblem[]> {
  const read = schema.safeParse(cells, { reportInput: true });
  if (read.success) return success(read.data);
  return failure(
    entriesOf(read.error).map(({ path, ...problem }) => ({
      ...(path ? { column: path.split('.')[0] ?? path } : {}),
      ...problem,
    })),
  );
}

/**
 * A day as spreadsheets write it, `2027-03-05`, `2027/3/5`, `2027.3.5` or `2027年3月5日`, in the form of a calendar day.
 * Anything else is left as it is, for a schema to refuse.
 */
export function dayFromCell(cell: string): string {
  const parts = /^(\d{4})(?:[-/.](\d{1,2})[-/.](\d{1,2})|年(\d{1,2})月(\d{1,2})日)$/.exec(cell.trim());
  if (!parts) return cell;
  const [, year, month = parts[4] ?? '', date = parts[5] ?? ''] = parts;
  return `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
}
