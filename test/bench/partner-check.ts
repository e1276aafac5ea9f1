import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { startZone } from '../../infra/demo/open-zone.ts';
import { newPartnerKey, type PartnerKeyPair, signedHeaders } from '../../infra/demo/partner-client.ts';
import { beginApplication, grantApplication } from '../../infra/demo/walk-case.ts';
import { type Caller, caller, signIn } from '../../infra/demo/zone-client.ts';
import { sampleCase } from '../../infra/samples/cases.ts';
import { sampleDocument } from '../../infra/samples/sample-document.ts';
import { addDays } from '../../shared/domain/time.ts';

/**
 * Partner checks under load: a one-machine Yiwu on loopback, asked by several partners at once with signed requests, each
 * answer compared with the right one. What is measured is the zone of one process, emulators of table and gateway
 * included; a deployed zone spreads the same work over many functions.
 */
const seconds = Number(process.env.SECONDS ?? 10);
const connections = Number(process.env.CONNECTIONS ?? 8);
const partners = 6;
const reason = { zh: '测量', en: 'For a measurement' };
const path = '/api/partner/checks';

async function issueCard(url: string, today: string): Promise<{ number: string; qr: string }> {
  const sample = sampleCase('etown-b', today);
  const [trader, frontOfficer, backOfficer, decider] = await Promise.all([
    signIn(url, 'applicant', 'trader'),
    signIn(url, 'front-officer'),
    signIn(url, 'back-officer'),
    signIn(url, 'decider'),
  ]);
  const answers = {
    purpose: 'purchasing',
    stay: 'visa',
    stayUntil: addDays(today, 60),
    phone: '000-5550-0101',
    proofOfIdentity: 'document',
  };
  const applicant = { ...sample.form.applicant, email: undefined };
  const draw = (kind: string, procedure: string) => sampleDocument(kind, sample, procedure);
  const { id } = await beginApplication(trader, 'merchant-card', { applicant, answers }, draw);
  await grantApplication({ frontOfficer, backOfficer, decider }, trader, id, 'completed');
  const { body } = await trader.ask('GET', '/api/merchant-cards');
  return body.items[0];
}

async function registerPartner(admin: Caller, number: number): Promise<{ keyid: string; pair: PartnerKeyPair }> {
  const pair = newPartnerKey(number % 2 === 0 ? 'ed25519' : 'P-256');
  const { body: partner } = await admin.ask('POST', '/api/partners', {
    body: {
      name: { zh: `样例${number}`, en: `Sample ${number}` },
      contact: { name: '例一', email: 'api@partner.example' },
      scopes: ['bus'],
      perMinute: 3000,
      perDay: 1_000_000,
      reason,
    },
  });
  const { body } = await admin.ask('POST', `/api/partners/${partner.id}/keys`, {
    body: { publicKey: pair.publicKey, reason },
  });
  return { keyid: body.keys[0].keyid, pair };
}

const directory = mkdtempSync(join(tmpdir(), 'greenpath-partner-check-'));
const zone = await startZone({ directory, zone: 'yiwu' });
try {
  const { url } = zone;
  const anyone = caller(url);
  const { body: profile } = await anyone.ask('GET', '/api/zone');
  const card = await issueCard(url, profile.today);
  const admin = await signIn(url, 'admin');
  const known = await Promise.all(Array.from({ length: partners }, (_, number) => registerPartner(admin, number)));
  const { body: clock } = await anyone.ask('GET', '/_local/clock');
  const ahead = Date.parse(clock.now) - Date.now();
  const shown = [
    { card: card.qr, may: true, reason: 'granted' },
    { card: card.number, may: true, reason: 'granted' },
    { card: '0'.repeat(18), may: false, reason: 'unknown' },
  ];

  const statuses: Record<string, number> = {};
  let wrong = 0;
  let turn = 0;
  const requestsFor = shown.map(({ card: text, may, reason: why }): autocannon.Request => {
    const body = JSON.stringify({ card: text, service: 'bus' });
    return {
      method: 'POST',
      path,
      setupRequest: (request) => {
        const { keyid, pair } = known[turn++ % known.length] ?? known[0] ?? { keyid: '', pair: newPartnerKey() };
        const created = Math.floor((Date.now() + ahead) / 1000);
        const headers = signedHeaders({ method: 'POST', path, body, keyid, privateKey: pair.privateKey, created });
        return { ...request, body, headers };
      },
      onResponse: (status, answer) => {
        statuses[status] = (statuses[status] ?? 0) + 1;
        if (status !== 200) return;
        const told = JSON.parse(answer);
        if (told.may !== may || told.reason !== why) wrong += 1;
      },
    };
  });
  const run = (duration: number) =>
    autocannon({ url, connections, duration, requests: requestsFor, expectBody: undefined } as autocannon.Options);
  // Every instance of the function has read every partner once, and is warm.
  await run(5);
  for (const status of Object.keys(statuses)) delete statuses[status];
  wrong = 0;
  const usage = async () => (await anyone.ask('GET', '/_local/usage')).body.table;
  const before = await usage();
  const result = await run(seconds);
  const after = await usage();
  const answered = statuses[200] ?? 0;
  const { latency, requests, errors, timeouts } = result;
  console.log(`partner checks: ${connections} connections, ${partners} partners, ${seconds} s`);
  console.log(`answers a second       ${requests.average.toFixed(0)} (least ${requests.min}, most ${requests.max})`);
  console.log(
    `latency, milliseconds  p50 ${latency.p50}, p97.5 ${latency.p97_5}, p99 ${latency.p99}, most ${latency.max}`,
  );
  console.log(
    `answers by status      ${JSON.stringify(statuses)}, wrong ${wrong}, errors ${errors}, timeouts ${timeouts}`,
  );
  console.log(`read units a check     ${((after.readUnits - before.readUnits) / Math.max(1, answered)).toFixed(3)}`);
  console.log(`write units a check    ${((after.writeUnits - before.writeUnits) / Math.max(1, answered)).toFixed(3)}`);
} finally {
  await zone.stop();
  rmSync(directory, { recursive: true, force: true });
}
