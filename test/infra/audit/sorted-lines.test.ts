import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { sortedLines, writeLines } from '../../../infra/audit/sorted-lines.ts';
import { aFolder } from './exported.ts';

const used: { remove: () => void }[] = [];
const folder = () => {
  const made = aFolder();
  used.push(made);
  return join(made.folder, 'sorting');
};
afterEach(() => {
  for (const { remove } of used.splice(0)) remove();
});

async function read(lines: AsyncIterable<string>): Promise<string[]> {
  const found: string[] = [];
  for await (const line of lines) found.push(line);
  return found;
}

const key = fc.string({ maxLength: 6 }).map((text) => text.replace(/[\t\n\r\u2028\u2029]/g, '.'));

describe('lines that do not fit in memory', () => {
  it('come back in order of their keys, none lost and none twice, however many runs they take', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(key, fc.nat(99))), fc.integer({ min: 1, max: 400 }), async (given, run) => {
        const lines = sortedLines(folder(), { run, files: 3 });
        for (const [name, number] of given) lines.add(name, JSON.stringify({ name, number }));
        const told = (await read(lines.read())).map((text) => JSON.parse(text) as { name: string; number: number });
        lines.close();
        const expected = given
          .map(([name, number]) => ({ name, number }))
          .sort((a, b) =>
            a.name < b.name ? -1 : a.name > b.name ? 1 : JSON.stringify(a) < JSON.stringify(b) ? -1 : 1,
          );
        expect(told).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  it('lie in runs that nobody else can read, and leave nothing behind', async () => {
    const at = folder();
    const lines = sortedLines(at, { run: 10, files: 4 });
    for (let number = 0; number < 20; number++) lines.add(String(number), 'x'.repeat(8));
    expect(readdirSync(at).length).toBeGreaterThan(5);
    expect(statSync(join(at, 'run-1')).mode & 0o077).toBe(0);
    expect(await read(lines.read())).toHaveLength(20);
    lines.close();
    expect(existsSync(at)).toBe(false);
  });

  it('are written one by one, each told to whoever counts them', async () => {
    const file = `${folder()}.ndjson`;
    const seen: string[] = [];
    async function* given() {
      for (let number = 0; number < 5000; number++) yield `${number}-${'y'.repeat(50)}`;
    }
    await writeLines(file, given(), (line) => seen.push(line));
    expect(readFileSync(file, 'utf8')).toBe(seen.map((line) => `${line}\n`).join(''));
    expect(seen).toHaveLength(5000);
  });
});
