import type { ApplicationEvent } from '../domain/application/events.ts';
import type { Holding } from '../domain/erasure/on-request.ts';
import { lastDayOfCase } from '../domain/erasure/retention.ts';
import { comparableEmail } from '../domain/person/email.ts';
import { type Day, dayIn } from '../domain/time.ts';
import { inboxesOf, type KeptNotice } from '../notices/notice.ts';
import { type Form, type Head, readEvents, readForm, readHead } from './application.ts';
import { type CreditRead, readCredit } from './credit.ts';
import { type Inquiry, type InquiryMessage, readInquiry, readOwnInquiries } from './desk-inquiries.ts';
import { readEveryDocument, type StoredDocument } from './document.ts';
import { type HelpEvent, type HelpHead, readHelp, readHelpOf } from './help.ts';
import { keys } from './keys.ts';
import {
  type CardEvent,
  type CardToken,
  cardNumberOf,
  type MerchantCard,
  readCard,
  readCardHistory,
  readCardToken,
} from './merchant-card.ts';
import { readInboxes } from './notices.ts';
import { type Permit, type PermitMoment, readPermit, readPermitHistory } from './permit.ts';
import { readPerson } from './person.ts';
import { fingerprint, type Item, type Key, type Table } from './table.ts';
import { readObjection } from './talent.ts';
import { readVisit, type Visit, visitsOf } from './visit.ts';

/** Whose data is gathered: somebody signed in, by account and verified address; or a person of the register. */
export type Whose =
  | { as: 'account'; subject: string; email: string }
  | {
      as: 'person';
      personId: string /** Known from elsewhere, such as a search of the whole table. */;
      also?: readonly string[];
    };

export type HeldCase = { head: Head; form: Form; events: ApplicationEvent[]; documents: StoredDocument[] };
export type HeldPermit = { permit: Permit; history: PermitMoment[] };
export type HeldCard = { card: MerchantCard; holder?: CardToken; history: CardEvent[] };
export type HeldTalent = { code: string; profiles: Record<string, unknown>[]; objected: boolean };

/** Everything that the zone holds on somebody, as it lies in the table. */
export type Held = {
  /** The account and addresses that are theirs alone. */
  whose: { subject?: string; addresses: readonly string[] };
  cases: HeldCase[];
  persons: string[];
  permits: HeldPermit[];
  cards: HeldCard[];
  credit: { code: string; read: CreditRead }[];
  talents: HeldTalent[];
  visits: { visit: Visit; own: boolean }[];
  help: { head: HelpHead; events: HelpEvent[] }[];
  inquiries: { inquiry: Inquiry; messages: InquiryMessage[] }[];
  notices: KeptNotice[];
  /** Inboxes that are nobody else's. */
  inboxes: string[];
};

const unique = <T>(values: readonly (T | undefined)[]): T[] => [
  ...new Set(values.filter((value) => value !== undefined)),
];

async function everyItem(table: Table, pk: string, prefix = ''): Promise<Item[]> {
  const found: Item[] = [];
  let from: Key | undefined;
  do {
    const page = await table.query({
      KeyConditionExpression: prefix ? 'pk = :pk AND begins_with(sk, :prefix)' : 'pk = :pk',
      ExpressionAttributeValues: { ':pk': pk, ...(prefix ? { ':prefix': prefix } : {}) },
      ConsistentRead: true,
      ExclusiveStartKey: from,
    });
    found.push(...page.items);
    from = page.next;
  } while (from);
  return found;
}

const listedUnder = async (table: Table, emailHash: string): Promise<string[]> =>
  (await everyItem(table, keys.applicantApplication(emailHash, '', '').pk, 'APPLICATION#')).map(({ id }) => String(id));

async function readCase(table: Table, id: string): Promise<HeldCase | undefined> {
  const [head, stored] = await Promise.all([readHead(table, id), readForm(table, id)]);
  if (!head || !stored) return undefined;
  const [events, documents] = await Promise.all([readEvents(table, id), readEveryDocument(table, id)]);
  return { head, form: stored.form, events, documents };
}

const readCases = async (table: Table, ids: readonly string[]): Promise<HeldCase[]> => {
  const found: HeldCase[] = [];
  for (const id of ids) {
    const one = await readCase(table, id);
    if (one) found.push(one);
  }
  return found;
};

const addressesOf = (cases: readonly HeldCase[]) =>
  unique(cases.map(({ form }) => comparableEmail(form.applicant?.email)));

