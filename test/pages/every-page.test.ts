import type { Browser } from 'playwright-core';
import type { RouteObject } from 'react-router';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { moveClock, signIn } from '../../infra/demo/zone-client.ts';
import type { Role } from '../../shared/domain/access/roles.ts';
import { pages } from '../../web/app/areas.ts';
import { expectSound, open, openBrowser, settled, signInAs, type Visitor, visit } from './browser.ts';
import { type FilledZone, fillForPages } from './filled-zone.ts';

/** Who opens a page: somebody with a role, under an account where it has to be theirs. */
type Stop = { pattern: string; as?: Role; account?: string; path: (the: FilledZone['examples']) => string };

const handler = 'the handler of the examples';
const at = (pattern: string, as?: Role, account?: string): Stop => ({
  pattern,
  as,
  account,
  path: () => `/${pattern}`,
});
const of = (pattern: string, path: Stop['path'], as?: Role, account?: string): Stop => ({ pattern, as, account, path });

const stops: Stop[] = [
  at(''),
  at('assessment'),
  at('guide'),
  at('ask'),
  at('follow'),
  of('bulletin/:month?', ({ month }) => `/bulletin/${month}`),
  at('service-windows'),
  at('stations'),
  at('published'),
  at('published/points'),
  at('published/credit'),
  of('published/credit/:list', () => '/published/credit/red'),
  at('published/talents'),
  at('published/visits'),
  at('applications', 'employer', handler),
  at('applications/new', 'employer', handler),
  of('applications/:id', ({ draft }) => `/applications/${draft}`, 'employer', 'the handler of the draft'),
  of('applications/:id', ({ returned }) => `/applications/${returned}`, 'employer', 'the handler of the returned one'),
  of('applications/:id', ({ application }) => `/applications/${application}`, 'employer', handler),
  at('permits', 'employer', handler),
  of('permits/:number', ({ permit }) => `/permits/${permit}`, 'employer', handler),
  of('permits/:number', ({ permit }) => `/permits/${permit}`, 'supervisor'),
  at('inbox', 'employer', handler),
  at('employers', 'employer', handler),
  at('employers/new', 'employer'),
  of('employers/:id', ({ employer }) => `/employers/${employer}`, 'employer', handler),
  of('employers/:id/accept', ({ employer }) => `/employers/${employer}/accept`, 'employer'),
  at('visits', 'employer', handler),
  at('visits/new', 'employer', handler),
  of('visits/:id', ({ visit }) => `/visits/${visit}`, 'employer', handler),
  of('visits/:id', ({ visit }) => `/visits/${visit}`, 'front-officer'),
  at('visits', 'front-officer'),
  at('help', 'employer', handler),
  at('help/new', 'employer', handler),
  of('help/:id', ({ help }) => `/help/${help}`, 'employer', handler),
  of('help/:id', ({ help }) => `/help/${help}`, 'front-officer'),
  at('help', 'front-officer'),
  at('help/statistics', 'supervisor'),
  at('queue', 'front-officer'),
  of('queues/:stage', () => '/queues/preliminary-review', 'front-officer'),
  of('queues/:stage', () => '/queues/review', 'back-officer'),
  of('queues/:stage', () => '/queues/conclusion', 'decider'),
  of('cases/:id', ({ waiting }) => `/cases/${waiting}`, 'front-officer'),
  of('cases/:id', ({ application }) => `/cases/${application}`, 'back-officer'),
  at('desk', 'front-officer'),
  at('desk/answers', 'front-officer'),
  at('desk/consultations', 'front-officer'),
  at('desk/trainings', 'front-officer'),
  of('desk/trainings/:training', ({ training }) => `/desk/trainings/${training}`, 'front-officer'),
  at('inquiries', 'front-officer'),
  at('inquiries/log', 'front-officer'),
  of('inquiries/:inquiry', ({ inquiry }) => `/inquiries/${inquiry}`, 'front-officer'),
  at('practice', 'front-officer'),
  of('practice/:case', ({ practice }) => `/practice/${practice}`, 'front-officer'),
  at('practice/assessments', 'supervisor'),
  at('reports', 'supervisor'),
  at('reports/bulletins', 'supervisor'),
  at('reports/samples', 'supervisor'),
  at('certificates', 'front-officer'),
  of('certificates/:id', ({ certificate }) => `/certificates/${certificate}`, 'supervisor'),
  at('certificates/check', 'inspector'),
  at('talents', 'supervisor'),
  of('talents/:code', ({ talent }) => `/talents/${talent}`, 'supervisor'),
  at('talents/me', 'applicant', 'trader1'),
  at('quota', 'supervisor'),
  of('quota/:year/:group', ({ month }) => `/quota/${month.slice(0, 4)}/quota-managed`, 'supervisor'),
  at('readings', 'inspector'),
  at('replay', 'supervisor'),
  of('replay/:id', ({ application }) => `/replay/${application}`, 'supervisor'),
  at('trainings', 'employer', handler),
  at('credit', 'employer', handler),
  at('credit/matters', 'back-officer'),
  of('credit/enterprises/:code', ({ creditCode }) => `/credit/enterprises/${creditCode}`, 'employer', handler),
  of('credit/persons/:code', ({ permit }) => `/credit/persons/${permit}`, 'back-officer'),
  at('merchant-card', 'applicant', 'trader1'),
  of('merchant-cards/:number', ({ merchantCard }) => `/merchant-cards/${merchantCard}`, 'front-officer'),
  at('admin', 'admin'),
  at('admin/policies', 'admin'),
  at('admin/policies/new', 'admin'),
  of('admin/policies/:draft', ({ policyDraft }) => `/admin/policies/${policyDraft}`, 'admin'),
  of('admin/policies/:draft/edit', ({ policyDraft }) => `/admin/policies/${policyDraft}/edit`, 'admin'),
  at('admin/staff', 'admin'),
  at('admin/delegation', 'admin'),
  at('admin/upkeep', 'admin'),
  at('admin/notices', 'admin'),
  at('admin/data-requests', 'admin'),
  at('my-data', 'applicant', 'trader1'),
  at('admin/imports', 'supervisor'),
  of('admin/imports/:id', (the) => `/admin/imports/${the.import}`, 'supervisor'),
  at('admin/partners', 'admin'),
  of('admin/partners/:id', ({ partner }) => `/admin/partners/${partner}`, 'admin'),
  of('admin/zone/:part?/:year?', () => '/admin/zone', 'admin'),
];

