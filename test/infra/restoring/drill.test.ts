import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UpdateTableCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Examination, examine } from '../../../infra/restoring/examine.ts';
import { readTable } from '../../../infra/restoring/read-table.ts';
import { deleteCopy, makeReady, restorable, restoreTo, settingsOf } from '../../../infra/restoring/restored-table.ts';
import { etown } from '../../../infra/zones/etown.ts';
import { openTable } from '../../../shared/records/table.ts';
import { type Office, openOffice } from '../../office/office.ts';
import { draft, register, scientist, submitted, waitingIn } from '../../office/walk.ts';

const patience = { everyMilliseconds: 5, mostTimes: 400 };
const unitsASecond = 100_000;
const copy = 'copy';

let office: Office;
let employer: string;
let issued: string;
let inReview: string;
let folder: string;
let moment: number;

/** Restores the office's table to the present and examines the copy, after somebody had a hand in it. */
async function drill(spoil: () => Promise<unknown> = async () => {}): Promise<Examination> {
  const { client, tableName: source } = office;
  const before = await readTable(client, { table: source, folder: join(folder, 'before'), unitsASecond });
  office.clock.advance(1000);
  moment = Math.floor(office.clock.now() / 1000) * 1000;
  await restoreTo(client, { source, target: copy, moment }, patience);
  try {
    await spoil();
    return await examine({
      ...{ client, source, copy, before, moment, unitsASecond },
      folder: join(folder, 'examined'),
      fileIsThere: async ({ key, versionId }) => versionId.startsWith('version-') && key.startsWith('documents/'),
    });
  } finally {
    before.close();
  }
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'drill-'));
  const { policy } = etown;
  const employerRegistration = { ...policy.employerRegistration, before: 'never' as const };
  office = await openOffice({ zone: { policy: { ...policy, employerRegistration } } });
  employer = await register(office);
  const other = await register(office, 'otherEmployer', scientist);
  issued = await waitingIn(office, 'issued', employer);
  await draft(office, employer);
  inReview = await submitted(office, other, 'otherEmployer', scientist);
});
afterEach(() => deleteCopy(office.client, copy));
afterAll(async () => {
  await office.close();
  rmSync(folder, { recursive: true, force: true });
});

const copied = () => openTable(copy, office.client);
const change = (pk: string, sk: string, name: string, value: unknown) =>
  DynamoDBDocumentClient.from(office.client).send(
    new UpdateCommand({
      TableName: copy,
      Key: { pk, sk },
      UpdateExpression: 'SET #name = :value',
      ExpressionAttributeNames: { '#name': name },
      ExpressionAttributeValues: { ':value': value },
    }),
  );

describe('a restore drill', () => {
  it('finds nothing in a copy that is whole, and tells how many items of each kind it compared', async () => {
    const told = await drill();
    expect(told.findings).toEqual([]);
    expect(told.moved).toBe(0);
    const items = await office.items();
    expect(told.same).toBe(items.length);
    expect(told.applications).toBe(3);
    expect(told.events).toBe(items.filter(({ pk, sk }) => /^APPLICATION#/.test(pk) && /^EVENT#/.test(sk)).length);
    expect(told.files).toBeGreaterThan(5);
    for (const [kind, { source, copy: there }] of told.counts) expect(there, kind).toBe(source);
    expect(told.counts.get('PERMIT')?.source).toBeGreaterThan(0);
  });

  it('names an item that is gone from the copy', async () => {
    const told = await drill(() => copied().delete({ pk: `APPLICATION#${inReview}`, sk: 'FORM' }));
    expect(told.findings).toEqual([`application ${inReview}, FORM: is missing`]);
  });

  it('names an event that was altered in the copy, and that its chain is broken there', async () => {
    const told = await drill(() => change(`APPLICATION#${issued}`, 'EVENT#000003', 'at', '2020-01-01T00:00:00.000Z'));
    expect(told.findings).toContain(`application ${issued}, EVENT#000003: differs`);
    expect(told.findings).toContain(`application ${issued}, event 3 is not what its hash was made of`);
  });

  it('names an event that is missing between two others, and a head that says otherwise', async () => {
    const told = await drill(async () => {
      await copied().delete({ pk: `APPLICATION#${issued}`, sk: 'EVENT#000002' });
      await change(`APPLICATION#${inReview}`, 'HEAD', 'stage', 'issued');
    });
    expect(told.findings).toContain(`application ${issued}, EVENT#000002: is missing`);
    expect(told.findings).toContain(`application ${issued}, event 3 does not follow event 1`);
    expect(told.findings.filter((what) => what.startsWith(`application ${inReview}, head: head-differs`))).toHaveLength(
      1,
    );
  });

  it('names an item that the copy alone has, by nothing that tells who it is about', async () => {
    const told = await drill(() => change('PERSON#310100199001011234', 'PERSON', 'x', 1));
    expect(told.findings).toHaveLength(1);
    expect(told.findings[0]).toMatch(/^PERSON, item [\w-]{12}: is in the copy alone$/);
  });

  it('names a document whose version is not in the bucket', async () => {
    const documents = (await office.items()).filter(
      ({ pk, sk }) => pk.endsWith(inReview) && sk.startsWith('DOCUMENT#'),
    );
    const [lost] = documents;
    const told = await drill(() => change(String(lost?.pk), String(lost?.sk), 'versionId', 'gone'));
    expect(told.findings).toContain(`application ${inReview}, document ${lost?.id}: its version is not in the bucket`);
  });

  it('counts what moved while it ran, and holds nothing of it against the copy', async () => {
    const told = await drill(() => draft(office, employer));
    expect(told.findings).toEqual([]);
    expect(told.moved).toBeGreaterThan(2);
    expect(told.applications).toBe(3);
  });

  it('says what a copy lacks before a zone can work on it, and can switch that on', async () => {
    await drill();
    const { client, tableName: source } = office;
    expect(await settingsOf(client, source, copy)).toEqual({
      wrong: [],
      toSwitchOn: ['point-in-time recovery', 'time to live', 'change feed', 'deletion protection'],
    });
    await makeReady(client, { source, copy }, patience);
    const ready = await settingsOf(client, source, copy);
    expect(ready).toMatchObject({ wrong: [], toSwitchOn: [], streamArn: expect.stringContaining(`table/${copy}/`) });
    await expect(deleteCopy(client, copy)).rejects.toThrow(/protected/);
    expect((await restorable(client, copy)).to).toBeGreaterThan(0);
    await client.send(new UpdateTableCommand({ TableName: copy, DeletionProtectionEnabled: false }));
  });
});
