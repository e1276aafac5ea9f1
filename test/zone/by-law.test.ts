/** @module-tag moving-clock */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { acceptApplication, awaitStage, submitApplication } from '../../infra/demo/walk-case.ts';
import { type Caller, moveClock } from '../../infra/demo/zone-client.ts';
import { addDays, startOfDay } from '../../shared/domain/time.ts';
import { assemble, type Cast } from './cast.ts';
import { begunOn, issuedPermit, later, readPermit, scanned } from './permits.ts';

const directory = mkdtempSync(join(tmpdir(), 'greenpath-by-law-'));
let cast: Cast;
beforeAll(async () => {
  cast = await assemble(directory);
});
afterAll(async () => {
  await cast.end();
  rmSync(directory, { recursive: true, force: true });
});

const typesOf = async (who: Caller, id: string): Promise<string[]> =>
  (await who.ask('GET', `/api/applications/${id}/timeline`)).body.items.map(({ type }: { type: string }) => type);

test('what nobody decides the law decides to the second, although the machine was killed meanwhile', async () => {
  const party = await cast.party();
  const permit = await issuedPermit(cast, party);
  const window = startOfDay('Asia/Shanghai', addDays(permit.validTo, -60));
  const moved = await later(cast, { set: window });
  const inTime = await moved.again(party);
  const asked = { permitNumber: permit.number, answers: { salaryCommitted: 'no' } };
  const extension = await begunOn(inTime, 'extension', asked);
  await submitApplication(inTime.handler, extension);
  await acceptApplication(moved.cast.frontOfficer, extension);
  const unheard = { permitNumber: permit.number, answers: { why: 'unreadable' } };
  const reissue = await begunOn(inTime, 'reissue', unheard);
  const { deemsAt } = await submitApplication(inTime.handler, reissue);

  await cast.zone.stop('SIGKILL');
  cast = { ...(await assemble(directory)), party: cast.party };

  // Art. 32: five working days without a word.
  await moveClock(cast.zone.url, { set: new Date(Date.parse(deemsAt) - 1000).toISOString() });
  const before = await cast.signInAs('employer', party.account);
  expect((await before.ask('GET', `/api/applications/${reissue}`)).body.stage).toBe('preliminary-review');
  await moveClock(cast.zone.url, { set: new Date(Date.parse(deemsAt) + 1000).toISOString() });
  await awaitStage(before, reissue, 'review');
  expect(await typesOf(before, reissue)).toContain('deemed-accepted');

  // Art. 50: undecided when the last day of the permit is over.
  await moveClock(cast.zone.url, { set: `${permit.validTo}T15:59:58.000Z` });
  const lastSecond = await cast.signInAs('employer', party.account);
  expect((await lastSecond.ask('GET', `/api/applications/${extension}`)).body.stage).toBe('review');
  expect((await scanned(cast, permit.qr)).verdict).toBe('valid');
  await cast.zone.stop('SIGKILL');
  cast = { ...(await assemble(directory)), party: cast.party };
  await moveClock(cast.zone.url, { set: `${permit.validTo}T16:00:01.000Z` });
  const handler = await cast.signInAs('employer', party.account);
  await awaitStage(handler, extension, 'issued');
  const types = await typesOf(handler, extension);
  expect(types.filter((type) => ['approved', 'deemed-granted', 'permit-issued'].includes(type))).toEqual([
    'deemed-granted',
    'permit-issued',
  ]);
  const after = await readPermit(handler, permit.number);
  expect(after).toMatchObject({ status: 'valid', period: 2, validFrom: addDays(permit.validTo, 1) });
  expect((await scanned(cast, after.qr)).verdict).toBe('valid');
  expect((await scanned(cast, permit.qr)).verdict).toBe('superseded');
});
