import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reviewApplication } from '../../infra/demo/walk-case.ts';
import { signIn } from '../../infra/demo/zone-client.ts';
import { assemble, type Cast, submitted } from '../zone/cast.ts';
import { openBrowser, signInAs, type Visitor, visit } from './browser.ts';

const minutes = 60_000;

let cast: Cast;
let browser: Browser;
/** Cases in preliminary review. */
let ids: string[];

beforeAll(async () => {
  [cast, browser] = await Promise.all([assemble(), openBrowser()]);
  const first = await cast.party('etown-b', ['employer'], { registered: true });
  const second = await cast.party('category-c', ['employer'], { registered: true });
  const third = await cast.party('category-a', ['employer'], { registered: true });
  ids = [await submitted(first), await submitted(second), await submitted(third)];
}, 10 * minutes);
afterAll(async () => {
  await browser?.close();
  await cast?.end();
});

async function officer(role: 'front-officer' | 'back-officer', account = ''): Promise<Visitor> {
  const visitor = await visit(browser, cast.zone.url, { language: 'en' });
  visitor.page.setDefaultTimeout(30_000);
  await signInAs(visitor, role, account);
  return visitor;
}

const openCase = async ({ page }: Visitor, id: string): Promise<string> => {
  await page.goto(`/cases/${id}`);
  await page.getByRole('heading', { level: 2, name: 'What the form says' }).waitFor();
  return page.getByRole('heading', { level: 1 }).innerText();
};

describe('two front officers who open the same case', () => {
  test(
    'do not both accept it: the second is told how it stands now and keeps what was typed',
    async () => {
      const [id = ''] = ids;
      const first = await officer('front-officer');
      const second = await officer('front-officer', 'second');
      await openCase(first, id);
      await openCase(second, id);

      const typed = 'Read on paper; the second page <b>of the contract</b> is pale.';
      await second.page.getByRole('button', { name: 'Accept', exact: true }).click();
      await second.page.getByLabel(/^Note for the office/).fill(typed);

      await first.page.getByRole('button', { name: 'Claim', exact: true }).click();
      await first.page.getByText('Yours', { exact: true }).waitFor();
      await first.page.getByRole('button', { name: 'Accept', exact: true }).click();
      await first.page.getByRole('button', { name: 'See the letter and confirm' }).click();
      const letter = first.page.getByRole('dialog', { name: 'Confirm: Accept' });
      // The buttons stand beneath the letter, and stand still once it is there.
      await letter.getByRole('link', { name: 'Open it in a new tab' }).waitFor();
      await letter.getByRole('button', { name: 'Accept', exact: true }).click();
      await first.page.getByRole('status').filter({ hasText: 'Done: Accept' }).waitFor();

      await second.page.getByRole('button', { name: 'See the letter and confirm' }).click();
      const stale = second.page.getByRole('alert').filter({ hasText: 'The case has changed meanwhile' }).first();
      await stale.waitFor();
      expect(await stale.innerText()).toContain('It is now at “Review”');
      await second.page.getByText('This cannot be done now').waitFor();
      expect(await second.page.getByLabel(/^Note for the office/).inputValue()).toBe(typed);

      const { acceptance, stage } = (await cast.frontOfficer.ask('GET', `/api/applications/${id}`)).body;
      expect(stage).toBe('review');
      expect(acceptance.note).toBeUndefined();
      expect(await second.page.getByText('Done: Accept').count()).toBe(0);
      expect([...first.complaints, ...second.complaints]).toEqual([]);
      await first.leave();
      await second.leave();
    },
    4 * minutes,
  );

  test(
    'are told even at the last word: what was confirmed on an older state is not done',
    async () => {
      const [, , id = ''] = ids;
      const second = await officer('front-officer', 'second');
      await openCase(second, id);
      await second.page.getByRole('button', { name: 'Accept', exact: true }).click();
      await second.page.getByLabel(/^Note for the office/).fill('Typed before the letter.');
      await second.page.getByRole('button', { name: 'See the letter and confirm' }).click();
      const dialog = second.page.getByRole('dialog', { name: 'Confirm: Accept' });
      await dialog.getByRole('link', { name: 'Open it in a new tab' }).waitFor();
      const claimed = await cast.frontOfficer.ask('POST', `/api/applications/${id}/claim`, { body: {} });
      expect(claimed.status).toBe(200);

      await dialog.getByRole('button', { name: 'Accept', exact: true }).click();
      const stale = second.page.getByRole('alert').filter({ hasText: 'The case has changed meanwhile' }).first();
      await stale.waitFor();
      expect(await stale.innerText()).toContain(`Claimed by ${claimed.body.claimedBy}`);
      await dialog.waitFor({ state: 'hidden' });
      expect(await second.page.getByLabel(/^Note for the office/).inputValue()).toBe('Typed before the letter.');
      expect((await cast.frontOfficer.ask('GET', `/api/applications/${id}`)).body.stage).toBe('preliminary-review');
      expect(second.complaints).toEqual([]);
      await second.leave();
    },
    2 * minutes,
  );

  test(
    'do not both claim it: the second sees whose it is',
    async () => {
      const [, id = ''] = ids;
      const first = await officer('front-officer');
      const second = await officer('front-officer', 'second');
      await first.page.goto('/queues/preliminary-review');
      const number = await openCase(second, id);
      await first.page.getByRole('button', { name: `Claim ${number}` }).click();
      await first.page
        .getByRole('status')
        .filter({ hasText: `${number} is yours now` })
        .waitFor();

      await second.page.getByRole('button', { name: 'Claim', exact: true }).click();
      const stale = second.page.getByRole('alert').filter({ hasText: 'The case has changed meanwhile' }).first();
      await stale.waitFor();
      const { claimedBy } = (await cast.frontOfficer.ask('GET', `/api/applications/${id}`)).body;
      expect(await stale.innerText()).toContain(`Claimed by ${claimedBy}`);
      await second.page.getByRole('button', { name: 'I have looked, go on' }).click();
      expect(await stale.count()).toBe(0);
      expect(await second.page.getByRole('button', { name: 'Claim', exact: true }).count()).toBe(0);
      expect([...first.complaints, ...second.complaints]).toEqual([]);
      await first.leave();
      await second.leave();
    },
    3 * minutes,
  );
});

