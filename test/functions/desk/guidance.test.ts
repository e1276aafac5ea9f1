import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { keepCommonReturns } from '../../../shared/records/common-returns.ts';
import { type Office, openOffice } from '../../office/office.ts';
import { completeDraft, draft, register, steps, submitted, waitingIn } from '../../office/walk.ts';

let office: Office;
let employerId: string;
beforeEach(async () => {
  office = await openOffice();
  employerId = await register(office);
});
afterEach(() => office.close());

const guidance = async (id: string, who: Parameters<Office['ask']>[0] = 'employer') => {
  const { status, body } = await office.ask(who, `GET /api/applications/${id}/guidance`);
  expect(status).toBe(200);
  return body;
};

const road = (body: { road: { stage: string; promisedOn?: string; ceilingOn?: string }[] }) =>
  body.road.map(({ stage, promisedOn, ceilingOn }) => [stage, promisedOn, ceilingOn]);

describe('guidance straight after submission', () => {
  // Monday 23 November 2026: preliminary review in 1 working day, review on the day of acceptance, conclusion in 3.
  test('tells who has it, the way ahead with the zone’s own promises, and the limits of the law', async () => {
    const id = await submitted(office, employerId);
    const body = await guidance(id);
    expect(body.now).toMatchObject({
      with: 'front-office',
      title: { en: 'Submitted, waiting for preliminary review' },
    });
    expect(road(body)).toEqual([
      ['preliminary-review', '2026-11-24', '2026-11-30'],
      ['review', '2026-11-24', undefined],
      ['conclusion', '2026-11-27', undefined],
    ]);
    const dates = Object.fromEntries(body.dates.map(({ what, on }: { what: string; on: string }) => [what, on]));
    expect(dates).toEqual({ promised: '2026-11-27', 'deemed-accepted': '2026-11-30' });
    expect(body.contact).toMatchObject({ phone: office.zone.contact.phone, hours: office.zone.contact.hours });
    expect(body.doNow[0].text.en).toContain('nothing for you to do');
  });

  test('says what may happen besides, by the transition table, and nothing that cannot', async () => {
    const id = await submitted(office, employerId);
    const names = async () =>
      (await guidance(id)).mayHappen.map(({ transition }: { transition: string }) => transition);
    expect(await names()).toEqual(['recall', 'withdraw', 'deem-accepted', 'return', 'refuse-acceptance']);
    await office.ask('front', `POST /api/applications/${id}/claim`);
    expect(await names()).not.toContain('recall');
    await steps.accept(office, id);
    expect(await names()).toEqual(['withdraw', 'return']);
  });

  test('is linked in the answer of the submission', async () => {
    const id = await completeDraft(office, employerId);
    const answer = await steps.submit(office, id);
    expect(answer.guidance).toBe(`/api/applications/${id}/guidance`);
  });

  test('names what is often wrong with the papers of this application, until returns were counted', async () => {
    const id = await submitted(office, employerId);
    const before = (await guidance(id)).oftenWrong;
    expect(before.basis).toBe('checklist');
    expect(before.items.map(({ path }: { path: string }) => path)).toEqual([
      'applicant.passport.expiresOn',
      'document.contract',
      'document.work-experience',
      'document.highest-degree',
      'document.no-criminal-record',
      'document.medical',
    ]);
    await keepCommonReturns(office.table, {
      procedure: 'new-permit',
      from: '2026-08-26',
      to: '2026-11-23',
      all: { returned: 12, reasons: [{ path: 'document.medical', code: 'paper-insufficient', share: 50 }] },
      categories: {},
    } as never);
    expect((await guidance(id)).oftenWrong).toMatchObject({
      basis: 'returns',
      since: '2026-08-26',
      items: [{ path: 'document.medical', share: 50 }],
    });
  });
});

