import type { ApplicationEvent } from '../../shared/domain/application/events.ts';
import type { ErasureKind } from '../../shared/domain/erasure/on-request.ts';
import { reducedEvent } from '../../shared/domain/erasure/reduced.ts';
import { comparableEmail } from '../../shared/domain/person/email.ts';
import { type Instant, instantOf } from '../../shared/domain/time.ts';
import { inboxesOf } from '../../shared/notices/notice.ts';
import type { Head, StoredForm } from '../../shared/records/application.ts';
import { subjectKey } from '../../shared/records/credit.ts';
import type { Inquiry } from '../../shared/records/desk-inquiries.ts';
import { headOf, packedHead } from '../../shared/records/head-item.ts';
import type { HelpHead } from '../../shared/records/help.ts';
import { keys } from '../../shared/records/keys.ts';
import { cardNumberOf } from '../../shared/records/merchant-card.ts';
import { readPermit } from '../../shared/records/permit.ts';
import { readPerson } from '../../shared/records/person.ts';
import { fingerprint, type Item, type Key, type Table } from '../../shared/records/table.ts';
import { objectToTalents } from '../../shared/records/talent.ts';
import { readVisit, type Visit, visitListOf } from '../../shared/records/visit.ts';
import type { DocumentShelf } from './document-shelf.ts';

export type EraserGiven = { table: Table; shelf: DocumentShelf; clock: { now: () => number } };

/** Every item of a partition. */
export async function itemsUnder(table: Table, pk: string): Promise<Item[]> {
  const found: Item[] = [];
  let from: Key | undefined;
  do {
    const page = await table.query({
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': pk },
      ConsistentRead: true,
      ExclusiveStartKey: from,
    });
    found.push(...page.items);
    from = page.next;
  } while (from);
  return found;
}

const drop = async (table: Table, items: readonly Key[]): Promise<void> => {
  for (const { pk, sk } of items) await table.delete({ pk, sk });
};

/** The head of a case whose content is gone: number, stage, dates, permit, and the end of its chain. */
function reducedHead(head: Head): Head {
  const { id, version, stage, procedure, createdAt, updatedAt, round, events, chain } = head;
  const kept: Head = { id, version, stage, procedure, createdAt, updatedAt, round, events, chain };
  const optional = [
    'receiptNumber',
    'category',
    'submittedAt',
    'acceptedAt',
    'reviewedBy',
    'permitNumber',
    'quota',
    'serviceWindow',
  ] as const;
  return Object.assign(
    kept,
    Object.fromEntries(optional.flatMap((name) => (head[name] === undefined ? [] : [[name, head[name]]]))),
  );
}

/** Lists that lead to an application: the employer's and its applicant's. */
const listEntries = (head: Head | undefined, stored: StoredForm | undefined): Key[] => {
  if (!head) return [];
  const email = comparableEmail(stored?.form.applicant?.email);
  return [
    ...(head.employerId ? [keys.employerApplication(head.employerId, head.createdAt, head.id)] : []),
    ...(email ? [keys.applicantApplication(fingerprint(email), head.createdAt, head.id)] : []),
  ];
};

/**
 * Erases a case. Files go first, in every version; then what leads to it and what it holds; the events keep their place
 * in the chain; the form goes last, because all the rest is found by it. Whatever is left after a death is found again.
 */
async function eraseApplication({ table, shelf }: EraserGiven, id: string): Promise<void> {
  await shelf.removeEverything(`documents/${id}/`);
  const items = await itemsUnder(table, keys.application(id).pk);
  const one = (sk: string) => items.find((item) => item.sk === sk);
  const [headItem, form] = [one('HEAD'), one('FORM')];
  const head = headItem && headOf(headItem);
  await drop(table, listEntries(head, form as unknown as StoredForm | undefined));
  await drop(table, [keys.visitOfApplication(id)]);
  const kept = (sk: string) => sk === 'HEAD' || sk === 'FORM' || sk.startsWith('EVENT#');
  await drop(
    table,
    items.filter(({ sk }) => !kept(sk)),
  );
  for (const item of items.filter(({ sk, erased }) => sk.startsWith('EVENT#') && erased !== true)) {
    const { pk, sk } = item;
    await table.put({ pk, sk, ...reducedEvent(item as unknown as ApplicationEvent) });
  }
  if (head) {
    // A draft that was never submitted leaves nothing but its chain, as one that was discarded.
    if (head.stage === 'draft' && head.round === 0) await drop(table, [keys.application(id)]);
    else await table.put({ ...keys.application(id), ...packedHead(reducedHead(head)) });
  }
  await drop(table, [keys.form(id)]);
}

async function eraseVisit({ table }: EraserGiven, id: string): Promise<void> {
  const visit = await readVisit(table, id);
  if (!visit) return;
  await drop(table, [...visitKeys(visit), keys.visit(id)]);
}

const visitKeys = ({ id, party, createdAt, appointment, state }: Visit): Key[] => [
  { pk: visitListOf(party), sk: keys.visitOfParty('', createdAt, id).sk },
  // A visit that was cancelled gave its place to somebody else.
  ...(state === 'cancelled' ? [] : [keys.visitPlace(appointment.day, appointment.from, appointment.place)]),
];

