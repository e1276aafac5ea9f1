import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { isDue, type Kept, keptTo, lastDayOfCase } from '../../shared/domain/erasure/retention.ts';
import { type Day, dayIn } from '../../shared/domain/time.ts';
import type { Target } from '../../shared/records/data-request.ts';
import { headOf } from '../../shared/records/head-item.ts';
import { keys } from '../../shared/records/keys.ts';
import type { Item, Table } from '../../shared/records/table.ts';
import type { Zone } from '../../shared/zone/zone.ts';
import { itemsUnder } from './erasers.ts';

/** Something whose retention has ended, with the last day on which it had to be kept. */
export type Due = Target & { keptTo: Day };

type CaseSeen = { id: string; kept: Extract<Kept, { kind: 'application' }>; code?: string };
type RetentionZone = Pick<Zone, 'timeZone' | 'retention'>;

/** What decides when a case goes, from the items of its partition; undefined for one that was erased already. */
function caseSeen(items: readonly Item[], timeZone: string): CaseSeen | undefined {
  const id = (items[0]?.pk ?? '').slice('APPLICATION#'.length);
  const events = items.filter(({ sk }) => sk.startsWith('EVENT#'));
  if (events.length === 0 || events.some(({ erased }) => erased === true)) return undefined;
  const headItem = items.find(({ sk }) => sk === 'HEAD');
  const head = headItem && headOf(headItem);
  const documents = items.filter(({ sk }) => sk.startsWith('DOCUMENT#'));
  const lastDay = lastDayOfCase(timeZone, events, documents);
  const code = head?.personId ?? head?.permitNumber;
  return { id, kept: { kind: 'application', stage: head?.stage ?? 'discarded', lastDay }, ...(code ? { code } : {}) };
}

const lastDayOfPermit = (item: Item): Day => {
  const on = (item.cancelled as { on?: Day } | undefined)?.on;
  return on !== undefined && on < String(item.validTo) ? on : String(item.validTo);
};

const endedVisits = ['absent', 'cancelled', 'collected'];
const visitKept = (item: Item): Kept => ({
  kind: 'visit',
  ended: endedVisits.includes(String(item.state)),
  lastDay: (item.appointment as { day: Day }).day,
});

const helpKept = (items: readonly Item[], timeZone: string): Kept => ({
  kind: 'help',
  ended: items.some(({ sk, state }) => sk === 'HEAD' && state === 'closed'),
  lastDay: items
    .flatMap(({ at, openedAt }) => ((at ?? openedAt) ? [dayIn(timeZone, String(at ?? openedAt))] : []))
    .sort()
    .at(-1) as Day,
});

/** Partitions of a table one after the other; the items of one come together. */
async function* partitionsIn(client: DynamoDBClient, TableName: string): AsyncGenerator<Item[]> {
  let open: Item[] = [];
  const pages = paginateScan({ client: DynamoDBDocumentClient.from(client) }, { TableName, ConsistentRead: true });
  for await (const page of pages) {
    for (const item of (page.Items ?? []) as Item[]) {
      if (open[0] && open[0].pk !== item.pk) {
        yield open;
        open = [];
      }
      open.push(item);
    }
  }
  if (open.length > 0) yield open;
}

/** What is seen of persons while a table is passed over. */
function personsSeen() {
  const ends = new Map<string, Day[]>();
  const cardOf = new Map<string, string>();
  const cardEnds = new Map<string, Day>();
  const mergedInto = new Map<string, string>();
  const listed = new Set<string>();
  const present = (code: string): string => {
    const next = mergedInto.get(code);
    return next === undefined ? code : present(next);
  };
  return {
    see: (items: readonly Item[]) => {
      for (const item of items) {
        const id = item.pk.slice(item.pk.indexOf('#') + 1);
        if (item.pk.startsWith('PERMIT#') && item.sk === 'PERMIT' && item.erased !== true) {
          ends.set(id, [lastDayOfPermit(item)]);
        }
        if (item.pk.startsWith('PERSON#') && item.sk === 'MERCHANTCARD') cardOf.set(id, String(item.number));
        if (item.pk.startsWith('PERSON#') && typeof item.mergedInto === 'string') mergedInto.set(id, item.mergedInto);
        if (item.pk.startsWith('CARD#')) cardEnds.set(id, String(item.validTo));
        if (item.pk.startsWith('CREDIT#P:') && item.sk === 'ACCOUNT' && item.list) listed.add(id.slice(2));
        if (item.pk === 'CREDITMATTERS') listed.add(item.sk.split('#')[1]?.replace(/^P:/, '') ?? '');
      }
    },
    present,
    listed: (code: string) => listed.has(code),
    /** The last days of permit and card of a person. */
    endsOf: (code: string): Day[] => {
      const card = cardEnds.get(cardOf.get(code) ?? '');
      return [...(ends.get(code) ?? []), ...(card ? [card] : [])];
    },
    withPermit: () => [...ends.keys()],
  };
}