describe('guidance in every other stage', () => {
  test('of a draft counts as if it were submitted today, and names what is missing', async () => {
    const id = await draft(office, employerId);
    const body = await guidance(id);
    expect(road(body)).toEqual([
      ['draft', undefined, undefined],
      ['preliminary-review', '2026-11-24', '2026-11-30'],
      ['review', '2026-11-24', undefined],
      ['conclusion', '2026-11-27', undefined],
    ]);
    expect(body.doNow[0].text.en).toContain('Certificate of no criminal record');
    expect(body.dates).toMatchObject([
      { what: 'promised', text: { en: expect.stringContaining('If you submit today') } },
    ]);
  });

  test('after acceptance shows the statutory limit of the decision', async () => {
    const id = await waitingIn(office, 'review', employerId);
    const body = await guidance(id);
    expect(road(body)).toEqual([
      ['review', '2026-11-23', '2026-12-21'],
      ['conclusion', '2026-11-26', '2026-12-21'],
    ]);
    expect(body.dates.find(({ what }: { what: string }) => what === 'ceiling')).toMatchObject({
      on: '2026-12-21',
      rule: 'Administrative Licensing Law art. 42',
    });
  });

  test('when it was returned says kindly what to do until when, and that it is no refusal', async () => {
    const id = await submitted(office, employerId);
    await office.ask('front', `POST /api/applications/${id}/preliminary-review`, {
      body: {
        decision: 'return',
        deficiencies: [
          { path: 'document.medical', code: 'paper-insufficient', text: { zh: '超过六个月', en: 'too old' } },
        ],
      },
    });
    const body = await guidance(id);
    expect(body.now).toMatchObject({ with: 'parties', text: { en: expect.stringContaining('no refusal') } });
    expect(body.dates[0]).toMatchObject({ what: 'respond-by', on: '2026-12-23' });
    expect(body.doNow.map(({ text }: { text: { en: string } }) => text.en)).toContain('You can: submit.');
    expect(body.mayHappen.map(({ transition }: { transition: string }) => transition)).toEqual(['withdraw', 'lapse']);
  });

  test('when a refusal is intended says that nothing is decided, and how long there is to reply', async () => {
    const id = await waitingIn(office, 'conclusion', employerId);
    await steps.announce(office, id, [
      { code: 'salary', rule: 'Zone policy', text: { zh: '薪酬低于标准', en: 'The pay is too low' } },
    ]);
    const body = await guidance(id);
    expect(body.now.text.en).toContain('Nothing is decided yet');
    expect(body.dates[0]).toMatchObject({ what: 'respond-by', on: '2026-11-30' });
    expect(road(body).map(([stage]) => stage)).toEqual(['refusal-announced', 'conclusion']);
    await steps.reply(office, id);
    const after = (await guidance(id)).mayHappen.map(({ transition }: { transition: string }) => transition);
    expect(after).toContain('refuse');
    expect(after).not.toContain('announce-refusal');
  });

  test('once it was approved tells of visa and residence permit, each with its rule', async () => {
    const id = await waitingIn(office, 'issued', employerId);
    const body = await guidance(id);
    expect([body.stage, body.road, body.now.with]).toEqual(['issued', [], 'nobody']);
    const texts = body.afterwards.map(({ text }: { text: { en: string } }) => text.en).join('\n');
    expect(texts).toContain('Within 30 days of entering China');
    expect(texts).toContain('6 months');
    expect(body.afterwards.every(({ source }: { source: string }) => source.length > 10)).toBe(true);
    expect(body.afterwards.some(({ placeholder }: { placeholder: boolean }) => placeholder)).toBe(true);
  });

  test('is for the parties and the officers, and for nobody else', async () => {
    const id = await submitted(office, employerId);
    expect((await office.ask('otherEmployer', `GET /api/applications/${id}/guidance`)).status).toBe(404);
    expect((await office.ask(undefined, `GET /api/applications/${id}/guidance`)).status).toBe(401);
    expect((await guidance(id, 'back')).id).toBe(id);
    expect((await guidance(id, 'applicant')).id).toBe(id);
  });
});
