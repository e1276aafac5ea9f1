import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Request } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { draftApplication, submitApplication, uploadDocument } from '../../infra/demo/walk-case.ts';
import { samplePhoto } from '../../infra/samples/sample-document.ts';
import { unfitDocument } from '../../infra/samples/unfit-documents.ts';
import { assemble, type Cast, type Party, sampleFile } from '../zone/cast.ts';
import { expectSound, openBrowser, signInAs, type Visitor, visit } from './browser.ts';
import { chooseFile, placeOf } from './filling-in.ts';

const minutes = 60_000;
const folder = mkdtempSync(join(tmpdir(), 'greenpath-uploads-'));

let cast: Cast;
let browser: Browser;
let party: Party;
let handler: Visitor;
/** A draft in which no document lies yet. */
let id: string;

beforeAll(async () => {
  [cast, browser] = await Promise.all([assemble(), openBrowser()]);
  party = await cast.party('etown-b', ['employer'], { registered: true });
}, 10 * minutes);
afterAll(async () => {
  await browser?.close();
  await cast?.end();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  id = await draftApplication(party.handler, party.employerId, party.sample);
  handler = await visit(browser, cast.zone.url, { language: 'en' });
  handler.page.setDefaultTimeout(30_000);
  await signInAs(handler, 'employer', party.account);
  await handler.page.goto(`/applications/${id}?step=documents`);
  await handler.page.getByRole('heading', { level: 2, name: 'Documents' }).waitFor();
});
afterEach(async () => {
  await handler?.leave();
});

type Filed = { kind: string; state: string; fileName?: string; bytes?: number };
const filed = async (): Promise<Filed[]> =>
  (await party.handler.ask('GET', `/api/applications/${id}`)).body.documents.filter(
    ({ state }: Filed) => state !== 'replaced',
  );

const isFileSent = (request: Request): boolean =>
  request.method() === 'POST' && (request.headers()['content-type'] ?? '').startsWith('multipart/form-data');

describe('a file whose connection is lost on its way', () => {
  test(
    'stays on the page, is sent again when the person says so, and stands there once',
    async () => {
      const { page } = handler;
      let tries = 0;
      await page.route('**/*', async (route) => {
        if (!isFileSent(route.request())) return route.fallback();
        tries += 1;
        return tries === 1 ? route.abort('connectionreset') : route.fallback();
      });
      const contract = await sampleFile('contract', party.sample);
      await chooseFile(page, 'contract', contract, 'en');
      const place = placeOf(page, 'contract', 'en');
      await place.getByRole('alert').filter({ hasText: 'The connection was lost' }).waitFor();
      expect(await place.innerText()).toContain('Still needed');
      expect((await filed()).filter(({ state }) => state === 'accepted')).toEqual([]);

      await place.getByRole('button', { name: 'Try again' }).click();
      await place.getByText('✓ Accepted').waitFor();
      await place.getByText('✓ Done').waitFor();
      expect(tries).toBe(2);
      expect(await filed()).toMatchObject([{ kind: 'contract', state: 'accepted', bytes: contract.bytes.length }]);
      await expectSound(handler, 'the documents after a lost connection');
    },
    2 * minutes,
  );

  test(
    'goes on by itself when the network is back, from a link that was cut half-way',
    async () => {
      const { page, context } = handler;
      const devtools = await context.newCDPSession(page);
      const slow = { latency: 0, downloadThroughput: -1, uploadThroughput: 40_000 };
      await devtools.send('Network.enable');
      await devtools.send('Network.emulateNetworkConditions', { offline: false, ...slow });
      await chooseFile(page, 'photo', await sampleFile('photo', party.sample), 'en');
      const place = placeOf(page, 'photo', 'en');
      await place.getByText(/Uploading, [1-9]\d?%/).waitFor();
      await devtools.send('Network.emulateNetworkConditions', { ...slow, offline: true });
      await place.getByRole('alert').filter({ hasText: 'The connection was lost' }).waitFor();
      await page.getByRole('status').filter({ hasText: 'You are offline' }).waitFor();

      await devtools.send('Network.emulateNetworkConditions', { ...slow, offline: false, uploadThroughput: -1 });
      await place.getByText('✓ Accepted').waitFor();
      expect(await filed()).toMatchObject([{ kind: 'photo', state: 'accepted' }]);
    },
    2 * minutes,
  );
});

