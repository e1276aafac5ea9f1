import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cardAssets } from '../../functions/issuance/card/assets.ts';
import { bundleFunctions } from '../bundle.ts';
import { pagesConfig } from '../portal/pages-config.ts';

/** The package of a file, by its place in `package-lock.json`: `node_modules/a`, or one that lies inside another. */
function packageOf(file: string): string | undefined {
  return /^.*?((?:node_modules\/(?:@[^/]+\/)?[^/]+\/)*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(
    file.replaceAll('\\', '/').replace(/^\0/, ''),
  )?.[1];
}

const packagesOf = (files: Iterable<string>): string[] =>
  [...new Set([...files].flatMap((file) => packageOf(file) ?? []))].sort();

/** What functions carry: of every bundle the files that left a byte in it, and what is laid beside them. */
async function ofFunctions(): Promise<string[]> {
  const outdir = mkdtempSync(join(tmpdir(), 'greenpath-shipped-'));
  try {
    const bundles = await bundleFunctions({ outdir });
    const files = Object.values(bundles).flatMap(({ inputs }) => Object.keys(inputs));
    const beside = cardAssets.map(({ from }) => from).filter((from) => !from.startsWith('shared/'));
    return packagesOf([...files, ...beside.map((from) => `node_modules/${from}`)]);
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

type Built = { output: readonly ({ type: 'chunk'; moduleIds: readonly string[] } | { type: 'asset' })[] };

/** What the pages carry: the modules of every chunk. */
async function ofPages(): Promise<string[]> {
  const outdir = mkdtempSync(join(tmpdir(), 'greenpath-shipped-'));
  process.env.NODE_ENV = 'production';
  try {
    const { build } = await import('vite');
    const built = (await build({ ...pagesConfig(outdir), logLevel: 'silent' })) as Built | Built[];
    return packagesOf(
      [built].flat().flatMap(({ output }) => output.flatMap((part) => (part.type === 'chunk' ? part.moduleIds : []))),
    );
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** The packages that leave this repository in a deployment, by their places in `package-lock.json`. */
export async function shippedPackages(): Promise<{ functions: string[]; pages: string[] }> {
  const functions = await ofFunctions();
  return { functions, pages: await ofPages() };
}
