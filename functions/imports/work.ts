import type { Clock } from '../../shared/domain/time.ts';
import type { ImportKind } from '../../shared/imports/kind.ts';
import type { Log } from '../../shared/log/log.ts';
import { importsToWorkOn, readImport, takeTurn } from '../../shared/records/import.ts';
import type { Table } from '../../shared/records/table.ts';
import type { Zone } from '../../shared/zone/zone.ts';
import { applyImport } from './apply.ts';
import { checkImport } from './check.ts';
import type { ImportFiles } from './file-store.ts';

export type WorkGiven = {
  table: Table;
  files: ImportFiles;
  clock: Clock;
  zone: Zone;
  kinds: readonly ImportKind[];
  log: Log;
};

/** Milliseconds that a batch may take at the worst; with less left the next round goes on. */
const reserve = 10_000;

async function workOn(given: WorkGiven, id: string, hasTime: () => boolean): Promise<void> {
  const { table, kinds } = given;
  const found = await readImport(table, id);
  const kind = kinds.find((one) => one.id === found?.kind);
  if (!found || !kind) throw new Error('an import to be worked on does not exist, or its kind does not');
  if (!(await takeTurn(table, found))) return;
  if (found.state === 'checking') await checkImport(given, id, kind);
  const checked = await readImport(table, id);
  if (checked?.state === 'applying') await applyImport(given, checked, kind, hasTime);
}

/**
 * One round of work on imports, every minute: checks and applies what was started, in order, and goes on with what a
 * round before left or lost. One that fails is tried again in the next round and keeps imports of other kinds from
 * nothing.
 */
export const workOnImports =
  (given: WorkGiven) =>
  async (_event: unknown, context: { getRemainingTimeInMillis: () => number }): Promise<void> => {
    const hasTime = () => context.getRemainingTimeInMillis() > reserve;
    for (const id of await importsToWorkOn(given.table)) {
      if (!hasTime()) return;
      try {
        await workOn(given, id, hasTime);
      } catch (error) {
        given.log.error('import-failed', error, { importId: id });
      }
    }
  };
