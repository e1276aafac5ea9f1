import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isLifetimeCode } from '../../../shared/domain/person/lifetime-code.ts';
import { keys } from '../../../shared/records/keys.ts';
import { enterPerson, type Identity, presentPerson, settlingSteps } from '../../../shared/records/person.ts';
import { mondayMorning, openRecords, type Records } from '../../records-wire.ts';

let records: Records;
beforeAll(async () => {
  records = await openRecords();
});
afterAll(() => records.close());

let passports = 0;
/** A person nobody has seen before, unless a test gives the same name again. */
const stranger = (more: Partial<Identity> = {}): Identity => {
  passports += 1;
  return {
    familyName: `Specimen ${passports}`,
    givenNames: 'Elena',
    sex: 'F',
    birthDate: '1996-06-23',
    passport: { number: `U${10_000_000 + passports}`, issuingState: 'UTO' },
    ...more,
  };
};
const renewed = (who: Identity): Identity => ({ ...who, passport: stranger().passport });
const enter = (who: Identity) => enterPerson(records.table, who, mondayMorning);
const settle = (who: Identity, the: Parameters<typeof settlingSteps>[1]) =>
  records.table.transact(settlingSteps(who, the));

describe('entering a person', () => {
  test('gives a lifetime code, the same for every further application with this passport', async () => {
    const who = stranger();
    const first = await enter(who);
    expect(isLifetimeCode(first.personId)).toBe(true);
    const { isNew, ...known } = first;
    expect(isNew).toBe(true);
    expect(await enter(who)).toEqual(known);
  });

  test('does not make one person of two whose passport number was typed alike, and names the other to an officer', async () => {
    const holder = stranger();
    const first = await enter(holder);
    const mistaken = { ...stranger({ sex: 'M', birthDate: '1980-01-01' }), passport: holder.passport };
    const second = await enter(mistaken);
    expect(second.personId).not.toBe(first.personId);
    expect(second.possiblySame).toEqual([first.personId]);
    expect(await enter(holder)).toMatchObject({ personId: first.personId, possiblySame: [second.personId] });
  });

  test('twice at once makes one person', async () => {
    const who = stranger();
    const found = await Promise.all([enter(who), enter(who), enter(who), enter(who)]);
    expect(new Set(found.map(({ personId }) => personId)).size).toBe(1);
  });

  test('keeps apart the same number of two states, and never stores the number itself', async () => {
    const who = stranger();
    const other = { ...stranger(), passport: { ...who.passport, issuingState: 'XXA' } };
    expect((await enter(who)).personId).not.toBe((await enter(other)).personId);
    const items = await records.items();
    expect(JSON.stringify(items)).not.toContain(who.passport.number);
  });

  test('names a namesake with another passport and merges nobody by itself', async () => {
    const who = stranger({ familyName: 'Ødegård' });
    const first = await enter(who);
    const again = await enter({ ...renewed(who), familyName: 'OEDEGARD', givenNames: 'ELENA' });
    expect(again.possiblySame).toEqual([first.personId]);
    expect(again.personId).not.toBe(first.personId);
  });

  test.each<[string, Partial<Identity>]>([
    ['another birth date', { birthDate: '1996-06-24' }],
    ['another sex', { sex: 'M' }],
    ['another name', { givenNames: 'Maria' }],
  ])('names nobody with %s', async (_, different) => {
    const who = stranger();
    await enter(who);
    expect((await enter({ ...renewed(who), ...different })).possiblySame).toEqual([]);
  });
});

describe("an officer's word on a namesake", () => {
  test('"the same person": the new passport leads to the old code from now on', async () => {
    const who = stranger();
    const old = await enter(who);
    const withNewPassport = renewed(who);
    const doubtful = await enter(withNewPassport);
    const word = { personId: doubtful.personId, sameAs: old.personId, differs: doubtful.possiblySame };
    expect((await settle(withNewPassport, word)).ok).toBe(true);
    expect(await enter(withNewPassport)).toMatchObject({ personId: old.personId, possiblySame: [] });
    expect(await enter(who)).toMatchObject({ personId: old.personId, possiblySame: [] });
    expect(await presentPerson(records.table, doubtful.personId)).toBe(old.personId);
    expect(await presentPerson(records.table, old.personId)).toBe(old.personId);
  });

  test('"someone else": the two are never taken for one another again', async () => {
    const who = stranger();
    await enter(who);
    const other = renewed(who);
    const doubtful = await enter(other);
    const word = { personId: doubtful.personId, sameAs: undefined, differs: doubtful.possiblySame };
    expect((await settle(other, word)).ok).toBe(true);
    expect(await enter(other)).toMatchObject({ personId: doubtful.personId, possiblySame: [] });
  });

  test('"someone else" a second time adds to what was said before', async () => {
    const who = stranger();
    const first = await enter(who);
    const second = renewed(who);
    const { personId } = await enter(second);
    await settle(second, { personId, sameAs: undefined, differs: [first.personId] });
    const third = await enter(renewed(who));
    expect((await enter(second)).possiblySame).toEqual([third.personId]);
    await settle(second, { personId, sameAs: undefined, differs: [third.personId] });
    expect((await enter(second)).possiblySame).toEqual([]);
  });

  test('that contradicts an earlier word is refused and changes nothing', async () => {
    const [one, two] = [stranger(), stranger()];
    const [first, second] = [await enter(one), await enter(two)];
    const doubtful = renewed(one);
    const { personId } = await enter(doubtful);
    expect((await settle(doubtful, { personId, sameAs: first.personId, differs: [] })).ok).toBe(true);
    expect((await settle(doubtful, { personId, sameAs: second.personId, differs: [] })).ok).toBe(false);
    expect((await settle(doubtful, { personId, sameAs: undefined, differs: [second.personId] })).ok).toBe(false);
    expect((await enter(doubtful)).personId).toBe(first.personId);
  });

  test('cannot lead to a code that was itself merged into another, nor to one that nobody has', async () => {
    const who = stranger();
    const first = await enter(who);
    const [second, third] = [renewed(who), renewed(who)];
    const middle = await enter(second);
    const last = await enter(third);
    await settle(second, { personId: middle.personId, sameAs: first.personId, differs: [] });
    expect((await settle(third, { personId: last.personId, sameAs: middle.personId, differs: [] })).ok).toBe(false);
    expect((await settle(third, { personId: last.personId, sameAs: 'GP0000000000000008', differs: [] })).ok).toBe(
      false,
    );
    expect((await enter(third)).personId).toBe(last.personId);
    expect(await records.table.get(keys.person(first.personId))).toMatchObject({
      formerCodes: new Set([middle.personId]),
    });
  });

  test('two officers at once: both cannot be right', async () => {
    const [one, two] = [stranger(), stranger()];
    const codes = [(await enter(one)).personId, (await enter(two)).personId];
    const doubtful = renewed(one);
    const { personId } = await enter(doubtful);
    const words = await Promise.all(codes.map((sameAs) => settle(doubtful, { personId, sameAs, differs: [] })));
    expect(words.filter(({ ok }) => ok)).toHaveLength(1);
  });
});