async function eraseHelp({ table }: EraserGiven, id: string): Promise<void> {
  const items = await itemsUnder(table, keys.help(id).pk);
  const head = items.find(({ sk }) => sk === 'HEAD') as unknown as HelpHead | undefined;
  if (head) {
    const { requester, other, openedAt, invitedAt } = head;
    const lists = inboxesOf({ subject: requester.subject });
    const theirs = other && invitedAt ? inboxesOf({ email: other.email }) : [];
    await drop(table, [
      ...lists.map((list) => keys.helpOf(list, openedAt, id)),
      ...theirs.map((list) => keys.helpOf(list, invitedAt ?? openedAt, id)),
    ]);
  }
  await drop(
    table,
    items.filter(({ sk }) => sk !== 'HEAD'),
  );
  await drop(table, [keys.help(id)]);
}

async function eraseInquiry({ table }: EraserGiven, id: string): Promise<void> {
  const items = await itemsUnder(table, keys.inquiry(id).pk);
  const inquiry = items.find(({ sk }) => sk === 'INQUIRY') as unknown as Inquiry | undefined;
  if (inquiry?.askedBy) await drop(table, [keys.ownInquiry(fingerprint(inquiry.askedBy), inquiry.askedAt, id)]);
  await drop(
    table,
    items.filter(({ sk }) => sk !== 'INQUIRY'),
  );
  await drop(table, [keys.inquiry(id)]);
}

/** Notices until the moment at which it was ordered; what came since is new. */
async function eraseNotices({ table }: EraserGiven, inbox: string, before: Instant): Promise<void> {
  const items = await itemsUnder(table, keys.inbox(inbox, '', '').pk);
  await drop(
    table,
    items.filter(({ sk }) => sk < before),
  );
}

async function eraseTalent({ table, clock }: EraserGiven, code: string): Promise<void> {
  const permit = await readPermit(table, code);
  if (permit) await objectToTalents(table, permit, { at: instantOf(clock.now()), by: 'erasure' });
  const items = await itemsUnder(table, keys.talentObjection(code).pk);
  await drop(
    table,
    items.filter(({ sk }) => sk.startsWith('PROFILE#')),
  );
}

const keptOfPermit = [
  'number',
  'status',
  'act',
  'category',
  'authority',
  'since',
  'validFrom',
  'validTo',
  'bindingLimit',
  'issuedAt',
  'applicationId',
  'period',
  'statusIndex',
  'events',
];
const keptOfPermitEvent = ['sequence', 'at', 'status', 'period'];
const keptOfToken = [
  'number',
  'statusIndex',
  'sequence',
  'act',
  'authority',
  'applicationId',
  'issuedAt',
  'bindingLimit',
];
const keptOfCardEvent = ['sequence', 'at', 'act', 'service', 'statusIndex'];

const only = (item: Item, names: readonly string[]): Item => ({
  pk: item.pk,
  sk: item.sk,
  ...Object.fromEntries(names.flatMap((name) => (item[name] === undefined ? [] : [[name, item[name]]]))),
  erased: true,
});

/** A permit of which only number, dates and place in the status list are left: who shows it learns that it has ended. */
async function reducePermit(table: Table, code: string): Promise<void> {
  for (const item of await itemsUnder(table, keys.permit(code).pk)) {
    if (item.erased === true) continue;
    if (item.sk === 'PERMIT' || item.sk.startsWith('PERIOD#')) await table.put(only(item, keptOfPermit));
    else if (item.sk.startsWith('EVENT#')) await table.put(only(item, keptOfPermitEvent));
    else await drop(table, [item]);
  }
}

async function reduceCard(table: Table, number: string): Promise<void> {
  for (const item of await itemsUnder(table, keys.cardToken(number, 0).pk)) {
    if (item.erased !== true) await table.put(only(item, item.sk.startsWith('TOKEN#') ? keptOfToken : keptOfCardEvent));
  }
}

/**
 * Erases what is left of a person whose last case is gone: the content of permit and card, credit, talent. The register
 * keeps code and fingerprints for good, so that the code is never anybody else's.
 */
async function erasePerson(given: EraserGiven, code: string, at: Instant): Promise<void> {
  const { table } = given;
  const person = await readPerson(table, code);
  // Somebody who has a new permit by now came back under the same code: that is not what was ordered to go.
  const permit = await readPermit(table, person.personId);
  if (permit && permit.issuedAt > at) return;
  await eraseTalent(given, person.personId);
  const card = await cardNumberOf(table, person);
  if (card) await reduceCard(table, card);
  for (const one of [person.personId, ...person.formerCodes]) {
    const credit = await itemsUnder(table, keys.creditAccount(subjectKey({ kind: 'person', code: one })).pk);
    await drop(
      table,
      credit.filter(({ sk }) => sk !== 'ACCOUNT'),
    );
    await drop(table, [keys.creditAccount(subjectKey({ kind: 'person', code: one }))]);
    await reducePermit(table, one);
  }
}

/** How each kind is erased. Each may die anywhere and is done again from its beginning, to the same end. */
export const erasers: Readonly<Record<ErasureKind, (given: EraserGiven, id: string, at: Instant) => Promise<void>>> = {
  application: eraseApplication,
  visit: eraseVisit,
  help: eraseHelp,
  inquiry: eraseInquiry,
  notices: eraseNotices,
  talent: eraseTalent,
  person: erasePerson,
};
