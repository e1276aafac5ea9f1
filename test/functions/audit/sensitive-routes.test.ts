import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { permitCard } from '../../../functions/issuance/permit-card.ts';
import { yiwuHelp } from '../../../infra/zones/help.ts';
import { cardRoutes } from '../../../shared/contract/issuance.ts';
import { routeGroups } from '../../../shared/contract/offered.ts';
import type { Route } from '../../../shared/contract/route.ts';
import { type Role, staffRoles } from '../../../shared/domain/access/roles.ts';
import { serve } from '../../../shared/http/function.ts';
import { readEvents } from '../../../shared/records/application.ts';
import { certificateId, certificateItems } from '../../../shared/records/certificate.ts';
import type { ZoneFile } from '../../../shared/zone/zone.ts';
import { issuedCard, openMerchantOffice } from '../../office/cards.ts';
import { evaluation, open as openMatter, yiwuCredit } from '../../office/credit.ts';
import type { Answer, Office } from '../../office/office.ts';
import { people } from '../../office/people.ts';
import { threeWindows } from '../../office/province.ts';
import { gatewayEvent } from '../../office/request.ts';
import { evidenceOf, read, register, submitted, waitingIn } from '../../office/walk.ts';
import { fonts } from '../../typefaces.ts';
import { wasm } from '../issuance/card/card-sample.ts';
import { drawnPortrait } from '../issuance/card/portrait-sample.ts';

const everyRoute: Readonly<Record<string, Route>> = Object.fromEntries(
  routeGroups.flatMap(({ routes }) => Object.entries(routes)),
);

/** Names under which an answer can carry a passport, a birth date, a document or a permit's holder. */
const sensitive = ['passport', 'birthDate', 'documents', 'document', 'holder', 'record'];

/** Every name of a property, however deep in an answer. */
function namesIn(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const properties = (schema as { properties?: Record<string, unknown> }).properties;
  return [...(properties ? Object.keys(properties) : []), ...Object.values(schema).flatMap(namesIn)];
}

const mayCarry = ({ answer }: Route): boolean =>
  answer.contentType !== undefined ||
  (answer.schema !== undefined &&
    namesIn(z.toJSONSchema(answer.schema, { unrepresentable: 'any', io: 'output' })).some((name) =>
      sensitive.includes(name),
    ));

const staffMay = ({ access }: Route) =>
  access === 'optional' || (typeof access !== 'string' && access.some((role: Role) => staffRoles.includes(role)));

let office: Office;
afterEach(() => office?.close());

type Request = { who: keyof typeof people; request: string; body?: object; readsOf: string };
const text = { zh: '需要核实', en: 'It has to be looked into' };

const inStage = async (stage: 'preliminary-review' | 'review' | 'conclusion' | 'issued') => {
  const employer = await register(office);
  return stage === 'preliminary-review' ? submitted(office, employer) : waitingIn(office, stage, employer);
};
const permitOf = async () => String((await read(office, 'employer', await inStage('issued'))).permitNumber);
const onCase =
  (stage: Parameters<typeof inStage>[0], who: Request['who'], action: string, body?: object) =>
  async (): Promise<Request> => {
    const id = await inStage(stage);
    return { who, request: `POST /api/applications/${id}/${action}`, ...(body ? { body } : {}), readsOf: id };
  };
const onPermit = (who: Request['who'], method: string, action: string, body?: object) => async (): Promise<Request> => {
  const number = await permitOf();
  return { who, request: `${method} /api/permits/${number}${action}`, ...(body ? { body } : {}), readsOf: number };
};
const onCard = (who: Request['who'], method: string, action: string, body?: object) => async (): Promise<Request> => {
  const { number } = await issuedCard(office);
  const request = `${method} /api/merchant-cards/${number}${action}`;
  return { who, request, ...(body ? { body } : {}), readsOf: number };
};
const onCredit = (who: Request['who'], method: string, action: string, body?: object) => async (): Promise<Request> => {
  const number = await permitOf();
  const request = `${method} /api/credit/persons/${number}${action}`;
  return { who, request, ...(body ? { body } : {}), readsOf: number };
};
const suspended = async (number: string) => {
  await office.ask('supervisor', `POST /api/permits/${number}/suspend`, { body: { reason: text } });
  return number;
};

