import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const repository = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** A zone that is not ready by then, even on a busy machine, hangs. */
const readyWithin = 5 * 60_000;

/** A one-machine zone in a process of its own. */
export type StartedZone = {
  url: string;
  /** What it printed when it was ready, with how long each part of the start took. */
  ready: { milliseconds: Record<string, number> };
  process: ChildProcess;
  /** Ends the process and waits for it. */
  stop: (signal?: NodeJS.Signals) => Promise<void>;
};

/**
 * Starts a one-machine zone and waits until it answers.
 * @param options `directory` keeps its data; `port` 0 takes any free one
 * @throws with what the zone said when it ends before it is ready
 */
export async function startZone(options: {
  directory: string;
  port?: number;
  zone?: string;
  skipSynth?: boolean;
  /** Further variables, such as NOTICE_CHANNELS. */
  environment?: Readonly<Record<string, string>>;
  /** Where the code of the zone lies; this repository where it is left out. */
  code?: string;
}): Promise<StartedZone> {
  const child = spawn(process.execPath, ['infra/local/main.ts', '--zone', options.zone ?? 'etown'], {
    cwd: options.code ?? repository,
    env: {
      ...process.env,
      PORT: String(options.port ?? 0),
      DATA_DIR: options.directory,
      LOG: process.env.LOG ?? 'quiet',
      ...(options.skipSynth ? { SKIP_SYNTH: '1' } : {}),
      ...options.environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  child.stderr.on('data', (chunk) => said.push(String(chunk)));
  const stop = async (signal: NodeJS.Signals = 'SIGTERM') => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  };
  const hangs = setTimeout(() => child.kill('SIGKILL'), readyWithin);
  for await (const line of createInterface({ input: child.stdout })) {
    said.push(line);
    if (!line.startsWith('{"ready":true')) continue;
    clearTimeout(hangs);
    const ready = JSON.parse(line);
    // Whatever it prints later is read and dropped, so that it never waits for a reader.
    child.stdout.resume();
    return { url: ready.url, ready, process: child, stop };
  }
  clearTimeout(hangs);
  throw new Error(`the zone ended before it was ready:\n${said.join('\n')}`);
}

const answers = async (url: string) => {
  try {
    return (await fetch(new URL('/_local/clock', url), { signal: AbortSignal.timeout(2000) })).ok;
  } catch {
    return false;
  }
};

/** The zone that already runs, or one of its own that is removed afterwards. */
export async function openZone(): Promise<{ url: string; close: () => Promise<void> }> {
  const running = process.env.ZONE_URL ?? `http://127.0.0.1:${process.env.PORT ?? 3000}`;
  if (await answers(running)) return { url: running, close: async () => {} };
  console.log('No zone is running here; one is started for this demonstration. · 未发现运行中的辖区，正在启动。');
  const directory = mkdtempSync(join(tmpdir(), 'greenpath-'));
  const started = await startZone({ directory });
  return {
    url: started.url,
    close: async () => {
      await started.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
