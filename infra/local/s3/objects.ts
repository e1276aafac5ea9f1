import { randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';

/** A version of an object, or the marker that its key was deleted. Newer versions have the higher sequence. */
export type Version = {
  sequence: number;
  bucket: string;
  key: string;
  /** `null`, as S3 writes it, in a bucket without versions. */
  version: string;
  deleted: boolean;
  file: string;
  size: number;
  etag: string;
  headers: Record<string, string>;
  checksums: Record<string, string>;
  modified: number;
};

export type NewObject = Omit<Version, 'sequence' | 'version' | 'deleted'>;

export type Objects = {
  latest: (bucket: string, key: string) => Version | undefined;
  version: (bucket: string, key: string, version: string) => Version | undefined;
  /** Adds an object if `allowed` says so of the one that is there; gives the bodies that nothing names any more. */
  add: (
    object: NewObject,
    versioned: boolean,
    allowed: (present: Version | undefined) => void,
  ) => { version: string; orphans: string[] };
  /** Takes one version away, or without a version the object: in a versioned bucket a marker covers it. */
  remove: (
    target: { bucket: string; key: string; version?: string },
    versioned: boolean,
    now: number,
  ) => { version?: string; marker: boolean; orphans: string[] };
  /** The latest objects whose keys start with a prefix and lie behind another key, in the order of UTF-8 bytes. */
  list: (bucket: string, prefix: string, after: string) => Iterable<Version>;
  /**
   * At most so many versions and markers whose keys start with a prefix, by key, the newest of a key first, behind a
   * key or behind one version of it; `isLatest` tells which are read without naming a version.
   */
  versions: (
    bucket: string,
    prefix: string,
    after: { key: string; version?: string },
    limit: number,
  ) => (Version & { isLatest: boolean })[];
};

const row = z
  .object({
    sequence: z.number(),
    bucket: z.string(),
    key: z.string(),
    version: z.string(),
    deleted: z.number(),
    file: z.string(),
    size: z.number(),
    etag: z.string(),
    headers: z.string(),
    checksums: z.string(),
    modified: z.number(),
  })
  .transform(
    (found): Version => ({
      ...found,
      deleted: found.deleted === 1,
      headers: texts.parse(JSON.parse(found.headers)),
      checksums: texts.parse(JSON.parse(found.checksums)),
    }),
  );
const texts = z.record(z.string(), z.string());

/** Opens the list of objects in the database, which must be set to keep what it acknowledges (`synchronous = full`). */
export function openObjects(database: DatabaseSync): Objects {
  database.exec(`
    create table if not exists object_version (
      sequence integer primary key autoincrement, bucket text not null, key text not null, version text not null,
      deleted integer not null, file text not null, size integer not null, etag text not null,
      headers text not null, checksums text not null, modified integer not null,
      unique (bucket, key, version)
    ) strict;
    create index if not exists object_latest on object_version (bucket, key, sequence)`);
  const selectLatest = database.prepare(
    'select * from object_version where bucket = ? and key = ? order by sequence desc limit 1',
  );
  const selectVersion = database.prepare('select * from object_version where bucket = ? and key = ? and version = ?');
  const selectAll = database.prepare('select * from object_version where bucket = ? and key = ?');
  const deleteAll = database.prepare('delete from object_version where bucket = ? and key = ?');
  const deleteOne = database.prepare('delete from object_version where sequence = ?');
  const insert = database.prepare(
    `insert into object_version (bucket, key, version, deleted, file, size, etag, headers, checksums, modified)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  // Of each key SQLite takes the other columns from the row that has the maximum.
  const selectListed = database.prepare(
    `select * from (
       select max(sequence) as sequence, bucket, key, version, deleted, file, size, etag, headers, checksums, modified
       from object_version where bucket = ? and key > ? and key >= ? and substr(key, 1, length(?)) = ? group by key
     ) where deleted = 0 order by key limit 2000`,
  );

  const selectVersions = database.prepare(
    `select * from object_version where bucket = ? and substr(key, 1, length(?)) = ?
       and (key > ? or (key = ? and sequence < ?)) order by key, sequence desc limit ?`,
  );

  const read = (found: unknown): Version | undefined => (found === undefined ? undefined : row.parse(found));
  const latest = (bucket: string, key: string) => read(selectLatest.get(bucket, key));
  const filesOf = (versions: Version[]) => versions.map(({ file }) => file).filter((file) => file !== '');

  const atOnce = <T>(work: () => T): T => {
    database.exec('begin immediate');
    try {
      const result = work();
      database.exec('commit');
      return result;
    } catch (error) {
      database.exec('rollback');
      throw error;
    }
  };

  const store = (object: NewObject, version: string, deleted: boolean) => {
    insert.run(
      object.bucket,
      object.key,
      version,
      deleted ? 1 : 0,
      object.file,
      object.size,
      object.etag,
      JSON.stringify(object.headers),
      JSON.stringify(object.checksums),
      object.modified,
    );
  };

  return {
    latest,
    version: (bucket, key, version) => read(selectVersion.get(bucket, key, version)),

    add: (object, versioned, allowed) =>
      atOnce(() => {
        const present = latest(object.bucket, object.key);
        allowed(present?.deleted ? undefined : present);
        const replaced = versioned ? [] : selectAll.all(object.bucket, object.key).map((found) => row.parse(found));
        if (!versioned) deleteAll.run(object.bucket, object.key);
        const version = versioned ? newVersion() : 'null';
        store(object, version, false);
        return { version, orphans: filesOf(replaced) };
      }),

    remove: ({ bucket, key, version }, versioned, now) =>
      atOnce(() => {
        if (version === undefined && versioned) {
          const marker = newVersion();
          const nothing = { file: '', size: 0, etag: '', headers: {}, checksums: {}, modified: now };
          store({ bucket, key, ...nothing }, marker, true);
          return { version: marker, marker: true, orphans: [] };
        }
        const found = version === undefined ? latest(bucket, key) : read(selectVersion.get(bucket, key, version));
        if (found) deleteOne.run(found.sequence);
        return { version, marker: found?.deleted ?? false, orphans: filesOf(found ? [found] : []) };
      }),

    versions: (bucket, prefix, after, limit) => {
      const named = after.version === undefined ? undefined : read(selectVersion.get(bucket, after.key, after.version));
      const behind = named?.sequence ?? (after.version === undefined ? 0 : Number.MAX_SAFE_INTEGER);
      const found = selectVersions.all(bucket, prefix, prefix, after.key, after.key, behind, limit);
      return found
        .map((one) => row.parse(one))
        .map((one) => ({ ...one, isLatest: latest(bucket, one.key)?.sequence === one.sequence }));
    },

    *list(bucket, prefix, after) {
      let last = after;
      for (;;) {
        const found = selectListed.all(bucket, last, prefix, prefix, prefix).map((one) => row.parse(one));
        yield* found;
        const end = found.at(-1);
        if (!end) return;
        last = end.key;
      }
    },
  };
}

const newVersion = (): string => randomBytes(24).toString('base64url');
