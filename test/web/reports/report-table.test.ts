import { describe, expect, it } from 'vitest';
import { axisEnd, marks } from '../../../web/reports/bar-lengths.ts';
import { actsInOrder, figureOf } from '../../../web/reports/report-rows.ts';
import { drawing, namesIn } from '../../../web/reports/sampling.ts';
import { tableFile } from '../../../web/reports/table-file.ts';

describe('a table as a file', () => {
  it('is read with its Chinese by spreadsheets, commas and quotes included', () => {
    expect(tableFile([['岗位', 'a "b", c', 3, undefined]])).toBe('\uFEFF岗位,"a ""b"", c",3,\r\n');
  });

  it('gives a spreadsheet no formula', () => {
    expect(tableFile([['=HYPERLINK("x")', -3]])).toBe('\uFEFF"\'=HYPERLINK(""x"")",-3\r\n');
  });
});

describe('the axis of a chart', () => {
  it('ends at a round figure above the largest', () => {
    expect([41, 50, 51, 0.3, 0, 1000].map((value) => axisEnd([value]))).toEqual([50, 50, 100, 0.5, 1, 1000]);
    expect(marks(50)).toEqual([0, 25, 50]);
  });
});

describe('the work of an office', () => {
  const figures = {
    cases: 3,
    acts: { accepted: 1, returned: 4 },
    hours: { median: 2, p95: 9 },
    late: 0,
    returned: 2,
    returns: 4,
    reopened: 0,
    secondLooks: { drawn: 3, upheld: 1, flawed: 1, flaws: 2 },
  };

  it('tells what was looked at again, not what was only drawn', () => {
    expect(figureOf(figures, 'looked')).toBe(2);
    expect(figureOf(figures, 'p95')).toBe(9);
    expect(figureOf(figures, 'sentBack')).toBeUndefined();
  });

  it('names the most frequent decision first', () => {
    expect(actsInOrder(figures)).toEqual([
      ['returned', 4],
      ['accepted', 1],
    ]);
  });
});

describe('drawing a sample', () => {
  const wanted = {
    month: '2026-10',
    how: 'zone',
    many: '9',
    procedure: '',
    category: '',
    greenChannel: false,
    officers: '',
  } as const;

  it('asks for the share of the zone unless a number or a share was named', () => {
    expect(drawing(wanted)).toEqual({ month: '2026-10' });
    expect(drawing({ ...wanted, how: 'size' })).toEqual({ month: '2026-10', size: 9 });
    expect(drawing({ ...wanted, how: 'percent', many: '2.5' })).toEqual({ month: '2026-10', percent: 2.5 });
  });

  it('takes officers as somebody pastes them, each once', () => {
    expect(namesIn('a\nb， c;a\n\n')).toEqual(['a', 'b', 'c']);
  });
});
