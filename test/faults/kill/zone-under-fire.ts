import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type StartedZone, startZone } from '../../../infra/demo/open-zone.ts';
import type { Draw } from '../draw.ts';

const repository = fileURLToPath(new URL('../../../', import.meta.url));
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A one-machine zone that is killed again and again and always started on the same data. */
export type ZoneUnderFire = {
  url: () => string;
  /** Ends the process at once, as an outage would, and starts another. */
  kill: () => Promise<void>;
  stop: () => Promise<void>;
  figures: { kills: number; killsDuringStart: number; restarts: number[]; parts: Record<string, number[]> };
};

/** Starts a process on the data, lets it live for so long, and kills it before it is ready. */
async function dieStarting(directory: string, milliseconds: number): Promise<void> {
  const child = spawn(process.execPath, ['infra/local/main.ts', '--zone', 'etown'], {
    cwd: repository,
    env: { ...process.env, PORT: '0', DATA_DIR: directory, SKIP_SYNTH: '1', LOG: 'quiet' },
    stdio: 'ignore',
  });
  const ended = once(child, 'exit');
  await pause(milliseconds);
  child.kill('SIGKILL');
  await ended;
}

/** Opens a zone on `directory`; one kill in ten is followed by another before the next process is ready. */
export async function openZoneUnderFire(directory: string, draw: Draw): Promise<ZoneUnderFire> {
  let zone: StartedZone = await startZone({ directory, skipSynth: true });
  const figures: ZoneUnderFire['figures'] = { kills: 0, killsDuringStart: 0, restarts: [], parts: {} };
  return {
    figures,
    url: () => zone.url,
    stop: () => zone.stop(),
    kill: async () => {
      await zone.stop('SIGKILL');
      figures.kills += 1;
      if (draw.share() < 0.1) {
        await dieStarting(directory, draw.between(200, 1400));
        figures.kills += 1;
        figures.killsDuringStart += 1;
      }
      const began = performance.now();
      zone = await startZone({ directory, skipSynth: true });
      figures.restarts.push(performance.now() - began);
      for (const [name, milliseconds] of Object.entries(zone.ready.milliseconds)) {
        figures.parts[name] = [...(figures.parts[name] ?? []), milliseconds];
      }
    },
  };
}
