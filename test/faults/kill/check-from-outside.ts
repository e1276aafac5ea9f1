import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { clientFor, tableOf } from '../../../infra/audit/zone-option.ts';
import { closedStages } from '../../../shared/domain/application/transitions.ts';
import type { Item } from '../../../shared/records/table.ts';
import { problemsIn } from '../../model/invariants.ts';
import { unpacked } from '../../model/unpacked.ts';
import { etownRules } from '../../zone-rules.ts';
import type { Walked } from './case-walks.ts';
import type { Ledger } from './ledger.ts';
import type { Stubborn } from './stubborn-caller.ts';

const repository = fileURLToPath(new URL('../../../', import.meta.url));

/** Every item of a zone's table. */
export async function readItems(data: string): Promise<Item[]> {
  const client = clientFor(data);
  const TableName = await tableOf(client, undefined);
  const documents = DynamoDBDocumentClient.from(client);
  const found: Item[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const page = await documents.send(new ScanCommand({ TableName, ConsistentRead: true, ExclusiveStartKey: from }));
    found.push(...((page.Items ?? []) as Item[]));
    from = page.LastEvaluatedKey;
  } while (from);
  return found;
}

type Counted = { lost: number; doubled: number; events: number; documents: number; drafts: number };

/** Compares what was acknowledged with what the zone tells over HTTP: each event as often, no more and no less. */
export async function compareWithLedger(
  ledger: Ledger,
  walked: readonly Walked[],
  who: { readerOf: (walk: Walked) => Stubborn; supervisor: Stubborn },
  findings: string[],
): Promise<Counted> {
  const counted: Counted = { lost: 0, doubled: 0, events: 0, documents: 0, drafts: 0 };
  const differ = (id: string, what: string, there: number, acknowledged: number, perhaps: number) => {
    if (there < acknowledged) {
      counted.lost += acknowledged - there;
      findings.push(`${id}: ${acknowledged} × ${what} was acknowledged, ${there} is there`);
    }
    if (there > acknowledged + perhaps) {
      counted.doubled += there - acknowledged - perhaps;
      findings.push(`${id}: ${acknowledged} × ${what} was acknowledged, but it is there ${there} times`);
    }
  };
  const byApplication = Map.groupBy(ledger.acknowledged, ({ applicationId }) => applicationId);
  for (const walk of walked) {
    const { id } = walk;
    const reader = who.readerOf(walk);
    const read = await reader.ask('GET', `/api/applications/${id}`);
    counted.drafts += 1;
    if (read.status !== 200) {
      counted.lost += 1;
      findings.push(`${id} was acknowledged and is answered ${read.status}`);
      continue;
    }
    if (!closedStages.includes(read.body.stage)) findings.push(`${id} (${walk.course}) ends in ${read.body.stage}`);
    // Parties are not told of everything; a case that was taken back is the party's alone.
    const teller = read.body.stage === 'draft' ? reader : who.supervisor;
    const { body: timeline } = await teller.ask('GET', `/api/applications/${id}/timeline`);
    const there = Map.groupBy(timeline.items as { type: string }[], ({ type }) => type);
    const acknowledged = (byApplication.get(id) ?? []).filter(({ event }) => event !== undefined);
    const expected = Map.groupBy(acknowledged, ({ event }) => String(event));
    const own = ledger.abandoned.has(id);
    // What the last hand did with an abandoned case is not in the ledger.
    const types = own ? [...expected.keys()] : [...new Set([...expected.keys(), ...there.keys()])];
    for (const type of types.filter((name) => judged.has(name))) {
      const perhaps = own ? 1 : 0;
      counted.events += expected.get(type)?.length ?? 0;
      differ(id, type, there.get(type)?.length ?? 0, expected.get(type)?.length ?? 0, perhaps);
    }
    const documents = (byApplication.get(id) ?? []).flatMap(({ document }) => document ?? []);
    for (const { id: documentId, kind } of documents) {
      counted.documents += 1;
      const found = (read.body.documents as { id: string; kind: string; state: string }[]).filter(
        (one) => one.kind === kind,
      );
      const same = found.filter((one) => one.id === documentId && one.state === 'accepted');
      differ(id, `document ${kind}`, same.length, 1, 0);
      if (found.length > same.length) differ(id, `document of kind ${kind}`, found.length, 1, 0);
    }
    const issued = there.get('permit-issued')?.length ?? 0;
    if (issued !== (read.body.stage === 'issued' ? 1 : 0)) {
      counted.doubled += Math.max(0, issued - 1);
      findings.push(`${id} stands in ${read.body.stage} with ${issued} permits issued`);
    }
  }
  return counted;
}

/** Events that only come of a request that somebody sent. */
const judged: ReadonlySet<string> = new Set([
  'submitted',
  'supplemented',
  'recalled',
  'withdrawn',
  'accepted',
  'returned',
  'reviewed',
  'refusal-announced',
  'replied',
  'approved',
  'refused',
]);

/** What a scan of the table says: invariants of the case, places, permits, effects that are still on their way. */
export function checkItems(items: readonly Item[], the: { now: string; size: number }, findings: string[]) {
  const all = unpacked(items);
  findings.push(...problemsIn(all, { rules: etownRules(), now: the.now, size: the.size }));
  const permits = all.filter(({ pk, sk }) => pk.startsWith('PERMIT#') && sk === 'PERMIT');
  const numbers = new Set(permits.map(({ number }) => number));
  if (numbers.size !== permits.length) findings.push(`${permits.length} permits have ${numbers.size} numbers`);
  const issued = all.filter(
    ({ pk, sk, type }) => pk.startsWith('APPLICATION#') && sk.startsWith('EVENT#') && type === 'permit-issued',
  );
  const perCase = Map.groupBy(issued, ({ pk }) => pk);
  for (const [pk, events] of perCase) if (events.length > 1) findings.push(`${pk} issued ${events.length} permits`);
  const left = all.filter(({ pk }) => pk.startsWith('OUTBOX#') || pk.startsWith('PARKED'));
  for (const item of left) findings.push(`an effect was left: ${item.pk} ${JSON.stringify(item.effect)}`);
  const places = all.filter(
    ({ pk, sk, applicationId }) => pk.startsWith('QUOTA#') && sk.startsWith('PLACE#') && applicationId,
  );
  return { permits: permits.length, places: places.length, items: all.length };
}

const run = (program: string, ...options: string[]): Promise<{ code: number; said: string }> =>
  new Promise((resolve) => {
    execFile(
      process.execPath,
      [join('infra/audit', program), ...options],
      { cwd: repository, maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) => {
        resolve({ code: error ? (typeof error.code === 'number' ? error.code : 1) : 0, said: stdout + stderr });
      },
    );
  });

/** Exports the records, has an outsider check them and computes them again; tells what each said last. */
export async function checkExport(data: string, findings: string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'greenpath-export-'));
  try {
    for (const [program, ...options] of [
      ['export.ts', '--out', folder, '--data', data],
      ['check-export.mjs', folder],
      ['replay.ts', '--export', folder],
    ] as const) {
      const { code, said } = await run(program, ...options);
      if (code !== 0) findings.push(`${program} ended with ${code}: ${said.slice(-1500)}`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
