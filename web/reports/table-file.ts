type Cell = string | number | undefined;

/** A spreadsheet takes a cell that begins so for a formula. */
const looksLikeFormula = /^[=+\-@\t\r]/;

function written(cell: Cell): string {
  if (cell === undefined) return '';
  if (typeof cell === 'number') return String(cell);
  const safe = looksLikeFormula.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * Rows as comma-separated values (RFC 4180) with a byte order mark, so that spreadsheets read Chinese; texts that would
 * be taken for a formula begin with an apostrophe.
 */
export const tableFile = (rows: readonly (readonly Cell[])[]): string =>
  `\uFEFF${rows.map((row) => row.map(written).join(',')).join('\r\n')}\r\n`;
