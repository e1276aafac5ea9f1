import { CsvError, parse } from 'csv-parse/sync';
import type { Text } from '../../shared/domain/text.ts';
import type { Cells, ImportColumn } from '../../shared/imports/kind.ts';
import type { ImportProblem } from '../../shared/records/import.ts';
import { failure, type Result, success } from '../../shared/result.ts';

/** A file as text, and how it was written. */
export type Decoded = { text: string; encoding: 'utf-8' | 'gb18030' };

const unreadable: ImportProblem = {
  line: 0,
  code: 'unreadable-file',
  text: { zh: '文件编码无法识别', en: 'is written in an encoding that cannot be read' },
  remedy: {
    zh: '请在表格软件中另存为“CSV UTF-8”或“CSV”（GBK/GB18030）后重新上传。',
    en: 'Save it as "CSV UTF-8", or as "CSV" (GBK, GB18030), and upload it again.',
  },
};

const decodedBy = (encoding: Decoded['encoding'], bytes: Uint8Array): Decoded | undefined => {
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding };
  } catch {
    return undefined;
  }
};

/** Reads bytes as UTF-8, with or without its mark, or else as GB18030, which holds GBK and GB 2312. */
export function decode(bytes: Uint8Array): Result<Decoded, ImportProblem> {
  // Two bytes a letter, or no text at all: both hold zero bytes, which GB18030 would let through.
  const decoded = bytes.includes(0) ? undefined : (decodedBy('utf-8', bytes) ?? decodedBy('gb18030', bytes));
  return decoded ? success(decoded) : failure(unreadable);
}

/** A line of the file, counted from 1: its cells, or why it could not be read. */
type Line = { line: number; cells: string[] } | { line: number; problem: ImportProblem };

const longestLine = 20_000;

const tooLong = (line: number): ImportProblem => ({
  line,
  code: 'too-long',
  text: { zh: `一行最多 ${longestLine} 个字符`, en: `a row must have at most ${longestLine} characters` },
});

const malformed = (line: number): ImportProblem => ({
  line,
  code: 'malformed-row',
  text: {
    zh: '英文双引号不配对，这一行无法读取',
    en: 'has quotation marks that do not match, so the row cannot be read',
  },
  remedy: {
    zh: '请检查这一行的英文双引号（"）；单元格内不能换行。',
    en: 'Look at the quotation marks (") in this row; a cell must not hold a line break.',
  },
});

function* physicalLines(text: string): Generator<string> {
  const end = /\r\n|\n|\r/g;
  let from = 0;
  for (let found = end.exec(text); found; found = end.exec(text)) {
    yield text.slice(from, found.index);
    from = end.lastIndex;
  }
  if (from < text.length) yield text.slice(from);
}

/**
 * The lines of a text in order; empty ones are left out. Each is read by itself: a quotation mark that is missing spoils
 * its own row and hides none of those that follow, so that all of them are looked at.
 */
function* linesOf(text: string): Generator<Line> {
  let line = 0;
  for (const physical of physicalLines(text)) {
    line += 1;
    if (physical.trim() === '') continue;
    if (physical.length > longestLine) {
      yield { line, problem: tooLong(line) };
      continue;
    }
    try {
      const [record = []] = parse(physical, { relax_column_count: true });
      const cells = record.map((cell) => cell.trim());
      if (cells.some((cell) => cell !== '')) yield { line, cells };
    } catch (error) {
      if (!(error instanceof CsvError)) throw error;
      yield { line, problem: malformed(line) };
    }
  }
}

const heading = (text: string): string =>
  text
    .trim()
    .toLocaleLowerCase('en')
    .replaceAll(/[\s_]+/g, ' ');

const named = (column: ImportColumn): string[] => [column.name, column.label.zh, column.label.en].map(heading);

const quoted = (names: readonly ImportColumn[]): Text => ({
  zh: names.map(({ label }) => `“${label.zh}”`).join('、'),
  en: names.map(({ name }) => `"${name}"`).join(', '),
});

