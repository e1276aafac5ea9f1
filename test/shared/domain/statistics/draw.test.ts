import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Drawable, drawSample, listHash, shareOut } from '../../../../shared/domain/statistics/draw.ts';

const digest = (text: string) => createHash('sha256').update(text).digest('hex');
const strata = ['new-permit/A', 'new-permit/B', 'extension/B', 'cancellation/none'];
const list = fc
  .uniqueArray(fc.stringMatching(/^[0-9a-z]{6}$/), { minLength: 1, maxLength: 80 })
  .chain((ids) =>
    fc.tuple(...ids.map((id) => fc.record({ id: fc.constant(id), stratum: fc.constantFrom(...strata) }))),
  );
const seed = fc.stringMatching(/^[0-9a-f]{32}$/);
const size = fc.integer({ min: 1, max: 90 });

describe('a draw by lot', () => {
  test('comes out the same for whoever has the list and the seed, in whatever order the list is', () => {
    fc.assert(
      fc.property(list, seed, size, (all, chance, wanted) => {
        const one = drawSample(all, { seed: chance, size: wanted, digest });
        const other = drawSample([...all].reverse(), { seed: chance, size: wanted, digest });
        expect(other).toEqual(one);
        expect(one.listHash).toBe(
          digest(
            all
              .map(({ id }) => id)
              .sort()
              .join('\n'),
          ),
        );
      }),
    );
  });

  test('takes as many as wanted, none twice, and of each group its share to within one', () => {
    fc.assert(
      fc.property(list, seed, size, (all, chance, wanted) => {
        const { drawn, strata: groups, listed } = drawSample(all, { seed: chance, size: wanted, digest });
        expect(listed).toBe(all.length);
        expect(drawn).toHaveLength(Math.min(wanted, all.length));
        expect(new Set(drawn.map(({ id }) => id)).size).toBe(drawn.length);
        for (const { stratum, listed: count, drawn: taken } of groups) {
          expect(drawn.filter((one) => one.stratum === stratum)).toHaveLength(taken);
          expect(taken).toBeLessThanOrEqual(count);
          expect(Math.abs(taken - (Math.min(wanted, all.length) * count) / all.length)).toBeLessThan(1);
        }
      }),
    );
  });

  test('draws inside each group those with the lowest lots', () => {
    fc.assert(
      fc.property(list, seed, size, (all, chance, wanted) => {
        const { drawn } = drawSample(all, { seed: chance, size: wanted, digest });
        const lot = ({ id }: Drawable) => digest(`${chance}\n${id}`);
        for (const one of drawn) {
          for (const other of all) {
            const passedOver = other.stratum === one.stratum && !drawn.some(({ id }) => id === other.id);
            if (passedOver) expect(lot(other) > lot(one)).toBe(true);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  test('gives everybody the same chance', () => {
    const all = Array.from({ length: 20 }, (_, index) => ({ id: `case-${index}`, stratum: 'one' }));
    const counts = new Map<string, number>();
    for (let round = 0; round < 2000; round += 1) {
      for (const { id } of drawSample(all, { seed: `seed ${round}`, size: 5, digest }).drawn) {
        counts.set(id, (counts.get(id) ?? 0) + 1);
      }
    }
    for (const { id } of all) {
      expect(counts.get(id)).toBeGreaterThan(420);
      expect(counts.get(id)).toBeLessThan(580);
    }
  });

  test('notices a list from which one was taken away, or put in', () => {
    fc.assert(
      fc.property(list, (all) => {
        const ids = all.map(({ id }) => id);
        expect(listHash(ids.slice(1), digest)).not.toBe(listHash(ids, digest));
        expect(listHash([...ids, 'another'], digest)).not.toBe(listHash(ids, digest));
      }),
    );
  });

  test('refuses a list that names something twice', () => {
    const twice = [1, 2].map(() => ({ id: 'same', stratum: 'one' }));
    expect(() => drawSample(twice, { seed: '', size: 1, digest })).toThrow(RangeError);
  });
});

describe('sharing out by the largest remainder', () => {
  test.each([
    [{ a: 47, b: 16, c: 15, d: 3 }, 5, { a: 3, b: 1, c: 1, d: 0 }],
    [{ a: 1, b: 1, c: 1 }, 2, { a: 1, b: 1, c: 0 }],
    [{ a: 2 }, 5, { a: 2 }],
    [{}, 5, {}],
  ])('%j into %d', (sizes, wanted, expected) => {
    const map = new Map(Object.entries(sizes) as [string, number][]);
    expect(Object.fromEntries(shareOut(map, wanted))).toEqual(expected);
  });
});
