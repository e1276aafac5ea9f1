import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** The directory already belongs to a zone that is running. */
export class DirectoryInUse extends Error {
  constructor(directory: string, pid: number) {
    super(`${directory} is in use by a zone that is running (process ${pid})`);
    this.name = 'DirectoryInUse';
  }
}

/**
 * Takes a directory for one zone, making it when it is not there. The lock is an open transaction on a small database:
 * the operating system lets go of it when the process ends, however it ends, so no stale lock is left behind.
 * Gives how to release it; throws `DirectoryInUse` when another zone holds it.
 */
export function takeDirectory(directory: string): () => void {
  mkdirSync(directory, { recursive: true });
  const lock = new DatabaseSync(join(directory, 'lock'));
  lock.exec('create table if not exists holder (pid integer not null)');
  try {
    lock.exec('begin immediate');
    lock.exec('delete from holder');
    lock.prepare('insert into holder values (?)').run(process.pid);
    // Committed so that another zone can read who holds it, and taken again at once.
    lock.exec('commit');
    lock.exec('begin immediate');
  } catch (error) {
    const pid = Number(lock.prepare('select pid from holder').get()?.pid ?? 0);
    lock.close();
    if (isBusy(error)) throw new DirectoryInUse(directory, pid);
    throw error;
  }
  return () => lock.close();
}

const sqliteBusy = 5;

const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && error.errcode === sqliteBusy;
