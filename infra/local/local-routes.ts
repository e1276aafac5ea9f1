import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod';
import { instantOf } from '../../shared/domain/time.ts';
import type { Standing } from './alarms/alarms.ts';
import type { ZoneClock } from './clock.ts';
import { momentAfter } from './duration.ts';
import type { Feeds } from './feeds.ts';
import type { Schedules } from './schedules.ts';
import { personOf } from './sign-in/personas.ts';
import type { SignIn } from './sign-in/provider.ts';
import type { States } from './states/states.ts';

export type Rehearsal = {
  clock: ZoneClock;
  tokenFor: SignIn['tokenFor'];
  schedules: Schedules;
  states: States;
  feeds: Feeds;
  /** Names of the zone's state machines' ARNs. */
  machineArns: string[];
  tableUsage: () => unknown;
  alarms: () => Promise<Standing[]>;
};

type Reply = { status: number; body: unknown };

const moves = z.union([
  z.strictObject({ advance: z.string() }),
  z.strictObject({ set: z.iso.datetime({ offset: true }) }),
]);
const wanted = z.strictObject({
  persona: z.union([z.string(), z.array(z.string())]),
  account: z.string().optional(),
});

/**
 * What a rehearsal can do that a deployed zone cannot: move the clock, be anyone, look behind the scenes. Answers
 * requests under `/_local/`, only from this machine under its own name.
 */
export function openLocalRoutes(
  rehearsal: Rehearsal,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const { clock, tokenFor, schedules, states, feeds, machineArns, tableUsage, alarms } = rehearsal;

  const routes: Record<string, (body: unknown, query: URLSearchParams) => Promise<Reply> | Reply> = {
    'GET /_local/clock': () => ok({ now: instantOf(clock.now()) }),
    'POST /_local/clock': async (body) => {
      const move = moves.safeParse(body);
      if (!move.success) return refuse(400, 'give {"advance":"P3D"} or {"set":"2026-11-25T01:00:00Z"}');
      const target = 'set' in move.data ? Date.parse(move.data.set) : momentAfter(clock.now(), move.data.advance);
      if (target === undefined) return refuse(400, 'advance must be an ISO 8601 duration such as P3D or PT30M');
      await clock.moveTo(target);
      schedules.rearm();
      return ok({ now: instantOf(clock.now()) });
    },
    'POST /_local/token': async (body) => {
      const request = wanted.safeParse(body);
      const person = request.success ? personOf(request.data.persona, request.data.account) : undefined;
      if (!person) return refuse(400, 'give {"persona":"employer"}, and "account":"second" for another one');
      return ok(await tokenFor(person));
    },
    'GET /_local/schedules': () => ok({ schedules: schedules.names }),
    'POST /_local/sweep': async (_body, query) =>
      ok({ ran: await schedules.runNow(query.get('schedule') ?? undefined) }),
    'POST /_local/follow': async () => {
      await feeds.settled();
      return ok({ feeds: await feeds.behind() });
    },
    'GET /_local/usage': () => ok({ table: tableUsage(), states: states.store.totals() }),
    'GET /_local/alarms': async () => ok({ alarms: await alarms() }),
    'GET /_local/executions': (_body, query) => {
      const name = query.get('name');
      const found = machineArns.flatMap((arn) =>
        name === null
          ? states.store.list(arn, { limit: 100, offset: 0 })
          : (states.store.find(`${arn.replace(':stateMachine:', ':execution:')}:${name}`) ?? []),
      );
      return ok({
        executions: found.map(({ startedAt, stoppedAt, position, definition: _definition, ...execution }) => ({
          ...execution,
          startedAt: instantOf(startedAt),
          stoppedAt: stoppedAt === undefined ? undefined : instantOf(stoppedAt),
          state: position.state,
        })),
      });
    },
  };

  return async (request, response) => {
    const { status, body } = await answer(request, routes);
    response.writeHead(status, { 'content-type': status < 400 ? 'application/json' : 'application/problem+json' });
    response.end(JSON.stringify(body));
  };
}

async function answer(
  request: IncomingMessage,
  routes: Record<string, (body: unknown, query: URLSearchParams) => Promise<Reply> | Reply>,
): Promise<Reply> {
  // A page from elsewhere must not reach these routes, neither by a name that it made lead here nor by a plain form.
  if (!/^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(request.headers.host ?? '')) {
    return refuse(403, 'only under the name of this machine');
  }
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
  const route = routes[`${request.method} ${pathname}`];
  if (!route) return refuse(404, `there is no ${request.method} ${pathname}`);
  const text = await readText(request);
  if (text === '') return route(undefined, searchParams);
  if (!request.headers['content-type']?.startsWith('application/json')) return refuse(415, 'send JSON');
  try {
    return await route(JSON.parse(text), searchParams);
  } catch (error) {
    if (error instanceof SyntaxError) return refuse(400, 'the body is not well-formed JSON');
    throw error;
  }
}

const ok = (body: unknown): Reply => ({ status: 200, body });

const refuse = (status: number, title: string): Reply => ({ status, body: { type: 'about:blank', title, status } });

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
