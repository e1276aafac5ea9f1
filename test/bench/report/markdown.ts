import { readFileSync, writeFileSync } from 'node:fs';
import type { Figures, Section } from './section.ts';

const cell = (text: string) => text.replaceAll('|', '\\|');
const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;

const table = ({ title, columns, rows }: Figures): string =>
  [
    `**${title}**`,
    '',
    line(columns),
    line(columns.map((_, at) => (at === 0 ? '---' : '---:'))),
    ...rows.map(line),
  ].join('\n');

/** A section as the page shows it. */
export const sectionInMarkdown = ({ title, words, tables, overBudget }: Section): string =>
  [`### ${title}`, ...words, ...tables.map(table), ...overBudget.map((missed) => `Over budget: ${missed}.`)].join(
    '\n\n',
  );

/**
 * Puts text between the markers of a page, in place of all that stood there.
 * @throws where the page has not exactly one pair of these markers
 */
export function writeBetween(file: string, marker: string, text: string): void {
  const page = readFileSync(file, 'utf8');
  const [begin, end] = [`<!-- ${marker}:start -->`, `<!-- ${marker}:end -->`];
  const [before, rest, ...more] = page.split(begin);
  const [old, after, ...further] = (rest ?? '').split(end);
  if (old === undefined || after === undefined || more.length + further.length > 0) {
    throw new Error(`${file} has not exactly one ${begin} … ${end}`);
  }
  writeFileSync(file, `${before}${begin}\n${text}\n${end}${after}`);
}
