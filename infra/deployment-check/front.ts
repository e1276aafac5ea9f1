import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Zone } from '../../shared/zone/zone.ts';
import { listen, loopback } from '../local/ports.ts';
import { issuerOf } from '../local/sign-in/issuer.ts';
import { openSignIn } from '../local/sign-in/provider.ts';
import type { Emulator } from './emulator.ts';
import { openRehearsalRoutes } from './rehearsal-routes.ts';

/** The address of a deployed zone, as its own name would be. */
export type Front = {
  origin: string;
  issuer: string;
  /** Opens the way to the stage of the API that was deployed. */
  leadTo: (apiUrl: string, emulator: Pick<Emulator, 'url' | 'region'>) => void;
  close: () => Promise<void>;
};

/**
 * Serves on loopback what stands before a deployed zone: its name, under which the stage of the API is reached from the
 * root, and the identity provider, which is that of the one-machine zone.
 * @param options `directory` keeps the provider's keys, as `zone.sqlite` of a one-machine zone does
 */
export async function openFront(options: { signIn: Zone['signIn']; directory: string }): Promise<Front> {
  const { signIn: settings, directory } = options;
  const database = new DatabaseSync(join(directory, 'zone.sqlite'));
  let stage: { base: URL; prefix: string; emulator: Pick<Emulator, 'url' | 'region'> } | undefined;
  let handle: (request: IncomingMessage, response: ServerResponse) => Promise<void> = async () => {};
  const server = createServer((incoming, response) => {
    handle(incoming, response).catch((error: unknown) => {
      console.error(error);
      response.writeHead(500).end();
    });
  });
  server.keepAliveTimeout = 75_000;
  const port = await listen(server, 0);
  const origin = `http://${loopback}:${port}`;
  const signIn = await openSignIn({ origin, settings, database });
  const rehearse = openRehearsalRoutes({ tokenFor: signIn.tokenFor, emulator: () => stage?.emulator });
  handle = async (incoming, response) => {
    const path = incoming.url ?? '/';
    if (path === '/oidc' || path.startsWith('/oidc/')) return signIn.handle(incoming, response);
    if (path.startsWith('/_local/')) return rehearse(incoming, response);
    if (!stage) {
      response.writeHead(503).end();
      return;
    }
    await passOn(incoming, response, stage);
  };

  return {
    origin,
    issuer: issuerOf(origin),
    leadTo(apiUrl, emulator) {
      const { hostname, pathname } = new URL(apiUrl);
      const [id] = hostname.split('.');
      stage = { base: new URL(`/restapis/${id}${pathname}_user_request_/`, emulator.url), prefix: pathname, emulator };
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      database.close();
    },
  };
}

/**
 * Hands a request to the stage as it came and its answer back as it is. Pages lie under the name of the stage, which
 * is what the gateway tells them under its own name.
 */
function passOn(
  incoming: IncomingMessage,
  response: ServerResponse,
  { base, prefix }: { base: URL; prefix: string },
): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = incoming.url ?? '/';
    const path = base.pathname + asked.slice(asked.startsWith(prefix) ? prefix.length : 1);
    const { host: _ours, ...headers } = incoming.headers;
    const outgoing = request(
      { hostname: base.hostname, port: base.port, method: incoming.method, path, headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
        answer.pipe(response);
        answer.once('end', resolve);
        answer.once('error', reject);
      },
    );
    outgoing.once('error', (error) => {
      if (response.headersSent) reject(error);
      else response.writeHead(502).end();
      resolve();
    });
    incoming.pipe(outgoing);
  });
}
