import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRehearsalRoutes } from '../../../infra/deployment-check/rehearsal-routes.ts';
import { listen } from '../../../infra/local/ports.ts';

const routes = openRehearsalRoutes({
  tokenFor: async ({ subject }) => ({ accessToken: `for ${subject}`, subject, expiresAt: '2026-11-24T00:00:00.000Z' }),
  emulator: () => undefined,
});
const server = createServer((request, response) => void routes(request, response));
let url: string;
beforeAll(async () => {
  url = `http://127.0.0.1:${await listen(server, 0)}`;
});
afterAll(() => {
  server.close();
});
const ask = (method: string, path: string, body?: object) =>
  fetch(url + path, { method, body: body && JSON.stringify(body) });

describe('what can be rehearsed over a deployment', () => {
  it('is to be anyone', async () => {
    const answer = await ask('POST', '/_local/token', { persona: ['back-officer', 'decider'], account: 'both' });
    expect(await answer.json()).toMatchObject({ subject: 'back-officer.decider-both' });
    expect((await ask('POST', '/_local/token', { persona: 'mayor' })).status).toBe(400);
  });

  it.each(['POST /_local/clock', 'POST /_local/follow', 'GET /_local/usage', 'GET /_local/executions'])(
    'is not %s: a test that needs it fails, unless its tag leaves it out',
    async (route) => {
      const [method = '', path = ''] = route.split(' ');
      expect((await ask(method, path)).status).toBe(501);
    },
  );
});
