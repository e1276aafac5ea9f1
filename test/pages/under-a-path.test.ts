import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type StartedZone, startZone } from '../../infra/demo/open-zone.ts';
import { stageName } from '../../infra/service/gateway.ts';
import { expectSound, openBrowser, settled, visit } from './browser.ts';

const directory = mkdtempSync(join(tmpdir(), 'greenpath-path-'));
let zone: StartedZone;
let browser: Browser;
beforeAll(async () => {
  [zone, browser] = await Promise.all([startZone({ directory, skipSynth: true }), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await zone?.stop();
  rmSync(directory, { recursive: true, force: true });
});

describe('pages under the path of the gateway’s stage', () => {
  test('load, lead on and sign in as they do right under a domain', async () => {
    const visitor = await visit(browser, zone.url);
    const { page } = visitor;
    await page.goto(`/${stageName}/`);
    await settled(page);
    await expectSound(visitor, 'first page under a path');
    await page.getByRole('navigation').getByRole('link').nth(1).click();
    await page.waitForURL(({ pathname }) => pathname.startsWith(`/${stageName}/`) && pathname !== `/${stageName}/`);
    await settled(page);
    expect(new URL(page.url()).pathname).toMatch(new RegExp(`^/${stageName}/.`));
    await page.reload();
    await settled(page);
    const there = page.url();
    await page.getByRole('button', { name: 'Sign in' }).first().click();
    await page.locator('button[value="employer"]').click();
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
    expect(page.url()).toBe(there);
    await visitor.leave();
  });

  test('verify a code as they do right under a domain', async () => {
    const visitor = await visit(browser, zone.url);
    await visitor.page.goto(`/${stageName}/#12345`);
    await visitor.page.locator('[data-verdict="unreadable"]').waitFor();
    await expectSound(visitor, 'verifier under a path');
    await visitor.leave();
  });
});
