import { randomBytes } from 'node:crypto';
import { lifetimeCode } from '../domain/person/lifetime-code.ts';
import { comparableName } from '../domain/person/name.ts';
import type { Instant } from '../domain/time.ts';
import { failure, type Result, success } from '../result.ts';
import { keys, queueIndex, queueKeys } from './keys.ts';
import { absent, fingerprint, type Table } from './table.ts';

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
  /** Others with the same name, birth date and sex, known by another passport. */
  possiblySame: string[];
};

const passportHash = ({ number, issuingState }: Identity['passport']) => fingerprint(`${issuingState}\n${number}`);

const identityHash = (who: Identity) =>
  fingerprint(`${comparableName(`${who.familyName} ${who.givenNames ?? ''}`)}\n${who.birthDate}\n${who.sex}`);

/**
 * Finds the person of a passport or enters a new one with a lifetime code, once even under two requests at a time.
 * A namesake with another passport is named for an officer to settle, never merged by itself.
 */
export async function enterPerson(table: Table, who: Identity, at: Instant): Promise<Person> {
  const passport = keys.passport(passportHash(who.passport));
  const identity = queueKeys.identity(identityHash(who));
  for (let attempt = 0; attempt < 3; attempt++) {
    const known = await table.get(passport);
    const { items } = await table.query({
      IndexName: queueIndex,
      KeyConditionExpression: 'queuePk = :identity',
      ExpressionAttributeValues: { ':identity': identity },
      Limit: 20,
    });
    const namesakes = items.map((item) => String(item.queueSk));
    if (known) {
      const personId = String(known.personId);
      const settled = (known.differs as ReadonlySet<string> | undefined) ?? new Set();
      return {
        personId,
        possiblySame: namesakes.filter((other) => other !== personId && !settled.has(other)),
      };
    }
    const personId = lifetimeCode(randomBytes(15));
    const entered = await table.transact([
      {
        put: {
          Item: { ...keys.person(personId), personId, enteredAt: at, queuePk: identity, queueSk: personId },
          ...absent,
        },
      },
      { put: { Item: { ...passport, personId }, ...absent } },
    ]);
    if (entered.ok) return { personId, possiblySame: namesakes };
  }
  throw new Error('a person could not be entered in the register');
}

/**
 * An officer's word on a namesake: the passport belongs to a person already in the register, or to someone else.
 * The code that the passport had before is never used again.
 * @returns failure when another word was given meanwhile: the passport is settled otherwise, or the named person is
 *   merged into someone else; nothing is changed then
 */
export async function settlePerson(
  table: Table,
  who: Identity,
  the: { personId: string; sameAs: string | undefined; differs: readonly string[] },
): Promise<Result<void, void>> {
  const passport = keys.passport(passportHash(who.passport));
  if (the.sameAs === undefined) {
    const kept = await table.update({
      Key: passport,
      UpdateExpression: 'ADD differs :differs',
      ConditionExpression: 'personId = :person',
      ExpressionAttributeValues: { ':differs': new Set(the.differs), ':person': the.personId },
    });
    return kept.ok ? success(undefined) : failure(undefined);
  }
  const merged = await table.transact([
    {
      update: {
        Key: passport,
        UpdateExpression: 'SET personId = :same',
        ConditionExpression: 'personId IN (:person, :same)',
        ExpressionAttributeValues: { ':same': the.sameAs, ':person': the.personId },
      },
    },
    {
      update: {
        Key: keys.person(the.personId),
        UpdateExpression: 'SET mergedInto = :same REMOVE queuePk, queueSk',
        ConditionExpression: 'attribute_exists(pk)',
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
  ]);
  return merged.ok ? success(undefined) : failure(undefined);
}
