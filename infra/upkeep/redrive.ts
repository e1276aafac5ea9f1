import { parseArgs } from 'node:util';
import { BadCall, run } from '../audit/zone-option.ts';
import { caller, signIn } from '../demo/zone-client.ts';
import { type Order, Refused, redriveByHand } from './redrive-by-hand.ts';

const usage = [
  'npm run redrive -- --list | --effects parked|waiting | --effect <id> | --application <id> | --executions',
  '                   [--url https://permit.example/ --token <access token of a supervisor or administrator>]',
  'Without --url and --token: the zone on this machine at http://127.0.0.1:3000/, as its fictional administrator.',
].join('\n');

function orderOf(values: Record<string, string | boolean | undefined>): Order {
  const { list, executions, effects, effect, application } = values;
  const orders: Order[] = [
    ...(list ? [{ kind: 'list' } as const] : []),
    ...(executions ? [{ kind: 'executions' } as const] : []),
    ...(effects === 'parked' || effects === 'waiting' ? [{ kind: 'effects', state: effects } as const] : []),
    ...(typeof effect === 'string' ? [{ kind: 'effect', id: effect } as const] : []),
    ...(typeof application === 'string' ? [{ kind: 'application', id: application } as const] : []),
  ];
  const [order, ...others] = orders;
  if (!order || others.length > 0) throw new BadCall(usage);
  return order;
}

/** Delivers by hand what was left undone; docs/runbook.md says when. */
await run(async () => {
  const { values } = parseArgs({
    options: {
      list: { type: 'boolean' },
      executions: { type: 'boolean' },
      effects: { type: 'string' },
      effect: { type: 'string' },
      application: { type: 'string' },
      url: { type: 'string', default: 'http://127.0.0.1:3000/' },
      token: { type: 'string' },
    },
  });
  const order = orderOf(values);
  const { url, token } = values;
  const onThisMachine = /^http:\/\/(127\.0\.0\.1|localhost)(:\d+)?\//.test(`${url}/`);
  if (!token && !onThisMachine) throw new BadCall(`--token is missing\n${usage}`);
  // A token goes over nothing that can be listened to.
  if (token && !onThisMachine && !url.startsWith('https://')) throw new BadCall('--url must begin with https://');
  try {
    const zone = token ? caller(url, token) : await signIn(url, 'admin');
    const undone = await redriveByHand(zone, order, (line) => console.log(line));
    if (undone > 0) throw new BadCall(`${undone} still undone: mend what their error says, then ask again`);
  } catch (error) {
    throw error instanceof Refused ? new BadCall(error.message) : error;
  }
});
