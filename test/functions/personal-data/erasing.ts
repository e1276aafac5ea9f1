import type { DocumentShelf, NotedErasure } from '../../../infra/personal-data/document-shelf.ts';
import type { Table } from '../../../shared/records/table.ts';

/** A bucket in memory: every version of every file, and the erasures that are noted beside the table. */
export function openShelf(files: readonly string[]) {
  const kept = new Set(files);
  const notes = new Map<string, NotedErasure>();
  const shelf: DocumentShelf = {
    removeEverything: async (prefix) => {
      for (const file of kept) if (file.startsWith(prefix)) kept.delete(file);
    },
    note: async (erasure) => {
      notes.set(`${erasure.what}/${erasure.id}`, erasure);
    },
    async *noted() {
      yield* notes.values();
    },
    read: async () => new Uint8Array(),
  };
  return { shelf, kept, notes };
}

class Death extends Error {}

/** A table and a shelf that die before their nth write, as a process that is killed there. */
export function dyingAt(n: number, table: Table, shelf: DocumentShelf) {
  let left = n;
  const mortal =
    <Arguments extends unknown[], T>(write: (...given: Arguments) => Promise<T>) =>
    async (...given: Arguments): Promise<T> => {
      left -= 1;
      if (left < 0) throw new Death('killed');
      return write(...given);
    };
  return {
    table: {
      ...table,
      put: mortal(table.put),
      update: mortal(table.update),
      delete: mortal(table.delete),
      transact: mortal(table.transact),
    },
    shelf: { ...shelf, removeEverything: mortal(shelf.removeEverything), note: mortal(shelf.note) },
    died: () => left < 0,
  };
}
