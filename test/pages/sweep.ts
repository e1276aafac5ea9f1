import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectSound, open, openBrowser, settled, signInAs, type Visitor, visit } from './browser.ts';
import { type FilledZone, fillForPages } from './filled-zone.ts';
import type { Stop } from './stops.ts';

export const settings = [
  { language: 'zh', look: 'dark', width: 360, height: 740 },
  { language: 'en', look: 'light', width: 1280, height: 900 },
] as const;

type Setting = (typeof settings)[number];

/** As a reader changes it on the page before them: nothing is loaded anew. */
async function change({ page }: Visitor, { language, look: colorScheme, width, height }: Setting): Promise<void> {
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme });
  await page
    .locator('.top-tools')
    .getByRole('button', { name: { zh: '中文', en: 'English' }[language], exact: true })
    .click();
  await page.locator(`html[lang="${{ zh: 'zh-CN', en: 'en-GB' }[language]}"][data-look="${colorScheme}"]`).waitFor();
  await settled(page);
}

/** Opens a page and looks whether it is itself, and sound. */
export async function look(visitor: Visitor, path: string): Promise<void> {
  await open(visitor, path);
  const heading = await visitor.page.locator('h1').first().innerText();
  expect(heading, `${path} shows its own page`).not.toMatch(
    /没有这个页面|no such page|页面出错了|page broke|不能使用此页面|cannot use this page|请登录|Please sign in/,
  );
  await expectSound(visitor, path);
}

const personOf = ({ as, account }: Stop): string => `${as ?? 'anybody'}${account ? ` (${account})` : ''}`;

/** Has every person of these stops open their pages in a filled zone, in both settings. */
export function sweep(stops: readonly Stop[]): { filled: () => FilledZone; browser: () => Browser } {
  let filled: FilledZone;
  let browser: Browser;
  beforeAll(async () => {
    [filled, browser] = await Promise.all([fillForPages(), openBrowser()]);
  }, 600_000);
  afterAll(async () => {
    await browser?.close();
    await filled?.end();
  });

  test.each([...new Set(stops.map(personOf))])(
    'the pages of %s are sound in Chinese on a dark phone and in English on a light desk',
    async (person) => {
      const own = stops.filter((stop) => personOf(stop) === person);
      const [phone, desk] = settings;
      const visitor = await visit(browser, filled.zone.url, phone);
      try {
        const [first] = own;
        if (first?.as) await signInAs(visitor, first.as, filled.accounts[first.account ?? ''] ?? first.account);
        for (const [index, stop] of own.entries()) {
          const path = stop.path(filled.examples);
          await look(visitor, path);
          await change(visitor, index % 2 === 0 ? desk : phone);
          await expectSound(visitor, `${path} after a change of language and look`);
        }
      } finally {
        await visitor.leave();
      }
    },
    600_000,
  );
  return { filled: () => filled, browser: () => browser };
}
