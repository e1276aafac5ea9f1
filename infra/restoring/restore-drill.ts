import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { HeadObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { systemClock } from '../../shared/clock.ts';
import { BadCall, clientFor, run, tableOf, zoneNamed } from '../audit/zone-option.ts';
import { type Examination, examine, type FileIsThere } from './examine.ts';
import { documentsOf } from './one-machine.ts';
import { readTable, type TableReading } from './read-table.ts';
import {
  deleteCopy,
  makeReady,
  type Patience,
  restorable,
  restoreTo,
  type Settings,
  settingsOf,
} from './restored-table.ts';

const usage = `npm run restore-drill -- --zone etown --table <name> --bucket <name>
npm run restore-drill -- --zone etown --data .local/etown         # a one-machine zone that is running
  [--at 2026-11-22T08:00:00Z] [--copy <name>] [--units 500] [--keep] [--ready]`;

const second = 1000;
const mostFindings = 100;

function options() {
  const { values } = parseArgs({
    options: {
      zone: { type: 'string' },
      table: { type: 'string' },
      bucket: { type: 'string' },
      data: { type: 'string' },
      at: { type: 'string' },
      copy: { type: 'string' },
      units: { type: 'string', default: '500' },
      keep: { type: 'boolean', default: false },
      ready: { type: 'boolean', default: false },
    },
  });
  const { zone, at, units, ready } = values;
  if (!zone || (!values.bucket && !values.data)) throw new BadCall(usage);
  const moment = at === undefined ? undefined : Math.floor(Date.parse(at) / second) * second;
  if (Number.isNaN(moment)) throw new BadCall(`--at ${at}: an instant such as 2026-11-22T08:00:00Z`);
  const unitsASecond = Number(units);
  if (!(unitsASecond >= 1)) throw new BadCall('--units: read units a second, 1 or more');
  // A copy that was made ready is protected from deletion, and somebody wants it.
  return { ...values, zone, moment, unitsASecond, keep: values.keep || ready };
}

function openFiles(given: { bucket: string | undefined; data: string | undefined }): FileIsThere {
  const own = given.data === undefined ? undefined : documentsOf(given.data);
  const client = own?.client ?? new S3Client({});
  const bucket = given.bucket ?? own?.bucket ?? '';
  return async ({ key, versionId }) => {
    try {
      await client.send(new HeadObjectCommand({ Bucket: bucket, Key: key, VersionId: versionId }));
      return true;
    } catch (error) {
      const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
      if (status === 404) return false;
      if (status === 403)
        throw new BadCall(`the files in ${bucket} may not be looked at: s3:GetObjectVersion is needed`);
      throw error;
    }
  };
}

function report({ counts, ...told }: Examination, settings: Settings): void {
  console.log(`${'kind'.padEnd(24)} ${'source now'.padStart(12)} ${'restored'.padStart(12)}`);
  for (const [kind, { source, copy }] of counts) {
    console.log(`${kind.padEnd(24)} ${String(source).padStart(12)} ${String(copy).padStart(12)}`);
  }
  console.log(`items that are the same       ${told.same}`);
  console.log(`items that were in motion     ${told.moved}`);
  console.log(`applications followed         ${told.applications}, ${told.events} events`);
  console.log(`files looked for              ${told.files}`);
  if (settings.toSwitchOn.length > 0) {
    console.log(`before a zone works on a copy: switch on ${settings.toSwitchOn.join(', ')} (--ready does it)`);
  }
}

/** Restores a zone's table under another name, examines the copy and deletes it; docs/restore.md says what for. */
await run(async () => {
  const given = options();
  const zone = zoneNamed(given.zone);
  const client = clientFor(given.data);
  const source = await tableOf(client, given.table);
  const onOneMachine = given.data !== undefined;
  const patience: Patience = onOneMachine
    ? { everyMilliseconds: 100, mostTimes: 600 }
    : { everyMilliseconds: 15_000, mostTimes: 1440 };
  const fileIsThere = openFiles({ bucket: given.bucket, data: given.data });
  const { from, to } = await restorable(client, source);
  if (given.moment !== undefined && (given.moment < from || given.moment > to)) {
    const reach = [from, to].map((at) => new Date(at).toISOString()).join(' to ');
    throw new BadCall(`--at ${given.at}: the table can be restored to ${reach}`);
  }
  const folder = mkdtempSync(join(tmpdir(), 'restore-drill-'));
  let before: TableReading | undefined;
  let copy: string | undefined;
  try {
    if (given.moment === undefined) {
      console.log(`${zone.id}: ${source} is read`);
      before = await readTable(client, {
        table: source,
        folder: join(folder, 'before'),
        unitsASecond: given.unitsASecond,
      });
    }
    // The clock of a one-machine zone can be ahead; what it can be restored to is its present.
    const now = async () => (onOneMachine ? (await restorable(client, source)).to : systemClock.now());
    const moment = given.moment ?? (Math.floor((await now()) / second) + 1) * second;
    const instant = new Date(moment).toISOString();
    const target = given.copy ?? `${source}-restored-${instant.replace(/\D/g, '').slice(0, 14)}`;
    console.log(`${zone.id}: restored to ${instant} as ${target}`);
    const started = systemClock.now();
    await restoreTo(client, { source, target, moment }, patience);
    copy = target;
    console.log(`restoring took ${Math.round((systemClock.now() - started) / second)} s`);
    const examined = await examine({
      ...{ client, source, copy, before, moment, fileIsThere },
      folder,
      unitsASecond: given.unitsASecond,
    });
    if (given.ready) await makeReady(client, { source, copy }, patience);
    const settings = await settingsOf(client, source, copy);
    const lacking = given.ready ? settings.toSwitchOn.map((what) => `${what} is off`) : [];
    const findings = [...examined.findings, ...[...settings.wrong, ...lacking].map((what) => `${target}: ${what}`)];
    report(examined, settings);
    for (const finding of findings.slice(0, mostFindings)) console.log(`DIFFERS  ${finding}`);
    if (findings.length > mostFindings) console.log(`... and ${findings.length - mostFindings} more`);
    if (given.ready) {
      const label = settings.streamArn?.split('/stream/')[1] ?? '';
      console.log(`for the zone file: restored: { table: '${target}', streamLabel: '${label}' }`);
    }
    console.log(findings.length === 0 ? 'The copy is whole.' : `${findings.length} differences.`);
    process.exitCode = findings.length === 0 ? 0 : 1;
  } finally {
    before?.close();
    rmSync(folder, { recursive: true, force: true });
    if (copy !== undefined && !given.keep) {
      await deleteCopy(client, copy);
      console.log(`${copy} is deleted again`);
    }
  }
});
