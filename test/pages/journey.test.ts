import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { awaitStage } from '../../infra/demo/walk-case.ts';
import { assemble, type Cast, type Party, sampleFile } from '../zone/cast.ts';
import { openBrowser, signInAs, type Visitor, visit } from './browser.ts';
import { awaitSaved, choiceOf, chooseFile, fieldOf, kindCalled, tabTo } from './filling-in.ts';

const minutes = 60_000;

let cast: Cast;
let browser: Browser;
let party: Party;
/** The employer's own device, on which the journey begins and ends. */
let employer: Visitor;
let id: string;
let receiptNumber: string;

beforeAll(async () => {
  [cast, browser] = await Promise.all([assemble(), openBrowser()]);
  party = await cast.party();
  employer = await atDevice('zh');
}, 10 * minutes);
afterAll(async () => {
  await browser?.close();
  await cast?.end();
});

async function atDevice(language: 'zh' | 'en'): Promise<Visitor> {
  const visitor = await visit(browser, cast.zone.url, { language });
  visitor.page.setDefaultTimeout(60_000);
  return visitor;
}

const longDay = (day: string): string => {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
};

const state = async () => (await party.handler.ask('GET', `/api/applications/${id}`)).body;

describe('an application on its way through the pages', () => {
  test(
    'is begun by an employer in Chinese, filled in step by step and submitted with every document',
    async () => {
      const { page } = employer;
      const { form } = party.sample;
      await signInAs(employer, 'employer', party.account);
      await page.getByRole('navigation', { name: '页面导航' }).getByRole('link', { name: '我的申请' }).click();
      await page.getByRole('link', { name: '新申请' }).click();
      await page.getByRole('radio', { name: /^聘用外国人工作 90 日以上/ }).check();
      await page.getByText(String(party.sample.employer.name?.zh)).waitFor();
      await page.getByRole('button', { name: '开始填写' }).click();
      await page.getByRole('heading', { level: 2, name: '办理情况' }).waitFor();
      id = new URL(page.url()).pathname.split('/').at(-1) ?? '';

      const fill = (path: Parameters<typeof fieldOf>[1], value: unknown) =>
        fieldOf(page, path, 'zh').fill(String(value));
      const goOn = async (to: string) => {
        await page.getByRole('button', { name: '继续' }).click();
        await page.getByRole('heading', { level: 2, name: to, exact: true }).waitFor();
      };
      await choiceOf(page, 'entry', '在境外', 'zh').check();

      await goOn('申请人');
      const { applicant, post, facts } = form;
      await fill('applicant.familyName', applicant.familyName);
      await fill('applicant.givenNames', applicant.givenNames);
      await fill('applicant.chineseName', applicant.chineseName);
      await choiceOf(page, 'applicant.sex', '女', 'zh').check();
      await fill('applicant.nationality', applicant.nationality);
      await fill('applicant.birthDate', applicant.birthDate);
      await fill('applicant.email', applicant.email);
      await choiceOf(page, 'applicant.language', '英文', 'zh').check();

      await goOn('护照');
      await fill('applicant.passport.number', applicant.passport?.number);
      await fill('applicant.passport.issuingState', applicant.passport?.issuingState);
      // People write days as they are used to.
      await fill('applicant.passport.expiresOn', longDay(String(applicant.passport?.expiresOn)));

      await goOn('职位与合同');
      await fill('post.title', post.title);
      await fill('post.workplace', post.workplace);
      await fill('post.contractFrom', post.contractFrom);
      await fill('post.contractTo', post.contractTo);
      await fill('post.duties', post.duties);

      await goOn('学历、经历与积分');
      await fill('facts.annualSalary', '20万');
      await fill('facts.monthsPerYear', facts.monthsPerYear);
      await choiceOf(page, 'facts.workLocation', '其他地区', 'zh').check();
      await choiceOf(page, 'facts.education', '学士或相当', 'zh').check();
      await fill('facts.workYears', facts.workYears);
      await fieldOf(page, 'facts.hsk', 'zh').selectOption({ label: '汉语水平考试（HSK）三级' });
      await page.getByText(`${party.sample.expected.total} 分 · B 类`).waitFor();

      await page
        .getByRole('button', { name: /^\S*\s*材料/ })
        .first()
        .click();
      await page.getByRole('heading', { level: 2, name: '材料', exact: true }).waitFor();
      await awaitSaved(page);
      const asked = await page
        .getByRole('listitem')
        .filter({ hasText: '待提供' })
        .getByRole('heading', { level: 3 })
        .allInnerTexts();
      const kinds = asked.map((title) => kindCalled(title, 'zh'));
      expect(kinds).toEqual(party.sample.documents);
      for (const kind of kinds) await chooseFile(page, kind, await sampleFile(kind, party.sample), 'zh');
      await page.getByText('材料已齐全。').waitFor({ timeout: 2 * minutes });

      await goOn('核对并提交');
      expect(await page.getByText(/提交之前还有/).count()).toBe(0);
      await page.getByRole('button', { name: '提交申请' }).click();
      const told = page.getByRole('status').filter({ hasText: '已提交' });
      await told.waitFor();
      const { stage, clock, receiptNumber: number } = await state();
      expect(stage).toBe('preliminary-review');
      receiptNumber = number;
      expect(await told.innerText()).toContain(receiptNumber);
      expect(await told.innerText()).toContain(`承诺于 ${longDay(clock.promisedOn)} 前办结`);
      expect(employer.complaints).toEqual([]);
    },
    8 * minutes,
  );

  test(
    'is found, claimed, compared and accepted by a front officer in English who uses the keyboard alone',
    async () => {
      const officer = await atDevice('en');
      const { page } = officer;
      await signInAs(officer, 'front-officer');
      await page.evaluate(() => {
        const note = (event: Event) => document.documentElement.setAttribute('data-pointed', event.type);
        for (const type of ['pointerdown', 'mousedown', 'touchstart']) window.addEventListener(type, note, true);
      });
      const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');

      await tabTo(page, page.getByRole('link', { name: 'Preliminary review' }).first());
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: 'Waiting for preliminary review' }).waitFor();
      await page.getByRole('link', { name: receiptNumber }).waitFor();
      await page.keyboard.press('j');
      expect(await focused()).toBe(receiptNumber);
      await page.keyboard.press('c');
      await page
        .getByRole('status')
        .filter({ hasText: `${receiptNumber} is yours now` })
        .waitFor();
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: receiptNumber }).waitFor();

      // Each line of the form brings the paper in which it is read.
      const paper = page.getByLabel('Choose a paper');
      const passport = page.getByRole('button', {
        name: new RegExp(String(party.sample.form.applicant.passport?.number)),
      });
      for (let lines = 0; lines < 60; lines += 1) {
        await page.keyboard.press('j');
        if ((await passport.getAttribute('aria-pressed')) === 'true') break;
      }
      expect(await passport.getAttribute('aria-pressed')).toBe('true');
      expect(await paper.evaluate((list: HTMLSelectElement) => list.selectedOptions[0]?.text)).toBe(
        'Passport data page',
      );

      await page.keyboard.press('a');
      await tabTo(page, page.getByRole('button', { name: 'Accept', exact: true }));
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 2, name: 'Accept', exact: true }).waitFor();
      const note = page.getByLabel(/^Note for the office/);
      await tabTo(page, note);
      await page.keyboard.type('Seen by keyboard.');
      await tabTo(page, page.getByRole('button', { name: 'See the letter and confirm' }));
      await page.keyboard.press('Enter');
      const dialog = page.getByRole('dialog', { name: 'Confirm: Accept' });
      await dialog.waitFor();
      await tabTo(page, dialog.getByRole('button', { name: 'Accept', exact: true }));
      await page.keyboard.press('Enter');
      const done = page.getByRole('status').filter({ hasText: 'Done: Accept' });
      await done.waitFor();
      expect(await focused()).toContain('Done: Accept');

      expect(await page.locator('html').getAttribute('data-pointed')).toBeNull();
      const { stage } = await state();
      expect(stage).toBe('review');
      expect(officer.complaints).toEqual([]);
      await officer.leave();
    },
    5 * minutes,
  );

  test(
    'is reviewed by a back officer in Chinese, each row beside its document, and recommended',
    async () => {
      const reviewer = await atDevice('zh');
      const { page } = reviewer;
      await signInAs(reviewer, 'back-officer');
      await page.getByRole('link', { name: '待审查' }).first().click();
      await page.getByRole('link', { name: receiptNumber }).click();
      await page.getByRole('heading', { level: 1, name: receiptNumber }).waitFor();
      await page.getByRole('button', { name: '领取', exact: true }).click();
      await page.getByText('由您领取').waitFor();

      const points = page.getByRole('region', { name: '积分逐项核对' });
      const rows = points.getByRole('listitem').filter({ has: page.getByRole('checkbox', { name: /^确认“/ }) });
      const { evidenceNeeded } = (await cast.backOfficer.ask('GET', `/api/applications/${id}`)).body;
      expect(await rows.count()).toBe(evidenceNeeded.length);
      const paper = page.getByLabel('选择文件');
      const papers = new Set<string>();
      for (const row of await rows.all()) {
        await row.getByRole('button').first().click();
        papers.add(await paper.inputValue());
        await row.getByRole('checkbox').check();
      }
      expect(papers.size).toBeGreaterThan(2);
      await points.getByText(`已确认 ${evidenceNeeded.length}/${evidenceNeeded.length} 项`).waitFor();

      await page.getByRole('button', { name: '提出审查意见' }).click();
      await page.getByRole('radio', { name: '建议准予许可' }).check();
      await page.getByRole('button', { name: '建议准予许可' }).click();
      await page.getByRole('status').filter({ hasText: '已完成：提出审查意见' }).waitFor();
      const { stage, review } = (await cast.decider.ask('GET', `/api/applications/${id}`)).body;
      expect(stage).toBe('conclusion');
      expect(new Set(review.evidence.map(({ item }: { item: string }) => item))).toEqual(
        new Set(evidenceNeeded.map(({ item }: { item: string }) => item)),
      );
      expect(reviewer.complaints).toEqual([]);
      await reviewer.leave();
    },
    5 * minutes,
  );

  test(
    'is approved by a decider in English who has read the letter in both languages',
    async () => {
      const decider = await atDevice('en');
      const { page } = decider;
      await signInAs(decider, 'decider');
      await page.getByRole('link', { name: 'Conclusion' }).first().click();
      await page.getByRole('link', { name: receiptNumber }).click();
      await page.getByText('Recommends approval').waitFor();
      await page.getByRole('button', { name: 'Approve', exact: true }).click();
      const letterIn = (language: string) =>
        page.waitForResponse((answer) => answer.url().endsWith(`/letters/preview?language=${language}`));
      const [english] = await Promise.all([
        letterIn('en'),
        page.getByRole('button', { name: 'See the letter and confirm' }).click(),
      ]);
      const dialog = page.getByRole('dialog', { name: 'Confirm: Approve' });
      await dialog.getByText('This is the letter that the parties will get').waitFor();
      const [chinese] = await Promise.all([
        letterIn('zh'),
        dialog.getByRole('button', { name: 'The Chinese letter' }).click(),
      ]);
      await dialog.getByRole('button', { name: 'The English letter' }).waitFor();
      await dialog.getByRole('link', { name: 'Open it in a new tab' }).waitFor();
      for (const letter of [english, chinese]) {
        expect(letter.status()).toBe(200);
        const { 'content-type': type, 'content-length': length } = await letter.allHeaders();
        expect(type).toBe('application/pdf');
        expect(Number(length)).toBeGreaterThan(5_000);
      }
      expect((await state()).stage).toBe('conclusion');
      await dialog.getByRole('button', { name: 'Approve', exact: true }).click();
      await page.getByRole('status').filter({ hasText: 'Done: Approve' }).waitFor();
      expect(decider.complaints).toEqual([]);
      await decider.leave();
    },
    5 * minutes,
  );

  test(
    'ends with a permit that the employer sees with its card, and that anybody finds valid',
    async () => {
      const { permitNumber } = await awaitStage(party.handler, id, 'issued');
      const { page } = employer;
      await page.reload();
      await page.getByRole('link', { name: '查看许可' }).click();
      const card = page.getByRole('img', { name: `许可 ${permitNumber} 的证件图` });
      await card.waitFor();
      await expect.poll(() => card.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
      expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain(
        party.sample.form.applicant.familyName,
      );
      await page.getByRole('button', { name: '出示二维码' }).click();
      await page.getByRole('img', { name: '此许可的二维码' }).waitFor();
      expect(employer.complaints).toEqual([]);
      await employer.leave();

      const { qr } = (await party.handler.ask('GET', `/api/permits/${permitNumber}`)).body;
      const verifier = await atDevice('en');
      await verifier.page.goto(`/${new URL(qr).hash}`);
      await verifier.page.locator('[data-verdict="valid"]').waitFor();
      const said = await verifier.page.locator('main').innerText();
      expect(said).toContain('Valid');
      expect(said).toContain(permitNumber);
      await verifier.leave();
    },
    3 * minutes,
  );
});
