import { randomBytes } from 'node:crypto';
import { lifetimeCode } from '../domain/person/lifetime-code.ts';
import { comparableName } from '../domain/person/name.ts';
import type { Instant } from '../domain/time.ts';
import { keys, queueIndex, queueKeys } from './keys.ts';
import { absent, fingerprint, type Item, type Key, type Table, type TransactionStep } from './table.ts';

/** What the register knows a person by; the lifetime code is the person's id and later the permit number. */
export type Identity = {
  familyName: string;
  givenNames?: string;
  sex: string;
  birthDate: string;
  passport: { number: string; issuingState: string };
};

export type Person = {
  personId: string;
  /** Others who may be the same person: the same name, birth date and sex, or the same passport under another name. */
  possiblySame: string[];
  /** Codes that were given up when an officer found that they meant this person. */
  formerCodes: string[];
  /** The register did not know them before. */
  isNew?: true;
};

/** The mark of a passport, by which nobody learns its number. */
export const passportHash = ({ number, issuingState }: Identity['passport']) =>
  fingerprint(`${issuingState}\n${number}`);

const identityHash = (who: Identity) =>
  fingerprint(`${comparableName(`${who.familyName} ${who.givenNames ?? ''}`)}\n${who.birthDate}\n${who.sex}`);

/** A person is known by passport and identity together: a mistyped number never makes one person of two. */
const entryKey = (who: Identity) => keys.passport(passportHash(who.passport), identityHash(who));

type Known = Pick<Person, 'personId' | 'formerCodes'> & { isMissing?: true };

/** The person whom a code leads to by now: its own, or the one that it was merged into, however often. */
export async function readPerson(table: Table, personId: string): Promise<Known> {
  const item = await table.get(keys.person(personId));
  if (typeof item?.mergedInto === 'string') return readPerson(table, item.mergedInto);
  if (!item) return { personId, formerCodes: [], isMissing: true };
  return { personId, formerCodes: [...((item.formerCodes as ReadonlySet<string> | undefined) ?? [])] };
}

/** The code that a code leads to by now. */
export const presentPerson = async (table: Table, personId: string): Promise<string> =>
  (await readPerson(table, personId)).personId;

/** Has an entry that still leads to a code which was given up lead where that one leads. */
async function follow(table: Table, entry: Key, known: Item, present: string): Promise<void> {
  if (known.personId === present) return;
  await table.update({
    Key: entry,
    UpdateExpression: 'SET personId = :present',
    ConditionExpression: 'personId = :former',
    ExpressionAttributeValues: { ':present': present, ':former': known.personId },
  });
}

/** What the register has under a passport and under a name, birth date and sex. */
async function look(table: Table, who: Identity) {
  const own = entryKey(who);
  const identity = queueKeys.identity(identityHash(who));
  const [entries, named] = await Promise.all([
    table.query({
      KeyConditionExpression: 'pk = :passport',
      ExpressionAttributeValues: { ':passport': own.pk },
      Limit: 20,
      ConsistentRead: true,
    }),
    table.query({
      IndexName: queueIndex,
      KeyConditionExpression: 'queuePk = :identity',
      ExpressionAttributeValues: { ':identity': identity },
      Limit: 20,
    }),
  ]);
  const known = entries.items.find((item) => item.sk === own.sk);
  const others = [
    ...entries.items.filter((item) => item.sk !== own.sk).map((item) => String(item.personId)),
    ...named.items.map((item) => String(item.queueSk)),
  ];
  return { own, identity, known, others };
}

/** Whoever of these is, by now, neither the person nor somebody whom an officer already told apart from them. */
async function unsettled(table: Table, others: readonly string[], personId: string, known?: Item): Promise<string[]> {
  const settled = (known?.differs as ReadonlySet<string> | undefined) ?? new Set();
  const open = [...new Set(others)].filter((other) => other !== personId && !settled.has(other));
  const present = await Promise.all(open.map((other) => presentPerson(table, other)));
  return [...new Set(present)].filter((other) => other !== personId && !settled.has(other));
}

/** The code of whoever is entered under a passport and name; undefined while nobody is. */
export async function findPerson(table: Table, who: Identity): Promise<string | undefined> {
  const known = await table.get(entryKey(who));
  return known ? presentPerson(table, String(known.personId)) : undefined;
}

/** Enters the person to whom a passport leads, unless that has happened. */
const enter = (table: Table, { personId, identity, at }: { personId: string; identity: string; at: Instant }) =>
  table.put({ ...keys.person(personId), personId, enteredAt: at, queuePk: identity, queueSk: personId }, absent);

