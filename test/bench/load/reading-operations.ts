import type { Caller } from '../../../infra/demo/zone-client.ts';
import type { Filled } from './filling.ts';
import { asked } from './templates.ts';
import { lastPage, pageLength, verified, type World } from './world.ts';

/**
 * One thing that somebody asks for. `growsWith` names what its cost may follow, where that is not the page alone;
 * everything else has to cost the same whatever lies in the table.
 */
export type Asking = {
  name: string;
  ask: () => Promise<unknown>;
  growsWith?: 'the month' | 'what is not valid';
  pages?: number;
};

const get = (who: Caller, path: string) => () => asked(path, who.ask('GET', path));

async function listOf(name: string, who: Caller, path: string): Promise<Asking[]> {
  const limited = `${path}${path.includes('?') ? '&' : '?'}limit=${pageLength}`;
  const last = await lastPage(who, limited);
  return [
    { name: `${name}, first page`, ask: get(who, limited), pages: last.pages },
    { name: `${name}, last page`, ask: get(who, last.path) },
  ];
}

/** Everything that is read, by those who read it. */
export async function askings(world: World, filled: Filled): Promise<Asking[]> {
  const { anyone, handler, frontOfficer, backOfficer, decider, supervisor, inspector, employerId } = world;
  const [sample] = filled.samples.filter(({ permit }) => permit?.status === 'valid');
  const [token] = world.tokens;
  if (!sample || !token) throw new Error('the table has a permit that holds');
  const its = `/api/applications/${sample.id}`;
  const own = await world.handlerOf(sample.employer);
  const { follow } = await asked('timeline', own.ask('GET', `${its}/timeline`));
  const month = world.today.slice(0, 7);
  const verify = (who: Caller) => () => verified(who, token);
  return [
    ...(await listOf('queue of preliminary review', frontOfficer, '/api/queues/preliminary-review')),
    ...(await listOf('queue of review', backOfficer, '/api/queues/review')),
    ...(await listOf('queue of conclusion', decider, '/api/queues/conclusion')),
    ...(await listOf("an employer's applications", handler, `/api/applications?employerId=${employerId}`)),
    { name: "an employer's permits, first page", ask: get(handler, `/api/permits?employerId=${employerId}&limit=5`) },
    { name: 'inbox, first page', ask: get(handler, '/api/inbox?limit=5') },
    { name: 'readings of a day, first page', ask: get(inspector, '/api/readings?day=2026-06-23&limit=5') },
    { name: 'an application, by its handler', ask: get(own, its) },
    { name: 'an application, by an officer', ask: get(backOfficer, its) },
    { name: 'a timeline', ask: get(own, `${its}/timeline`) },
    {
      name: 'follow by receipt',
      ask: () => asked('following', anyone.ask('POST', '/api/receipts/follow', { body: follow })),
    },
    { name: 'replay of an application', ask: get(supervisor, `${its}/replay`) },
    { name: 'verify a code, anybody', ask: verify(anyone) },
    { name: 'verify a code, an inspector', ask: verify(inspector) },
    { name: 'a permit', ask: get(own, `/api/permits/${sample.permit?.number}`) },
    { name: 'the status list', ask: get(anyone, '/api/status-lists/1'), growsWith: 'what is not valid' },
    { name: 'the service guide', ask: get(anyone, '/api/guide?procedure=new-permit&category=B') },
    { name: 'list of bulletins', ask: get(anyone, '/api/bulletins') },
    { name: 'places of the quota', ask: get(supervisor, '/api/quotas') },
    { name: 'report of the running month', ask: get(supervisor, `/api/reports/${month}`), growsWith: 'the month' },
  ];
}
