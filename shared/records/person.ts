import { randomBytes } from 'node:crypto';
import { lifetimeCode } from '../domain/person/lifetime-code.ts';
import { comparableName } from '../domain/person/name.ts';
import type { Instant } from '../domain/time.ts';
import { keys, queueIndex, queueKeys } from './keys.ts';
import { absent, fingerprint, type Table, type TransactionStep } from './table.ts';

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
};

const passportHash = ({ number, issuingState }: Identity['passport']) => fingerprint(`${issuingState}\n${number}`);

const identityHash = (who: Identity) =>
  fingerprint(`${comparableName(`${who.familyName} ${who.givenNames ?? ''}`)}\n${who.birthDate}\n${who.sex}`);

/** A person is known by passport and identity together: a mistyped number never makes one person of two. */
const entryKey = (who: Identity) => keys.passport(passportHash(who.passport), identityHash(who));

/**
 * Finds the person of a passport or enters a new one with a lifetime code, once even under two requests at a time.
 * Whoever shares the identity or the passport is named for an officer to settle, never merged by itself.
 */
export async function enterPerson(table: Table, who: Identity, at: Instant): Promise<Person> {
  const own = entryKey(who);
  const identity = queueKeys.identity(identityHash(who));
  for (let attempt = 0; attempt < 3; attempt++) {
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
    const personId = known ? String(known.personId) : lifetimeCode(randomBytes(15));
    const settled = (known?.differs as ReadonlySet<string> | undefined) ?? new Set();
    const others = [
      ...entries.items.filter((item) => item.sk !== own.sk).map((item) => String(item.personId)),
      ...named.items.map((item) => String(item.queueSk)),
    ];
    const possiblySame = [...new Set(others)].filter((other) => other !== personId && !settled.has(other));
    if (known) return { personId, possiblySame };
    const entered = await table.transact([
      {
        put: {
          Item: { ...keys.person(personId), personId, enteredAt: at, queuePk: identity, queueSk: personId },
          ...absent,
        },
      },
      { put: { Item: { ...own, personId }, ...absent } },
    ]);
    if (entered.ok) return { personId, possiblySame };
  }
  throw new Error('a person could not be entered in the register');
}

/** The person whom a code leads to: itself, or the one it was merged into. */
export async function presentPerson(table: Table, personId: string): Promise<string> {
  const merged = (await table.get(keys.person(personId)))?.mergedInto;
  return typeof merged === 'string' ? merged : personId;
}

/**
 * The steps that enter an officer's word in the register: the applicant is a person already there, or somebody else.
 * They belong into the transaction of the acceptance, so that the word holds only if the acceptance does. They are
 * refused when another word was given meanwhile, or when the code that would be given up already has a permit.
 */
export function settlingSteps(
  who: Identity,
  the: { personId: string; sameAs: string | undefined; differs: readonly string[] },
): TransactionStep[] {
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
        ConditionExpression: 'personId = :person',
        ExpressionAttributeValues: { ':same': the.sameAs, ':person': the.personId },
      },
    },
    { check: { Key: keys.permit(the.personId), ConditionExpression: 'attribute_not_exists(pk)' } },
    {
      update: {
        Key: keys.person(the.personId),
        UpdateExpression: 'SET mergedInto = :same REMOVE queuePk, queueSk',
        ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(mergedInto)',
        ExpressionAttributeValues: { ':same': the.sameAs },
      },
    },
    {
      update: {
        Key: keys.person(the.sameAs),
        UpdateExpression: 'ADD formerCodes :code',
        ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(mergedInto)',
        ExpressionAttributeValues: { ':code': new Set([the.personId]) },
      },
    },
  ];
}
