import type { Item } from '../../../infra/local/dynamodb/table.ts';
import { tokenPeriod } from '../../../shared/credential/claims.ts';
import { prepare, seal } from '../../../shared/credential/encode.ts';
import type { ApplicationEvent } from '../../../shared/domain/application/events.ts';
import { canonical } from '../../../shared/domain/application/events.ts';
import { lifetimeCode } from '../../../shared/domain/person/lifetime-code.ts';
import { comparableName } from '../../../shared/domain/person/name.ts';
import { lineOn } from '../../../shared/domain/quota/quota.ts';
import { addDays } from '../../../shared/domain/time.ts';
import { inboxesOf } from '../../../shared/notices/notice.ts';
import { chained, type Head, type StoredForm } from '../../../shared/records/application.ts';
import { filedOf } from '../../../shared/records/filed.ts';
import { headOf, packedHead } from '../../../shared/records/head-item.ts';
import { keys } from '../../../shared/records/keys.ts';
import { type Permit, permitOf } from '../../../shared/records/permit.ts';
import { passportHash } from '../../../shared/records/person.ts';
import { type SummaryKind, summaryItem } from '../../../shared/records/summary.ts';
import { fingerprint, type Item as StoredItem } from '../../../shared/records/table.ts';
import { emailHash } from '../../../shared/view/access.ts';
import type { Zone } from '../../../shared/zone/zone.ts';
import { type Bundle, keyText, statusPlaceOf } from './bundles.ts';
import { applicantTraits, employerTraits } from './people.ts';
import { plainItem, storedItem } from './wire.ts';

/** Of whom a bundle is told again, and how long before. */
export type Teller = {
  zone: Zone;
  random: () => number;
  /** Signs a token's bytes with the zone's present key. */
  sign: (message: Uint8Array) => Uint8Array;
  keyId: Uint8Array;
  /** A place of the status list that nobody has, and one of a quota's year; undefined where none is left. */
  statusPlace: () => number;
  quotaPlace: (year: number) => number | undefined;
  /** Epoch seconds; what has expired by then is left out, as the table would have done. */
  now: number;
};

export type Whom = {
  applicant?: number;
  employer: number;
  employerId: string;
  /** Weeks by which it lies further back. */
  weeks: number;
};

export type Retold = { items: Item[]; heads: Head[]; permit?: Permit; replaced: ReadonlyMap<string, string> };

const signs = '0123456789abcdefghjkmnpqrstvwxyz';
const aWeek = 7 * 86_400;

/** An id as applications have it. */
export const newId = (random: () => number): string =>
  Array.from({ length: 24 }, () => signs[Math.floor(random() * signs.length)]).join('');

const newCode = (random: () => number): string =>
  lifetimeCode(Uint8Array.from({ length: 15 }, () => Math.floor(random() * 256)));

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const patterns = new Map<string, RegExp>();

/** Replaces names and ids all at once; the key of a file stays, so that it leads to the template's bytes. */
function replacerOf(pairs: ReadonlyMap<string, string>): (text: string) => string {
  const names = [...pairs.keys()].sort((one, other) => other.length - one.length);
  const key = names.join('|');
  // Every retelling of a bundle replaces the same names.
  const found = patterns.get(key) ?? new RegExp(`(?<!documents/)(?:${names.map(escaped).join('|')})`, 'g');
  patterns.set(key, found);
  return (text) => text.replace(found, (one) => pairs.get(one) ?? one);
}

const movedDays = new Map<string, string>();

function dayBefore(date: string, weeks: number): string {
  const key = `${date} ${weeks}`;
  const found = movedDays.get(key) ?? addDays(date, -7 * weeks);
  movedDays.set(key, found);
  return found;
}

