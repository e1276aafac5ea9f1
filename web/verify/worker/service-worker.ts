/**
 * Keeps the verifier on the device, so that it opens without a connection. The files are named when the pages are built;
 * nothing of the interface is ever kept here, and every other page is asked for as if this were not there.
 */
declare const self: ServiceWorkerGlobalScope;
declare const verifierFiles: readonly string[];
declare const verifierBuild: string;

/** Stages of a zone may lie side by side under one origin, and every one keeps its own. */
const shelves = `verifier-${new URL(self.registration.scope).pathname}-`;
const shelf = `${shelves}${verifierBuild}`;

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(shelf)
      .then((cache) => cache.addAll(verifierFiles))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) =>
        Promise.all(
          names.filter((name) => name.startsWith(shelves) && name !== shelf).map((name) => caches.delete(name)),
        ),
      )
      .then(() => self.clients.claim()),
  );
});

const kept = (request: Request | string): Promise<Response | undefined> =>
  caches.match(request, { cacheName: shelf, ignoreVary: true });

const isKept = (path: string): boolean =>
  verifierFiles.some((file) => new URL(file, self.registration.scope).pathname === path);

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  const scope = new URL(self.registration.scope);
  const isVerifier = url.pathname === scope.pathname || url.pathname === new URL('verify', scope).pathname;
  if (request.mode === 'navigate' && isVerifier && url.search === '') {
    // A newer page comes first; without a connection the kept one does.
    event.respondWith(
      fetch(request).catch(async () => (await kept(new URL('verify', scope).href)) ?? Response.error()),
    );
    return;
  }
  if (!isKept(url.pathname)) return;
  event.respondWith(kept(request).then((found) => found ?? fetch(request)));
});
