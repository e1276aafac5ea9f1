import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod';
import { instantOf } from '../../shared/domain/time.ts';
import { personOf } from '../local/sign-in/personas.ts';
import type { SignIn } from '../local/sign-in/provider.ts';
import type { Emulator } from './emulator.ts';
import { runSchedules } from './schedules.ts';

const wanted = z.strictObject({ persona: z.union([z.string(), z.array(z.string())]), account: z.string().optional() });

/**
 * Of what a rehearsal on one machine can do under `/_local/`, that which can be done with a deployment too: tell the
 * time, be anyone, run what runs by a schedule. The rest answers 501.
 */
export function openRehearsalRoutes(options: {
  tokenFor: SignIn['tokenFor'];
  emulator: () => Pick<Emulator, 'url' | 'region'> | undefined;
}): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const { tokenFor, emulator } = options;

  const answer = async (route: string, text: string): Promise<{ status: number; body: unknown }> => {
    if (route === 'GET /_local/clock') return { status: 200, body: { now: instantOf(Date.now()) } };
    if (route === 'POST /_local/token') {
      const { persona, account } = wanted.parse(JSON.parse(text));
      const person = personOf(persona, account);
      if (!person) return { status: 400, body: { title: `nobody is ${String(persona)}` } };
      return { status: 200, body: await tokenFor(person) };
    }
    const deployed = emulator();
    if (route === 'POST /_local/sweep' && deployed) return { status: 200, body: { ran: await runSchedules(deployed) } };
    return { status: 501, body: { title: `${route} can be asked of a one-machine zone only`, status: 501 } };
  };

  return async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const { status, body } = await answer(`${request.method} ${pathname}`, Buffer.concat(chunks).toString());
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
}
