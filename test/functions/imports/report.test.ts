import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { harmlessCell, reportHeadings, reportLine } from '../../../functions/imports/report.ts';

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '|cmd', '＝1+1', '%0'])(
  'a cell that a spreadsheet would take for a formula is none in the report: %j',
  (text) => {
    expect(harmlessCell(text)).toBe(`"'${text}"`);
  },
);

test('every other cell comes back as it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const [[read] = []] = parse(`${harmlessCell(text)},end`, {});
      expect(read === text || read === `'${text}`).toBe(true);
    }),
  );
});

test('a problem is one line of seven cells, after headings with the mark of UTF-8', () => {
  const text = { zh: '必填', en: 'is "required"' };
  const report = `${reportHeadings}${reportLine({ line: 7, column: 'name', code: 'missing', text })}`;
  expect(report.charCodeAt(0)).toBe(0xfeff);
  expect(parse(report, { bom: true })).toEqual([
    ['行号 Line', '列 Column', '代码 Code', '问题', 'Problem', '怎么办', 'What to do'],
    ['7', 'name', 'missing', '必填', 'is "required"', '', ''],
  ]);
});
