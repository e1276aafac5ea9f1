import { type Talent, type TalentFilter, talentLists } from '../domain/talents/talent.ts';
import { addDays, type Day, epochOf, type Instant } from '../domain/time.ts';
import { keys } from './keys.ts';
import { type Permit, permitOf } from './permit.ts';
import { absent, type Item, type Key, type Table } from './table.ts';

/** What the applicant and the employer stated beside what the permit says; kept once for each application. */
export type TalentProfile = { industry?: string; languages: readonly string[] };

/** A holder as the lists have it; it counts only while the permit and its profile say the same. */
export type TalentEntry = Talent & { code: string; applicationId: string };

const stripped = <T>({ pk: _pk, sk: _sk, expiresAt: _expiresAt, ...rest }: Item): T => rest as T;

/** A permit and its profile as searches see them. */
export const talentOf = (
  { category, post, nationality, validTo }: Pick<Permit, 'category' | 'post' | 'nationality' | 'validTo'>,
  { industry, languages }: TalentProfile,
): Talent => ({ category, post, nationality, validTo, languages, ...(industry ? { industry } : {}) });

const entryKeys = (talent: Talent, code: string): Key[] =>
  talentLists(talent).map((list) => keys.talentEntry(list, talent.validTo, code));

/** The second from which the table may forget what ended with a day: two days on, so that it has ended in every zone. */
const forgottenAfter = (day: Day): number => epochOf(`${addDays(day, 2)}T00:00:00.000Z`) / 1000;

export async function readProfile(
  table: Table,
  { number, applicationId }: Pick<Permit, 'number' | 'applicationId'>,
): Promise<TalentProfile | undefined> {
  const item = await table.get(keys.talentProfile(number, applicationId));
  return item ? stripped<TalentProfile>(item) : undefined;
}

/**
 * Enters the holder of a permit in the database, before the change that issues it: alone the entries mean nothing, and
 * the change itself has no room for them. The first word about an application stands, so that it is the same however
 * often the change is tried. Nobody who objected is entered, whoever objects at this moment included.
 */
export async function enterTalent(
  table: Table,
  permit: Pick<Permit, 'number' | 'applicationId' | 'category' | 'post' | 'nationality' | 'validTo'>,
  stated: TalentProfile,
): Promise<void> {
  const { number, applicationId } = permit;
  const own = keys.talentProfile(number, applicationId);
  const expiresAt = forgottenAfter(permit.validTo);
  const { industry, languages } = stated;
  const entered = await table.transact([
    { put: { Item: { ...own, languages, ...(industry ? { industry } : {}), expiresAt }, ...absent } },
    { check: { Key: keys.talentObjection(number), ...absent } },
  ]);
  if (!entered.ok && entered.error.steps.some(({ index }) => index === 1)) return;
  const profile = entered.ok ? stated : await readProfile(table, permit);
  if (!profile) return;
  const talent = talentOf(permit, profile);
  const entry = { code: number, applicationId, ...talent, expiresAt };
  await Promise.all(entryKeys(talent, number).map((key) => table.put({ ...key, ...entry })));
}

/** Takes a permit as it stood out of the lists, but for those in which it still stands by what follows it. */
export async function leaveLists(table: Table, before: Permit, after?: Permit): Promise<void> {
  const [old, next] = await Promise.all([
    readProfile(table, before),
    after ? readProfile(table, after) : Promise.resolve(undefined),
  ]);
  if (!old) return;
  const kept = new Set(
    after && next ? entryKeys(talentOf(after, next), after.number).map(({ pk, sk }) => `${pk} ${sk}`) : [],
  );
  const gone = entryKeys(talentOf(before, old), before.number).filter(({ pk, sk }) => !kept.has(`${pk} ${sk}`));
  await Promise.all(gone.map((key) => table.delete(key)));
  if (after?.applicationId !== before.applicationId) {
    await table.delete(keys.talentProfile(before.number, before.applicationId));
  }
}

export type Objection = { at: Instant; by: string };

export async function readObjection(table: Table, code: string): Promise<Objection | undefined> {
  const item = await table.get(keys.talentObjection(code));
  return item ? stripped<Objection>(item) : undefined;
}

/**
 * Keeps a holder out of the database from now on. The objection stands before anything is taken out: whatever is entered
 * at the same moment is either refused or found here.
 */
export async function objectToTalents(table: Table, permit: Permit, objection: Objection): Promise<void> {
  await table.put({ ...keys.talentObjection(permit.number), ...objection }, absent);
  await leaveLists(table, permit);
  const { items } = await table.query({
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :profile)',
    ExpressionAttributeValues: { ':pk': keys.talentObjection(permit.number).pk, ':profile': 'PROFILE#' },
    ConsistentRead: true,
  });
  await Promise.all(items.map(({ pk, sk }) => table.delete({ pk, sk })));
}

export const withdrawObjection = (table: Table, code: string): Promise<void> =>
  table.delete(keys.talentObjection(code));

/** A page of one of the lists, by the last day of the permit. */
export async function readTalentList(
  table: Table,
  list: string,
  page: { from: Day; to?: Day; after?: Key; limit: number },
): Promise<{ entries: (TalentEntry & { place: Key })[]; next?: Key }> {
  const { items, next } = await table.query({
    KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
    ExpressionAttributeValues: {
      ':pk': keys.talentEntry(list, '', '').pk,
      ':from': page.from,
      // Behind every entry of the last day: `~` sorts after the codes.
      ':to': `${page.to ?? '9999-12-31'}#~`,
    },
    Limit: page.limit,
    ExclusiveStartKey: page.after,
  });
  return {
    entries: items.map((item) => ({ ...stripped<TalentEntry>(item), place: { pk: item.pk, sk: item.sk } })),
    ...(next ? { next } : {}),
  };
}

/**
 * The permits and profiles on which entries rest, what does not exist left out. One holder may stand in a list twice,
 * by the permit as it is and as it was.
 */
export async function readTalents(
  table: Table,
  entries: readonly Pick<TalentEntry, 'code' | 'applicationId'>[],
): Promise<
  (entry: Pick<TalentEntry, 'code' | 'applicationId'>) => { permit: Permit; profile: TalentProfile } | undefined
> {
  const place = ({ pk, sk }: Key) => `${pk} ${sk}`;
  const wanted = entries.flatMap(({ code, applicationId }) => [
    keys.permit(code),
    keys.talentProfile(code, applicationId),
  ]);
  const items = await table.getMany([...new Map(wanted.map((key) => [place(key), key])).values()]);
  const found = new Map(items.map((item) => [place(item), item]));
  return ({ code, applicationId }) => {
    const permit = found.get(place(keys.permit(code)));
    const profile = found.get(place(keys.talentProfile(code, applicationId)));
    return permit && profile ? { permit: permitOf(permit), profile: stripped<TalentProfile>(profile) } : undefined;
  };
}

/** What of a filter was named, as the record of readings keeps it. */
export const filterNamed = (filter: TalentFilter): Record<string, string> =>
  Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
