import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type StartedZone, startZone } from '../../infra/demo/open-zone.ts';
import { open, openBrowser, signInAs, visit, weigh } from './browser.ts';

const directory = mkdtempSync(join(tmpdir(), 'greenpath-load-'));
const kilobyte = 1024;
let zone: StartedZone;
let browser: Browser;
beforeAll(async () => {
  [zone, browser] = await Promise.all([startZone({ directory, zone: 'demo', skipSynth: true }), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await zone?.stop();
  rmSync(directory, { recursive: true, force: true });
});

describe('the first load', () => {
  test.each(['/', '/assessment', '/guide', '/ask', '/follow', '/bulletin'])(
    'of the public page %s is at most 350 KB, all of it from the zone',
    async (path) => {
      const visitor = await visit(browser, zone.url);
      const load = weigh(visitor.page);
      await open(visitor, path);
      const bytes = await load();
      expect(bytes).toBeGreaterThan(100 * kilobyte);
      expect(bytes / kilobyte).toBeLessThanOrEqual(350);
      expect([...visitor.origins]).toEqual([zone.url]);
      await visitor.leave();
    },
  );

  test.each([
    ['applicant', '/applications'],
    ['employer', '/applications/new'],
    ['employer', '/permits'],
    ['employer', '/inbox'],
  ] as const)('of an %s at %s is at most 350 KB, all of it from the zone', async (persona, path) => {
    const visitor = await visit(browser, zone.url);
    await signInAs(visitor, persona);
    const load = weigh(visitor.page);
    await open(visitor, path);
    const bytes = await load();
    expect(bytes).toBeGreaterThan(100 * kilobyte);
    expect(bytes / kilobyte).toBeLessThanOrEqual(350);
    expect([...visitor.origins]).toEqual([zone.url]);
    await visitor.leave();
  });
});