const oldCertificate = {
  type: 'expert',
  number: 'F-2016-00042',
  name: 'SPECIMEN, ELENA',
  nationality: 'UTO',
  birthDate: '1988-03-01',
  passport: { number: 'U00000042', issuingState: 'UTO' },
  employerName: '样例科技有限公司（虚构）',
  authority: '样例市外国专家局（虚构）',
  issuedOn: '2016-03-01',
  expiresOn: '2027-02-28',
} as const;
const registeredCertificate = async () => {
  for (const item of certificateItems(oldCertificate, '2026-11-23')) await office.table.put(item);
  return certificateId(oldCertificate.type, oldCertificate.number);
};

/** A dispute whose parties agreed. */
async function agreedDispute(): Promise<string> {
  const other = { ...people.otherApplicant, email: 'marco.exempla@applicant.example' };
  const body = {
    kind: 'dispute',
    topic: 'wages',
    description: '两个月的工资没有支付。',
    language: 'en',
    name: 'SPECIMEN, ELENA',
    otherParty: { name: 'EXEMPLA, MARCO', email: other.email },
  };
  const { id } = (await office.ask('applicant', 'POST /api/help-requests', { body })).body;
  const terms = { zh: '于三十日内支付。', en: 'Paid within thirty days.' };
  for (const [who, act] of [
    [people.front, { act: 'claim' }],
    [people.front, { act: 'invite', summary: { zh: '劳动报酬', en: 'Wages' } }],
    [other, { act: 'consent' }],
    [people.front, { act: 'propose', terms }],
    [people.applicant, { act: 'accept', terms: 1 }],
    [other, { act: 'accept', terms: 1 }],
  ] as const) {
    const answer = await office.ask(who, `POST /api/help-requests/${id}/act`, { body: act });
    if (answer.status !== 200) throw new Error(`${act.act}: ${JSON.stringify(answer.body)}`);
  }
  return id;
}

/** Whether a route is an action of the desk on a case, whose event then tells who saw it. */
const isAct = (name: string): boolean =>
  /^\/api\/applications\/\{id\}\/(claim|release|preliminary-review|review|conclude|pause|resume|extend-time|review-again|reopen|move)$/.test(
    everyRoute[name]?.path ?? '',
  );

const eventsBy = async (who: keyof typeof people, id: string) =>
  (await readEvents(office.table, id)).filter(({ by }) => by.subject === people[who].subject);

/** What the zone of a route has beside merchant cards and credit. */
const sectionsOf = (name: string): Partial<ZoneFile> => ({
  ...(name === 'moveApplication' ? { serviceWindows: threeWindows } : {}),
  ...(name === 'readAgreement' ? { help: yiwuHelp } : {}),
});

