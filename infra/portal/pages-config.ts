import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { type InlineConfig, type Plugin, transformWithOxc } from 'vite';
import { placeholders } from '../../functions/portal/pages.ts';
import { routeTable } from './route-table.ts';

export const repository = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

const verifierStart = 'verify/start.tsx';

/**
 * The service worker of the verifier, with the names of the files that it keeps: whatever the verifier and its scanner
 * load, and the page itself.
 */
const verifierWorker: Plugin = {
  name: 'greenpath-verifier-worker',
  apply: 'build',
  async generateBundle(_options, bundle) {
    const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
    const kept = new Set<string>();
    const follow = (name: string) => {
      const chunk = chunks.find(({ fileName }) => fileName === name);
      if (!chunk || kept.has(name)) return;
      kept.add(name);
      for (const file of [...(chunk.viteMetadata?.importedCss ?? []), ...(chunk.viteMetadata?.importedAssets ?? [])]) {
        kept.add(file);
      }
      for (const next of chunk.imports) follow(next);
    };
    const named = (end: string) => chunks.filter(({ facadeModuleId }) => facadeModuleId?.endsWith(end));
    for (const { fileName } of chunks.filter(({ isEntry }) => isEntry)) follow(fileName);
    for (const { fileName } of [...named(verifierStart), ...named('verify/scan.ts')]) follow(fileName);
    const files = ['verify', 'icon.svg', 'app.webmanifest', ...[...kept].sort()];
    const build = createHash('sha256').update(files.join(' ')).digest('hex').slice(0, 12);
    const path = join(repository, 'web', 'verify', 'worker', 'service-worker.ts');
    const { code } = await transformWithOxc(await readFile(path, 'utf8'), path, { target: 'es2022' });
    this.emitFile({
      type: 'asset',
      fileName: 'sw.js',
      source: `const verifierFiles = ${JSON.stringify(files)};\nconst verifierBuild = ${JSON.stringify(build)};\n${code}`,
    });
  },
};

/**
 * How the pages are built. Addresses of assets are relative to the page's base, so that they lie right under any path.
 * @param outDir where the files go
 */
export const pagesConfig = (outDir: string): InlineConfig => ({
  configFile: false,
  root: join(repository, 'web'),
  publicDir: join(repository, 'web', 'static'),
  base: './',
  cacheDir: join(repository, 'node_modules', '.vite'),
  plugins: [react({ exclude: /\/verify\// }), routeTable, verifierWorker],
  html: { cspNonce: placeholders.nonce },
  build: {
    outDir,
    emptyOutDir: true,
    target: 'es2022',
    // The policy of the page allows no data: in scripts or styles, and small files are cheap.
    assetsInlineLimit: 0,
    manifest: 'build.json',
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2000,
  },
  logLevel: 'warn',
});
