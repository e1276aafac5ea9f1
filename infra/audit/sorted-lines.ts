import { once } from 'node:events';
import { createReadStream, createWriteStream, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';

/** One line of a file with the key by which lines are ordered; neither may hold a line break or, in the key, a tab. */
type Line = { key: string; text: string };

const written = ({ key, text }: Line): string => `${key}\t${text}`;

async function* keyed(lines: AsyncIterable<Line>): AsyncGenerator<string> {
  for await (const line of lines) yield written(line);
}

const before = (one: Line, other: Line) =>
  one.key < other.key ? -1 : one.key > other.key ? 1 : one.text < other.text ? -1 : one.text > other.text ? 1 : 0;

/** The lines of a run, one piece of the file after the other: readline would hold a thousand of every run. */
async function* linesOf(file: string): AsyncGenerator<Line> {
  let rest = '';
  for await (const piece of createReadStream(file, 'utf8')) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const tab = line.indexOf('\t');
      yield { key: line.slice(0, tab), text: line.slice(tab + 1) };
    }
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
 * @param limits characters that are held in memory before a run is laid down, and files that are read at a time
 */
export function sortedLines(folder: string, limits = { run: 16 * 1024 * 1024, files: 64 }) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const runs: string[] = [];
  let gathered: Line[] = [];
  let bytes = 0;
  let laid = 0;
  const nextRun = () => {
    laid += 1;
    const file = join(folder, `run-${laid}`);
    runs.push(file);
    return file;
  };
  const lay = () => {
    if (gathered.length === 0) return;
    writeFileSync(nextRun(), gathered.sort(before).map(written).join('\n').concat('\n'), { mode: 0o600 });
    gathered = [];
    bytes = 0;
  };
  /** Makes one run of many, until few enough are left to be read together. */
  const mergeSome = async () => {
    while (runs.length > limits.files) {
      const few = runs.splice(0, limits.files);
      await writeLines(nextRun(), keyed(merged(few.map(linesOf))), () => {});
      for (const file of few) rmSync(file);
    }
  };
  return {
    add: (key: string, text: string): void => {
      gathered.push({ key, text });
      bytes += key.length + text.length;
      if (bytes >= limits.run) lay();
    },
    /** Every line in order of key, then of text. */
    read: async function* (): AsyncGenerator<string> {
      lay();
      await mergeSome();
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
