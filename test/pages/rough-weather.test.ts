import type { Browser, Page, Request } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { draftApplication } from '../../infra/demo/walk-case.ts';
import { moveClock } from '../../infra/demo/zone-client.ts';
import { assemble, type Cast, type Party, submitted } from '../zone/cast.ts';
import { expectSound, openBrowser, overflow, signInAs, type Visitor, visit } from './browser.ts';
import { awaitSaved, fieldOf } from './filling-in.ts';

const minutes = 60_000;

let cast: Cast;
let browser: Browser;
let party: Party;
let handler: Visitor;
let page: Page;
let id: string;

beforeAll(async () => {
  [cast, browser] = await Promise.all([assemble(), openBrowser()]);
  party = await cast.party();
}, 10 * minutes);
afterAll(async () => {
  await browser?.close();
  await cast?.end();
});
beforeEach(async () => {
  id = await draftApplication(party.handler, party.employerId, party.sample);
  handler = await visit(browser, cast.zone.url, { language: 'en' });
  page = handler.page;
  page.setDefaultTimeout(30_000);
  await signInAs(handler, 'employer', party.account);
  await openStep(page, 'post', 'Post and contract');
});
afterEach(async () => {
  await handler?.leave();
});

const openStep = async (on: Page, step: string, heading: string) => {
  await on.goto(`/applications/${id}?step=${step}`);
  await on.getByRole('heading', { level: 2, name: heading, exact: true }).waitFor();
};
const form = async () => (await party.handler.ask('GET', `/api/applications/${id}`)).body.form;
const duties = (on: Page, language: 'zh' | 'en' = 'en') => fieldOf(on, 'post.duties', language);
const saving = (on: Page, text: string | RegExp) => on.getByRole('status').filter({ hasText: text });

describe('what somebody types into an application', () => {
  test(
    'is there after a reload, saved or not',
    async () => {
      // The page asks before it is left while something is only on this device.
      page.on('dialog', (dialog) => void dialog.accept());
      const isSave = (request: Request) => request.method() === 'PATCH' && request.url().includes('/api/applications/');
      await page.route('**/*', (route) => (isSave(route.request()) ? route.abort() : route.fallback()));
      await duties(page).fill('Kept before the pause.');
      await saving(page, 'No connection. What you typed is kept on this device').waitFor();
      await page.reload();
      await page.getByRole('heading', { level: 2, name: 'Post and contract' }).waitFor();
      expect(await duties(page).inputValue()).toBe('Kept before the pause.');
      expect((await form()).post.duties).toBe(party.sample.form.post.duties);

      await page.unroute('**/*');
      await page.reload();
      await page.getByRole('heading', { level: 2, name: 'Post and contract' }).waitFor();
      await awaitSaved(page);
      expect(await duties(page).inputValue()).toBe('Kept before the pause.');
      expect((await form()).post.duties).toBe('Kept before the pause.');
    },
    2 * minutes,
  );

  test(
    'is kept while the network is lost, and saved when it is back',
    async () => {
      await handler.context.setOffline(true);
      await saving(page, 'You are offline').waitFor();
      await duties(page).fill('Typed in a tunnel.');
      await saving(page, 'No connection. What you typed is kept on this device').waitFor();
      await duties(page).fill('Typed in a long tunnel.');
      expect((await form()).post.duties).toBe(party.sample.form.post.duties);

      await handler.context.setOffline(false);
      await awaitSaved(page);
      expect(await duties(page).inputValue()).toBe('Typed in a long tunnel.');
      expect((await form()).post.duties).toBe('Typed in a long tunnel.');
      expect(await saving(page, 'You are offline').count()).toBe(0);
    },
    2 * minutes,
  );

  test(
    'stays when the language is switched in the middle of a field that is not even right yet',
    async () => {
      await handler.context.setOffline(true);
      await duties(page).fill('Half a sent');
      await fieldOf(page, 'post.contractTo', 'en').fill('next spring');
      await page.getByRole('button', { name: '中文' }).click();
      await page.getByRole('heading', { level: 2, name: '职位与合同' }).waitFor();
      expect(await duties(page, 'zh').inputValue()).toBe('Half a sent');
      expect(await fieldOf(page, 'post.contractTo', 'zh').inputValue()).toBe('next spring');
      await page.getByText('请按“年-月-日”填写').waitFor();
      await handler.context.setOffline(false);
      // What is right is saved, what is wrong waits.
      await saving(page, '部分内容尚未保存').waitFor();
      expect((await form()).post).toMatchObject({
        duties: 'Half a sent',
        contractTo: party.sample.form.post.contractTo,
      });
      await page.getByRole('button', { name: 'English' }).click();
      expect(await fieldOf(page, 'post.contractTo', 'en').inputValue()).toBe('next spring');
    },
    2 * minutes,
  );

  test(
    'is never overwritten unseen when the same draft is open in two tabs',
    async () => {
      const other = await handler.context.newPage();
      other.setDefaultTimeout(30_000);
      // The provider knows who it is: the second tab asks nobody.
      await openStep(other, 'post', 'Post and contract');
      await duties(page).fill('As the first tab has it.');
      await fieldOf(page, 'post.title', 'en').fill('Engineer of the first tab');
      await awaitSaved(page);

      await duties(other).fill('As the second tab has it.');
      const clash = other.getByRole('alert').filter({ hasText: 'These fields were changed elsewhere, too' });
      await clash.waitFor();
      const said = await clash.innerText();
      expect(said).toContain('As the first tab has it.');
      expect(said).toContain('As the second tab has it.');
      // What only the other tab changed is simply up to date here.
      await other.getByRole('status').filter({ hasText: 'Changed elsewhere meanwhile' }).waitFor();
      expect(await fieldOf(other, 'post.title', 'en').inputValue()).toBe('Engineer of the first tab');
      expect((await form()).post.duties).toBe('As the first tab has it.');

      await clash.getByRole('button', { name: 'Keep what is here' }).click();
      await awaitSaved(other);
      expect(await clash.count()).toBe(0);
      expect((await form()).post).toMatchObject({
        duties: 'As the second tab has it.',
        title: 'Engineer of the first tab',
      });
      await expectSound({ ...handler, page: other }, 'a draft after a clash');
    },
    3 * minutes,
  );
});