/** A request of an officer for each route whose answer can carry a sensitive value. */
const requests: Record<string, () => Promise<Request>> = {
  readApplication: async () => {
    const id = await inStage('review');
    return { who: 'supervisor', request: `GET /api/applications/${id}`, readsOf: id };
  },
  readDocument: async () => {
    const id = await inStage('review');
    const [document] = (await read(office, 'employer', id)).documents;
    return { who: 'back', request: `GET /api/applications/${id}/documents/${document.id}`, readsOf: id };
  },
  readLetter: async () => {
    const id = await inStage('review');
    const [letter] = (await office.ask('back', `GET /api/applications/${id}/letters`)).body.items;
    return { who: 'back', request: `GET ${letter.links.en.split('?')[0]}`, readsOf: id };
  },
  previewLetter: onCase('preliminary-review', 'front', 'letters/preview', { decision: 'accept' }),
  claimApplication: onCase('preliminary-review', 'front', 'claim'),
  releaseApplication: async () => {
    const id = await inStage('preliminary-review');
    await office.ask('front', `POST /api/applications/${id}/claim`);
    return { who: 'supervisor', request: `POST /api/applications/${id}/release`, readsOf: id };
  },
  decidePreliminaryReview: onCase('preliminary-review', 'front', 'preliminary-review', { decision: 'accept' }),
  recommend: async () => {
    const id = await inStage('review');
    const evidence = evidenceOf(await read(office, 'back', id));
    const body = { recommendation: 'approve', evidence };
    return { who: 'back', request: `POST /api/applications/${id}/review`, body, readsOf: id };
  },
  conclude: onCase('conclusion', 'decider', 'conclude', { decision: 'approve' }),
  pauseApplication: onCase('review', 'back', 'pause', { kind: 'hearing', announcement: text, until: '2026-11-30' }),
  resumeApplication: async () => {
    const id = await inStage('review');
    const body = { kind: 'hearing', announcement: text, until: '2026-11-30' };
    await office.ask('back', `POST /api/applications/${id}/pause`, { body });
    return { who: 'supervisor', request: `POST /api/applications/${id}/resume`, readsOf: id };
  },
  extendTime: onCase('review', 'supervisor', 'extend-time', { workingDays: 3, reason: text }),
  reviewAgain: onCase('conclusion', 'supervisor', 'review-again', { reason: 'Look at the duties again.' }),
  reopenApplication: async () => {
    const id = await inStage('preliminary-review');
    await office.ask('employer', `POST /api/applications/${id}/withdraw`);
    const body = { basis: 'party-asked', reason: text };
    return { who: 'supervisor', request: `POST /api/applications/${id}/reopen`, body, readsOf: id };
  },
  readPermit: onPermit('inspector', 'GET', ''),
  suspendPermit: onPermit('supervisor', 'POST', '/suspend', { reason: text }),
  reinstatePermit: async () => {
    const number = await suspended(await permitOf());
    return {
      who: 'decider',
      request: `POST /api/permits/${number}/reinstate`,
      body: { reason: text },
      readsOf: number,
    };
  },
  revokePermit: onPermit('supervisor', 'POST', '/revoke', { reason: text }),
  readCardSvg: onPermit('inspector', 'GET', '/card.svg'),
  readCardPdf: onPermit('inspector', 'GET', '/card.pdf'),
  readCardPng: onPermit('inspector', 'GET', '/card.png'),
  readCertificate: async () => {
    const id = await registeredCertificate();
    return { who: 'back', request: `GET /api/certificates/${id}`, readsOf: id };
  },
  verifyCertificate: async () => {
    const readsOf = await registeredCertificate();
    const body = { type: 'expert', number: oldCertificate.number };
    return { who: 'inspector', request: 'POST /api/certificates/verifications', body, readsOf };
  },
  moveApplication: onCase('preliminary-review', 'supervisor', 'move', { to: 2, reason: text }),
  readAgreement: async () => {
    const id = await agreedDispute();
    return { who: 'supervisor', request: `GET /api/help-requests/${id}/agreement.pdf`, readsOf: id };
  },
  readMerchantCard: onCard('inspector', 'GET', ''),
  drawMerchantCard: onCard('front', 'GET', '/card.svg'),
  reportMerchantCardLost: onCard('front', 'POST', '/report-loss', {}),
  reissueMerchantCard: onCard('front', 'POST', '/reissue', { identitySeen: true }),
  changeMerchantCardService: onCard('front', 'POST', '/services', { service: 'bus', change: 'withdraw', reason: text }),
  noteMerchantCardStay: onCard('front', 'POST', '/stay', { kind: 'visa', until: '2027-01-31', reason: text }),
  suspendMerchantCard: onCard('supervisor', 'POST', '/suspend', { reason: text }),
  reinstateMerchantCard: async () => {
    const { number } = await issuedCard(office);
    await office.ask('supervisor', `POST /api/merchant-cards/${number}/suspend`, { body: { reason: text } });
    const body = { reason: text };
    return { who: 'decider', request: `POST /api/merchant-cards/${number}/reinstate`, body, readsOf: number };
  },
  endMerchantCard: onCard('decider', 'POST', '/end', { reason: text }),
  readCredit: onCredit('back', 'GET', ''),
  addCreditRecord: onCredit('back', 'POST', '/records', evaluation(5, '2026-11-23')),
  openCreditMatter: onCredit('back', 'POST', '/matters', { kind: 'listing', list: 'red', reason: text }),
  decideCreditMatter: async () => {
    const number = await permitOf();
    const account = `/api/credit/persons/${number}`;
    const matter = await openMatter(office, account, { kind: 'listing', list: 'red', reason: text }, 'back');
    const body = { outcome: 'granted', reason: text };
    return { who: 'decider', request: `POST ${account}/matters/${matter}`, body, readsOf: number };
  },
  readCaseCredit: async () => {
    const id = await inStage('review');
    return { who: 'front', request: `GET /api/applications/${id}/credit`, readsOf: id };
  },
  countCaseCredit: onCase('review', 'back', 'credit'),
};

