import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { exportTable, type Manifest } from '../../../infra/audit/export-table.ts';
import type { Office } from '../../office/office.ts';

const program = new URL('../../../infra/audit/check-export.mjs', import.meta.url);
const checker = fileURLToPath(program);

type Checker = {
  moves: Readonly<Record<string, readonly [from: readonly string[], to?: string]>>;
  checkExport: (
    folder: string,
    options: { before?: string | undefined; report: (line: string) => void },
  ) => Promise<{ findings: number }>;
};
/** The checker's own parts; it carries no types, so that it needs nothing but Node.js. */
export const { moves, checkExport } = (await import(program.href)) as Checker;

/** A folder that is gone after the test. */
export function aFolder(): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'greenpath-export-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Exports what the office's table holds. */
export const exportOffice = (office: Office, folder: string, segments = 4): Promise<Manifest> =>
  exportTable({
    client: office.client,
    table: office.tableName,
    zone: office.zone,
    clock: office.clock,
    folder,
    segments,
  });

/** Runs the checker as an outsider does: a program of its own, on the folder alone. */
export const check = (folder: string, ...options: string[]): Promise<{ code: number; said: string }> =>
  new Promise((resolve) => {
    execFile(process.execPath, [checker, folder, ...options], (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, said: stdout + stderr });
    });
  });

// biome-ignore lint/suspicious/noExplicitAny: tests read and spoil records freely
export type Lines = any[];

export const readLines = (folder: string, file: string): Lines =>
  readFileSync(join(folder, `${file}.ndjson`), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

export const writeLines = (folder: string, file: string, lines: Lines): void =>
  writeFileSync(join(folder, `${file}.ndjson`), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