/**
 * Finds the person of a passport or enters a new one with a lifetime code, once even under two requests at a time: the
 * passport is claimed first, and whoever finds one that leads to nobody yet enters the person.
 * Whoever shares the identity or the passport is named for an officer to settle, never merged by itself.
 */
export async function enterPerson(table: Table, who: Identity, at: Instant): Promise<Person> {
  for (let attempt = 0; attempt < 3; attempt++) {
    const { own, identity, known, others } = await look(table, who);
    if (known) {
      const present = await readPerson(table, String(known.personId));
      if (present.isMissing) await enter(table, { personId: present.personId, identity, at });
      await follow(table, own, known, present.personId);
      const { personId, formerCodes } = present;
      return { personId, formerCodes, possiblySame: await unsettled(table, others, personId, known) };
    }
    const personId = lifetimeCode(randomBytes(15));
    const claimed = await table.put({ ...own, personId }, absent);
    if (claimed.ok) {
      await enter(table, { personId, identity, at });
      return { personId, possiblySame: await unsettled(table, others, personId), formerCodes: [], isNew: true };
    }
  }
  throw new Error('a person could not be entered in the register');
}

/**
 * Enters the passport and name of somebody whom the register knows, such as the holder of a permit with a new passport:
 * it leads to the same code from now on, and the old one goes on leading there. Where it leads to somebody else already,
 * that one is named for an officer to settle.
 */
export async function enterAlso(table: Table, code: string, who: Identity): Promise<Person> {
  const present = await readPerson(table, code);
  const { own, known, others } = await look(table, who);
  const entered = known ? undefined : await table.put({ ...own, personId: present.personId }, absent);
  const entry = known ?? (entered?.ok === false ? entered.error.item : undefined);
  const leadsTo = entry ? [String(entry.personId)] : [];
  return { ...present, possiblySame: await unsettled(table, [...leadsTo, ...others], present.personId, entry) };
}

/** Lets the register find a person by a further name: whoever enters the same one is told of them. */
export const nameStep = (personId: string, who: Identity): TransactionStep => ({
  put: {
    Item: {
      ...keys.personName(personId, identityHash(who)),
      personId,
      queuePk: queueKeys.identity(identityHash(who)),
      queueSk: personId,
    },
  },
});

/**
 * The steps that enter an officer's word in the register: the applicant is a person already there, or somebody else.
 * They belong into the transaction of the acceptance, so that the word holds only if the acceptance does. They are
 * refused when another word was given meanwhile, or when the code that would be given up already has a permit.
 */
export function settlingSteps(
  who: Identity,
  the: {
    personId: string;
    sameAs: string | undefined;
    differs: readonly string[];
    /** Codes that the person's own took over before; they go with it. */
    formerCodes?: readonly string[];
  },
): TransactionStep[] {
  const codes = new Set([the.personId, ...(the.formerCodes ?? [])]);
  if (the.sameAs === undefined) {
    return [
      {
        update: {
          Key: entryKey(who),
          UpdateExpression: 'ADD differs :differs',
          ConditionExpression: 'personId = :person',
          ExpressionAttributeValues: { ':differs': new Set(the.differs), ':person': the.personId },
        },
      },
    ];
  }
  return [
    {
      update: {
        Key: entryKey(who),
        UpdateExpression: 'SET personId = :same',
        ConditionExpression: 'personId IN (:person, :same)',
        ExpressionAttributeValues: { ':same': the.sameAs, ':person': the.personId },
      },
    },
    { check: { Key: keys.permit(the.personId), ConditionExpression: 'attribute_not_exists(pk)' } },
    {
      update: {
        Key: keys.person(the.personId),
        UpdateExpression: 'SET mergedInto = :same REMOVE queuePk, queueSk',
        ConditionExpression: `attribute_exists(pk) AND attribute_not_exists(mergedInto) AND ${
          codes.size > 1 ? 'formerCodes = :codes' : 'attribute_not_exists(formerCodes)'
        }`,
        ExpressionAttributeValues: {
          ':same': the.sameAs,
          ...(codes.size > 1 ? { ':codes': new Set(the.formerCodes) } : {}),
        },
      },
    },
    {
      update: {
        Key: keys.person(the.sameAs),
        UpdateExpression: 'ADD formerCodes :code',
        ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(mergedInto)',
        ExpressionAttributeValues: { ':code': codes },
      },
    },
  ];
}
