import { existsSync, readFileSync } from 'node:fs';

/** A test as a page names it: `test/….test.ts › its title`. */
export type NamedTest = { file: string; title: string };

/** Every test that a page names, in its order. */
export const testsNamedIn = (page: string): NamedTest[] =>
  [...page.matchAll(/`(test\/[^`\s]+\.test\.ts) › ([^`]+)`/g)].map(([, file = '', title = '']) => ({ file, title }));

const quoted = /(['"`])((?:\\.|(?!\1)[^\\])*)\1/g;
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The titles of a test file's tests as patterns: what `test.each` puts in is caught. */
function titlesOf(source: string): RegExp[] {
  return [
    ...source.matchAll(/\b(?:test|it)(?:\.\w+)?\s*\(|^\s*\]\s*(?:as const)?\s*\)\s*\(|\)\)\s*\(|\)\s*\(/gm),
  ].flatMap(({ index, 0: opening }) => {
    const rest = source.slice(index + opening.length).trimStart();
    quoted.lastIndex = 0;
    const found = quoted.exec(rest);
    if (found?.index !== 0) return [];
    const title = (found[2] ?? '').replace(/\\(['"`])/g, '$1');
    return [
      new RegExp(
        `^${title
          .split(/%[sijd]|\$[\w.]+/)
          .map(escaped)
          .join('(.+)')}$`,
      ),
    ];
  });
}

/** Whether a file has a test of a title; a row of `test.each` must stand in the file as well, or `%s` for all of them. */
export function hasTest(file: string, title: string): boolean {
  if (!existsSync(file)) return false;
  const source = readFileSync(file, 'utf8');
  return titlesOf(source).some((pattern) => {
    const rows = pattern.exec(title)?.slice(1);
    return (
      rows?.every(
        (row) => /^%[sj]$/.test(row) || [`'${row}'`, `"${row}"`, `\n  ${row}: `].some((text) => source.includes(text)),
      ) ?? false
    );
  });
}