/** The applications of a person of the register, and the addresses under which nobody else applied. */
async function casesOfPerson(table: Table, codes: readonly string[], also: readonly string[]) {
  const onPermit = await Promise.all(
    codes.map(async (code) => (await everyItem(table, keys.permit(code).pk)).map((item) => item.applicationId)),
  );
  const first = unique([...onPermit.flat(), ...also].map((id) => (typeof id === 'string' ? id : undefined)));
  const isTheirs = ({ head }: HeldCase) => head.personId !== undefined && codes.includes(head.personId);
  const known = (await readCases(table, first)).filter(isTheirs);
  const own: string[] = [];
  for (const address of addressesOf(known)) {
    const ids = (await listedUnder(table, fingerprint(address))).filter(
      (id) => !known.some(({ head }) => head.id === id),
    );
    const others = await readCases(table, ids);
    known.push(...others.filter(isTheirs));
    if (others.every((one) => isTheirs(one) || one.head.personId === undefined)) own.push(address);
  }
  return { cases: known, addresses: own };
}

/** What concerns a person beyond the applications: only where it rests on one of these applications, or on none. */
async function ofPerson(table: Table, code: string, isOwn: (applicationId: string) => boolean) {
  const person = await readPerson(table, code);
  const permit = await readPermit(table, person.personId);
  const theirs = permit === undefined || isOwn(permit.applicationId);
  const cardNumber = await cardNumberOf(table, person);
  const card = cardNumber === undefined ? undefined : await readCard(table, cardNumber);
  const holder = card && (await readCardToken(table, card.number, card.statusIndex));
  const subject = { kind: 'person', code: person.personId } as const;
  const profiles = theirs ? await everyItem(table, keys.talentObjection(person.personId).pk, 'PROFILE#') : [];
  const objected = theirs && (await readObjection(table, person.personId)) !== undefined;
  const read = theirs ? await readCredit(table, subject) : undefined;
  return {
    personId: person.personId,
    permit: permit && theirs ? { permit, history: await readPermitHistory(table, permit.number) } : undefined,
    card:
      card && (!holder || isOwn(holder.applicationId))
        ? { card, ...(holder ? { holder } : {}), history: await readCardHistory(table, card) }
        : undefined,
    credit: read && read.events.length > 0 ? { code: person.personId, read } : undefined,
    talent:
      profiles.length > 0 || objected
        ? {
            code: person.personId,
            profiles: profiles.map(({ pk: _pk, sk: _sk, expiresAt: _e, ...rest }) => rest),
            objected,
          }
        : undefined,
  };
}

async function visitsWith(table: Table, cases: readonly HeldCase[], emailHashes: readonly string[]) {
  const own: Visit[] = [];
  for (const id of emailHashes) {
    let after: Key | undefined;
    do {
      const page = await visitsOf(table, { kind: 'applicant', id }, { limit: 100, ...(after ? { after } : {}) });
      own.push(...page.visits);
      after = page.next;
    } while (after);
  }
  const locks = await Promise.all(cases.map(({ head }) => table.get(keys.visitOfApplication(head.id))));
  const ids = unique(locks.map((lock) => lock && String(lock.visitId))).filter(
    (id) => !own.some((one) => one.id === id),
  );
  const others = await Promise.all(ids.map((id) => readVisit(table, id)));
  return [
    ...own.map((visit) => ({ visit, own: true })),
    ...others.flatMap((visit) => (visit ? [{ visit, own: false }] : [])),
  ];
}

async function helpOf(table: Table, lists: readonly string[]) {
  const heads = (await Promise.all(lists.map((list) => readHelpOf(table, list, { limit: 100 })))).flatMap(
    (page) => page.heads,
  );
  const read = await Promise.all(unique(heads.map(({ id }) => id)).map((id) => readHelp(table, id)));
  return read.filter((one) => one !== undefined);
}

async function inquiriesOf(table: Table, subject: string | undefined) {
  if (subject === undefined) return [];
  const { inquiries } = await readOwnInquiries(table, subject, { limit: 100 });
  const read = await Promise.all(inquiries.map(({ id }) => readInquiry(table, id)));
  return read.filter((one) => one !== undefined);
}

async function noticesOf(table: Table, inboxes: readonly string[]): Promise<KeptNotice[]> {
  const found: KeptNotice[] = [];
  for (let before: string | undefined; ; ) {
    const page = await readInboxes(table, inboxes, { limit: 200, ...(before ? { before } : {}) });
    found.push(...page.items);
    before = page.items.at(-1)?.sk;
    if (!page.more || before === undefined) return found;
  }
}

/**
 * Gathers everything that the zone holds on somebody. Of a person whose permit rests on somebody else's application only
 * what stands in these applications is theirs to see: an address that several people share opens nobody else's record.
 */
