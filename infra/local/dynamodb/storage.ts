import { mkdirSync } from 'node:fs';
import { Level } from 'level';
import { MemoryLevel } from 'memory-level';

/** Bounds of a range of keys within one space. */
export type Range = { gt?: string; gte?: string; lt?: string; lte?: string; reverse?: boolean; limit?: number };

export type Change = { type: 'put'; key: string; value: unknown } | { type: 'del'; key: string };

/** A named part of the database whose keys do not meet those of any other part. */
export type Space = {
  key: (key: string) => string;
  /** Keys (without the name of the space) and values in order, as they all were when the reading began. */
  entries: (range?: Range) => AsyncGenerator<[string, unknown], void>;
  count: () => Promise<number>;
};

export type Storage = {
  space: (...names: string[]) => Space;
  get: (key: string) => Promise<unknown>;
  /** Several values as they were at one moment. */
  getMany: (keys: string[]) => Promise<unknown[]>;
  /** Writes all changes or none, and returns when they are on the disk. */
  write: (changes: Change[]) => Promise<void>;
  close: () => Promise<void>;
};

type Bounds = { gt?: string; gte?: string; lt?: string; lte?: string; reverse: boolean; limit: number };

type Database = {
  open: () => Promise<void>;
  get: (key: string) => Promise<unknown>;
  getMany: (keys: string[]) => Promise<unknown[]>;
  iterator: (bounds: Bounds) => AsyncIterable<[string, unknown]>;
  keys: (bounds: Bounds) => AsyncIterable<string>;
  batch: (changes: Change[], options: { sync?: boolean }) => Promise<void>;
  close: () => Promise<void>;
};

/**
 * Opens the key-value database under a directory, or one in memory. A batch is one record of LevelDB's log, so a
 * process that dies leaves it whole or absent; it is written with fsync, so that a machine that dies keeps it too.
 * Throws when another process has the directory open.
 */
export async function openStorage(directory: string | undefined): Promise<Storage> {
  if (directory) mkdirSync(directory, { recursive: true });
  const database: Database = directory
    ? new Level<string, unknown>(directory, { valueEncoding: 'json' })
    : new MemoryLevel<string, unknown>({ valueEncoding: 'json' });
  await database.open().catch((error: unknown) => {
    const reason = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    throw new Error(`The tables in ${directory} cannot be opened; perhaps another zone runs on them`, {
      cause: reason,
    });
  });
  const options = directory ? { sync: true } : {};

  return {
    space: (...names) => {
      const prefix = `${names.join('!')}!`;
      const within = (range: Range): Bounds => {
        const { gt, gte, lt, lte, reverse = false, limit = -1 } = range;
        return {
          ...(gt === undefined ? { gte: prefix + (gte ?? '') } : { gt: prefix + gt }),
          ...(lte === undefined ? { lt: lt === undefined ? `${prefix}\uffff` : prefix + lt } : { lte: prefix + lte }),
          reverse,
          limit,
        };
      };
      return {
        key: (key) => prefix + key,
        async *entries(range = {}) {
          for await (const [key, value] of database.iterator(within(range))) yield [key.slice(prefix.length), value];
        },
        count: async () => {
          let count = 0;
          for await (const _ of database.keys(within({}))) count += 1;
          return count;
        },
      };
    },
    get: (key) => database.get(key),
    getMany: (keys) => database.getMany(keys),
    write: async (changes) => {
      if (changes.length > 0) await database.batch(changes, options);
    },
    close: () => database.close(),
  };
}
