import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { hasTest as has, testsNamedIn } from './named-tests.ts';

/** The three ways in which somebody tries to break an invariant. */
const ways = ['Through the API', 'Two at once', 'A crash'] as const;

type Invariant = { number: number; sentence: string; ways: Map<string, string> };

const page = readFileSync('docs/invariants.md', 'utf8');
const invariants: Invariant[] = page
  .split(/^## (?=\d+\. )/m)
  .slice(1)
  .map((part) => {
    const [, number = '', sentence = ''] = /^(\d+)\. .*\n\n([^\n]+)\n/.exec(part) ?? [];
    const bullets = part
      .split(/^- \*\*/m)
      .slice(1)
      .map((bullet): [string, string] => {
        const [way = '', ...what] = bullet.split('**:');
        return [way, what.join('**:').trim()];
      });
    return { number: Number(number), sentence, ways: new Map(bullets) };
  });
const named = testsNamedIn(page);

describe('the page about the invariants', () => {
  test('has the twelve of them, each in one sentence', () => {
    expect(invariants.map(({ number }) => number)).toEqual(Array.from({ length: 12 }, (_, index) => index + 1));
    for (const { number, sentence } of invariants)
      expect([number, sentence]).toEqual([number, expect.stringMatching(/\.$/)]);
  });

  test.each(ways)('names for each a test that tries to break it, or why there can be none: %s', (way) => {
    for (const { number, ways: tried } of invariants) {
      const what = tried.get(way) ?? '';
      expect([number, /`test\/.* › /.test(what) || /^Cannot apply: .{20,}/s.test(what)]).toEqual([number, true]);
    }
  });

  test('names only tests that there are', () => {
    expect(named.length).toBeGreaterThan(36);
    expect(named.filter(({ file, title }) => !has(file, title))).toEqual([]);
  });

  test('would notice a test that is renamed', () => {
    const [first] = named;
    expect(has(first?.file ?? '', `${first?.title} `)).toBe(false);
    expect(
      has(
        'test/invariants/crash.test.ts',
        'a function that dies before any of its writes breaks no invariant and loses nothing: nothing',
      ),
    ).toBe(false);
  });
});