/** Finds which column each heading means. */
function columnsOf(
  headings: readonly string[],
  columns: readonly ImportColumn[],
): { columns: (ImportColumn | undefined)[]; problems: ImportProblem[]; usable: boolean } {
  const found = headings.map((text) => columns.find((column) => named(column).includes(heading(text))));
  const unknown = headings.flatMap((text, index): ImportProblem[] =>
    found[index] || text === ''
      ? []
      : [
          {
            line: 1,
            column: `#${index + 1}`,
            code: 'unknown-column',
            text: { zh: '没有这一列', en: 'is not a column of this kind of file' },
            remedy: { zh: '请使用模板的列名，或删除这一列。', en: 'Use the headings of the template, or take it out.' },
          },
        ],
  );
  const twice = columns.filter((column) => found.filter((one) => one === column).length > 1);
  const missing = columns.filter((column) => column.required && !found.includes(column));
  return {
    columns: found,
    problems: [
      ...unknown,
      ...twice.map(({ name }) => ({
        line: 1,
        column: name,
        code: 'column-twice',
        text: { zh: '此列出现了两次', en: 'stands in the file twice' },
      })),
      ...(missing.length > 0
        ? [
            {
              line: 1,
              code: 'missing-column',
              text: { zh: `缺少列：${quoted(missing).zh}`, en: `lacks these columns: ${quoted(missing).en}` },
            },
          ]
        : []),
    ],
    usable: twice.length === 0 && missing.length === 0,
  };
}

/** A row under the names of its columns, or what is wrong with the file at this place. */
export type FileRow = { line: number; cells: Cells } | { line: number; problems: ImportProblem[] };

const tooMany = (line: number, maximumRows: number): ImportProblem => ({
  line,
  code: 'too-many-rows',
  text: { zh: `一个文件最多 ${maximumRows} 行`, en: `a file must have at most ${maximumRows} rows` },
  remedy: { zh: '请分成几个文件；此行以后未检查。', en: 'Split it; what follows was not looked at.' },
});

/**
 * The rows of a file in order. Headings that leave rows without meaning end it at once; too many rows end it there.
 * @param limits.maximumRows rows beside the headings
 */
export function* rowsOf(
  text: string,
  columns: readonly ImportColumn[],
  limits: { maximumRows: number },
): Generator<FileRow> {
  let known: (ImportColumn | undefined)[] | undefined;
  let rows = 0;
  for (const read of linesOf(text)) {
    const { line } = read;
    if ('problem' in read) {
      yield { line, problems: [read.problem] };
      continue;
    }
    if (!known) {
      const headings = columnsOf(read.cells, columns);
      if (headings.problems.length > 0) {
        yield { line, problems: headings.problems.map((problem) => ({ ...problem, line })) };
      }
      if (!headings.usable) return;
      known = headings.columns;
      continue;
    }
    rows += 1;
    if (rows > limits.maximumRows) {
      yield { line, problems: [tooMany(line, limits.maximumRows)] };
      return;
    }
    const width = known.length;
    if (read.cells.slice(width).some((cell) => cell !== '')) {
      yield {
        line,
        problems: [
          {
            line,
            code: 'too-many-cells',
            text: { zh: '单元格多于列名', en: 'has more cells than there are headings' },
            remedy: {
              zh: '含有英文逗号的内容须放在英文双引号内。',
              en: 'Put what contains a comma between quotation marks.',
            },
          },
        ],
      };
      continue;
    }
    const cells = known.flatMap((column, index) => {
      const cell = read.cells[index];
      return column && cell ? [[column.name, cell] as const] : [];
    });
    yield { line, cells: Object.fromEntries(cells) };
  }
  if (rows === 0) {
    yield {
      line: 0,
      problems: [{ line: 0, code: 'no-rows', text: { zh: '文件中没有数据行', en: 'has no rows beside its headings' } }],
    };
  }
}
