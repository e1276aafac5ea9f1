import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decode, rowsOf } from '../../../functions/imports/read-file.ts';
import type { ImportColumn } from '../../../shared/imports/kind.ts';

const columns: ImportColumn[] = [
  { name: 'number', label: { zh: '编号', en: 'Number of it' }, required: true, example: '' },
  { name: 'name', label: { zh: '姓名', en: 'Name' }, required: true, example: '' },
  { name: 'note', label: { zh: '备注', en: 'Note' }, required: false, example: '' },
];
const rows = (text: string, maximumRows = 1000) => [...rowsOf(text, columns, { maximumRows })];
const problems = (text: string, maximumRows?: number) =>
  rows(text, maximumRows).flatMap((row) =>
    'problems' in row ? row.problems.map(({ line, column, code }) => [line, column, code]) : [],
  );

describe('the rows of a file', () => {
  test('stand under the names of their columns, whichever heading was used and in whatever order', () => {
    for (const headings of ['number,name,note', '编号,姓名,备注', 'NUMBER OF IT, Name ,note']) {
      expect(rows(`${headings}\n7,Ada,x\n`)).toEqual([{ line: 2, cells: { number: '7', name: 'Ada', note: 'x' } }]);
    }
    expect(rows('姓名,编号\nAda,7')).toEqual([{ line: 2, cells: { number: '7', name: 'Ada' } }]);
  });

  test('keep the line that a text editor shows, whatever ends the lines and however many are empty', () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const text = ['number,name', '1,a', '', ' , ', '2,"b, c"', ''].join(end);
      expect(rows(text).map((row) => row.line)).toEqual([2, 5]);
    }
  });

  test('come out as they were written, for every table of cells', () => {
    const cell = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
      .filter((text) => text.trim() === text && !/[\r\n]/.test(text));
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 30 }), (table) => {
        const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
        const text = ['number,name', ...table.map((cells) => cells.map(quoted).join(','))].join('\n');
        expect(rows(text)).toEqual(
          table.map(([number, name], index) => ({ line: index + 2, cells: { number, name } })),
        );
      }),
    );
  });

  test('are all looked at: a quotation mark that is missing spoils its own row and hides none after it', () => {
    const text = 'number,name\n1,"a\n2,b\n3,c"d\n4,"e"f\n5,g\n';
    expect(rows(text).map((row) => [row.line, 'cells' in row])).toEqual([
      [2, false],
      [3, true],
      [4, false],
      [5, false],
      [6, true],
    ]);
    expect(new Set(problems(text).map(([, , code]) => code))).toEqual(new Set(['malformed-row']));
  });

  test('that are too long or have cells beyond the headings are named', () => {
    expect(problems(`number,name\n1,${'x'.repeat(20_001)}\n2,b,c\n3,d,,\n`)).toEqual([
      [2, undefined, 'too-long'],
      [3, undefined, 'too-many-cells'],
    ]);
  });

  test('end where there are more than a zone allows', () => {
    expect(problems('number,name\n1,a\n2,b\n3,c\n4,d', 2)).toEqual([[4, undefined, 'too-many-rows']]);
    expect(problems('number,name\n1,a\n2,b\n', 2)).toEqual([]);
  });
});

describe('headings', () => {
  test('that are missing or stand there twice end the file, for its rows mean nothing', () => {
    expect(problems('note\nx\ny')).toEqual([[1, undefined, 'missing-column']]);
    expect(rows('note\nx')[0]).toMatchObject({
      problems: [{ text: { en: expect.stringContaining('"number", "name"') } }],
    });
    expect(problems('number,编号,name\n1,1,a')).toEqual([[1, 'number', 'column-twice']]);
  });

  test('that nobody knows are named by their place, never by what stands there, and the rows are read all the same', () => {
    const found = rows('number,=cmd(),name\n1,x,a\n');
    expect(problems('number,=cmd(),name\n1,x,a\n')).toEqual([[1, '#2', 'unknown-column']]);
    expect(JSON.stringify(found)).not.toContain('cmd');
    expect(found.at(-1)).toEqual({ line: 2, cells: { number: '1', name: 'a' } });
  });

  test('without rows are told, and so is an empty file', () => {
    for (const text of ['', 'number,name\n', '\n\n']) expect(problems(text)).toEqual([[0, undefined, 'no-rows']]);
  });
});

describe('the encoding of a file', () => {
  const text = '编号,姓名\n1,张三\n';
  test('is UTF-8 with its mark or without, or what spreadsheets in China write', () => {
    const utf8 = new TextEncoder().encode(text);
    expect(decode(utf8)).toEqual({ ok: true, value: { text, encoding: 'utf-8' } });
    expect(decode(new Uint8Array([0xef, 0xbb, 0xbf, ...utf8]))).toEqual({
      ok: true,
      value: { text, encoding: 'utf-8' },
    });
    const gbk = [0xb1, 0xe0, 0xba, 0xc5, 0x2c, 0xd0, 0xd5, 0xc3, 0xfb, 0x0a, 0x31, 0x2c, 0xd5, 0xc5, 0xc8, 0xfd, 0x0a];
    expect(decode(new Uint8Array(gbk))).toEqual({ ok: true, value: { text, encoding: 'gb18030' } });
  });

  test('that is neither is said, as is a file that is no text', () => {
    const utf16 = new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'));
    const noText = new Uint8Array([0x50, 0x4b, 0x03, 0x04, 0x00, 0x00, 0xff, 0xff]);
    for (const bytes of [utf16, noText, new Uint8Array([0x31, 0xff, 0xff])]) {
      expect(decode(bytes)).toMatchObject({ ok: false, error: { line: 0, code: 'unreadable-file' } });
    }
  });
});
