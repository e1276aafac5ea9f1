import { existsSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Role } from '../../shared/domain/access/roles.ts';
import type { Language } from '../../shared/domain/text.ts';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Starts the browser of the machine; `CHROMIUM` names another one than those that are looked for. */
export async function openBrowser(options: { args?: string[] } = {}): Promise<Browser> {
  const executablePath = process.env.CHROMIUM ?? places.find((place) => existsSync(place));
  if (!executablePath) throw new Error(`no browser found: install Chromium (${places.join(', ')}) or set CHROMIUM`);
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...(options.args ?? []),
    ],
  });
}

type Setting = {
  language?: Language;
  look?: 'light' | 'dark';
  width?: number;
  height?: number;
  permissions?: string[];
};

/** Somebody at a device of their own: what they see, and what their browser complained about or asked elsewhere. */
export type Visitor = {
  page: Page;
  context: BrowserContext;
  /** Errors of scripts and of the page's policy, in the order in which they came. */
  complaints: string[];
  /** Origins that were asked for anything. */
  origins: Set<string>;
  leave: () => Promise<void>;
};

/** A visitor with a fresh browser profile. Time zone and motion are fixed; nothing else of the page is changed. */
export async function visit(browser: Browser, url: string, setting: Setting = {}): Promise<Visitor> {
  const { language = 'en', look = 'light', width = 1280, height = 900, permissions } = setting;
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width, height },
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    colorScheme: look,
    reducedMotion: 'reduce',
    timezoneId: 'America/Lima',
    ...(permissions ? { permissions } : {}),
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  const origins = new Set<string>();
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    const text = message.text();
    // A refusal of the interface is an answer, which the page shows; the browser mentions it all the same.
    if (message.type() === 'error' && !/^Failed to load resource/.test(text)) complaints.push(text);
    if (message.type() === 'warning') complaints.push(text);
  });
  context.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith('http')) origins.add(origin);
  });
  return { page, context, complaints, origins, leave: () => context.close() };
}

/**
 * Weighs what a page needs of itself from now on: its HTML, scripts and styles as they come over the wire, whether or not
 * the browser has them already; without the answers of the interface and what its service worker fetches for later.
 * @returns the means to read the bytes
 */
export function weigh(page: Page): () => Promise<number> {
  const sizes = new Map<string, Promise<number>>();
  page.on('response', (response) => {
    const request = response.request();
    const isPage = ['document', 'script', 'stylesheet', 'image', 'font', 'manifest'].includes(request.resourceType());
    if (!isPage || request.serviceWorker() || /\/(api|\.well-known|oidc)\//.test(request.url())) return;
    sizes.set(request.url(), response.headerValue('content-length').then(Number));
  });
  return async () => (await Promise.all(sizes.values())).reduce((sum, size) => sum + size, 0);
}

/** Signs in through the provider's own pages, as a person does, and waits until the zone knows who it is. */
export async function signInAs({ page }: Visitor, persona: Role, account = ''): Promise<void> {
  await page.goto('/');
  await page
    .getByRole('button', { name: /^(登录|Sign in)$/ })
    .first()
    .click();
  await page.waitForURL(/\/oidc\/interaction\//);
  if (account) await page.locator('#account').fill(account);
  await page.locator(`button[value="${persona}"]`).click();
  await page.waitForURL((to) => !to.pathname.startsWith('/oidc') && !to.searchParams.has('code'));
  await page.getByRole('button', { name: /^(退出登录|Sign out)$/ }).waitFor();
}

/** Goes to a path and waits until the page has come to rest. */
export async function open({ page }: Visitor, path: string): Promise<void> {
  await page.goto(path);
  await settled(page);
}

/** Nothing is loading any more. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.locator('h1').first().waitFor();
  await page.locator('.ant-skeleton, .ant-spin-spinning').first().waitFor({ state: 'detached' });
}

/** What a machine finds wrong for people who use a keyboard, a screen reader or little contrast: serious things only. */
export async function obstacles(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.slice(0, 3).map(({ target, any }) => `${id} at ${target.join(' ')}: ${any[0]?.message ?? ''}`),
    );
}

/** Pixels by which the page is wider than the screen. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** A page as everybody should find it: usable, within the screen, without complaints of the browser. */
export async function expectSound(visitor: Visitor, what: string): Promise<void> {
  expect(await obstacles(visitor.page), what).toEqual([]);
  expect(await overflow(visitor.page), `${what} is wider than the screen`).toBeLessThanOrEqual(0);
  expect(visitor.complaints, what).toEqual([]);
}
