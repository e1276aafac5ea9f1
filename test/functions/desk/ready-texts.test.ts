import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ZoneFile } from '../../../shared/zone/zone.ts';
import { yiwuCredit } from '../../office/credit.ts';
import { type Office, openOffice, type Who } from '../../office/office.ts';
import { asks, begunOn, issuedPermit, moveTo } from '../../office/permits.ts';
import { draft, giveMissing, read, register, steps, submitted } from '../../office/walk.ts';

type Words = { zh: string; en: string };
type Offered = { id: string; code: string; text: Words; remedy: Words; slots: { name: string }[] };
type Place = { path: string; label: Words; texts: Offered[] };

let office: Office;
let employerId: string;
beforeEach(async () => {
  office = await openOffice();
  employerId = await register(office);
});
afterEach(() => office.close());

const ask = (who: Who, id: string) => office.ask(who, `GET /api/applications/${id}/ready-texts`);
const placesOf = async (who: Who, id: string): Promise<Place[]> => {
  const answer = await ask(who, id);
  expect(answer.status).toBe(200);
  return answer.body.places;
};
/** What an officer would type into every slot. */
const typed = ({ zh, en }: Words): Words => ({ zh: zh.replace(/\{\w+\}/g, '3'), en: en.replace(/\{\w+\}/g, '3') });

describe('the ready texts of an application', () => {
  test('are for the papers that it is asked for, its fields and its questions, each by the name that its parties read', async () => {
    const id = await submitted(office, employerId);
    const places = await placesOf('front', id);
    const { checklist } = await read(office, 'front', id);
    for (const { kind, label } of checklist) {
      expect(places.find(({ path }) => path === `document.${kind}`)?.label).toEqual(label);
    }
    const contract = places.find(({ path }) => path === 'document.contract');
    expect(contract?.texts.map(({ id }) => id)).toEqual(
      expect.arrayContaining([
        'paper-missing',
        'pages-missing',
        'no-seal',
        'contract-shorter-than-form',
        'name-differs-from-passport',
      ]),
    );
    expect(contract?.texts.find((text) => text.id === 'no-seal')?.text.zh).toBe('“聘用合同或任职证明”没有加盖公章。');
    const photo = places.find(({ path }) => path === 'document.photo');
    expect(photo?.texts.map(({ id }) => id)).toContain('photo-background');
    expect(photo?.texts.map(({ id }) => id)).not.toContain('no-translation');
    expect(places.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['applicant.familyName', 'post.title', 'answers.groundInsideChina']),
    );
    expect(places.map(({ path }) => path)).not.toContain('document.old-certificate');
  });

  test('carry the figures of the zone and of the rules, and leave to the officer only what the officer has seen', async () => {
    const id = await submitted(office, employerId);
    const places = await placesOf('back', id);
    const passport = places.find(({ path }) => path === 'applicant.passport.expiresOn')?.texts;
    const { months } = office.zone.policy.passportMinimumMonths;
    expect(passport?.find((text) => text.id === 'passport-runs-too-short')?.text.zh).toContain(`不足${months}个月`);
    const record = places.find(({ path }) => path === 'document.no-criminal-record')?.texts;
    expect(record?.find((text) => text.id === 'issued-too-long-ago')).toMatchObject({
      text: { en: '“Certificate of no criminal record” was issued on {day}, more than 6 months ago.' },
      slots: [{ name: 'day' }],
    });
    for (const { texts } of places) {
      for (const { text, remedy, slots } of texts) {
        const open = [text.zh, text.en, remedy.zh, remedy.en].flatMap((words) => [...words.matchAll(/\{(\w+)\}/g)]);
        const names = slots.map(({ name }) => name);
        for (const [, name] of open) expect(names).toContain(name);
      }
    }
  });

  test('are taken by the return as they are, once the slots are filled', async () => {
    const id = await submitted(office, employerId);
    const every = (await placesOf('front', id)).flatMap(({ path, texts }) =>
      texts.map(({ code, text, remedy }) => ({ path, code, text: typed(text), remedy: typed(remedy) })),
    );
    expect(every.length).toBeGreaterThan(100);
    for (let from = 0; from < every.length; from += 50) {
      const answer = await office.ask('front', `POST /api/applications/${id}/letters/preview`, {
        body: { decision: 'return', deficiencies: every.slice(from, from + 50) },
      });
      expect(answer.status, JSON.stringify(answer.body).slice(0, 300)).toBe(200);
    }
    const returned = await office.ask('front', `POST /api/applications/${id}/preliminary-review`, {
      body: { decision: 'return', deficiencies: every.slice(0, 50) },
    });
    expect(returned.status).toBe(200);
    expect((await read(office, 'employer', id)).deficiencies).toHaveLength(50);
  });

  test('fit the procedure: an extension names the present permit, a cancellation no photo', async () => {
    const { number } = await issuedPermit(office, employerId);
    const id = await begunOn(office, 'cancellation', number, asks.cancellation);
    await giveMissing(office, id);
    await steps.submit(office, id);
    const places = await placesOf('front', id);
    expect(places.map(({ path }) => path)).not.toContain('document.photo');
    const permit = places.find(({ path }) => path === 'permitNumber');
    expect(permit?.texts.map(({ id }) => id)).toContain('field-differs-from-permit');
  });
});

