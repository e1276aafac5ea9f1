import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { pagesConfig, repository } from './pages-config.ts';

const parts = [
  'web',
  'shared',
  'infra/portal/pages-config.ts',
  'infra/portal/route-table.ts',
  'infra/portal/build-pages.ts',
  'functions/portal/pages.ts',
  'package-lock.json',
];

const filesOf = (path: string): string[] =>
  statSync(path).isDirectory()
    ? readdirSync(path)
        .sort()
        .flatMap((name) => filesOf(join(path, name)))
    : [path];

/** Tells one state of everything that the pages are built from from another. */
function digestOfSources(): string {
  const hash = createHash('sha256');
  for (const file of parts.flatMap((part) => filesOf(join(repository, part)))) {
    hash.update(file.slice(repository.length)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex').slice(0, 20);
}

const squeeze = { br: promisify(brotliCompress), gz: promisify(gzip) };

/** Puts a smaller form beside each file that has one: nobody waits for it when the file is asked for. */
async function compress(folder: string): Promise<void> {
  const worthIt = filesOf(folder).filter((file) => /\.(css|js|json|svg|wasm|webmanifest)$/.test(file));
  await Promise.all(
    worthIt.map(async (file) => {
      const bytes = readFileSync(file);
      const [brotli, gzipped] = await Promise.all([
        squeeze.br(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } }),
        squeeze.gz(bytes, { level: 9 }),
      ]);
      if (gzipped.length >= bytes.length) return;
      writeFileSync(`${file}.br`, brotli);
      writeFileSync(`${file}.gz`, gzipped);
    }),
  );
}

/** Builds of earlier sources, which nobody starts any more. */
function forgetOld(builds: string, present: string): void {
  const aDayAgo = Date.now() - 86_400_000;
  for (const name of readdirSync(builds)) {
    const path = join(builds, name);
    if (name !== present && statSync(path).mtimeMs < aDayAgo) rmSync(path, { recursive: true, force: true });
  }
}

/** Vite and React believe the environment, and a run of tests calls itself "test": everybody gets the same pages. */
async function buildForProduction(folder: string): Promise<void> {
  const { NODE_ENV } = process.env;
  process.env.NODE_ENV = 'production';
  try {
    const { build } = await import('vite');
    await build(pagesConfig(folder));
  } finally {
    if (NODE_ENV === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = NODE_ENV;
  }
}

/**
 * Builds the pages, unless the same sources were built before.
 * @returns the folder they lie in, under `dist/pages`
 */
export async function buildPages(): Promise<string> {
  const builds = join(repository, 'dist', 'pages');
  const digest = digestOfSources();
  const folder = join(builds, digest);
  if (existsSync(folder)) return folder;
  mkdirSync(builds, { recursive: true });
  const unfinished = join(builds, `${digest}-${randomUUID()}`);
  await buildForProduction(unfinished);
  await compress(unfinished);
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    // Another process was faster with the same.
    if (!existsSync(folder)) throw error;
    rmSync(unfinished, { recursive: true, force: true });
  }
  forgetOld(builds, digest);
  return folder;
}