test(
  'the address of another employer’s case shows nothing of it',
  async () => {
    const foreign = await cast.party('category-a', ['employer'], { registered: true });
    const theirs = await submitted(foreign);
    const answers: string[] = [];
    page.on('response', (response) => {
      const { pathname } = new URL(response.url());
      if (pathname.startsWith('/api/') && pathname.includes(theirs)) answers.push(`${response.status()} ${pathname}`);
    });
    await page.goto(`/applications/${theirs}`);
    await page.getByRole('alert').first().waitFor();
    const said = await page.locator('body').innerText();
    expect(said).toContain('Not found');
    expect(answers).toEqual([`404 /api/applications/${theirs}`]);
    for (const secret of [
      foreign.sample.form.applicant.familyName,
      foreign.sample.employer.name?.zh,
      foreign.sample.form.post.title,
    ]) {
      expect(said).not.toContain(String(secret));
    }
    expect(await page.getByRole('link', { name: 'Back to my applications' }).count()).toBe(1);
    await expectSound(handler, 'the address of a case of somebody else');
    await page.goto(`/cases/${theirs}`);
    await page.getByRole('heading', { level: 1, name: 'Your account cannot use this page' }).waitFor();
  },
  2 * minutes,
);

describe('markup in a free text is shown as text', () => {
  const hostile = (name: string) => `<img src=x onerror=alert("${name}")><script>alert("${name}")</script>`;
  const dialogs: string[] = [];
  beforeEach(() => {
    dialogs.length = 0;
    watch(page);
  });
  const watch = (on: Page) =>
    on.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      void dialog.accept();
    });
  /** Nothing that was written became an element, and nothing of it ran. */
  const expectText = async (on: Page) => {
    expect(await on.locator('img[src="x"], svg[onload], main script').count()).toBe(0);
    expect(dialogs).toEqual([]);
  };

  test(
    'where the employer writes it, on the way to the officer',
    async () => {
      await fieldOf(page, 'post.title', 'en').fill('<svg/onload=alert("title")>');
      await fieldOf(page, 'post.workplace', 'en').fill(hostile('workplace'));
      await duties(page).fill(`${hostile('duties')}\n{{7*7}} \${7*7} \u202Edesrever ${'A'.repeat(120)}`);
      await awaitSaved(page);
      const { post } = await form();
      await openStep(page, 'check', 'Check and submit');
      for (const text of [post.title, post.workplace]) await page.getByText(text, { exact: true }).waitFor();
      await expectText(page);
      await expectSound(handler, 'a summary full of markup');

      const other = await cast.party('etown-b', ['employer'], { registered: true });
      const { title, workplace, duties: written } = post;
      other.sample.form.post = { ...other.sample.form.post, title, workplace, duties: written };
      const sent = await submitted(other);
      const officer = await visit(browser, cast.zone.url, { language: 'en', width: 360 });
      watch(officer.page);
      await signInAs(officer, 'front-officer');
      await officer.page.goto(`/cases/${sent}`);
      await officer.page.getByText(workplace, { exact: true }).first().waitFor();
      await expectText(officer.page);
      expect(await overflow(officer.page)).toBeLessThanOrEqual(0);
      expect(officer.complaints).toEqual([]);

      // And back: what the officer writes in a notice comes to the employer.
      const notice = hostile('notice');
      const returned = await cast.frontOfficer.ask('POST', `/api/applications/${sent}/preliminary-review`, {
        body: {
          decision: 'return',
          deficiencies: [{ path: 'post.title', code: 'other', text: { zh: notice, en: notice } }],
        },
      });
      expect(returned.status, JSON.stringify(returned.body)).toBe(200);
      const employer = await visit(browser, cast.zone.url, { language: 'zh', width: 360 });
      watch(employer.page);
      await signInAs(employer, 'employer', other.account);
      await employer.page.goto(`/applications/${sent}`);
      await employer.page.getByText(notice).first().waitFor();
      await expectText(employer.page);
      await expectSound(employer, 'a returned application full of markup');
      await officer.leave();
      await employer.leave();
    },
    4 * minutes,
  );

  test(
    'where anybody asks a question, and where an officer reads it',
    async () => {
      await page.goto('/ask');
      await page.getByLabel('What it is about').selectOption({ index: 1 });
      const field = page.getByLabel('Your question');
      const send = async () => {
        const [answer] = await Promise.all([
          page.waitForResponse((one) => one.url().endsWith('/api/inquiries') && one.request().method() === 'POST'),
          page.getByRole('button', { name: 'Send the question' }).click(),
        ]);
        return answer;
      };
      // The zone takes no markup here, and the page says so at the field, with what was written still in it.
      await field.fill(hostile('question'));
      expect((await send()).status()).toBe(400);
      await page.getByText('must be plain text without any mark-up').waitFor();
      expect(await field.inputValue()).toBe(hostile('question'));
      await expectSound(handler, 'a question that is refused');

      const question = 'Is 3 < 5 & "6" > 4? &lt;b&gt; {{7*7}} javascript:alert(1)';
      await field.fill(question);
      const answer = await send();
      expect(answer.status(), await answer.text()).toBe(201);
      const { id: asked } = await answer.json();
      await expectText(page);
      const officer = await visit(browser, cast.zone.url, { language: 'en' });
      watch(officer.page);
      await signInAs(officer, 'front-officer');
      await officer.page.goto(`/inquiries/${asked}`);
      await officer.page.getByText(question, { exact: true }).waitFor();
      await expectText(officer.page);
      await expectSound(officer, 'a question full of markup');
      await officer.leave();
    },
    3 * minutes,
  );
});

