import { describe, expect, it } from 'vitest';
import { interim2017 } from '../../../shared/policy/points/interim-2017.ts';
import { lineOf, linesOf, readJson, spanOfLine } from '../../../web/administration/json-places.ts';

const text = `{
  "id": "sample",
  "rows": [
    { "points": 1, "say": "a \\"}\\n] b" },
    {
      "points": -2.5e3,
      "none": null
    }
  ],
  "empty": [], "also": {}
}`;

describe('Places in a JSON text', () => {
  it('finds the line of every value, whatever stands in texts before it', () => {
    const lines = linesOf(text);
    expect(lines.get('')).toBe(1);
    expect(lines.get('id')).toBe(2);
    expect(lines.get('rows.0.say')).toBe(4);
    expect(lines.get('rows.1')).toBe(5);
    expect(lines.get('rows.1.points')).toBe(6);
    expect(lines.get('rows.1.none')).toBe(7);
    expect(lines.get('also')).toBe(10);
  });

  it('agrees with where a whole points table is written', () => {
    const written = JSON.stringify(interim2017, null, 2);
    const lines = linesOf(written);
    const line = lines.get('items.0.rows.3.points') ?? 0;
    expect(written.split('\n')[line - 1]?.trim()).toBe('"points": 11,');
    expect(Math.max(...lines.values())).toBeLessThanOrEqual(written.split('\n').length);
  });

  it('leads to what a missing value would stand in', () => {
    const lines = linesOf(text);
    expect(lineOf(lines, 'rows.1.label.zh')).toBe(5);
    expect(lineOf(lines, 'nowhere')).toBe(1);
    expect(lineOf(lines, 'rows[1].points')).toBe(6);
  });

  it('shows a line by where it begins and ends', () => {
    const [from, to] = spanOfLine(text, 2);
    expect(text.slice(from, to)).toBe('  "id": "sample",');
    const [lastFrom, lastTo] = spanOfLine(text, 11);
    expect(text.slice(lastFrom, lastTo)).toBe('}');
  });

  it('says on which line a text stops being JSON', () => {
    expect(readJson('{"a": 1}')).toEqual({ ok: true, value: { a: 1 } });
    const broken = readJson('{\n  "a": 1,\n  "b": oops\n}');
    expect(broken).toEqual({ ok: false, line: 3 });
    expect(readJson('{\n  "a": 1\n  "b": 2\n}')).toEqual({ ok: false, line: 3 });
    expect(readJson('{\n  "a": [1, 2\n')).toEqual({ ok: false, line: 3 });
    expect(readJson('')).toEqual({ ok: false, line: 1 });
    expect(readJson('{ "a": "never ends\n}')).toEqual({ ok: false, line: 1 });
  });
});
