import { describe, expect, it } from 'vitest';
import { interim2017 } from '../../../shared/policy/points/interim-2017.ts';
import {
  type Content,
  changesBetween,
  comparable,
  isLocality,
  isPoints,
  type Points,
  placeNames,
  replaced,
} from '../../../web/administration/policy-content.ts';

const table = structuredClone(interim2017) as unknown as Points;

describe('The content of a policy draft', () => {
  it('is changed at one place and left alone elsewhere', () => {
    const changed = replaced(table, ['items', 0, 'rows', 0, 'points'], 19);
    const [salary] = changed.items;
    expect(salary?.kind === 'brackets' && salary.rows[0]?.points).toBe(19);
    expect(changed.items[1]).toBe(table.items[1]);
    expect(table.items[0]?.kind === 'brackets' && table.items[0].rows[0]?.points).toBe(20);
  });

  it('loses what is emptied, and keeps the order of what is left', () => {
    expect(replaced({ atLeast: 5, lessThan: 7, points: 3 }, ['atLeast'], undefined)).toEqual({
      lessThan: 7,
      points: 3,
    });
    expect(replaced({ rows: ['a', 'b', 'c'] }, ['rows', 1], undefined)).toEqual({ rows: ['a', 'c'] });
    expect(Object.keys(replaced({ a: 1, b: 2, c: 3 }, ['b'], 9))).toEqual(['a', 'b', 'c']);
  });

  it('tells each change with the names of its place, and nothing else', () => {
    const changed = replaced(table, ['items', 0, 'rows', 0, 'points'], 19);
    expect(changesBetween(table, changed)).toEqual([
      {
        where: [
          { zh: '国内聘用单位支付年薪', en: 'Annual salary paid by the domestic employer' },
          { zh: '年薪 45 万元以上', en: 'CNY 450,000 a year or more' },
          { zh: '分值', en: 'points' },
        ],
        before: '20',
        after: '19',
      },
    ]);
    expect(changesBetween(table, structuredClone(table))).toEqual([]);
  });

  it('tells a row that was taken out as one change, not every row after it', () => {
    const changed = replaced(table, ['items', 0, 'rows', 1], undefined);
    const changes = changesBetween(table, changed);
    expect(changes).toHaveLength(1);
    expect(changes[0]?.after).toBeUndefined();
    expect(changes[0]?.where.at(-1)?.en).toBe('CNY 350,000 to under 450,000 a year');
  });

  it('counts a new name of the table as no change of what it says', () => {
    const draft: Content = { points: { ...table, id: 'interim-2017-draft', effectiveFrom: '2027-01-01' } };
    expect(changesBetween(comparable({ points: table }), comparable(draft))).toEqual([]);
  });

  it('names the place of a problem by items and rows', () => {
    const english = (path: string) => placeNames({ content: { points: table } }, path).map(({ en }) => en);
    expect(english('content.points.items.0.rows.2.points')).toEqual([
      'Annual salary paid by the domestic employer',
      'CNY 250,000 to under 350,000 a year',
      'points',
    ]);
    expect(english('content.points.id')).toEqual(['id']);
    expect(english('content.points.items.99.cap')).toEqual(['no. 100', 'cap']);
  });

  it('is shown as fields only when it has their shape', () => {
    expect(isPoints(table)).toBe(true);
    expect(isPoints({ ...table, items: [{ kind: 'brackets', id: 'x', label: { zh: '一', en: 'one' } }] })).toBe(false);
    expect(isPoints([])).toBe(false);
    expect(isLocality({ name: { zh: '一', en: 'one' } })).toBe(false);
  });
});
