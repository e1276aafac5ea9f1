import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readHead } from '../../../shared/records/application.ts';
import { keepCredit } from '../../../shared/workflow/credit.ts';
import {
  decide,
  enterOnList,
  evaluation,
  open,
  openTraderOffice,
  otherBack,
  penalty,
  record,
} from '../../office/credit.ts';
import { asks, begunOn, inConclusion, moveTo } from '../../office/permits.ts';
import { evidenceOf, read, steps } from '../../office/walk.ts';

// Each of these begins with a permit that was applied for, granted and issued.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

const filedOn = '2028-10-16';

/** The budget of one change of an application, as everywhere. */
const budget = 11;

let trader: Awaited<ReturnType<typeof openTraderOffice>>;
beforeEach(async () => {
  trader = await openTraderOffice();
  moveTo(trader.office, filedOn);
  for (const account of [trader.person, trader.enterprise]) {
    await record(trader.office, account, evaluation(50, filedOn));
  }
});
afterEach(() => trader.office.close());

const extension = () =>
  begunOn(trader.office, 'extension', trader.permit.number, { ...asks.extension, post: { contractTo: '2040-01-01' } });

test(`in a zone that keeps credit every change of an extension costs at most ${budget} write units`, async () => {
  const { office } = trader;
  await enterOnList(office, trader.enterprise, 'black');
  const id = await extension();
  const measured: Record<string, number> = {};
  const measure = async (what: string, act: () => Promise<unknown>) => {
    measured[what] = (await office.cost(act)).transaction;
  };
  await measure('submit', () => office.ask('employer', `POST /api/applications/${id}/submit`));
  const { table, clock, rules } = office;
  const head = await readHead(table, id);
  await measure('count', () => keepCredit({ table, clock, rules, log: office.log.log }, head));
  await office.machine.settle();
  await steps.accept(office, id);
  const body = {
    recommendation: 'approve',
    evidence: evidenceOf(await read(office, 'back', id)),
    enhancedReview: '已实地核查经营场所，并与税务机关核对 The premises were visited and the tax office was asked',
  };
  await measure('review', () => office.ask('back', `POST /api/applications/${id}/review`, { body }));
  await office.machine.settle();
  await measure('approve', () =>
    office.ask('decider', `POST /api/applications/${id}/conclude`, {
      body: { decision: 'approve', enhancedReview: body.enhancedReview },
    }),
  );
  expect((await readHead(table, id))?.stage).toBe('approved');
  await measure('extend', () => office.issue({ applicationId: id }));
  expect(measured).toEqual({ submit: 9, count: 4, review: 8, approve: 8, extend: 11 });
});

test('counting again after an objection costs no more than the first time', async () => {
  const { office, person } = trader;
  const bad = await record(office, person, penalty(filedOn));
  await decide(office, person, bad, { outcome: 'granted' });
  const id = await inConclusion(office, await extension());
  office.clock.advance(60_000);
  const matter = await open(office, person, { kind: 'objection', record: bad, reason: '不属实' }, 'applicant');
  await decide(office, person, matter, { outcome: 'granted' }, 'decider');
  const { transaction } = await office.cost(() => office.ask('back', `POST /api/applications/${id}/credit`));
  expect(transaction).toBeLessThanOrEqual(6);
});

test('an account costs the same however much it holds: what is written does not grow with it', async () => {
  const { office, person } = trader;
  const cost = async (act: () => Promise<unknown>) => (await office.cost(act)).transaction;
  const add = () => cost(() => record(office, person, evaluation(5, filedOn)));
  const first = await add();
  for (let index = 0; index < 20; index += 1) await record(office, person, evaluation(index, filedOn));
  expect([first, await add()]).toEqual([4, 4]);
  let matter = '';
  expect(await cost(async () => (matter = await record(office, person, penalty(filedOn))))).toBe(6);
  const body = { outcome: 'granted', reason: { zh: '经核实', en: 'It was verified' } };
  // With the word to the subject: an item of the inbox.
  expect(await cost(() => office.ask(otherBack, `POST ${person}/matters/${matter}`, { body }))).toBe(8);
});