const readings = async () => (await office.items()).filter(({ pk }) => pk.startsWith('READ#'));

/** Asks the office; the card has a function of its own, which draws. */
async function ask({ who, request, body }: Request): Promise<Answer> {
  const [, number, kind] = /permits\/(\w+)\/card\.(svg|pdf|png)$/.exec(request) ?? [];
  if (!number) return office.ask(who, request, body ? { body } : {});
  const { table, clock, zone, log } = office;
  const photo = async () => drawnPortrait();
  const drawing = permitCard({ table, clock, zone, log: log.log, fonts: () => fonts, wasm: () => wasm, photo });
  const card = serve(cardRoutes, drawing, { clock, log: log.log });
  const route = Object.values(cardRoutes).find(({ path }) => path.endsWith(`.${kind}`));
  if (!route) throw new Error(`no card as ${kind}`);
  const { statusCode: status, headers, body: drawn } = await card(gatewayEvent(people[who], route, { number }));
  return { status, headers: headers as Record<string, string>, body: drawn };
}

describe('a route by which staff can see a passport, a birth date, a document or a holder', () => {
  test('is one of those that this test asks; the open verification has a test of its own', () => {
    const found = Object.entries(everyRoute).filter(([, route]) => staffMay(route) && mayCarry(route));
    expect(
      found
        .map(([name]) => name)
        .filter((name) => name !== 'verify')
        .sort(),
    ).toEqual(Object.keys(requests).sort());
    expect(found.filter(([, { access }]) => access === 'optional').map(([name]) => name)).toEqual(['verify']);
  });

  test('stands in docs/audit.md', () => {
    const page = readFileSync(new URL('../../../docs/audit.md', import.meta.url), 'utf8');
    const found = Object.values(everyRoute).filter((route) => staffMay(route) && mayCarry(route));
    expect(
      found.map(({ method, path }) => `${method} ${path}`).filter((route) => !page.includes(`\`${route}\``)),
    ).toEqual([]);
  });

  test.each(Object.keys(requests))('records who reads, before it answers: %s', { timeout: 60_000 }, async (name) => {
    office = await openMerchantOffice({ credit: yiwuCredit(), ...sectionsOf(name) });
    const asked = await requests[name]?.();
    if (!asked) throw new Error(`nobody asks ${name}`);
    const before = await readings();

    office.hooks.before = (operation, body) => {
      if (operation === 'PutItem' && JSON.stringify(body).includes('READ#')) throw new Error('the table is full');
    };
    if (isAct(name)) {
      office.hooks.before = undefined;
      const known = await eventsBy(asked.who, asked.readsOf);
      expect((await ask(asked)).status).toBe(200);
      // What an officer did to a case is on its own record, with the officer: no reading beside it.
      expect(await eventsBy(asked.who, asked.readsOf)).toHaveLength(known.length + 1);
      expect(await readings()).toHaveLength(before.length);
      // The same again changes nothing, and is a reading.
      expect((await ask(asked)).status).toBeOneOf([200, 400, 409]);
      expect(await eventsBy(asked.who, asked.readsOf)).toHaveLength(known.length + 1);
      expect(await readings()).toHaveLength(before.length + 1);
      return;
    }
    const refused = await ask(asked);
    office.hooks.before = undefined;
    expect(refused.status, 'without a record').toBe(500);
    expect(String(JSON.stringify(refused.body))).not.toMatch(/SPECIMEN|U00\d+|documents\.example|<svg/);
    expect(await readings()).toHaveLength(before.length);

    const answer = await ask(asked);
    expect(answer.status, JSON.stringify(answer.body).slice(0, 300)).toBeOneOf([200, 201]);
    const known = new Set(before.map(({ sk }) => sk));
    const added = (await readings()).filter(({ sk }) => !known.has(sk));
    expect(added).toEqual([
      expect.objectContaining({
        pk: 'READ#2026-11-23',
        by: people[asked.who].subject,
        id: asked.readsOf,
        expiresAt: expect.any(Number),
      }),
    ]);
  });
});
