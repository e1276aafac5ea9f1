import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { isDay } from '../../../shared/domain/time.ts';
import { cellsBy, dayFromCell } from '../../../shared/imports/kind.ts';
import { importKinds } from '../../../shared/imports/kinds.ts';

describe('a day in a cell', () => {
  test('is read as spreadsheets write it', () => {
    for (const cell of ['2027-03-05', '2027/3/5', '2027.3.5', '2027年3月5日', ' 2027-3-5 ']) {
      expect(dayFromCell(cell), cell).toBe('2027-03-05');
    }
  });

  test('is left as it is where it is none, for the schema to refuse', () => {
    fc.assert(
      fc.property(fc.string(), (cell) => {
        const read = dayFromCell(cell);
        expect(read === cell || /^\d{4}-\d\d-\d\d$/.test(read)).toBe(true);
      }),
    );
    for (const cell of ['2027-02-30', '5/3/2027', '20270305', '2027年3月'])
      expect(isDay(dayFromCell(cell))).toBe(false);
  });
});

test('the cells of a row are read by a schema, with every problem at its column', () => {
  const schema = z.strictObject({ number: z.string().min(3), on: z.string().transform(dayFromCell) });
  expect(cellsBy(schema, { number: '123', on: '2027/3/5' })).toEqual({
    ok: true,
    value: { number: '123', on: '2027-03-05' },
  });
  const read = cellsBy(schema, { number: 'x', extra: '1' });
  expect(read.ok ? [] : read.error.map(({ column, code }) => `${column} ${code}`)).toEqual([
    'number too-short',
    'on missing',
    'extra unknown-field',
  ]);
});

describe('every kind of import', () => {
  test.each(importKinds.map((kind) => [kind.id, kind] as const))(
    '%s names each column once, in both languages',
    (_, kind) => {
      expect(kind.id).toMatch(/^[a-z][a-z-]{1,39}$/);
      const names = kind.columns.flatMap(({ name, label }) => [
        ...new Set([name, label.zh, label.en].map((heading) => heading.toLowerCase())),
      ]);
      expect(new Set(names).size).toBe(names.length);
      expect(kind.roles.every((role) => role === 'supervisor' || role === 'admin')).toBe(true);
    },
  );

  test('has an id of its own', () => {
    expect(new Set(importKinds.map(({ id }) => id)).size).toBe(importKinds.length);
  });
});
