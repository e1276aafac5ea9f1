import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type FlowLine, paginate } from '../../../../shared/typesetting/letter/flow.ts';
import { flowBottom, sheet } from '../../../../shared/typesetting/letter/sheet.ts';

const line = (height: number, keep = false, above = 0): FlowLine => ({ above, height, keep, parts: [] });
const room = flowBottom - sheet.top;

const anyLine = fc.record({
  above: fc.integer({ min: 0, max: 60 }),
  height: fc.integer({ min: 20, max: 500 }),
  keep: fc.boolean(),
  parts: fc.constant([]),
});

describe('lines on pages', () => {
  test('are all there, in order, none over another and none beyond the margin', () => {
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 60 }), (lines) => {
        const pages = paginate(lines);
        expect(pages.flat().map((placed) => placed.line)).toEqual(lines);
        for (const page of pages) {
          let y: number = sheet.top;
          for (const { line: placed, top } of page) {
            expect(top).toBeGreaterThanOrEqual(y);
            y = top + placed.height;
            expect(y).toBeLessThanOrEqual(flowBottom);
          }
        }
      }),
    );
  });

  test('stay together where they belong together', () => {
    const pages = paginate([line(room - 100), line(80, true), line(80)]);
    expect(pages.map((page) => page.length)).toEqual([1, 2]);
  });

  test('that belong together and are more than a page are divided all the same', () => {
    const pages = paginate(Array.from({ length: 30 }, () => line(200, true)));
    expect(pages.length).toBeGreaterThan(2);
    expect(pages.flat()).toHaveLength(30);
  });

  test('begin a page without the space that would be above them', () => {
    const [, second] = paginate([line(room), line(50, false, 40)]);
    expect(second?.[0]?.top).toBe(sheet.top);
  });

  test('of the small print stand at the foot, however short the page is', () => {
    const [page] = paginate([line(100, true), { ...line(60), atFoot: true }]);
    expect(page?.[1]?.top).toBe(flowBottom - 60);
  });
});
