import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { systemClock } from '../../shared/clock.ts';
import { dayIn, instantOf } from '../../shared/domain/time.ts';
import {
  applicationTold,
  heldLines,
  leftOut,
  type PersonalDataPart,
  restTold,
} from '../../shared/personal-data/parts.ts';
import { summaryPage } from '../../shared/personal-data/summary.ts';
import { gatherHeld, holdingsOf } from '../../shared/records/held.ts';
import { keys } from '../../shared/records/keys.ts';
import { readPerson } from '../../shared/records/person.ts';
import { recordReading } from '../../shared/records/reading.ts';
import { openTable } from '../../shared/records/table.ts';
import { BadCall, clientFor, run, tableOf, zoneNamed } from '../audit/zone-option.ts';
import { shelfFor } from './bucket-option.ts';

const usage =
  'npm run export-person -- --person <lifetime code or permit number> --by <your account> --out <folder> [--zone etown] [--table <name>] [--bucket <name> | --data .local/etown]';

/**
 * Writes everything that a zone holds on a person into a folder, for a request that came on paper: personal-data.json,
 * summary.html, and the files. The number of a permit is its holder's lifetime code. That it was handed out is recorded
 * before anything is read.
 */
await run(async () => {
  const { values } = parseArgs({
    options: {
      zone: { type: 'string', default: 'etown' },
      person: { type: 'string' },
      permit: { type: 'string' },
      by: { type: 'string' },
      out: { type: 'string' },
      table: { type: 'string' },
      bucket: { type: 'string' },
      data: { type: 'string' },
    },
  });
  const code = values.person ?? values.permit;
  if (!code || !values.out || !values.by) throw new BadCall(usage);
  const zone = zoneNamed(values.zone);
  const client = clientFor(values.data);
  const tableName = await tableOf(client, values.table);
  const table = openTable(tableName, client);
  const shelf = await shelfFor(values);
  mkdirSync(values.out, { recursive: true, mode: 0o700 });
  if (readdirSync(values.out).length > 0) throw new BadCall(`${values.out} is not empty`);
  if (!(await table.get(keys.person(code)))) throw new BadCall(`the register has no person ${code}`);
  const person = await readPerson(table, code);
  const codes = [person.personId, ...person.formerCodes];
  await recordReading(
    { table, clock: systemClock, zone },
    { by: `administrator:${values.by}`, what: 'personal-data', id: person.personId },
  );

  // Applications are listed by address, not by person: only passing over the table finds every one.
  const cases: string[] = [];
  const readings: NonNullable<PersonalDataPart['readings']> = [];
  const pages = paginateScan(
    { client: DynamoDBDocumentClient.from(client) },
    { TableName: tableName, ConsistentRead: true },
  );
  const read: Record<string, unknown>[] = [];
  for await (const page of pages) {
    for (const item of page.Items ?? []) {
      const pk = String(item.pk);
      if (pk.startsWith('APPLICATION#') && item.sk === 'HEAD' && codes.includes(String(item.personId)))
        cases.push(pk.slice(12));
      if (pk.startsWith('READ#')) read.push({ at: item.at, what: item.what, id: item.id });
    }
  }
  const held = await gatherHeld(table, { as: 'person', personId: person.personId, also: cases });
  const ids = new Set([
    ...held.cases.map(({ head }) => head.id),
    ...codes,
    ...held.cards.map(({ card }) => card.number),
  ]);
  for (const { at, what, id } of read) {
    if (ids.has(String(id))) readings.push({ at: String(at), what: String(what), about: String(id) });
  }
  const now = instantOf(systemClock.now());
  const whole: PersonalDataPart = {
    format: 'greenpath-personal-data/1',
    zone: zone.id,
    authority: zone.authority,
    madeAt: now,
    part: 'overview',
    held: heldLines(holdingsOf(held, zone.timeZone), zone, dayIn(zone.timeZone, now)),
    leftOut: [...leftOut],
    ...restTold(held),
    applications: await Promise.all(held.cases.map((one) => applicationTold(one))),
    readings: readings.sort((a, b) => (a.at < b.at ? -1 : 1)),
  };
  const write = (name: string, content: string | Uint8Array) => {
    writeFileSync(join(values.out ?? '', name), content, { mode: 0o600 });
  };
  write('personal-data.json', `${JSON.stringify(whole, null, 2)}\n`);
  write('summary.html', summaryPage([whole]));
  let files = 0;
  for (const { documents } of held.cases) {
    for (const { id, kind, key, versionId, contentType } of documents) {
      if (!versionId) continue;
      const extension = contentType.split('/')[1]?.replace(/[^a-z0-9]/g, '') ?? 'bin';
      write(`${kind}-${id}.${extension}`, await shelf.read(key, versionId));
      files += 1;
    }
  }
  console.log(
    `${held.cases.length} applications, ${held.permits.length} permits, ${files} files, ${readings.length} readings`,
  );
  console.log(`${values.out} holds personal data: hand it to its person only, and remove it here.`);
});
