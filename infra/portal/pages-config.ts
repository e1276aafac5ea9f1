import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import type { InlineConfig, Plugin } from 'vite';
import { placeholders } from '../../functions/portal/pages.ts';

export const repository = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

const virtual = 'virtual:routes';

/** Method and path of every route, from the contract: the pages know no schema of it at run time, only its types. */
const routeTable: Plugin = {
  name: 'greenpath-routes',
  resolveId: (id) => (id === virtual ? `\0${virtual}` : undefined),
  async load(id) {
    if (id !== `\0${virtual}`) return undefined;
    const { routeGroups } = await import('../../shared/contract/offered.ts');
    const table = Object.fromEntries(
      routeGroups
        .flatMap(({ routes }) => Object.values(routes))
        .map(({ name, method, path }) => [name, [method, path]]),
    );
    return `export const routes = ${JSON.stringify(table)};`;
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
  plugins: [react(), routeTable],
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
