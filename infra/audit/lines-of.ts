import { canonical } from '../../shared/domain/application/events.ts';
import { closedStages } from '../../shared/domain/application/transitions.ts';
import { keptTo, lastDayOfCase } from '../../shared/domain/erasure/retention.ts';
import type { Day } from '../../shared/domain/time.ts';
import type { Head } from '../../shared/records/application.ts';
import { headOf } from '../../shared/records/head-item.ts';
import type { Item } from '../../shared/records/table.ts';
import type { Zone } from '../../shared/zone/zone.ts';

/** The files of an export; docs/audit.md says what stands in each. */
export const exportFiles = [
  'applications',
  'chain-heads',
  'permits',
  'quota',
  'readings',
  'outbox',
  'others',
  'due-for-erasure',
] as const;
export type ExportFile = (typeof exportFiles)[number];

/** A line of an export: its file, the key by which the file is ordered, and its JSON. */
export type ExportLine = { file: ExportFile; key: string; text: string };

/** Values that JSON does not know: bytes become base64url, sets become lists in order. */
function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64url');
  if (value instanceof Set) return [...value].map(plain).sort();
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]));
}

/** Canonical JSON on one line for every reader: two characters that some take for line breaks are escaped. */
const written = (value: unknown): string =>
  canonical(plain(value)).replace(/[\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16)}`);

const line = (file: ExportFile, key: string, value: unknown): ExportLine => ({ file, key, text: written(value) });

const kindOf = ({ pk }: Pick<Item, 'pk'>) => pk.replace(/#.*$/, '');

/** Partitions whose items make one line together. */
export const isWhole = (item: Pick<Item, 'pk'>): boolean => ['APPLICATION', 'PERMIT'].includes(kindOf(item));

const itemFiles: Readonly<Record<string, ExportFile>> = {
  QUOTA: 'quota',
  READ: 'readings',
  OUTBOX: 'outbox',
  PARKED: 'outbox',
};

/** The line of an item that stands for itself. */
export const lineOfItem = (item: Item): ExportLine =>
  line(itemFiles[kindOf(item)] ?? 'others', `${item.pk} ${item.sk}`, item);

const bare = ({ pk: _pk, sk: _sk, queuePk: _queuePk, queueSk: _queueSk, ...rest }: Item): Record<string, unknown> =>
  rest;

const sorted = (items: readonly Item[], prefix: string) =>
  items
    .filter(({ sk }) => sk.startsWith(prefix))
    .sort((one, other) => (one.sk < other.sk ? -1 : 1))
    .map(bare);

/**
 * The line of a case that the zone need not keep any longer by its own record, from the day on which that is so. A case
 * that is still open, or was erased, is never among them.
 */
function erasureLine(
  the: { head: Head; events: Record<string, unknown>[]; documents: Record<string, unknown>[] },
  { zone, on }: ExportRules,
): ExportLine[] {
  const { head, events, documents } = the;
  if (events.some(({ erased }) => erased === true)) return [];
  const last = lastDayOfCase(zone.timeZone, events, documents);
  const due = keptTo({ kind: 'application', stage: head.stage, lastDay: last }, zone.retention);
  if (due === undefined || due >= on) return [];
  const what = closedStages.includes(head.stage) ? 'closed-case' : 'draft';
  return [
    line('due-for-erasure', `${due} ${head.id}`, { id: head.id, what, stage: head.stage, lastDay: last, keptTo: due }),
  ];
}

/** The zone whose retention counts, and the day of the export in its time zone. */
export type ExportRules = { zone: Pick<Zone, 'timeZone' | 'retention'>; on: Day };

function applicationLines(id: string, items: readonly Item[], rules: ExportRules): ExportLine[] {
  const one = (sk: string) => items.find((item) => item.sk === sk);
  const [headItem, form, submitted] = [one('HEAD'), one('FORM'), one('SUBMITTED')];
  const head = headItem && headOf(headItem);
  const events = sorted(items, 'EVENT#');
  const documents = sorted(items, 'DOCUMENT#');
  const last = events.at(-1);
  // The token of a waiting execution is a secret and says nothing about the case.
  const known = (sk: string) => /^(HEAD|FORM|SUBMITTED|TASK)$|^(EVENT|DOCUMENT)#/.test(sk);
  const others = items.filter(({ sk }) => !known(sk)).map(({ pk: _pk, ...rest }) => rest);
  return [
    line('applications', id, {
      id,
      head: head ?? null,
      form: form ? bare(form) : null,
      ...(submitted ? { submitted: bare(submitted) } : {}),
      documents,
      events,
      ...(others.length > 0 ? { others } : {}),
    }),
    line('chain-heads', id, { id, events: last?.sequence ?? 0, chain: last?.hash ?? '' }),
    ...(head ? erasureLine({ head, events, documents }, rules) : []),
  ];
}

function permitLine(number: string, items: readonly Item[]): ExportLine {
  const permit = items.find(({ sk }) => sk === 'PERMIT');
  const others = items
    .filter(({ sk }) => sk !== 'PERMIT' && !/^(PERIOD|EVENT)#/.test(sk))
    .map(({ pk: _pk, ...rest }) => rest);
  return line('permits', number, {
    number,
    permit: permit ? bare(permit) : null,
    periods: sorted(items, 'PERIOD#'),
    events: sorted(items, 'EVENT#'),
    ...(others.length > 0 ? { others } : {}),
  });
}

/** The lines of a whole partition. */
export function linesOfWhole(items: readonly Item[], rules: ExportRules): ExportLine[] {
  const pk = items[0]?.pk ?? '';
  const id = pk.slice(pk.indexOf('#') + 1);
  return pk.startsWith('PERMIT#') ? [permitLine(id, items)] : applicationLines(id, items, rules);
}

/** An application read while it changed: its head and its last event do not speak of the same moment. */
export function isTorn(items: readonly Item[]): boolean {
  const head = items.find(({ pk, sk }) => pk.startsWith('APPLICATION#') && sk === 'HEAD');
  if (!head) return false;
  const events = items.filter(({ sk }) => sk.startsWith('EVENT#'));
  return events.length !== head.events || !events.some(({ hash }) => hash === head.chain);
}
