import { createServer, type Server } from 'node:net';
import type { DatabaseSync } from 'node:sqlite';

/** The only address that a one-machine zone listens on. */
export const loopback = '127.0.0.1';

/** A port that the zone wanted belongs to something else. */
export class PortTaken extends Error {
  constructor(port: number) {
    super(`port ${port} is taken; choose another one with PORT=<number>, or PORT=0 for any`);
    this.name = 'PortTaken';
  }
}

/** Makes a server listen on loopback, on any port when given 0; gives the port. Throws `PortTaken`. */
export function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' || error.code === 'EACCES' ? new PortTaken(port) : error);
    server.once('error', failed);
    server.listen(port, loopback, () => {
      server.off('error', failed);
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

/** The ports that a zone used last, so that addresses it gave out still lead somewhere after a restart. */
export function rememberPorts(database: DatabaseSync): {
  find: (name: string) => number;
  keep: (name: string, port: number) => void;
  /** A free port: the remembered one if it is free. */
  choose: (name: string) => Promise<number>;
} {
  database.exec('create table if not exists port (name text primary key, port integer not null)');
  const find = (name: string) => Number(database.prepare('select port from port where name = ?').get(name)?.port ?? 0);
  const keep = (name: string, port: number) => {
    database
      .prepare('insert into port values (?, ?) on conflict (name) do update set port = excluded.port')
      .run(name, port);
  };
  return {
    find,
    keep,
    async choose(name) {
      const port = (await freePort(find(name))) ?? (await freePort(0)) ?? 0;
      keep(name, port);
      return port;
    },
  };
}

async function freePort(wanted: number): Promise<number | undefined> {
  const probe = createServer();
  try {
    return await listen(probe, wanted);
  } catch (error) {
    if (error instanceof PortTaken) return undefined;
    throw error;
  } finally {
    await new Promise((resolve) => probe.close(resolve));
  }
}
