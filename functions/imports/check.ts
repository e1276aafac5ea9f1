import { createHash } from 'node:crypto';
import { epochOf, instantOf } from '../../shared/domain/time.ts';
import type { CellProblem, ImportKind, ImportRow } from '../../shared/imports/kind.ts';
import {
  beginCheck,
  changeImport,
  fileStep,
  type Import,
  type ImportProblem,
  importOfFile,
  importsInForce,
  keepProblems,
  noWorkStep,
  problemsOnAPage,
  stands,
} from '../../shared/records/import.ts';
import type { Item, Key } from '../../shared/records/table.ts';
import { decode, rowsOf } from './read-file.ts';
import { reportHeadings, reportKey, reportLine } from './report.ts';
import type { WorkGiven } from './work.ts';

const daySeconds = 86_400;

/** Collects problems on pages of the table and in a report. */
function collector({ table, zone, clock }: WorkGiven, the: Import) {
  const expiresAt = Math.floor(epochOf(instantOf(clock.now())) / 1000) + zone.policy.imports.keptDays * daySeconds;
  const open: ImportProblem[] = [];
  const lines = [reportHeadings];
  const badLines = new Set<number>();
  const kept = { problems: 0, pages: 0 };
  const turnPage = async () => {
    const problems = open.splice(0, problemsOnAPage);
    await keepProblems(table, the, { number: kept.pages, problems, expiresAt });
    kept.pages += 1;
  };
  return {
    add: async (problems: readonly ImportProblem[]) => {
      for (const problem of problems) {
        kept.problems += 1;
        if (problem.line > 0) badLines.add(problem.line);
        lines.push(reportLine(problem));
        open.push(problem);
        if (open.length >= problemsOnAPage) await turnPage();
      }
    },
    close: async () => {
      if (open.length > 0) await turnPage();
      return { ...kept, badRows: badLines.size };
    },
    report: () => lines.join(''),
  };
}

const sameAsLine = (line: number): CellProblem => ({
  code: 'row-twice',
  text: { zh: `与第 ${line} 行重复`, en: `says the same as line ${line}` },
  remedy: { zh: '请只保留一行。', en: 'Keep one of the two.' },
});

const sameFile = (importId: string): ImportProblem => ({
  line: 0,
  code: 'same-file',
  text: { zh: `此文件已导入过（${importId}）`, en: `was imported before (${importId})` },
});

const otherFile: ImportProblem = {
  line: 0,
  code: 'other-file',
  text: { zh: '上传的文件与所声明的 SHA-256 不符', en: 'is not the file whose SHA-256 was announced' },
  remedy: { zh: '请重新新建导入并上传。', en: 'Begin a new import and upload it again.' },
};

const placed = (line: number, problems: readonly CellProblem[]): ImportProblem[] =>
  problems.map((problem) => ({ line, ...problem }));

/** Keys that one request to the table takes. */
const keysAtOnce = 100;

type Looked = { line: number; problems: ImportProblem[]; row?: ImportRow };

const named = ({ pk, sk }: Key): string => `${pk}\n${sk}`;

/** What stands under some keys and counts, and the imports that left something there and were given up. */
async function lookUp({ table }: WorkGiven, keys: readonly Key[], over: Set<string>): Promise<Map<string, Item>> {
  const wanted = [...new Map(keys.map(({ pk, sk }) => [named({ pk, sk }), { pk, sk }])).values()];
  const items: Item[] = [];
  for (let from = 0; from < wanted.length; from += keysAtOnce) {
    items.push(...(await table.getMany(wanted.slice(from, from + keysAtOnce))));
  }
  const inForce = await importsInForce(
    table,
    items.map(({ importId }) => (importId === undefined ? undefined : String(importId))),
  );
  for (const { importId } of items) if (!inForce(importId)) over.add(String(importId));
  return new Map(items.filter(({ importId }) => inForce(importId)).map((item) => [named(item), item]));
}

/** What a check finds out beside problems. */
type Tally = { rows: number; over: Set<string> };

