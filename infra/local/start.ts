import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parseArgs } from 'node:util';
import { banner } from './banner.ts';
import { DirectoryInUse, takeDirectory } from './data-directory.ts';
import { openLog } from './log.ts';
import { listen, loopback, PortTaken, rememberPorts } from './ports.ts';
import { SampleRefused, sampleFor } from './sample.ts';
import { SynthesisFailed, synthesise } from './synthesise.ts';
import type { RunningZone } from './zone.ts';

/** What is wrong with how the zone was started; said without a stack. */
class BadStart extends Error {
  override name = 'BadStart';
}

function commandLine(): { zone: string; sample: boolean } {
  try {
    return parseArgs({
      options: { zone: { type: 'string', default: 'etown' }, sample: { type: 'boolean', default: false } },
    }).values;
  } catch (error) {
    throw new BadStart(error instanceof Error ? error.message : String(error));
  }
}

function readOptions() {
  const { zone, sample } = commandLine();
  if (!/^[a-z][a-z0-9-]*$/.test(zone)) throw new BadStart(`--zone ${zone}: name a file of infra/zones, such as etown`);
  const port = Number(process.env.PORT || 3000);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new BadStart(`PORT=${process.env.PORT} is no port`);
  const mode = process.env.LOG || 'quiet';
  if (mode !== 'plain' && mode !== 'quiet') throw new BadStart(`LOG=${mode}: say plain or quiet`);
  return {
    zone,
    sample,
    port: process.env.PORT === '0' ? 0 : port,
    directory: resolve(process.env.DATA_DIR || '.local', zone),
    reuse: process.env.SKIP_SYNTH === '1',
    assembly: process.env.ASSEMBLY || undefined,
    log: openLog(mode),
    noticeChannels: process.env.NOTICE_CHANNELS || '{}',
    pagesOrigin: process.env.PAGES_ORIGIN || undefined,
  };
}

/**
 * Starts a zone from the options of the command line (`--zone`, `--sample`) and the environment (PORT, DATA_DIR, SKIP_SYNTH, ASSEMBLY: the folder of an app that was synthesised otherwise, LOG, NOTICE_CHANNELS, PAGES_ORIGIN),
 * and says so as its last words: one line of JSON. Ends the process when that is not possible.
 */
export async function main(): Promise<void> {
  // A promise that a function forgot must not take the whole zone with it.
  process.on('unhandledRejection', (reason) => console.error('[zone] nobody handled a rejection:', reason));
  process.removeAllListeners('warning');
  process.on('warning', (warning) => {
    // The functions' modules are loaded by a part of Node that calls itself experimental; nobody here can act on that.
    if (warning.name !== 'ExperimentalWarning') console.warn(`[zone] ${warning.name}: ${warning.message}`);
  });
  try {
    await start();
  } catch (error) {
    const expected = [BadStart, DirectoryInUse, PortTaken, SampleRefused, SynthesisFailed].some(
      (kind) => error instanceof kind,
    );
    console.error(expected && error instanceof Error ? error.message : error);
    process.exit(1);
  }
}

async function start(): Promise<void> {
  /** Since the process began. */
  const milliseconds: Record<string, number> = {};
  const mark = (name: string) => {
    milliseconds[name] = Math.round(performance.now());
  };
  const {
    zone: name,
    sample,
    port: wanted,
    directory,
    reuse,
    assembly: given,
    log,
    noticeChannels,
    pagesOrigin,
  } = readOptions();
  const fill = sample ? sampleFor(directory) : undefined;
  const release = takeDirectory(directory);

  let running: RunningZone | undefined;
  const server = createServer((request, response) =>
    running ? running.handle(request, response) : notYet(request, response),
  );
  // Longer than a caller keeps a connection in reserve, so that none is closed as a request goes out on it.
  server.keepAliveTimeout = 75_000;
  const port = await listenAgain(server, wanted, directory);
  const url = `http://${loopback}:${port}`;

  // Loading the zone's own parts takes about as long as the other process needs to get going.
  const [assembly, { openZone }, { readAssembly }, { deploy }] = await Promise.all([
    given ?? synthesise(name, { reuse }),
    import('./zone.ts'),
    import('./assembly.ts'),
    import('./template.ts'),
  ]);
  mark('synthesised');
  const zone = await openZone({
    deployment: deploy(readAssembly(assembly)),
    origin: url,
    directory,
    log,
    noticeChannels,
    pagesOrigin,
  });
  mark('opened');
  running = zone;
  const resumed = zone.resume();
  await answers(`${url}/api/zone`);
  mark('ready');

  const stop = async () => {
    server.close();
    server.closeIdleConnections();
    await zone.close();
    release();
    process.exit(0);
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);

  process.stdout.write(banner(zone.zone, url));
  const megabytes = Math.round(process.memoryUsage.rss() / 1_048_576);
  process.stdout.write(`${JSON.stringify({ ready: true, url, milliseconds, resumed, megabytes })}\n`);
  await zone.warm();
  fill?.(url);
}

/** Listens on the wanted port; when any will do, on the one of the last time, if it is still free. */
async function listenAgain(
  server: ReturnType<typeof createServer>,
  wanted: number,
  directory: string,
): Promise<number> {
  const database = new DatabaseSync(join(directory, 'ports.sqlite'));
  try {
    const ports = rememberPorts(database);
    const port = await listen(server, wanted === 0 ? await ports.choose('zone') : wanted);
    ports.keep('zone', port);
    return port;
  } finally {
    database.close();
  }
}

function notYet(_request: IncomingMessage, response: ServerResponse): void {
  const body = { type: 'about:blank', title: '正在启动 / The zone is starting', status: 503 };
  response.writeHead(503, { 'content-type': 'application/problem+json', 'retry-after': '1' });
  response.end(JSON.stringify(body));
}

async function answers(address: string): Promise<void> {
  const response = await fetch(address);
  const text = await response.text();
  if (response.status !== 200) throw new BadStart(`GET ${address} answers ${response.status}: ${text}`);
}
