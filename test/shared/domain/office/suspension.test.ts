import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  entriesAgainst,
  type SuspensionScope,
  type Suspensions,
  scopeEntries,
  scopeOf,
  suspendedAt,
  suspensionText,
} from '../../../../shared/domain/office/suspension.ts';

const morning = '2026-11-23T02:00:00.000Z';
const noon = '2026-11-23T04:00:00.000Z';
const evening = '2026-11-23T10:00:00.000Z';

const procedures = ['new-permit', 'short-term', 'extension', 'cancellation'];
const categories = ['A', 'B', 'C'] as const;

describe('a scope', () => {
  test('that names nothing is the whole delegation', () => {
    expect(scopeEntries()).toEqual(['*']);
    expect(scopeEntries({})).toEqual(['*']);
    expect(scopeOf(['*', 'procedure:short-term'])).toEqual({});
  });

  test('comes back from its entries as it was given', () => {
    const named = fc.record({
      procedures: fc.uniqueArray(fc.constantFrom(...procedures), { minLength: 1 }),
      categories: fc.uniqueArray(fc.constantFrom(...categories), { minLength: 1 }),
    });
    const some = fc.oneof(
      named,
      named.map(({ procedures: only }): SuspensionScope => ({ procedures: only })),
      named.map(({ categories: only }): SuspensionScope => ({ categories: only })),
    );
    fc.assert(
      fc.property(some, (scope) => {
        expect(scopeOf(scopeEntries(scope))).toEqual(scope);
      }),
    );
  });
});

describe('a suspension', () => {
  const whole: Suspensions = { '*': { from: noon, event: 1 } };

  test('holds from its instant on, not a millisecond before', () => {
    const the = { procedure: 'new-permit', category: 'B' } as const;
    expect(suspendedAt(whole, the, '2026-11-23T03:59:59.999Z')).toBeUndefined();
    expect(suspendedAt(whole, the, noon)).toEqual({ entry: '*', from: noon, event: 1 });
  });

  test('of a procedure leaves the others alone, and one of a category those whose category is open', () => {
    const parts: Suspensions = {
      'procedure:short-term': { from: morning, event: 1 },
      'category:C': { from: morning, event: 2 },
    };
    const stands = (procedure: string, category: 'A' | 'B' | 'C' | null) =>
      suspendedAt(parts, { procedure, category }, noon) === undefined;
    expect([stands('short-term', 'A'), stands('new-permit', 'A'), stands('new-permit', 'C')]).toEqual([
      false,
      true,
      false,
    ]);
    expect(stands('new-permit', null)).toBe(true);
  });

  test('that came first is named where several hold', () => {
    const several: Suspensions = {
      'category:B': { from: noon, event: 3 },
      '*': { from: morning, event: 2 },
      'procedure:new-permit': { from: evening, event: 1 },
    };
    expect(suspendedAt(several, { procedure: 'new-permit', category: 'B' }, evening)).toMatchObject({ event: 2 });
  });

  test('is found exactly where one of the entries against the case has begun', () => {
    const entry = fc.constantFrom(
      '*',
      ...procedures.map((id) => `procedure:${id}`),
      ...categories.map((id) => `category:${id}`),
    );
    const instant = fc.constantFrom(morning, noon, evening);
    const suspensions = fc.dictionary(entry, fc.record({ from: instant, event: fc.nat() }));
    const cases = fc.record({
      procedure: fc.constantFrom(...procedures),
      category: fc.constantFrom(...categories, null),
    });
    fc.assert(
      fc.property(suspensions, cases, instant, (some, the, at) => {
        const begun = entriesAgainst(the).filter((name) => some[name] !== undefined && some[name].from <= at);
        const found = suspendedAt(some, the, at);
        expect(found === undefined).toBe(begun.length === 0);
        if (found) expect(begun).toContain(found.entry);
      }),
    );
  });

  test('is told with its day, its reason and whom to turn to', () => {
    const text = suspensionText({
      since: '2026-11-23',
      reason: { zh: '上级检查', en: 'An inspection' },
      authority: { zh: '某市科委', en: 'the Commission' },
    });
    for (const part of ['2026-11-23', '上级检查', '某市科委', '无需重新提交']) expect(text.zh).toContain(part);
    for (const part of ['2026-11-23', 'An inspection', 'the Commission', 'need not be filed again']) {
      expect(text.en).toContain(part);
    }
  });
});
