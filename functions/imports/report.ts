import type { Import, ImportProblem } from '../../shared/records/import.ts';

/** Where the report of a check lies. */
export const reportKey = ({ id, checks }: Pick<Import, 'id' | 'checks'>): string =>
  `imports/${id}.problems-${checks}.csv`;

/**
 * A cell that no spreadsheet takes for a formula: what begins like one gets an apostrophe in front (OWASP, CSV injection),
 * and everything stands between quotation marks.
 */
export const harmlessCell = (text: string): string => {
  const plain = /^[\s]*[=+\-@\t\r\n|%＝＋－＠]/u.test(text) ? `'${text}` : text;
  return `"${plain.replaceAll('"', '""')}"`;
};

const row = (...cells: readonly string[]): string => `${cells.map(harmlessCell).join(',')}\r\n`;

/** The first line of a report, with the mark by which spreadsheets know UTF-8. */
export const reportHeadings = `\ufeff${row('行号 Line', '列 Column', '代码 Code', '问题', 'Problem', '怎么办', 'What to do')}`;

/** A problem as a line of the report. */
export const reportLine = ({ line, column = '', code, text, remedy }: ImportProblem): string =>
  row(String(line), column, code, text.zh, text.en, remedy?.zh ?? '', remedy?.en ?? '');