/** Every problem of the rows of a file, a block of rows at a time and in order of lines. */
async function* problemsOf(
  given: WorkGiven,
  the: Import,
  kind: ImportKind,
  text: string,
  tally: Tally,
): AsyncGenerator<ImportProblem[]> {
  const { zone } = given;
  const context = { zone, today: the.asOf ?? '' };
  const seen = new Map<string, number>();
  let block: Looked[] = [];
  let asked: Key[] = [];

  const judged = async (): Promise<ImportProblem[]> => {
    const found = await lookUp(given, asked, tally.over);
    const problems = block.flatMap(({ line, problems, row }) => [
      ...problems,
      ...(row
        ? placed(
            line,
            row.conflicts((key) => found.get(named(key))),
          )
        : []),
    ]);
    block = [];
    asked = [];
    return problems;
  };

  for (const read of rowsOf(text, kind.columns, zone.policy.imports)) {
    const { line } = read;
    if ('problems' in read) {
      block.push({ line, problems: read.problems });
      if (line > 1) tally.rows += 1;
      continue;
    }
    tally.rows += 1;
    const row = kind.readRow(read.cells, context);
    if (!row.ok) {
      block.push({ line, problems: placed(line, row.error) });
      continue;
    }
    const { identity, looksUp = [], items } = row.value;
    const first = seen.get(identity);
    if (first === undefined) seen.set(identity, line);
    block.push({ line, problems: first === undefined ? [] : placed(line, [sameAsLine(first)]), row: row.value });
    asked.push(...items, ...looksUp);
    if (asked.length >= keysAtOnce) yield await judged();
  }
  yield await judged();
}

/**
 * Looks at the whole file: its headings, every row, what is twice in it and what contradicts the register. With any
 * problem nothing of it is imported; without one its rows are applied. Checked anew from the beginning where a check died.
 */
export async function checkImport(given: WorkGiven, id: string, kind: ImportKind): Promise<void> {
  const { table, files, clock, log } = given;
  const the = await beginCheck(table, id);
  if (!the?.versionId) return;
  const bytes = await files.read({ key: the.key, versionId: the.versionId });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const before = await importOfFile(table, the.kind, sha256);
  const brought = before && before.id !== id && stands(before) ? before.id : undefined;
  const decoded = decode(bytes);
  const problems = collector(given, the);
  const tally: Tally = { rows: 0, over: new Set() };
  if (brought) await problems.add([sameFile(brought)]);
  else if (the.announcedSha256 && the.announcedSha256 !== sha256) await problems.add([otherFile]);
  else if (!decoded.ok) await problems.add([decoded.error]);
  else {
    for await (const found of problemsOf(given, the, kind, decoded.value.text, tally)) await problems.add(found);
  }
  const told = await problems.close();
  const { rows, over } = tally;
  const result = { sha256, rows, ...told, ...(decoded.ok ? { encoding: decoded.value.encoding } : {}) };

  if (told.problems > 0) {
    await files.keepReport(reportKey(the), problems.report());
    await changeImport(table, the, {
      set: {
        ...result,
        state: 'refused-with-problems',
        endedAt: instantOf(clock.now()),
        ...(brought ? { sameFileAs: brought } : {}),
      },
      from: ['checking'],
      seen: the,
      also: noWorkStep(the),
    });
    log.info('import-refused', { importId: id, kind: kind.id, rows, badRows: told.badRows, problems: told.problems });
    return;
  }
  await changeImport(table, the, {
    set: { ...result, state: 'applying', ...(over.size > 0 ? { over: [...over] } : {}) },
    from: ['checking'],
    seen: the,
    // Entered here, so that a file which was refused can be tried again once the register is in order.
    also: before?.id === id ? [] : [fileStep(the, sha256, before?.id)],
  });
}

const registeredMeanwhile = (line: number): ImportProblem => ({
  line,
  code: 'registered-meanwhile',
  text: {
    zh: '检查之后已有其他登记，整个文件未导入',
    en: 'was registered by others since the check; nothing of the file is imported',
  },
  remedy: { zh: '请核对后重新导入。', en: 'Look at it and import the file again.' },
});

/** Gives an import up of which a row met what was registered since its check. What it left behind counts for nothing. */
export async function giveUp(given: WorkGiven, the: Import, line: number): Promise<void> {
  const { table, files, clock, log } = given;
  const problems = collector(given, the);
  await problems.add([registeredMeanwhile(line)]);
  const told = await problems.close();
  await files.keepReport(reportKey(the), problems.report());
  await changeImport(table, the, {
    set: { ...told, state: 'refused-with-problems', endedAt: instantOf(clock.now()) },
    from: ['applying'],
    seen: the,
    also: noWorkStep(the),
  });
  log.warn('import-refused', { importId: the.id, kind: the.kind, problems: told.problems });
}