describe('the ready reasons', () => {
  test('name the rule behind each, and are taken by the decision as they are', async () => {
    const id = await submitted(office, employerId);
    const { reasons } = (await ask('front', id)).body;
    const usable = reasons.filter(({ decisions }: { decisions: string[] }) => decisions.includes('refuse-acceptance'));
    expect(usable.length).toBeGreaterThan(2);
    const answer = await office.ask('front', `POST /api/applications/${id}/preliminary-review`, {
      body: {
        decision: 'refuse-acceptance',
        reasons: usable.map(({ code, rule, text }: { code: string; rule: string; text: Words }) => ({
          code,
          rule,
          text: typed(text),
        })),
      },
    });
    expect(answer.status, JSON.stringify(answer.body).slice(0, 300)).toBe(200);
    expect((await read(office, 'employer', id)).refusal.reasons).toHaveLength(usable.length);
  });

  test('speak of credit only where the zone lets credit decide', async () => {
    const codesOf = async (id: string) =>
      (await ask('front', id)).body.reasons.map(({ code }: { code: string }) => code);
    await office.close();
    const extension = async (zone: Partial<ZoneFile>) => {
      office = await openOffice({ zone });
      const { number } = await issuedPermit(office, await register(office));
      moveTo(office, '2028-10-20');
      const id = await begunOn(office, 'extension', number, {
        ...asks.extension,
        applicant: { passport: { expiresOn: '2033-03-23' } },
        post: { contractFrom: '2028-12-23', contractTo: '2029-12-22' },
      });
      await steps.submit(office, id);
      return id;
    };
    expect(await codesOf(await extension({}))).not.toContain('credit-too-low');
    await office.close();
    expect(await codesOf(await extension({ credit: yiwuCredit() }))).toContain('credit-too-low');
  });
});

test('ready texts are for officers of the case alone, and never for a draft', async () => {
  const id = await submitted(office, employerId);
  for (const who of ['front', 'back', 'decider', 'supervisor'] as const) expect((await ask(who, id)).status).toBe(200);
  for (const who of ['employer', 'applicant', 'inspector', 'admin'] as const) {
    expect((await ask(who, id)).status).toBe(403);
  }
  expect((await ask(undefined, id)).status).toBe(401);
  expect((await ask('front', '000000000000000000000000')).status).toBe(404);
  const begun = await draft(office, employerId);
  expect((await ask('front', begun)).status).toBe(404);
  expect(JSON.stringify((await ask('front', id)).body)).not.toMatch(/SPECIMEN|U00\d+/);
});
