import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import jpeg from 'jpeg-js';
import type { Browser } from 'playwright-core';
import qrcode from 'qrcode-generator';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { awaitStage } from '../../infra/demo/walk-case.ts';
import { assemble, type Cast, concluded } from '../zone/cast.ts';
import { expectSound, openBrowser, signInAs, type Visitor, visit, weigh } from './browser.ts';

let cast: Cast;
let browser: Browser;
let permitNumber: string;
/** The picture of the card, as its holder shows it. */
let card: Uint8Array;
/** What its code says behind the mark. */
let digits: string;
const folder = mkdtempSync(join(tmpdir(), 'greenpath-verify-'));

beforeAll(async () => {
  [cast, browser] = await Promise.all([assemble(), openBrowser()]);
  const party = await cast.party();
  const id = await concluded(cast, party);
  permitNumber = (await awaitStage(party.handler, id, 'issued')).permitNumber;
  card = await party.handler.fetchBytes(`/api/permits/${permitNumber}/card.png`);
  const { body } = await party.handler.ask('GET', `/api/permits/${permitNumber}`);
  digits = new URL(body.qr).hash.slice(1);
});
afterAll(async () => {
  await browser?.close();
  await cast?.end();
  rmSync(folder, { recursive: true, force: true });
});

const verdictOf = async ({ page }: Visitor) => {
  await page.locator('[data-verdict]').waitFor();
  await page.waitForLoadState('networkidle');
  return page.locator('[data-verdict]').getAttribute('data-verdict');
};

/** A page in a browser of its own: nothing is known there yet. */
const withVisitor = async (run: (visitor: Visitor) => Promise<void>, setting: Parameters<typeof visit>[2] = {}) => {
  const visitor = await visit(browser, cast.zone.url, { width: 390, height: 844, ...setting });
  try {
    await run(visitor);
  } finally {
    await visitor.leave();
  }
};

/** Waits until the verifier is kept on the device. */
const kept = ({ page }: Visitor) =>
  expect
    .poll(() => page.evaluate(async () => (await navigator.serviceWorker.ready).active?.state), { timeout: 30_000 })
    .toBe('activated');

describe('the page that a permit’s code opens', () => {
  test.each(['zh', 'en'] as const)('says at one glance that it is valid, and whose it is (%s)', async (language) => {
    await withVisitor(
      async (visitor) => {
        await visitor.page.goto(`/#${digits}`);
        expect(await verdictOf(visitor)).toBe('valid');
        await expectSound(visitor, `verify page in ${language}`);
        const said = await visitor.page.locator('main').innerText();
        expect(said).toContain(language === 'zh' ? '有效' : 'Valid');
        expect(said).toContain(permitNumber);
        expect(said).toContain(language === 'zh' ? '演练样本' : 'Sample from a rehearsal');
      },
      { language, look: language === 'zh' ? 'dark' : 'light' },
    );
  });

  test('needs less than 60 KB, and asks nobody but the zone, with nothing of the code in an address', async () => {
    await withVisitor(async (visitor) => {
      const asked: string[] = [];
      visitor.page.on('request', (request) => asked.push(request.url()));
      const load = weigh(visitor.page);
      await visitor.page.goto(`/#${digits}`);
      expect(await verdictOf(visitor)).toBe('valid');
      const bytes = await load();
      const code = digits.slice(20, 40);
      // What stands behind the mark of the page's own address never leaves the browser.
      expect(asked.filter((url) => new URL(url).pathname.includes(code) || new URL(url).search !== '')).toEqual([]);
      expect([...visitor.origins]).toEqual([cast.zone.url]);
      expect(bytes).toBeGreaterThan(5_000);
      expect(bytes).toBeLessThanOrEqual(60 * 1024);
    });
  });

  test('tells a forged code and one that is none of ours', async () => {
    await withVisitor(async (visitor) => {
      await visitor.page.goto('/#123456');
      expect(await verdictOf(visitor)).toBe('unreadable');
    });
  });
});

