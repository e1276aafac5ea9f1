/** @module-tag own-process */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { moveClock } from '../../infra/demo/zone-client.ts';
import { tokenFrom } from '../../shared/credential/carriers.ts';
import { keyIdOf } from '../../shared/credential/encode.ts';
import { keyOfStatusList } from '../../shared/credential/status-list.ts';
import { openStatusList } from '../../shared/credential/verify.ts';
import { addDays } from '../../shared/domain/time.ts';
import { checkOffline } from '../../web/verify/check.ts';
import { assemblyWithKeys } from './assembly-with-keys.ts';
import { assemble, type Cast } from './cast.ts';
import { issuedPermit, readPermit, scanned } from './permits.ts';

const directory = mkdtempSync(join(tmpdir(), 'greenpath-keys-'));
const reason = { zh: '演练', en: 'For a rehearsal' };
let cast: Cast | undefined;
afterAll(async () => {
  await cast?.zone.stop();
  rmSync(directory, { recursive: true, force: true });
});

type Keys = Parameters<typeof assemblyWithKeys>[1];
let deployments = 0;

/** Stops the zone that runs and starts it again as another zone file deploys it, over the same data. */
async function deploy(keys: Keys): Promise<Cast> {
  await cast?.zone.stop();
  deployments += 1;
  const assembly = assemblyWithKeys(join(directory, `deployment-${deployments}`), keys);
  cast = await assemble(join(directory, 'data'), { environment: { ASSEMBLY: assembly } });
  return cast;
}

const keySet = async (zone: Cast) => (await zone.anyone.ask('GET', '/.well-known/jwks.json')).body;
const kidsOf = async (zone: Cast): Promise<string[]> =>
  (await keySet(zone)).keys.map(({ kid }: { kid: string }) => kid);
const listOf = async (zone: Cast) => new TextDecoder().decode(await zone.anyone.fetchBytes('/api/status-lists/1'));
const today = async (zone: Cast): Promise<string> => (await zone.anyone.ask('GET', '/api/zone')).body.today;

const kidIn = (qr: string) => {
  const token = tokenFrom(qr);
  return token.ok ? keyIdOf(token.value) : undefined;
};

/** What the verifier's page says by itself on a device that knows this much. */
async function offline(qr: string, knows: { keys: []; withdrawn: [] }, jwt: string, day: string) {
  const list = await openStatusList(jwt, knows.keys);
  const at = Math.max(Date.parse(`${day}T04:00:00.000Z`), (list?.issuedAt ?? 0) * 1000);
  return (await checkOffline(qr, { zone: 'etown', ...knows, ...(list ? { list } : {}) }, at)).verdict;
}

// Four deployments, each with a start of the zone.
test('permits from before a key was followed by another go on, and are signed anew when it is distrusted', async () => {
  let zone = await deploy([{ id: 'first' }]);
  const holder = await zone.party();
  const old = await issuedPermit(zone, holder);
  const [first] = await kidsOf(zone);
  expect(kidIn(old.qr)).toBe(first);

  const announced = await today(zone);
  const second = { id: 'second', announced, from: addDays(announced, 14) };
  zone = await deploy([{ id: 'first' }, second]);
  const both = await kidsOf(zone);
  expect(both).toHaveLength(2);
  expect(keyOfStatusList(await listOf(zone))).toBe(first);
  const next = both.find((kid) => kid !== first);

  await moveClock(zone.zone.url, { advance: 'P15D' });
  zone = await deploy([{ id: 'first' }, second]);
  const young = await issuedPermit(zone, await zone.party());
  expect(kidIn(young.qr)).toBe(next);
  expect(new Set(await kidsOf(zone))).toEqual(new Set([first, next]));
  const list = await listOf(zone);
  expect(keyOfStatusList(list)).toBe(next);
  const device = await keySet(zone);
  for (const { qr, since } of [old, young]) {
    expect(['valid', 'not-yet-valid']).toContain((await scanned(zone, qr)).verdict);
    expect(await offline(qr, device, list, since)).toMatch(/^(valid|genuine)$/);
  }
  const supervisor = await zone.signInAs('supervisor');
  await supervisor.ask('POST', `/api/permits/${old.number}/suspend`, { body: { reason } });
  expect((await scanned(zone, old.qr)).verdict).toBe('suspended');
  expect(await offline(old.qr, device, await listOf(zone), old.since)).toBe('suspended');
  await supervisor.ask('POST', `/api/permits/${old.number}/reinstate`, { body: { reason } });

  zone = await deploy([{ id: 'first', distrusted: { on: await today(zone), reason } }, second]);
  expect(await kidsOf(zone)).toEqual([next]);
  expect((await scanned(zone, old.qr)).verdict).toBe('key-withdrawn');
  expect(await offline(old.qr, await keySet(zone), await listOf(zone), old.since)).toBe('key-withdrawn');

  const admin = await zone.signInAs('admin');
  let reissued = 0;
  for (let cursor: string | undefined, round = 0; round < 30; round++) {
    const { status, body } = await admin.ask('POST', '/api/signing-keys/first/reissue', {
      body: cursor ? { cursor } : {},
    });
    expect(status).toBe(200);
    reissued += body.permits;
    cursor = body.next;
    if (!cursor) break;
  }
  expect(reissued).toBe(1);
  const handler = await zone.signInAs('employer', holder.account);
  const anew = await readPermit(handler, old.number);
  expect([anew.validFrom, anew.validTo, kidIn(anew.qr)]).toEqual([old.validFrom, old.validTo, next]);
  expect(['valid', 'not-yet-valid']).toContain((await scanned(zone, anew.qr)).verdict);
  expect(await offline(anew.qr, await keySet(zone), await listOf(zone), old.since)).toMatch(/^(valid|genuine)$/);
  const { body: told } = await admin.ask('GET', '/api/signing-keys');
  expect(told.items).toMatchObject([
    { id: 'first', state: 'distrusted', signed: 1 },
    { id: 'second', state: 'signing', signed: 2 },
  ]);
}, 300_000);
