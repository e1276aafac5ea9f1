import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { hasTest, testsNamedIn } from './named-tests.ts';

const page = readFileSync('docs/threat-model.md', 'utf8');
const named = testsNamedIn(page);
const files = [...page.matchAll(/`((?:docs|functions|infra|shared)\/[\w./-]+\.(?:ts|md))`/g)].map(
  ([, file = '']) => file,
);

/** The parts of a heading of the second level, by their headings of the third. */
const partsUnder = (heading: string): Map<string, string> =>
  new Map(
    (page.split(/^## /m).find((part) => part.startsWith(heading)) ?? '')
      .split(/^### /m)
      .slice(1)
      .map((part): [string, string] => [part.split('\n')[0] ?? '', part]),
  );

describe('the page about threats', () => {
  test('names only tests that there are, and only files that there are', () => {
    expect(named.length).toBeGreaterThan(40);
    expect(named.filter(({ file, title }) => !hasTest(file, title))).toEqual([]);
    expect(files.length).toBeGreaterThan(2);
    expect(files.filter((file) => !existsSync(file))).toEqual([]);
  });

  test('looks at every entry', () => {
    expect([...partsUnder('Each entry, by STRIDE').keys()]).toEqual([
      'Public pages',
      'The open interface (guide, points, questions, receipts)',
      'Sign-in and the authorizer',
      'Applicants and employers',
      'Uploads',
      'Officers',
      'Partners',
      'Verification, codes and offline',
      'Status lists',
      'What runs by itself: change feed, sweeper, state machine',
      "The administrator's commands: deploy, export, import, take in",
      'Logs and backups',
      'Supply chain',
    ]);
  });

  test.each([...partsUnder('Each entry, by STRIDE')])('proves something about each: %s', (_, part) => {
    expect(testsNamedIn(part).length).toBeGreaterThan(0);
  });

  test('says of every story what stands against it or what is left', () => {
    const stories =
      (page.split(/^## People with a reason$/m)[1] ?? '').split(/^## /m)[0]?.split(/^\*\*/m).slice(1) ?? [];
    expect(stories).toHaveLength(11);
    for (const story of stories) expect(/`test\/|Left: /.test(story), story.slice(0, 40)).toBe(true);
  });
});
