import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { account, decide, openTraderOffice, otherBack, yiwuCredit } from '../../office/credit.ts';
import { imported, importProblems, uploadedImport } from '../../office/imports.ts';
import { people } from '../../office/people.ts';

// Each of these begins with a permit that was applied for, granted and issued.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

let trader: Awaited<ReturnType<typeof openTraderOffice>>;
beforeEach(async () => {
  trader = await openTraderOffice();
});
afterEach(() => trader.office.close());

const headings = 'subject,code,item,source,happenedOn,quantity,points,reference';
const file = (...rows: string[]) => [headings, ...rows, ''].join('\n');
const bring = (...rows: string[]) => imported(trader.office, 'credit-records', file(...rows));
const tax = (reference = '样例税〔2026〕88号', day = '2026-03-31') =>
  `person,${trader.permit.number},tax-paid,税务机关,${day},"88,000",,${reference}`;
const wages = () => `企业,${trader.enterpriseCode},wage-arrears,hrss,2026/6/1,,,样例监〔2026〕1号`;

describe('an import of credit records', () => {
  test('adds what is good at once, and leaves what is bad to an officer other than the one who started it', async () => {
    const done = await bring(tax(), wages());
    expect(done).toMatchObject({ state: 'complete', rows: 2 });
    const person = await account(trader.office, trader.person);
    expect(person.score).toMatchObject({ total: 58, lines: [{}, { item: 'tax-paid', quantity: 88_000, points: 8 }] });
    expect(person.records[0]).toMatchObject({
      imported: done.id,
      reference: '样例税〔2026〕88号',
      enteredBy: 'supervisor-zhou',
    });
    const enterprise = await account(trader.office, trader.enterprise);
    expect(enterprise).toMatchObject({ score: { total: 50 }, open: [{ kind: 'record', dueOn: '2026-11-30' }] });
    const [{ id: matter }] = enterprise.open;
    const queue = async (who: 'supervisor' | 'back') =>
      (await trader.office.ask(who, 'GET /api/credit/matters')).body.items.map(({ mine }: { mine: boolean }) => mine);
    expect([await queue('supervisor'), await queue('back')]).toEqual([[false], [true]]);
    const own = await trader.office.ask('supervisor', `POST ${trader.enterprise}/matters/${matter}`, {
      body: { outcome: 'granted', reason: { zh: '是', en: 'Yes' } },
    });
    expect(own.body.type).toBe('urn:greenpath:problem:two-officers');
    const after = await decide(trader.office, trader.enterprise, matter, { outcome: 'granted' });
    expect(after.score).toMatchObject({ total: 30, lines: [{}, { item: 'wage-arrears', points: -20 }] });
    expect((await trader.office.ask('back', 'GET /api/credit/matters')).body.items).toEqual([]);
  });

  test('is confirmed by none of the two where one brought the file and another started it', async () => {
    const { office, enterprise } = trader;
    const other = { ...people.supervisor, subject: 'supervisor-qin' };
    const id = await uploadedImport(office, 'credit-records', file(wages()));
    expect((await office.ask(other, `POST /api/imports/${id}/start`)).status).toBe(202);
    await office.workOnImports();
    const [{ id: matter }] = (await account(office, enterprise)).open;
    for (const who of ['supervisor', other] as const) {
      const answer = await office.ask(who, `POST ${enterprise}/matters/${matter}`, {
        body: { outcome: 'granted', reason: { zh: '是', en: 'Yes' } },
      });
      expect(answer.body.type).toBe('urn:greenpath:problem:two-officers');
      expect((await office.ask(who, 'GET /api/credit/matters')).body.items).toMatchObject([{ matter, mine: false }]);
    }
    expect((await decide(office, enterprise, matter, { outcome: 'granted' })).score.total).toBe(30);
  });

  test('names every bad row with its line and reason, and brings nothing', async () => {
    const { number } = trader.permit;
    const done = await bring(
      tax(),
      `person,${number},luck,税务机关,2026-03-31,1,,a`,
      `person,${number},credit-evaluation,authority,2026-03-31,,70.01,b`,
      `person,GP00000000000000XX,tax-paid,tax-office,2026-03-31,10000,,c`,
      `person,${number},tax-paid,court,2026-03-31,10000,,d`,
      `person,${number},tax-paid,tax-office,2027-01-01,10000,,e`,
      tax(),
      `enterprise,91110302GREEN0000X,trade-volume,tax-office,2026-03-31,10000,,f`,
      `person,${number},wage-arrears,hrss,2026-03-31,,,g`,
      `person,${number},tax-paid,tax-office,2026-03-31,ten,,h`,
    );
    expect(done).toMatchObject({ state: 'refused-with-problems', badRows: 9 });
    const problems = await importProblems(trader.office, done.id);
    expect(problems.map(({ line, column, code }) => `${line} ${column ?? ''} ${code}`)).toEqual([
      '3 item unknown-item',
      '4 points over-the-cap',
      '5 code unknown-subject',
      '6 source wrong-source',
      '7 happenedOn in-the-future',
      '8  row-twice',
      '9 code credit-code',
      '10 item not-for-subject',
      '11 quantity wrong-format',
    ]);
    const person = await account(trader.office, trader.person);
    expect([person.score.total, person.records]).toEqual([50, []]);
  });

  test('of something that was imported before is refused, though the file is another', async () => {
    await bring(tax());
    const again = await bring(tax(), tax('样例税〔2026〕89号'));
    expect(await importProblems(trader.office, again.id)).toMatchObject([{ line: 2, code: 'already-recorded' }]);
    expect((await account(trader.office, trader.person)).records).toHaveLength(1);
  });

  test('counts nothing before it is complete', async () => {
    const id = await uploadedImport(trader.office, 'credit-records', file(tax(), wages()));
    await trader.office.ask('supervisor', `POST /api/imports/${id}/start`);
    let checked = false;
    trader.office.hooks.before = async (operation, body) => {
      // The last write of an import is the one that completes it.
      if (operation !== 'TransactWriteItems' || !JSON.stringify(body).includes('"complete"')) return;
      trader.office.hooks.before = undefined;
      checked = true;
      throw new Error('the machine stops');
    };
    await trader.office.workOnImports().catch(() => undefined);
    expect(checked).toBe(true);
    expect((await account(trader.office, trader.person)).records).toEqual([]);
    expect((await trader.office.ask('back', 'GET /api/credit/matters')).body.items).toEqual([]);
    await trader.office.workOnImports();
    expect((await account(trader.office, trader.person)).records).toHaveLength(1);
    expect((await trader.office.ask('back', 'GET /api/credit/matters')).body.items).toHaveLength(1);
  });

  test('is for supervisors and administrators, in a zone that keeps credit', async () => {
    const body = { kind: 'credit-records', fileName: 'credit.csv' };
    for (const who of ['back', otherBack, people.employer] as const) {
      expect((await trader.office.ask(who, 'POST /api/imports', { body })).status).toBeOneOf([400, 403]);
    }
    expect(yiwuCredit().rules).toBe('yiwu-2018-1');
  });

  test('can be objected to like any record', async () => {
    await bring(wages());
    const [{ id }] = (await account(trader.office, trader.enterprise)).open;
    await decide(trader.office, trader.enterprise, id, { outcome: 'granted' });
    const objection = { kind: 'objection', record: id, reason: '已付清 It was paid' };
    const opened = await trader.office.ask('employer', `POST ${trader.enterprise}/matters`, { body: objection });
    expect(opened.body.score).toMatchObject({ total: 50, lines: [{}, { silent: 'objected' }] });
  });
});
