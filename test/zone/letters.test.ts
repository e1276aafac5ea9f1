/** @module-tag own-process */

import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type StartedZone, startZone } from '../../infra/demo/open-zone.ts';
import { signIn } from '../../infra/demo/zone-client.ts';
import { pagesOfText } from '../pdf-text.ts';
import { accepted, assemble, type Cast } from './cast.ts';

const directory = mkdtempSync(join(tmpdir(), 'greenpath-zone-'));
let cast: Cast;
let second: StartedZone | undefined;

beforeAll(async () => {
  cast = await assemble(directory);
});
afterAll(async () => {
  await second?.stop();
  await cast.end();
});

const fetched = async (url: string, token: string) => {
  const answer = await fetch(url, { headers: { authorization: `Bearer ${token}`, accept: 'text/html,*/*;q=0.8' } });
  return {
    status: answer.status,
    type: answer.headers.get('content-type'),
    bytes: Buffer.from(await answer.arrayBuffer()),
  };
};

test('letters come through the gateway as they are, and the same to the byte after the zone was killed', async () => {
  const party = await cast.party();
  const id = await accepted(cast, party);
  const { body } = await party.handler.ask('GET', `/api/applications/${id}/letters`);
  expect(body.items.map(({ kind }: { kind: string }) => kind)).toEqual(['receipt', 'acceptance']);
  const { zh, en } = body.items[1].links;

  const first = await fetched(`${cast.zone.url}${zh}`, party.accessToken);
  expect([first.status, first.type]).toEqual([200, 'application/pdf']);
  const [page] = await pagesOfText(first.bytes);
  expect(page).toContain('受理通知书');
  // Whatever a zone issues on one machine is a sample.
  expect(page).toContain('样本SAMPLE');
  const english = await fetched(`${cast.zone.url}${en}`, party.accessToken);
  expect((await pagesOfText(english.bytes))[0]).toContain('Noticeofacceptance');
  const unknown = zh.replace(/-\d+\.pdf/, '-77.pdf');
  expect((await fetched(`${cast.zone.url}${unknown}`, party.accessToken)).status).toBe(404);

  await cast.zone.stop('SIGKILL');
  second = await startZone({ directory, skipSynth: true });
  const { accessToken } = await signIn(second.url, 'employer', party.account);
  const again = await fetched(`${second.url}${zh}`, accessToken);
  expect(again.bytes.equals(first.bytes)).toBe(true);
});
