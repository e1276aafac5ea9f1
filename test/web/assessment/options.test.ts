import { describe, expect, it } from 'vitest';
import { pointsTableIn } from '../../../shared/domain/scoring/table-in-words.ts';
import { interim2017 } from '../../../shared/policy/points/interim-2017.ts';
import { trial2017 } from '../../../shared/policy/points/trial-2017.ts';
import { routesIn } from '../../../shared/policy/routes/index.ts';
import { mostPoints, optionsFor, otherwise } from '../../../web/assessment/options.ts';

const table = pointsTableIn(interim2017, routesIn('beijing'), '2026-11-22');

describe('what a self-assessment lets one choose', () => {
  it('comes from the rows of the table in force, the least points first', () => {
    expect(optionsFor(table, 'education').map(({ value, points }) => [value, points])).toEqual([
      ['bachelor', 10],
      ['master', 15],
      ['doctor', 20],
    ]);
    expect(optionsFor(table, 'hsk').map(({ value }) => value)).toEqual(['1', '2', '3', '4', '5']);
    expect(optionsFor(table, 'distinctions').map(({ value }) => value)).toEqual([
      'top-university',
      'fortune-500',
      'patent',
      'five-years-in-china',
    ]);
  });

  it('names the row of those to whom nothing applies', () => {
    expect(otherwise(table, 'workLocation')?.en).toBe('Elsewhere');
  });

  it('offers nothing that the table does not ask', () => {
    expect(optionsFor(table, 'shoeSize')).toEqual([]);
    expect(otherwise(table, 'shoeSize')).toBeUndefined();
  });

  it('adds up what the whole table can give', () => {
    expect(mostPoints(table)).toBe(120);
    expect(mostPoints(pointsTableIn(trial2017, routesIn('beijing'), '2017-05-04'))).toBeGreaterThanOrEqual(110);
  });
});
