import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { listen, loopback } from '../local/ports.ts';

/** The account that MiniStack serves to those who name no other: its id is the access key. */
export const account = '000000000000';

/** MiniStack, running: one AWS account with nothing in it but what is deployed there. */
export type Emulator = {
  url: string;
  region: string;
  /** Ends it with every function that it started. */
  stop: () => Promise<void>;
};

const startSeconds = 60;

/**
 * Starts MiniStack on loopback, on a free port. Everything that it keeps lies in `directory`; functions run as
 * processes of this Node, without Docker.
 * @param options `bin` is the folder of its programs; `directory` an empty folder, which also gets its log `emulator.log`
 * @throws when it ends before it answers, or does not answer within a minute
 */
export async function startEmulator(options: { bin: string; directory: string; region: string }): Promise<Emulator> {
  const { bin, directory, region } = options;
  const temporary = join(directory, 'tmp');
  mkdirSync(temporary, { recursive: true });
  const port = await freePort();
  const url = `http://${loopback}:${port}`;
  const child = spawn(join(bin, 'ministack'), [], {
    // A group of its own, so that the functions which it starts end with it.
    detached: true,
    env: {
      PATH: [dirname(process.execPath), process.env.PATH ?? ''].join(delimiter),
      HOME: temporary,
      TMPDIR: temporary,
      TZ: 'UTC',
      BIND_HOST: loopback,
      GATEWAY_PORT: String(port),
      MINISTACK_HOST: loopback,
      MINISTACK_REGION: region,
      MINISTACK_ACCOUNT_ID: account,
      STATE_DIR: join(directory, 'state'),
      S3_DATA_DIR: join(directory, 's3'),
      PERSIST_STATE: '0',
      LAMBDA_EXECUTOR: 'local',
      IOT_MTLS_ENABLED: '0',
      SFTP_ENABLED: '0',
      LOG_LEVEL: 'INFO',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log = createWriteStream(join(directory, 'emulator.log'));
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  const stop = () => endGroup(child);
  try {
    await untilItAnswers(child, `${url}/_ministack/health`);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, region, stop };
}

async function untilItAnswers(child: ChildProcess, address: string): Promise<void> {
  let failure: Error | undefined;
  child.once('error', (error) => {
    failure = error;
  });
  for (let tries = 0; tries < startSeconds * 10; tries += 1) {
    if (failure) throw failure;
    if (child.exitCode !== null) throw new Error(`MiniStack ended with ${child.exitCode} before it answered`);
    try {
      if ((await fetch(address)).ok) return;
    } catch {
      // not listening yet
    }
    await pause(100);
  }
  throw new Error(`MiniStack did not answer within ${startSeconds} s`);
}

async function endGroup(child: ChildProcess): Promise<void> {
  if (child.pid === undefined) return;
  const ended = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : Promise.resolve();
  signalGroup(child.pid, 'SIGTERM');
  await Promise.race([ended, pause(3000)]);
  signalGroup(child.pid, 'SIGKILL');
  await ended;
}

/** Signals everything in a process group that is still there. */
function signalGroup(group: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-group, signal);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

async function freePort(): Promise<number> {
  const probe = createServer();
  const port = await listen(probe, 0);
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
