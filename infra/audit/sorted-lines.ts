import { once } from 'node:events';
import { createReadStream, createWriteStream, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';

/** One line of a file with the key by which lines are ordered; neither may hold a line break or, in the key, a tab. */
type Line = { key: string; text: string };

const sixteenMillion = 16 * 1024 * 1024;

const before = (one: Line, other: Line) =>
  one.key < other.key ? -1 : one.key > other.key ? 1 : one.text < other.text ? -1 : one.text > other.text ? 1 : 0;

async function* linesOf(file: string): AsyncGenerator<Line> {
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
    const tab = line.indexOf('\t');
    yield { key: line.slice(0, tab), text: line.slice(tab + 1) };
  }
}

/** Merges runs that are each in order. There are few of them, so the first line of each is looked at every time. */
async function* merged(runs: AsyncGenerator<Line>[]): AsyncGenerator<Line> {
  const open: { run: AsyncGenerator<Line>; line: Line }[] = [];
  const advance = async (run: AsyncGenerator<Line>) => {
    const { value, done } = await run.next();
    if (!done) open.push({ run, line: value });
  };
  for (const run of runs) await advance(run);
  while (open.length > 0) {
    let first = 0;
    for (let at = 1; at < open.length; at++) {
      const [one, other] = [open[at], open[first]];
      if (one && other && before(one.line, other.line) < 0) first = at;
    }
    const [next] = open.splice(first, 1);
    if (!next) return;
    yield next.line;
    await advance(next.run);
  }
}

/**
 * Sorts more lines than fit in memory: they are gathered in runs of some megabytes, each sorted and laid down in a
 * folder of its own, and merged when they are read.
 * @param folder is made, and removed again by `close`; readable by its owner alone
 * @param largestRun characters that are held in memory before a run is laid down
 */
export function sortedLines(folder: string, largestRun = sixteenMillion) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const runs: string[] = [];
  let gathered: Line[] = [];
  let bytes = 0;
  const lay = () => {
    if (gathered.length === 0) return;
    const file = join(folder, `run-${runs.length}`);
    writeFileSync(
      file,
      gathered
        .sort(before)
        .map(({ key, text }) => `${key}\t${text}\n`)
        .join(''),
      { mode: 0o600 },
    );
    runs.push(file);
    gathered = [];
    bytes = 0;
  };
  return {
    add: (key: string, text: string): void => {
      gathered.push({ key, text });
      bytes += key.length + text.length;
      if (bytes >= largestRun) lay();
    },
    /** Every line in order of key, then of text. */
    read: async function* (): AsyncGenerator<string> {
      lay();
      for await (const { text } of merged(runs.map(linesOf))) yield text;
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export type SortedLines = ReturnType<typeof sortedLines>;

/** Writes lines to a file that only its owner may read, waiting whenever the disk is slower. */
export async function writeLines(
  file: string,
  lines: AsyncIterable<string>,
  seen: (line: string) => void,
): Promise<void> {
  const out = createWriteStream(file, { mode: 0o600 });
  for await (const line of lines) {
    seen(line);
    if (!out.write(`${line}\n`)) await once(out, 'drain');
  }
  out.end();
  await finished(out);
}
