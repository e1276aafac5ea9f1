import { type Circumstances, holds, type Procedure } from '../procedure/procedure.ts';
import { type Day, dayIn, type Instant } from '../time.ts';

/** A group of category C whose number is limited, and the year whose places are meant. */
export type QuotaYear = { year: number; group: string };

/** One numbered place of a year and group. */
export type QuotaPlace = QuotaYear & { number: number };

/** How many places a zone has for a group in each calendar year while the line is in force. */
export type QuotaLine = {
  group: string;
  perYear: number;
  validFrom: Day;
  validTo?: Day | undefined;
  source: string;
  placeholder: boolean;
};

/** The name of a place as the head of an application and its events keep it, such as `2026#quota-managed#17`. */
export const placeName = ({ year, group, number }: QuotaPlace): string => `${year}#${group}#${number}`;

/**
 * The place that a name means.
 * @throws when it is no such name
 */
export function placeNamed(name: string): QuotaPlace {
  const [, year, group = '', number] = /^(\d{4})#([a-z0-9-]+)#([1-9]\d*)$/.exec(name) ?? [];
  if (!group) throw new Error('this is not the name of a place in a quota');
  return { year: Number(year), group, number: Number(number) };
}

/** The year whose places an acceptance takes from: that of the zone's calendar on the moment of acceptance. */
export const quotaYear = (timeZone: string, acceptedAt: Instant): number =>
  Number(dayIn(timeZone, acceptedAt).slice(0, 4));

/**
 * The group whose places an application needs, undefined when it needs none: only category C is limited, and of it only
 * what the procedure says. While the category is open nothing is needed yet.
 */
export function groupNeeded(procedure: Pick<Procedure, 'quota'>, the: Circumstances): string | undefined {
  const { quota } = procedure;
  if (the.category !== 'C' || !quota) return undefined;
  return quota.when.some((condition) => holds(condition, the, 'not-granted')) ? quota.group : undefined;
}

/** The line in force for a group on a day; undefined where the zone set none. */
export const lineOn = <Line extends QuotaLine>(lines: readonly Line[], group: string, on: Day): Line | undefined =>
  lines.find(
    (line) =>
      line.group === group && line.validFrom <= on && (line.validTo === undefined || on <= (line.validTo as string)),
  );

/** What can stand at a number: nothing (the place is free), someone's application, or the word that it was closed. */
export type PlaceState = 'reserved' | 'confirmed' | 'closed';

/**
 * What stands in a year and group. Numbers run from 1 to `extent`, which only ever grows; closed ones do not count. So
 * a place can be taken without looking at anything but its own number, and the size holds all the same.
 */
export type Ledger = {
  /** Places that there are, as last decided. */
  size: number;
  extent: number;
  places: readonly { number: number; state: PlaceState }[];
};

const numbersIn = ({ places }: Ledger, ...states: PlaceState[]): number[] =>
  places.filter(({ state }) => states.includes(state)).map(({ number }) => number);

/** How many places are taken and how many are left. */
export function tally(ledger: Ledger): { size: number; reserved: number; confirmed: number; free: number } {
  const [reserved, confirmed, closed] = (['reserved', 'confirmed', 'closed'] as const).map(
    (state) => numbersIn(ledger, state).length,
  ) as [number, number, number];
  return { size: ledger.size, reserved, confirmed, free: ledger.extent - closed - reserved - confirmed };
}

/** What has to be written so that a year and group have another size. */
export type Resizing = { extent: number; close: number[]; reopen: number[] };

/**
 * How a year and group come to another size: closed places are opened again and further numbers added, or free places
 * are closed, the highest first. Places that are taken are never touched.
 * @param atOnce how many closed places may be opened again; what is lacking is added at the end
 * @returns how many places are taken when the wanted size is below that
 */
export function resizing(
  ledger: Ledger,
  wanted: number,
  atOnce: number,
): { ok: true; value: Resizing } | { ok: false; error: { taken: number } } {
  const closed = numbersIn(ledger, 'closed').sort((a, b) => a - b);
  const taken = new Set(numbersIn(ledger, 'reserved', 'confirmed'));
  if (wanted < taken.size) return { ok: false, error: { taken: taken.size } };
  const further = wanted - (ledger.extent - closed.length);
  if (further >= 0) {
    const reopen = closed.slice(0, Math.min(further, atOnce));
    return { ok: true, value: { extent: ledger.extent + further - reopen.length, close: [], reopen } };
  }
  const standing = new Set([...closed, ...taken]);
  const close: number[] = [];
  for (let number = ledger.extent; close.length < -further; number--) {
    if (!standing.has(number)) close.push(number);
  }
  return { ok: true, value: { extent: ledger.extent, close, reopen: [] } };
}

/**
 * The free numbers among a run of consecutive ones.
 * @param standing the numbers in the run at which something stands
 */
export function freeBetween(from: number, to: number, standing: readonly number[]): number[] {
  const occupied = new Set(standing);
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index).filter(
    (number) => !occupied.has(number),
  );
}

/** What a change of an application did to its place, as the event keeps it; each is a place's name. */
export type PlaceChange = { reserved?: string; released?: string; confirmed?: string };

/**
 * What the events of an application say about its place: which one it holds after them, and whether for good. An
 * outsider computes the ledger from them and compares.
 * @param events in order; `data.quota` holds the change
 * @throws when the events contradict themselves: a second place is taken, or one is given up that was not held
 */
export function placeAfter(
  events: readonly { data: Record<string, unknown> }[],
): { name: string; state: 'reserved' | 'confirmed' } | undefined {
  let held: { name: string; state: 'reserved' | 'confirmed' } | undefined;
  for (const { data } of events) {
    const { released, reserved, confirmed } = (data.quota ?? {}) as PlaceChange;
    if (released !== undefined) {
      if (held?.name !== released || held.state !== 'reserved')
        throw new Error('a place was given up that was not held');
      held = undefined;
    }
    if (reserved !== undefined) {
      if (held) throw new Error('a second place was taken');
      held = { name: reserved, state: 'reserved' };
    }
    if (confirmed !== undefined) {
      if (held?.name !== confirmed) throw new Error('a place was confirmed that was not held');
      held = { name: confirmed, state: 'confirmed' };
    }
  }
  return held;
}