/** Every path of a page, as the router knows it. */
const patterns = (routes: readonly RouteObject[]): string[] =>
  routes.flatMap(({ path = '', children }) =>
    children ? patterns(children).map((below) => [path, below].filter(Boolean).join('/')) : [path],
  );

let filled: FilledZone;
let browser: Browser;
beforeAll(async () => {
  [filled, browser] = await Promise.all([fillForPages(), openBrowser()]);
}, 600_000);
afterAll(async () => {
  await browser?.close();
  await filled?.end();
});

/** Drawn from a month that is over, so it is looked at last, when the clock has moved. */
const drawn = 'reports/samples/:sample';

test('no page is left out', () => {
  expect([...new Set([...stops.map(({ pattern }) => pattern), drawn])].sort()).toEqual(
    [...new Set(patterns(pages))].sort(),
  );
});

const people = [...new Set(stops.map(({ as, account }) => `${as ?? 'anybody'}${account ? ` (${account})` : ''}`))];

const settings = [
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

test.each(people)(
  'the pages of %s are sound in Chinese on a dark phone and in English on a light desk',
  async (person) => {
    const own = stops.filter(({ as, account }) => `${as ?? 'anybody'}${account ? ` (${account})` : ''}` === person);
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

test('the second look at cases of a month that is over is sound', async () => {
  const { url } = filled.zone;
  const [year = 0, ended = 0] = filled.examples.month.split('-').map(Number);
  await moveClock(url, { set: new Date(Date.UTC(year, ended, 2, 2)).toISOString() });
  const supervisor = await signIn(url, 'supervisor');
  const { status, body } = await supervisor.ask('POST', '/api/samples', {
    body: { month: filled.examples.month, size: 2 },
  });
  expect(status, JSON.stringify(body)).toBe(201);
  for (const setting of settings) {
    const visitor = await visit(browser, url, setting);
    try {
      await signInAs(visitor, 'supervisor');
      await look(visitor, `/reports/samples/${body.id}`);
    } finally {
      await visitor.leave();
    }
  }
}, 300_000);

async function look(visitor: Visitor, path: string): Promise<void> {
  await open(visitor, path);
  const heading = await visitor.page.locator('h1').first().innerText();
  expect(heading, `${path} shows its own page`).not.toMatch(
    /没有这个页面|no such page|页面出错了|page broke|不能使用此页面|cannot use this page|请登录|Please sign in/,
  );
  await expectSound(visitor, path);
}