test(
  'a session that ends in mid-form takes nothing away: signing in again leads back to what was typed',
  async () => {
    await awaitSaved(page);
    // Past the end of the token, of the provider's session and of whatever renews either.
    await moveClock(cast.zone.url, { advance: 'P15D' });
    await duties(page).fill('Typed just after the session ended.');
    const ended = page.getByRole('dialog', { name: 'Your session has ended' });
    await ended.waitFor();
    await saving(page, 'Your session has ended. What you typed is kept on this device').waitFor();
    expect(await duties(page).inputValue()).toBe('Typed just after the session ended.');

    await ended.getByRole('button', { name: 'Sign in again' }).click();
    await page.waitForURL(/\/oidc\/interaction\//);
    await page.locator('#account').fill(party.account);
    await page.locator('button[value="employer"]').click();
    await page.getByRole('heading', { level: 2, name: 'Post and contract' }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`/applications/${id}`);
    expect(await duties(page).inputValue()).toBe('Typed just after the session ended.');
    await awaitSaved(page);
    const again = await cast.signInAs('employer', party.account);
    expect((await again.ask('GET', `/api/applications/${id}`)).body.form.post.duties).toBe(
      'Typed just after the session ended.',
    );
    await expectSound(handler, 'a form after signing in again');
  },
  2 * minutes,
);
