import { createServer } from 'node:http';
import * as z from 'zod';
import { listen, loopback } from '../local/ports.ts';
import type { DeployedZone } from './zones.ts';

/** What a whole-zone test asks for: a zone of its own. */
const wanted = z.strictObject({ zone: z.string(), directory: z.string() });
export type WantedZone = z.infer<typeof wanted>;

export type Control = { url: string; close: () => Promise<void> };

/**
 * Serves deployed zones to the processes of the tests: `POST /` with a zone's name opens one and answers its `url`,
 * `DELETE /?url=` closes it. They live here and not there, so that they end with the command whatever a test does.
 */
export async function openControl(open: (wanted: WantedZone) => Promise<DeployedZone>): Promise<Control> {
  const zones = new Map<string, DeployedZone>();
  const server = createServer(async (request, response) => {
    try {
      const { searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
      if (request.method === 'DELETE') {
        const url = searchParams.get('url') ?? '';
        const zone = zones.get(url);
        zones.delete(url);
        await zone?.close();
        response.writeHead(204).end();
        return;
      }
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const zone = await open(wanted.parse(JSON.parse(Buffer.concat(chunks).toString())));
      zones.set(zone.url, zone);
      response.writeHead(200).end(JSON.stringify({ url: zone.url }));
    } catch (error) {
      response.writeHead(500).end(error instanceof Error ? [error.message, error.cause].map(String).join('\n') : '');
    }
  });
  // A deployment takes longer than a server usually waits.
  server.requestTimeout = 0;
  const port = await listen(server, 0);
  return {
    url: `http://${loopback}:${port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await Promise.all([...zones.values()].map((zone) => zone.close()));
    },
  };
}
