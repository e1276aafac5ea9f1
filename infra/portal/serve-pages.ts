import { parseArgs } from 'node:util';
import { createServer } from 'vite';
import { pagesConfig } from './pages-config.ts';

/**
 * Serves the pages from their sources while somebody works on them, in front of a zone that runs already:
 * `npm run pages -- --zone http://127.0.0.1:3000 --port 5173`. The zone has to be started with `PAGES_ORIGIN` set to
 * where the pages are served, or signing in does not come back to them.
 */
const { values } = parseArgs({
  options: {
    zone: { type: 'string', default: 'http://127.0.0.1:3000' },
    port: { type: 'string', default: '5173' },
    still: { type: 'boolean', default: false },
  },
});
const server = await createServer({
  ...pagesConfig('unused'),
  base: '/',
  html: {},
  plugins: [
    ...(pagesConfig('unused').plugins ?? []),
    { name: 'greenpath-base', transformIndexHtml: (html) => html.replace('__BASE__', '/') },
  ],
  logLevel: 'info',
  server: {
    host: '127.0.0.1',
    port: Number(values.port),
    strictPort: true,
    hmr: values.still ? false : undefined,
    proxy: Object.fromEntries(
      ['^/api/', '/.well-known', '/_local', '/oidc'].map((path) => [path, { target: values.zone, changeOrigin: true }]),
    ),
  },
});
await server.listen();
server.printUrls();
