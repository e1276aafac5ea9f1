/** @module-tag own-process */

import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type StartedZone, startZone } from '../../infra/demo/open-zone.ts';
import { acceptApplication, reviewApplication } from '../../infra/demo/walk-case.ts';
import { headerOf, openMailHost, partsOf } from '../office/mail-host.ts';
import { assemble, type Cast, type Party, submitted } from './cast.ts';

const directory = mkdtempSync(join(tmpdir(), 'greenpath-notices-'));
let host: Awaited<ReturnType<typeof openMailHost>>;
let environment: Record<string, string>;
let cast: Cast;
let zone: StartedZone;
let party: Party;

beforeAll(async () => {
  host = await openMailHost();
  environment = { NOTICE_CHANNELS: JSON.stringify({ email: host.channel() }) };
  cast = await assemble(directory, { environment });
  zone = cast.zone;
  party = await cast.party();
});
afterAll(async () => {
  await zone?.stop();
  await cast?.end();
  await host?.close();
});

/** Waits until everybody who follows the changes of the table knows them. */
const follow = async () => (await cast.anyone.ask('POST', '/_local/follow')).body.feeds;
const mailsTo = (address: string) => host.mails.filter(({ to }) => to.includes(address));
const toldOf = async (applicationId: string): Promise<string[]> =>
  (await party.handler.ask('GET', '/api/inbox')).body.items
    .filter(({ about }: { about?: { applicationId?: string } }) => about?.applicationId === applicationId)
    .map(({ kind }: { kind: string }) => kind);

test('the applicant gets a mail and the handler finds it in the inbox, in a zone as it is deployed', async () => {
  const id = await submitted(party);
  await acceptApplication(cast.frontOfficer, id);
  expect(await follow()).toEqual(expect.arrayContaining([expect.objectContaining({ changes: 0, waiting: false })]));
  const address = String(party.sample.form.applicant.email);
  const mails = mailsTo(address);
  expect(mails).toHaveLength(2);
  const texts = mails.map((mail) => partsOf(mail)['text/plain']);
  expect(texts.some((text) => text?.includes('The application was submitted'))).toBe(true);
  expect(texts.some((text) => text?.includes('Preliminary review passed'))).toBe(true);
  expect(await toldOf(id)).toEqual(['accepted']);
});

test('killed as the mail host takes a message, the zone sends that one once more under the same id, and no other', async () => {
  const other = await cast.party();
  const id = await submitted(other);
  await follow();
  const address = String(other.sample.form.applicant.email);
  const before = mailsTo(address).length;
  const dead = new Promise((resolve) => zone.process.once('exit', resolve));
  host.rules.data = () => {
    zone.process.kill('SIGKILL');
    delete host.rules.data;
    return undefined;
  };
  // The acceptance may be answered before the zone dies, or not; it stands in either case.
  await acceptApplication(cast.frontOfficer, id).catch(() => {});
  await dead;
  zone = await startZone({ directory, skipSynth: true, environment });
  await follow();
  const ids = mailsTo(address)
    .slice(before)
    .map((mail) => headerOf(mail, 'message-id'));
  expect(ids).toHaveLength(2);
  expect(new Set(ids).size).toBe(1);
  await follow();
  expect(mailsTo(address)).toHaveLength(before + 2);
});

test('a mail host that is away is tried again on the zone’s clock, and each notice arrives once', async () => {
  const third = await cast.party();
  const id = await submitted(third);
  await follow();
  const address = String(third.sample.form.applicant.email);
  const before = mailsTo(address).length;
  await host.close();
  await acceptApplication(cast.frontOfficer, id);
  await reviewApplication(cast.backOfficer, id);
  await follow();
  await host.open();
  expect(mailsTo(address)).toHaveLength(before);
  await cast.anyone.ask('POST', '/_local/clock', { body: { advance: 'PT6M' } });
  await follow();
  expect(mailsTo(address)).toHaveLength(before + 1);
  await cast.anyone.ask('POST', '/_local/clock', { body: { advance: 'PT30M' } });
  await follow();
  expect(mailsTo(address)).toHaveLength(before + 1);
});