/** Moves every day and instant of a text back, and the day of a receipt number; a birth date stays what it is. */
function movedBack(text: string, weeks: number): string {
  if (weeks === 0) return text;
  const dashed = text.replace(
    /("birthDate":\{?"?(?:S":)?"\d{4}-\d\d-\d\d)|(?<![\d-])(20[2-9]\d-[01]\d-[0-3]\d)(?!\d)/g,
    (whole, birth: string | undefined, date: string) => (birth ? whole : dayBefore(date, weeks)),
  );
  return dashed.replace(/(?<=ETOWN-)(\d{4})(\d\d)(\d\d)(?=-)/g, (_whole, year, month, date) =>
    dayBefore(`${year}-${month}-${date}`, weeks).replaceAll('-', ''),
  );
}

const pairOf = (from: object, to: object): [string, string][] =>
  Object.entries(from).flatMap(([name, value]) => {
    const other = (to as Record<string, unknown>)[name];
    return typeof value === 'string' && typeof other === 'string' ? [[value, other] as [string, string]] : [];
  });

/** What only the bundle has, with what the new one has instead. */
function replacements(bundle: Bundle, whom: Whom, teller: Teller): Map<string, string> {
  const { random } = teller;
  const [firm, otherFirm] = [employerTraits(bundle.employer), employerTraits(whom.employer)];
  const pairs = new Map<string, string>([...pairOf(firm, otherFirm), [bundle.employerId, whom.employerId]]);
  const inbox = (to: Parameters<typeof inboxesOf>[0]) => inboxesOf(to)[0] ?? '';
  pairs.set(inbox({ subject: firm.subject }), inbox({ subject: otherFirm.subject }));
  for (const { id } of bundle.heads) {
    const next = newId(random);
    pairs.set(id, next);
    pairs.set(id.slice(0, 8).toUpperCase(), next.slice(0, 8).toUpperCase());
  }
  for (const { item } of bundle.items) {
    const { token } = item;
    if (keyText(item, 'sk') === 'TASK' && token && 'S' in token) {
      const own = newId(random);
      pairs.set(token.S, token.S.slice(0, -own.length) + own);
    }
  }
  const personId = bundle.heads.find((head) => head.personId)?.personId;
  if (bundle.kind === 'person' && personId) pairs.set(personId, newCode(random));
  if (bundle.applicant !== undefined && whom.applicant !== undefined) {
    const [person, other] = [applicantTraits(bundle.applicant), applicantTraits(whom.applicant)];
    for (const [from, to] of pairOf(person, other)) pairs.set(from, to);
    pairs.set(emailHash(person.email) ?? '', emailHash(other.email) ?? '');
    pairs.set(inbox({ email: person.email }), inbox({ email: other.email }));
  }
  pairs.delete('');
  return pairs;
}

type Who = {
  familyName: string;
  givenNames?: string;
  birthDate: string;
  sex: string;
  passport: { number: string; issuingState: string };
};

/** The mark of a name, birth date and sex, as shared/records/person.ts makes it. */
const identityMark = (who: Who): string =>
  fingerprint(`${comparableName(`${who.familyName} ${who.givenNames ?? ''}`)}\n${who.birthDate}\n${who.sex}`);

/** Marks that follow from what was replaced: of an identity, a passport, a letterhead. */
function marks(bundle: Bundle, replace: (text: string) => string, weeks: number): [string, string][] {
  return bundle.items.flatMap(({ item, json }): [string, string][] => {
    const sk = keyText(item, 'sk');
    if (sk === 'FORM') {
      const { form } = plainItem(item) as { form?: { applicant?: Who } };
      const who = form?.applicant;
      if (!who?.passport?.number || !who.familyName) return [];
      const next = JSON.parse(replace(JSON.stringify(who)));
      const mark = identityMark(who);
      const isEntered = bundle.heads.some(({ personId }) => personId !== undefined);
      if (isEntered && !bundle.items.some(({ json: one }) => one.includes(`IDENTITY#${mark}"`))) {
        throw new Error('the register marks persons otherwise than retelling.ts does');
      }
      return [
        [mark, identityMark(next)],
        [passportHash(who.passport), passportHash(next.passport)],
      ];
    }
    if (!sk.startsWith('LETTERHEAD#')) return [];
    const { pk: _pk, sk: _sk, ...letterhead } = plainItem(JSON.parse(movedBack(replace(json), weeks)));
    return [[sk.slice('LETTERHEAD#'.length), fingerprint(canonical(letterhead)).slice(0, 11)]];
  });
}

/** An item as it lay in the template, and what is told of it. */
type Told = { item: Item; json: string };

/**
 * Tells a bundle again as another's: other ids, names, passport, codes and dates, the same story. Hash chains, marks of
 * letterheads and of persons, signatures of permits and places in lists are made anew, so that every check of the
 * records finds them as the service would have written them.
 * @returns nothing where the quota of its year has no place left
 */
export function retell(bundle: Bundle, whom: Whom, teller: Teller): Retold | undefined {
  const pairs = replacements(bundle, whom, teller);
  const { weeks } = whom;
  const place = bundle.heads.find((head) => head.quota)?.quota;
  let quota: { from: string; to: string } | undefined;
  if (place) {
    const [year = '', group = ''] = place.split('#');
    const accepted = bundle.heads.find((head) => head.quota)?.acceptedAt ?? '';
    const to = Number(movedBack(accepted, weeks).slice(0, 4) || year);
    const number = teller.quotaPlace(to);
    if (number === undefined || !lineOn(teller.zone.quotas, group, `${to}-12-31`)) return undefined;
    quota = { from: place, to: `${to}#${group}#${number}` };
  }
  for (const [from, to] of marks(bundle, replacerOf(pairs), weeks)) pairs.set(from, to);
  const replace = replacerOf(pairs);
  const tell = (json: string): string => movedBack(replace(json), weeks);
  const again = bundle.items.map(({ item, json }): Told => ({ item, json: tell(json) }));
  const statusIndex = bundle.permit && teller.statusPlace();
  const made: Retold = { items: [], heads: [], replaced: pairs };
  const chains = chainsOf(again, quota);

  for (const { item, json } of again) {
    const next = JSON.parse(json) as Item;
    const [kind = ''] = keyText(item, 'pk').split('#');
    const sk = keyText(item, 'sk');
    if (next.expiresAt && 'N' in next.expiresAt) {
      const expiresAt = Number(next.expiresAt.N) - weeks * aWeek;
      if (expiresAt <= teller.now) continue;
      next.expiresAt = { N: String(expiresAt) };
    }
    if (sk.startsWith('EVENT#') && kind === 'APPLICATION') continue;
    if (sk === 'HEAD') {
      const head = headAgain(plainItem(item), tell, chains, quota);
      // It stands in a queue exactly where the service left it in one.
      const { queuePk, queueSk } = next;
      const at: Item = queuePk && queueSk ? { queuePk, queueSk } : {};
      made.heads.push(head);
      made.items.push({ ...storedItem({ ...keys.application(head.id), ...packedHead(head) }), ...at });
    } else if (kind === 'SUMMARY') made.items.push(storedItem(summaryAgain(plainItem(next), teller.zone)));
    else if (sk === 'PERMIT') made.permit = permitAgain(permitOf(plainItem(next)), statusIndex ?? 0, teller);
    else if (kind === 'STATUS' || kind === 'STATUSINDEX') {
      const own = statusPlaceOf({ statusIndex: statusIndex ?? 0 });
      if (kind === 'STATUS') next.sk = { S: own };
      else next.pk = { S: keyText(next, 'pk').replace(/\d{7}$/, own) };
      made.items.push(next);
    } else if (kind === 'QUOTA') {
      if (quota) made.items.push(placeAgain(next, quota.to));
    } else {
      // What has a random mark in its key gets another, for several of these come to lie in one partition.
      if (kind === 'INBOX' || kind === 'READ') next.sk = { S: remarked(keyText(next, 'sk'), teller.random) };
      made.items.push(next);
    }
  }
  for (const [id, events] of chains) {
    for (const event of events) made.items.push(storedItem({ ...keys.event(id, event.sequence), ...event }));
  }
  if (made.permit) made.items.push(storedItem({ ...keys.permit(made.permit.number), ...made.permit }));
  return made;
}

/** The events of each application of a bundle, told again and chained anew. */
function chainsOf(
  again: readonly Told[],
  quota: { from: string; to: string } | undefined,
): Map<string, ApplicationEvent[]> {
  const chains = new Map<string, ApplicationEvent[]>();
  const events = again
    .filter(({ item }) => keyText(item, 'pk').startsWith('APPLICATION#') && keyText(item, 'sk').startsWith('EVENT#'))
    .sort((one, other) => (keyText(one.item, 'sk') < keyText(other.item, 'sk') ? -1 : 1));
  for (const { json } of events) {
    const text = quota ? json.replaceAll(quota.from, quota.to) : json;
    const { pk, sk: _sk, ...rest } = plainItem(JSON.parse(text));
    const { at, type, by, data } = rest as unknown as ApplicationEvent;
    if (data.filed !== undefined) data.filed = filedAgain(again, pk);
    const id = pk.slice('APPLICATION#'.length);
    const chain = chains.get(id) ?? [];
    const last = chain.at(-1) ?? { sequence: 0, hash: '' };
    chain.push(chained(last, { at, type, by, data }));
    chains.set(id, chain);
  }
  return chains;
}

/** The mark of what an application handed in, which no template mended later. */
function filedAgain(again: readonly Told[], pk: string): string {
  const items = again
    .filter(({ item, json }) => /^(FORM|DOCUMENT#)/.test(keyText(item, 'sk')) && json.includes(`"${pk}"`))
    .map(({ json }) => plainItem(JSON.parse(json)));
  const form = items.find(({ sk }) => sk === 'FORM') as StoredForm | undefined;
  if (!form) throw new Error('what was submitted has a form');
  const documents = items.filter(({ sk }) => sk !== 'FORM') as unknown as Parameters<typeof filedOf>[1];
  return filedOf(form.form, documents);
}

function headAgain(
  item: StoredItem,
  tell: (json: string) => string,
  chains: ReadonlyMap<string, ApplicationEvent[]>,
  quota: { to: string } | undefined,
): Head {
  const head = JSON.parse(tell(JSON.stringify(headOf(item)))) as Head;
  const chain = chains.get(head.id)?.at(-1)?.hash ?? head.chain;
  return { ...head, chain, ...(quota && head.quota ? { quota: quota.to } : {}) };
}

function summaryAgain(item: StoredItem, zone: Zone): StoredItem {
  const { pk: _pk, sk, expiresAt: _expiresAt, application, sequence, ...summary } = item;
  const kind = sk.split('#')[0] as SummaryKind;
  const of = { application: String(application), sequence: Number(sequence) };
  return summaryItem(zone, kind, of, summary as never);
}

function placeAgain(item: Item, quota: string): Item {
  const [year = '', group = '', number = ''] = quota.split('#');
  return { ...item, ...storedItem(keys.quotaPlace(Number(year), group, Number(number))), number: { N: number } };
}

/** A key with another mark of the same length behind its instant. */
const remarked = (sk: string, random: () => number): string => {
  const at = sk.slice(0, sk.indexOf('#') + 1);
  return at + (sk.length - at.length === 24 ? newId(random) : fingerprint(newId(random)));
};

function permitAgain(permit: Permit, statusIndex: number, { zone, sign, keyId }: Teller): Permit {
  const { number, name, chineseName, nationality, sex, category, photo, since, validTo } = permit;
  const claims = {
    zone: zone.id,
    number,
    ...tokenPeriod(zone.timeZone, since, validTo),
    name,
    ...(chineseName ? { chineseName } : {}),
    nationality,
    sex,
    category,
    photoHash: new Uint8Array(Buffer.from(photo.hash, 'hex').subarray(0, 16)),
    statusIndex,
  };
  const prepared = prepare(claims, keyId);
  return { ...permit, statusIndex, token: seal(prepared, sign(prepared.toBeSigned)) };
}