/**
 * Everything whose retention has ended before a day, in the order in which it is erased: cases, visits, requests for
 * help, then persons of whom no case is left. A case on which a permit or card still rests is kept as long as these.
 * Passes over the whole table: an administrator's command, the service itself never scans.
 */
export async function findDue(
  given: { client: DynamoDBClient; tableName: string; zone: RetentionZone },
  on: Day,
): Promise<Due[]> {
  const { timeZone, retention } = given.zone;
  const cases: CaseSeen[] = [];
  const others: { target: Target; kept: Kept }[] = [];
  const persons = personsSeen();
  for await (const items of partitionsIn(given.client, given.tableName)) {
    const [first] = items;
    if (!first) continue;
    const [kind = '', id = ''] = first.pk.split('#');
    persons.see(items);
    if (kind === 'APPLICATION') {
      const seen = caseSeen(items, timeZone);
      if (seen) cases.push(seen);
    }
    if (kind === 'VISIT') others.push({ target: { what: 'visit', id }, kept: visitKept(first) });
    if (kind === 'HELP') others.push({ target: { what: 'help', id }, kept: helpKept(items, timeZone) });
  }
  const judged = cases.map(({ id, kept, code }) => {
    const person = code === undefined ? undefined : persons.present(code);
    return { id, person, kept: { ...kept, heldTo: person === undefined ? [] : persons.endsOf(person) } };
  });
  const staying = new Map<string, number>();
  for (const { person, kept } of judged) {
    if (person !== undefined && !isDue(kept, retention, on)) staying.set(person, (staying.get(person) ?? 0) + 1);
  }
  const ofPersons = persons.withPermit().map((id): { target: Target; kept: Kept } => ({
    target: { what: 'person', id },
    kept: {
      kind: 'person',
      lastDay: [...persons.endsOf(id)].sort().at(-1) ?? '',
      openCases: staying.get(persons.present(id)) ?? 0,
      onList: persons.listed(id),
    },
  }));
  return [
    ...judged.map(({ id, kept }) => ({ target: { what: 'application', id } as const, kept })),
    ...others,
    ...ofPersons,
  ].flatMap(({ target, kept }): Due[] =>
    isDue(kept, retention, on) ? [{ ...target, keptTo: keptTo(kept, retention) ?? '' }] : [],
  );
}

/** Looks once more, just before it goes, whether the time of something is over on a day. */
export async function isStillDue(table: Table, zone: RetentionZone, { what, id }: Target, on: Day): Promise<boolean> {
  const { timeZone, retention } = zone;
  if (what === 'application') {
    const seen = caseSeen(await itemsUnder(table, keys.application(id).pk), timeZone);
    if (!seen) return false;
    const persons = personsSeen();
    if (seen.code !== undefined) {
      const person = await itemsUnder(table, keys.person(seen.code).pk);
      const card = person.find(({ sk }) => sk === 'MERCHANTCARD');
      persons.see([
        ...(await itemsUnder(table, keys.permit(seen.code).pk)),
        ...person,
        ...(card ? await itemsUnder(table, keys.card(String(card.number)).pk) : []),
      ]);
    }
    return isDue({ ...seen.kept, heldTo: seen.code ? persons.endsOf(seen.code) : [] }, retention, on);
  }
  if (what === 'visit') {
    const [visit] = await itemsUnder(table, keys.visit(id).pk);
    return visit !== undefined && isDue(visitKept(visit), retention, on);
  }
  if (what === 'help') {
    const items = await itemsUnder(table, keys.help(id).pk);
    return items.length > 0 && isDue(helpKept(items, timeZone), retention, on);
  }
  if (what !== 'person') return false;
  const permit = (await itemsUnder(table, keys.permit(id).pk)).find(({ sk }) => sk === 'PERMIT');
  if (!permit || permit.erased === true) return false;
  return isDue({ kind: 'person', lastDay: lastDayOfPermit(permit), openCases: 0, onList: false }, retention, on);
}
