import { newPartnerKey, type PartnerKeyPair, signedHeaders } from '../../infra/demo/partner-client.ts';
import { etown } from '../../infra/zones/etown.ts';
import { merchantServices, usualMerchantCard, usualPartners } from '../../infra/zones/merchant-services.ts';
import { clocksOf } from '../../infra/zones/national.ts';
import type { ZoneFile } from '../../shared/zone/zone.ts';
import { type Answer, type Office, openOffice, type Who } from './office.ts';
import { type Person, people } from './people.ts';
import { giveMissing, read, steps } from './walk.ts';

const invented = 'Invented for a test';
const figure = { promise: 1, ceiling: 20, source: invented };

/** A zone with merchant cards and partners; the rest is E-Town's. */
export const merchantZone: Partial<ZoneFile> = {
  delegation: { ...etown.delegation, procedures: [...etown.delegation.procedures, 'merchant-card'] },
  clocks: [
    ...etown.clocks,
    ...clocksOf('merchant-card', {
      'preliminary-review': { ...figure, ceiling: 5 },
      review: figure,
      conclusion: figure,
    }),
  ],
  merchantCard: { ...usualMerchantCard(invented), services: merchantServices },
  partners: usualPartners(invented),
};

export const openMerchantOffice = (more: Partial<ZoneFile> = {}) => openOffice({ zone: { ...merchantZone, ...more } });

/** A trader who signs in with an address of her own and has no employer. */
export const trader: Person = {
  ...people.applicant,
  subject: 'trader-amina',
  email: 'amina.specimen@trader.example',
};
export const otherTrader: Person = {
  ...people.applicant,
  subject: 'trader-omar',
  email: 'omar.exempla@trader.example',
};

/** What the trader enters. */
export const traderForm = {
  procedure: 'merchant-card',
  applicant: {
    familyName: 'SPECIMEN',
    givenNames: 'AMINA',
    sex: 'F',
    nationality: 'EGY',
    birthDate: '1988-04-02',
    passport: { number: 'UTO7654321', issuingState: 'UTO', expiresOn: '2029-06-30' },
  },
  answers: {
    purpose: 'purchasing',
    stay: 'visa',
    stayUntil: '2027-02-20',
    phone: '000-5550-0101',
    proofOfIdentity: 'document',
  },
} as const;

const status = (what: string, answer: Answer, expected: number): Answer => {
  if (answer.status !== expected) throw new Error(`${what}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer;
};

/** A draft of a card with every paper that it asks for. */
export async function cardDraft(office: Office, who: Who = trader, form: object = traderForm): Promise<string> {
  const begun = status('draft', await office.ask(who, 'POST /api/applications', { body: form }), 201);
  await giveMissing(office, begun.body.id, who);
  return begun.body.id;
}

/** From a draft to an approval that is not brought about yet. */
export async function approvedCard(office: Office, who: Who = trader, form: object = traderForm): Promise<string> {
  const id = await cardDraft(office, who, form);
  await steps.submit(office, id, who);
  await steps.accept(office, id);
  await steps.review(office, id);
  await steps.conclude(office, id);
  return id;
}

/** A card that was applied for, granted and issued, as its holder sees it. */
export async function issuedCard(
  office: Office,
  who: Who = trader,
  form: object = traderForm,
): Promise<Answer['body'] & { applicationId: string }> {
  const applicationId = await approvedCard(office, who, form);
  await office.machine.settle();
  const { stage } = await read(office, who, applicationId);
  if (stage !== 'completed') throw new Error(`the card is in ${stage}`);
  const { items } = status('cards', await office.ask(who, 'GET /api/merchant-cards'), 200).body;
  return { ...items[0], applicationId };
}

const why = { zh: '演练', en: 'For a rehearsal' };

/** A partner with a key that was registered, and what it sends. */
export type TestPartner = {
  id: string;
  keyid: string;
  keyId: string;
  pair: PartnerKeyPair;
  /** Headers and body of a check; `more` changes what is signed. */
  request: (
    body: object | string,
    more?: { created?: number; nonce?: string; path?: string; method?: string; keyid?: string; pair?: PartnerKeyPair },
  ) => { body: string; headers: Record<string, string> };
  check: (card: string, service?: string) => Promise<Answer>;
};

export async function partner(
  office: Office,
  wanted: { scopes?: readonly string[]; perMinute?: number; perDay?: number; kind?: 'ed25519' | 'P-256' } = {},
): Promise<TestPartner> {
  const { scopes = ['bus'], perMinute = 600, perDay = 10_000, kind = 'ed25519' } = wanted;
  const body = {
    name: { zh: '样例公交公司', en: 'Sample Bus Company' },
    contact: { name: '例一', email: 'api@bus.example' },
    scopes,
    perMinute,
    perDay,
    reason: why,
  };
  const { body: registered } = status('partner', await office.ask('admin', 'POST /api/partners', { body }), 201);
  const pair = newPartnerKey(kind);
  const keyed = status(
    'key',
    await office.ask('admin', `POST /api/partners/${registered.id}/keys`, {
      body: { publicKey: publicPart(pair), reason: why },
    }),
    201,
  ).body;
  const [{ keyid, id: keyId }] = keyed.keys;
  const request: TestPartner['request'] = (asked, more = {}) => {
    const text = typeof asked === 'string' ? asked : JSON.stringify(asked);
    const headers = signedHeaders({
      method: more.method ?? 'POST',
      path: more.path ?? '/api/partner/checks',
      body: text,
      keyid: more.keyid ?? keyid,
      privateKey: (more.pair ?? pair).privateKey,
      created: more.created ?? Math.floor(office.clock.now() / 1000),
      ...(more.nonce ? { nonce: more.nonce } : {}),
    });
    return { body: text, headers };
  };
  return {
    id: registered.id,
    keyid,
    keyId,
    pair,
    request,
    check: (card, service = 'bus') => office.ask(undefined, 'POST /api/partner/checks', request({ card, service })),
  };
}

/** The members of a public key that the contract takes. */
export function publicPart({ publicKey }: PartnerKeyPair): object {
  const { kty, crv, x, y } = publicKey as { kty: string; crv: string; x: string; y?: string };
  return { kty, crv, x, ...(y ? { y } : {}) };
}