export async function gatherHeld(table: Table, whose: Whose): Promise<Held> {
  const register = whose.as === 'person' ? await readPerson(table, whose.personId) : undefined;
  const codes = register ? [register.personId, ...register.formerCodes] : [];
  const { cases, addresses } =
    whose.as === 'account'
      ? { cases: await readCases(table, await listedUnder(table, fingerprint(whose.email))), addresses: [whose.email] }
      : await casesOfPerson(table, codes, whose.also ?? []);
  const persons = register ? [register.personId] : unique(cases.map(({ head }) => head.personId));
  const isOwn = (id: string) => cases.some(({ head }) => head.id === id);
  const looked = await Promise.all(persons.map((code) => ofPerson(table, code, register ? () => true : isOwn)));
  // Several codes may lead to one person by now.
  const about = [...new Map(looked.map((one) => [one.personId, one])).values()];
  const subject = whose.as === 'account' ? whose.subject : undefined;
  const inboxes = unique([
    ...inboxesOf(subject === undefined ? {} : { subject }),
    ...addresses.flatMap((email) => inboxesOf({ email })),
  ]);
  const present = <T>(values: readonly (T | undefined)[]): T[] => values.filter((value) => value !== undefined);
  return {
    whose: { ...(subject === undefined ? {} : { subject }), addresses },
    cases,
    persons: about.map(({ personId }) => personId),
    permits: present(about.map(({ permit }) => permit)),
    cards: present(about.map(({ card }) => card)),
    credit: present(about.map(({ credit }) => credit)),
    talents: present(about.map(({ talent }) => talent)),
    visits: await visitsWith(table, cases, addresses.map(fingerprint)),
    help: await helpOf(table, inboxes),
    inquiries: await inquiriesOf(table, subject),
    notices: await noticesOf(table, inboxes),
    inboxes,
  };
}

const endedVisits: readonly Visit['state'][] = ['absent', 'cancelled', 'collected'];
const latest = (days: readonly Day[], otherwise: Day): Day => [...days].sort().at(-1) ?? otherwise;

/** The last days of what rests on the applications of a person: permit and merchant card. */
export const heldToOf = ({ permits, cards }: Pick<Held, 'permits' | 'cards'>): Day[] => [
  ...permits.flatMap(({ permit }) => [permit.validTo, ...(permit.cancelled ? [permit.cancelled.on] : [])]),
  ...cards.map(({ card }) => card.validTo),
];

/** What is held on somebody, as far as it decides what may be erased; days in the zone's time zone. */
export function holdingsOf(held: Held, timeZone: string): Holding[] {
  const heldTo = heldToOf(held);
  const day = (at: string) => dayIn(timeZone, at);
  return [
    ...held.cases.map(
      ({ head, events, documents }): Holding => ({
        kind: 'application',
        id: head.id,
        stage: head.stage,
        submitted: head.round > 0,
        lastDay: lastDayOfCase(timeZone, events, documents),
        heldTo: head.personId === undefined ? [] : heldTo,
      }),
    ),
    ...held.permits.map(({ permit }): Holding => ({ kind: 'permit', id: permit.number, lastDay: permit.validTo })),
    ...held.cards.map(({ card }): Holding => ({ kind: 'merchant-card', id: card.number, lastDay: card.validTo })),
    ...held.credit.map(({ code }): Holding => ({ kind: 'credit', id: code })),
    ...held.persons.map((id): Holding => ({ kind: 'register', id })),
    ...held.talents
      .filter(({ profiles }) => profiles.length > 0)
      .map(({ code }): Holding => ({ kind: 'talent', id: code })),
    ...held.visits
      .filter(({ own }) => own)
      .map(
        ({ visit }): Holding => ({
          kind: 'visit',
          id: visit.id,
          ended: endedVisits.includes(visit.state),
          lastDay: visit.appointment.day,
        }),
      ),
    ...held.help.map(
      ({ head, events }): Holding => ({
        kind: 'help',
        id: head.id,
        ended: head.state === 'closed',
        dispute: head.kind === 'dispute',
        lastDay: latest(
          events.map(({ at }) => day(at)),
          day(head.openedAt),
        ),
      }),
    ),
    ...held.inquiries.map(
      ({ inquiry }): Holding => ({ kind: 'inquiry', id: inquiry.id, ended: inquiry.state !== 'open' }),
    ),
    ...(held.notices.length > 0 ? held.inboxes : []).map((id): Holding => ({ kind: 'notices', id })),
    ...(held.cases.length > 0 ? [{ kind: 'readings', id: 'all' } as const] : []),
  ];
}