test(
  'whoever reviewed a case is not offered its conclusion, even with the role for it',
  async () => {
    const [id = ''] = ids;
    const both = await signIn(cast.zone.url, ['back-officer', 'decider'], 'both');
    expect((await reviewApplication(both, id)).stage).toBe('conclusion');
    const concluded = await both.ask('POST', `/api/applications/${id}/conclude`, { body: { decision: 'approve' } });
    expect(concluded).toMatchObject({ status: 403, body: { type: 'urn:greenpath:problem:two-officers' } });
    const token = both.accessToken;

    const reviewer = await officer('back-officer');
    // The rehearsal provider gives one role to an account of its page: the token with both comes from its other door.
    await reviewer.page.route('**/api/**', (route) =>
      route.continue({ headers: { ...route.request().headers(), authorization: `Bearer ${token}` } }),
    );
    await reviewer.page.goto('/queues/conclusion');
    await reviewer.page.getByRole('heading', { level: 1, name: 'Waiting for a conclusion' }).waitFor();
    await openCase(reviewer, id);
    await reviewer.page.getByText('Recommends approval').waitFor();
    for (const act of ['Approve', 'Announce an intended refusal', 'Refuse']) {
      expect(await reviewer.page.getByRole('button', { name: act, exact: true }).count(), act).toBe(0);
    }
    // Another decider is offered it.
    const decider = await visit(browser, cast.zone.url, { language: 'en' });
    await signInAs(decider, 'decider');
    await openCase(decider, id);
    await decider.page.getByRole('button', { name: 'Approve', exact: true }).waitFor();
    await reviewer.leave();
    await decider.leave();
  },
  3 * minutes,
);