describe('the scanner', () => {
  test('reads the code from the picture of the card', async () => {
    await withVisitor(async (visitor) => {
      await visitor.page.goto('/verify');
      const file = { name: 'card.png', mimeType: 'image/png', buffer: Buffer.from(card) };
      await visitor.page.locator('input[type="file"]').setInputFiles(file);
      expect(await verdictOf(visitor)).toBe('valid');
      await expectSound(visitor, 'verify page after a picture');
    });
  });

  test('reads it through the camera', async () => {
    const film = join(folder, 'card.mjpeg');
    writeFileSync(film, frameWith(`https://permit.etown.example/#${digits}`));
    const filming = await openBrowser({
      args: [
        '--use-fake-ui-for-media-stream',
        '--use-fake-device-for-media-stream',
        `--use-file-for-fake-video-capture=${film}`,
      ],
    });
    try {
      const visitor = await visit(filming, cast.zone.url, { permissions: ['camera'] });
      await visitor.page.goto('/verify');
      await visitor.page.getByRole('button', { name: 'Scan with the camera' }).click();
      expect(await verdictOf(visitor)).toBe('valid');
      expect(visitor.complaints).toEqual([]);
    } finally {
      await filming.close();
    }
  });

  test('says kindly what to do where there is no camera, and where a picture holds no code', async () => {
    await withVisitor(async (visitor) => {
      await visitor.page.goto('/verify');
      await visitor.page.getByRole('button', { name: 'Scan with the camera' }).click();
      expect(await visitor.page.getByRole('alert').innerText()).toContain('choose a picture');
      const file = { name: 'empty.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(frameWith('')) };
      await visitor.page.locator('input[type="file"]').setInputFiles(file);
      await visitor.page.getByText('No code was found').waitFor();
      await expectSound(visitor, 'verify page without a camera');
    });
  });
});

describe('a verifier without a connection', () => {
  test('opens, verifies by what it knows and says how old that is', async () => {
    await withVisitor(async (visitor) => {
      await visitor.page.goto('/verify');
      await kept(visitor);
      await visitor.context.setOffline(true);
      await visitor.page.goto(`/#${digits}`);
      expect(await verdictOf(visitor)).toBe('valid');
      const age = await visitor.page.locator('.age').innerText();
      expect(age).toContain('No connection');
      expect(age).toMatch(/Status as of \d+ \w+ 20\d\d/);
      const altered = digits.replace(/\d(?=\d{30}$)/, (digit) => String((Number(digit) + 1) % 10));
      await visitor.page.goto(`/#${altered}`);
      await visitor.page.locator('[data-verdict="forged"], [data-verdict="unreadable"]').waitFor();
    });
  });

  test('cannot tell on a device that never was connected to the zone, and says so instead of "forged"', async () => {
    await withVisitor(async (visitor) => {
      await visitor.page.route(/\/(api|\.well-known)\//, (route) => route.abort());
      await visitor.page.goto(`/#${digits}`);
      expect(await verdictOf(visitor)).toBe('unclear');
    });
  });
});

describe('an inspector', () => {
  test('signs in from the verifier, comes back to the same code and sees the record', async () => {
    await withVisitor(async (visitor) => {
      await signInAs(visitor, 'inspector');
      // From elsewhere, as from a camera: the page is loaded with the code.
      await visitor.page.goto('about:blank');
      await visitor.page.goto(`/#${digits}`);
      expect(await verdictOf(visitor)).toBe('valid');
      await visitor.page.getByRole('heading', { name: /Record/ }).waitFor();
      expect(await visitor.page.locator('.record').innerText()).toContain('UTO');
      expect(
        await visitor.page.locator('.record img').evaluate((image: HTMLImageElement) => image.naturalWidth),
      ).toBeGreaterThan(0);
    });
    await withVisitor(async (visitor) => {
      await visitor.page.goto(`/#${digits}`);
      await visitor.page.getByRole('button', { name: /Inspectors/ }).click();
      await visitor.page.locator('button[value="inspector"]').click();
      await visitor.page.getByRole('heading', { name: /Record/ }).waitFor();
      expect(await verdictOf(visitor)).toBe('valid');
    });
  });
});

describe('what happens to a permit', () => {
  test('is told at the next look: suspended, valid again, revoked', async () => {
    const supervisor = await cast.signInAs('supervisor');
    const reason = { zh: '样例理由，仅供演练。', en: 'A reason for this rehearsal.' };
    const act = async (what: string) => {
      const answer = await supervisor.ask('POST', `/api/permits/${permitNumber}/${what}`, { body: { reason } });
      expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    };
    const looked = async () => {
      let verdict: string | null = null;
      await withVisitor(async (visitor) => {
        await visitor.page.goto(`/#${digits}`);
        verdict = await verdictOf(visitor);
        await expectSound(visitor, `verdict ${verdict}`);
      });
      return verdict;
    };
    await act('suspend');
    expect(await looked()).toBe('suspended');
    await act('reinstate');
    expect(await looked()).toBe('valid');
    await act('revoke');
    expect(await looked()).toBe('revoked');
  });
});

/** One frame of a film: the code in the middle of a light picture, or nothing for an empty text. */
function frameWith(text: string): Uint8Array {
  const width = 1280;
  const height = 960;
  const data = new Uint8Array(width * height * 4).fill(235);
  if (text) {
    const code = qrcode(0, 'M');
    code.addData(text);
    code.make();
    const side = code.getModuleCount();
    const module = Math.floor(800 / side);
    const left = Math.floor((width - side * module) / 2);
    const top = Math.floor((height - side * module) / 2);
    for (let y = 0; y < side * module; y += 1) {
      for (let x = 0; x < side * module; x += 1) {
        if (!code.isDark(Math.floor(y / module), Math.floor(x / module))) continue;
        data.fill(20, ((top + y) * width + left + x) * 4, ((top + y) * width + left + x) * 4 + 3);
      }
    }
  }
  return jpeg.encode({ data, width, height }, 90).data;
}