describe('a file that cannot be used', () => {
  test(
    'is told before anything of it is sent when it is a photo of 40 MB, and is made smaller on the device',
    async () => {
      const { page } = handler;
      const sent: string[] = [];
      page.on('request', (request) => {
        if (request.method() === 'POST') sent.push(request.url());
      });
      const path = join(folder, 'from-a-camera.jpg');
      writeFileSync(path, paddedPhoto(await samplePhoto(party.sample), 40 * 1024 * 1024));
      await chooseFile(page, 'photo', path, 'en');
      const place = placeOf(page, 'photo', 'en');
      const told = await place.getByRole('alert').innerText();
      expect(told).toContain('This file was not uploaded');
      expect(told).toMatch(/The file has 40\S* MB; at most 1 MB are taken/);
      expect(sent).toEqual([]);
      expect(await filed()).toEqual([]);

      await place.getByRole('button', { name: 'Make it smaller on this device and upload' }).click();
      await place.getByText('✓ Accepted').waitFor();
      const [photo] = await filed();
      expect(photo).toMatchObject({ kind: 'photo', state: 'accepted' });
      expect(photo?.bytes).toBeLessThanOrEqual(1024 * 1024);
      expect(handler.complaints).toEqual([]);
    },
    3 * minutes,
  );

  test(
    'gets a verdict with its remedy when it is no PDF though it says so',
    async () => {
      const { page } = handler;
      await chooseFile(page, 'passport', await unfitDocument('renamed-executable', party.sample), 'en');
      const place = placeOf(page, 'passport', 'en');
      await place.getByText('✕ Cannot be used').waitFor();
      const [document] = (await party.handler.ask('GET', `/api/applications/${id}`)).body.documents;
      expect(document).toMatchObject({ kind: 'passport', state: 'rejected' });
      const [problem] = document.problems;
      const said = await place.innerText();
      expect(said).toContain(problem.text.en);
      expect(said).toContain(problem.remedy.en);
      expect(said).toContain('Still needed');
      // Who cannot see the page hears the same.
      expect(await place.getByRole('status').allInnerTexts()).toEqual(
        expect.arrayContaining([expect.stringContaining(problem.remedy.en)]),
      );
      await expectSound(handler, 'a document that cannot be used');

      await chooseFile(page, 'passport', await sampleFile('passport', party.sample), 'en');
      await place.getByText('✓ Accepted').waitFor();
      expect(await place.getByText('✕ Cannot be used').count()).toBe(0);
    },
    2 * minutes,
  );
});

test(
  'a hostile file name is shown as text, to the applicant and to the officer',
  async () => {
    const { page } = handler;
    const passport = await sampleFile('passport', party.sample);
    const markup = '<img src=x onerror="document.title=`taken`"><b>';
    await chooseFile(page, 'passport', { ...passport, fileName: `${markup}\u202Efdp.exe\u2066.pdf` }, 'en');
    const place = placeOf(page, 'passport', 'en');
    await place.getByText('✓ Accepted').waitFor();
    // Marks that turn the direction of writing do not come along.
    const kept = `${markup}fdp.exe.pdf`;
    expect(await filed()).toMatchObject([{ kind: 'passport', fileName: kept }]);
    const shown = place.getByText(kept, { exact: true });
    expect(await shown.count()).toBe(1);
    expect(await shown.locator('*').count()).toBe(0);
    await place.getByRole('button', { name: `View: Passport data page, ${kept}` }).click();
    await page.getByRole('dialog', { name: 'Passport data page' }).waitFor();
    expect(await page.locator('img[src="x"]').count()).toBe(0);
    expect(await page.title()).not.toBe('taken');
    expect(handler.complaints).toEqual([]);

    for (const kind of party.sample.documents.filter((one) => one !== 'passport')) {
      await uploadDocument(party.handler, id, kind, await sampleFile(kind, party.sample));
    }
    await submitApplication(party.handler, id);
    const officer = await visit(browser, cast.zone.url, { language: 'en' });
    await signInAs(officer, 'front-officer');
    await officer.page.goto(`/cases/${id}`);
    await officer.page.getByLabel('Choose a paper').selectOption({ label: 'Passport data page' });
    await officer.page.getByText(kept, { exact: true }).waitFor();
    expect(await officer.page.locator('img[src="x"]').count()).toBe(0);
    expect(await officer.page.title()).not.toBe('taken');
    expect(officer.complaints).toEqual([]);
    await officer.leave();
  },
  2 * minutes,
);

/** A JPEG as large as a camera's, with notes that every reader skips. */
function paddedPhoto(jpeg: Uint8Array, bytes: number): Uint8Array {
  const note = new Uint8Array(0xffff + 2);
  note.set([0xff, 0xfe, 0xff, 0xff]);
  const notes = Array.from({ length: Math.ceil(bytes / note.length) }, () => note);
  return Buffer.concat([jpeg.subarray(0, 2), ...notes, jpeg.subarray(2)]);
}
