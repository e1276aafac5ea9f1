import type { Answer, Caller } from '../demo/zone-client.ts';

/** What an administrator wants done again. */
export type Order =
  | { kind: 'list' }
  | { kind: 'effects'; state: 'waiting' | 'parked' }
  | { kind: 'effect'; id: string }
  | { kind: 'application'; id: string }
  | { kind: 'executions' };

/** An answer that ends the work: not signed in, no right, no such thing. */
export class Refused extends Error {
  override name = 'Refused';
}

type Asks = Pick<Caller, 'ask'>;
type Item = Record<string, string | number | boolean | undefined>;

const ends = ['failed', 'timed-out', 'aborted'] as const;

const wordsOf = ({ status, body }: Answer): string => `${status} ${body?.detail ?? body?.title ?? ''}`.trim();

async function everyItem({ ask }: Asks, path: string): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const answer = await ask('GET', `${path}${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`);
    if (answer.status !== 200) throw new Refused(`GET ${path}: ${wordsOf(answer)}`);
    items.push(...answer.body.items);
    cursor = answer.body.next;
  } while (cursor);
  return items;
}

const openEffects = (zone: Asks, state: string) => everyItem(zone, `/api/upkeep/effects?state=${state}`);

/** Executions that ended badly and whose application still needs one, each application once. */
async function lostApplications(zone: Asks): Promise<string[]> {
  const ended = await Promise.all(ends.map((end) => everyItem(zone, `/api/upkeep/executions?end=${end}`)));
  const lost = ended.flat().filter(({ standing }) => standing === 'lost');
  return [...new Set(lost.map(({ applicationId }) => String(applicationId)))];
}

/**
 * Does by hand what the sweeper would do, over the same routes as the pages, one thing after the other; whatever is
 * done already is left alone.
 * @param tell takes a line about each thing
 * @returns how many were tried and are still not done
 * @throws Refused where the zone does not let this person, or knows no such thing
 */
export async function redriveByHand(zone: Asks, order: Order, tell: (line: string) => void): Promise<number> {
  const deliver = async (id: string): Promise<number> => {
    const answer = await zone.ask('POST', `/api/upkeep/effects/${encodeURIComponent(id)}/deliver`);
    if (answer.status !== 200) throw new Refused(`effect ${id}: ${wordsOf(answer)}`);
    const { outcome, effect } = answer.body;
    tell(`effect ${id}: ${outcome}${effect?.failed ? ` (${effect.failed})` : ''}`);
    return outcome === 'failed' ? 1 : 0;
  };
  const restart = async (id: string, wanted: boolean): Promise<number> => {
    const answer = await zone.ask('POST', `/api/upkeep/applications/${encodeURIComponent(id)}/restart`);
    // It may have moved on since it was listed.
    if (answer.status === 409 && !wanted) tell(`application ${id}: nothing to start`);
    else if (answer.status !== 200) throw new Refused(`application ${id}: ${wordsOf(answer)}`);
    else tell(`application ${id}: ${answer.body.outcome}, execution ${answer.body.execution}`);
    return 0;
  };
  const each = async (ids: readonly string[], work: (id: string) => Promise<number>): Promise<number> => {
    if (ids.length === 0) tell('nothing to do');
    let undone = 0;
    for (const id of ids) undone += await work(id);
    return undone;
  };

  switch (order.kind) {
    case 'effect':
      return deliver(order.id);
    case 'effects':
      return each(
        (await openEffects(zone, order.state)).map(({ id }) => String(id)),
        deliver,
      );
    case 'application':
      return restart(order.id, true);
    case 'executions':
      return each(await lostApplications(zone), (id) => restart(id, false));
    case 'list': {
      for (const state of ['waiting', 'parked']) {
        for (const { id, kind, applicationId, since, attempts, failed } of await openEffects(zone, state)) {
          tell(`${state} effect ${id}: ${kind} of ${applicationId} since ${since}, ${attempts} attempts, ${failed}`);
        }
      }
      for (const id of await lostApplications(zone)) tell(`lost execution: application ${id}`);
      for (const { applicationId, stage, dueAt, running } of await everyItem(zone, '/api/upkeep/unattended?limit=25')) {
        tell(`unattended: application ${applicationId} in ${stage}, due ${dueAt}, ${running ? '' : 'not '}running`);
      }
      return 0;
    }
  }
}
