import { yiwu } from '../../infra/zones/yiwu.ts';
import type { Permit } from '../../shared/records/permit.ts';
import type { ZoneFile } from '../../shared/zone/zone.ts';
import { type Answer, type Office, openOffice, type Who } from './office.ts';
import type { Person } from './people.ts';
import { issuedPermit } from './permits.ts';
import { engineer, register } from './walk.ts';

type Section = NonNullable<ZoneFile['credit']>;

const { credit: section } = yiwu;
if (!section) throw new Error('Yiwu keeps no credit');

/** The credit of Yiwu, with what a test wants otherwise. */
export const yiwuCredit = (otherwise: Partial<Section> = {}): Section => ({ ...section, ...otherwise });

/** A second back officer, so that two pairs of eyes are not a matter of roles. */
export const otherBack: Person = {
  subject: 'back-gao',
  roles: ['back-officer'],
  mfa: true,
  expiresAt: 4_000_000_000,
};

/** An office that keeps credit, with a trader who holds a permit and the enterprise that employs them. */
export async function openTraderOffice(credit: Section = yiwuCredit(), more: Partial<ZoneFile> = {}) {
  const office = await openOffice({ zone: { ...more, credit } });
  const employerId = await register(office);
  const permit: Permit = await issuedPermit(office, employerId);
  const enterprise = engineer.employer.unifiedSocialCreditCode;
  return {
    office,
    employerId,
    permit,
    person: `/api/credit/persons/${permit.number}`,
    enterprise: `/api/credit/enterprises/${enterprise}`,
    enterpriseCode: enterprise,
  };
}

const expecting = (what: string, answer: Answer, status: number): Answer['body'] => {
  if (answer.status !== status) throw new Error(`${what}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
};

/** Puts something on record in the name of a back officer; what takes points away still waits for another one. */
export async function record(office: Office, account: string, body: object, who: Who = 'back'): Promise<string> {
  const { records } = expecting('record', await office.ask(who, `POST ${account}/records`, { body }), 201);
  return records.at(-1).id;
}

/** An evaluation of social credit, in points with two decimals, found on a day. */
export const evaluation = (points: number, happenedOn: string) => ({
  item: 'credit-evaluation',
  source: 'authority',
  happenedOn,
  points,
  reference: '样例评〔2028〕1号',
});

export const penalty = (happenedOn: string) => ({
  item: 'administrative-penalty',
  source: 'market-regulator',
  happenedOn,
  reference: '样例罚〔2028〕7号',
});

const because = { zh: '经核实', en: 'It was verified' };

export async function decide(
  office: Office,
  account: string,
  matter: string,
  body: { outcome: 'granted' | 'dismissed'; correction?: object },
  who: Who = otherBack,
) {
  const answer = await office.ask(who, `POST ${account}/matters/${matter}`, { body: { reason: because, ...body } });
  return expecting('decision', answer, 200);
}

/** Opens something that another officer has to decide, and names it. */
export async function open(office: Office, account: string, body: object, who: Who): Promise<string> {
  const answer = expecting('matter', await office.ask(who, `POST ${account}/matters`, { body }), 201);
  return answer.open.at(-1).id;
}

export const account = async (office: Office, path: string, who: Who = 'back'): Promise<Answer['body']> =>
  expecting('account', await office.ask(who, `GET ${path}`), 200);

/** Enters somebody on a list by two officers. */
export async function enterOnList(office: Office, path: string, list: 'red' | 'black' | 'none'): Promise<void> {
  const matter = await open(office, path, { kind: 'listing', list, reason: because }, 'back');
  await decide(office, path, matter, { outcome: 'granted' });
}
