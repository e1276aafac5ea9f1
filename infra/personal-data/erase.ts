import { parseArgs } from 'node:util';
import { systemClock } from '../../shared/clock.ts';
import { verdictOn } from '../../shared/domain/erasure/on-request.ts';
import { dayIn, instantOf } from '../../shared/domain/time.ts';
import { openLog } from '../../shared/log/log.ts';
import {
  changeDataRequest,
  type DataRequest,
  readDataRequest,
  readDataRequests,
  type Target,
} from '../../shared/records/data-request.ts';
import { gatherHeld, holdingsOf } from '../../shared/records/held.ts';
import { type Key, openTable, type Table } from '../../shared/records/table.ts';
import type { Zone } from '../../shared/zone/zone.ts';
import { BadCall, clientFor, run, tableOf, zoneNamed } from '../audit/zone-option.ts';
import { shelfFor } from './bucket-option.ts';
import { findDue, isStillDue } from './due.ts';
import { erasePolicy } from './erase-policy.ts';
import { eraseTargets, finishErasures, repeatErasures } from './erase-run.ts';

const usage = `npm run erase -- --due [--order <id> --confirm] | --requests [--confirm] | --repeat --confirm | --policy
  [--zone etown] [--table <name>] [--bucket <name> | --data .local/etown]
  --policy --partition aws-cn --table-arn <arn> --bucket <name> --key-arn <arn>
Without --confirm it only tells what would go.`;

/** Whether two officers ordered it. */
const ordered = ({ state, proposal, decision }: DataRequest): boolean =>
  state === 'decided' && proposal?.outcome === 'granted' && decision !== undefined && decision.by !== proposal.by;

/** Targets of a request that may still go, as its person's data stand now. */
async function stillGoing(table: Table, zone: Zone, { requested }: DataRequest): Promise<Set<string>> {
  if (requested.by === 'zone') return new Set();
  const held = await gatherHeld(
    table,
    requested.by === 'person'
      ? { as: 'account', subject: requested.subject, email: requested.email }
      : { as: 'person', personId: requested.personId },
  );
  const today = dayIn(zone.timeZone, instantOf(systemClock.now()));
  const verdicts = holdingsOf(held, zone.timeZone).map((holding) => verdictOn(holding, zone.retention, today));
  return new Set(verdicts.flatMap((verdict) => (verdict.goes ? [`${verdict.target.what} ${verdict.target.id}`] : [])));
}

async function decidedRequests(table: Table): Promise<DataRequest[]> {
  const found: DataRequest[] = [];
  let after: Key | undefined;
  do {
    const page = await readDataRequests(table, { limit: 100, ...(after ? { after } : {}) });
    found.push(...page.requests.filter((request) => request.kind === 'erasure' && ordered(request)));
    after = page.next;
  } while (after);
  return found;
}

const list = (targets: readonly (Target & { keptTo?: string })[]): void => {
  for (const { what, id, keptTo } of targets)
    console.log(`${what.padEnd(12)} ${id}${keptTo ? `  kept to ${keptTo}` : ''}`);
  console.log(`${targets.length} in all`);
};

/** Erases what two officers ordered, and what a restored table brought back. docs/personal-data.md says how and when. */
await run(async () => {
  const { values } = parseArgs({
    options: {
      zone: { type: 'string', default: 'etown' },
      due: { type: 'boolean', default: false },
      requests: { type: 'boolean', default: false },
      repeat: { type: 'boolean', default: false },
      policy: { type: 'boolean', default: false },
      order: { type: 'string' },
      confirm: { type: 'boolean', default: false },
      table: { type: 'string' },
      bucket: { type: 'string' },
      data: { type: 'string' },
      partition: { type: 'string', default: 'aws-cn' },
      'table-arn': { type: 'string' },
      'key-arn': { type: 'string' },
    },
  });
  const { due, requests, repeat, policy, confirm } = values;
  if ([due, requests, repeat, policy].filter(Boolean).length !== 1) throw new BadCall(usage);
  if (policy) {
    const { partition, 'table-arn': arn, 'key-arn': key, bucket } = values;
    if (!arn || !key || !bucket) throw new BadCall(usage);
    console.log(JSON.stringify(erasePolicy({ partition, table: arn, bucket, key }), null, 2));
    return;
  }
  const zone = zoneNamed(values.zone);
  const client = clientFor(values.data);
  const tableName = await tableOf(client, values.table);
  const table = openTable(tableName, client);
  const log = openLog('erase');
  const given = async () => ({ table, shelf: await shelfFor(values), clock: systemClock, log });
  const told = (outcome: { erased: number; kept?: number; failed: number }) => {
    console.log(
      Object.entries(outcome)
        .map(([what, count]) => `${what} ${count}`)
        .join(', '),
    );
    if (outcome.failed > 0) process.exitCode = 1;
  };
  const carriedOut = async (request: DataRequest, outcome: { erased: number; kept: number; failed: number }) => {
    told(outcome);
    if (outcome.failed > 0) return;
    const { erased, kept } = outcome;
    await changeDataRequest(
      table,
      request,
      { state: 'carried-out', carriedOut: { at: instantOf(systemClock.now()), erased, kept } },
      { keptDays: zone.retention.closedCaseYears * 366 },
    );
  };

  if (repeat) {
    if (!confirm) throw new BadCall('--repeat erases at once what was erased before: say --confirm');
    told(await repeatErasures(await given()));
    return;
  }
  if (due) {
    const today = dayIn(zone.timeZone, instantOf(systemClock.now()));
    if (!confirm) {
      list(await findDue({ client, tableName, zone }, today));
      return;
    }
    const order = values.order ? await readDataRequest(table, values.order) : undefined;
    if (order?.requested.by !== 'zone' || !ordered(order)) {
      throw new BadCall('--confirm needs --order <id> of an order of retention that two officers decided');
    }
    const { upTo } = order.requested;
    const outcome = await eraseTargets(await given(), await findDue({ client, tableName, zone }, upTo), {
      ...{ why: 'retention', order: order.id },
      stillDue: (target) => isStillDue(table, zone, target, upTo),
    });
    await carriedOut(order, outcome);
    return;
  }
  const waiting = await decidedRequests(table);
  if (!confirm) {
    list(waiting.flatMap(({ targets = [] }) => targets));
    return;
  }
  if (waiting.length === 0) console.log(`finished ${await finishErasures(await given())} of a run before, nothing new`);
  for (const request of waiting) {
    const going = await stillGoing(table, zone, request);
    const outcome = await eraseTargets(await given(), request.targets ?? [], {
      ...{ why: 'request', order: request.id },
      stillDue: async ({ what, id }) => going.has(`${what} ${id}`),
    });
    await carriedOut(request, outcome);
  }
});
