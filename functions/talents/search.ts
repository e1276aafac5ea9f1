import { listFor, matches, type Talent, type TalentFilter } from '../../shared/domain/talents/talent.ts';
import type { Day } from '../../shared/domain/time.ts';
import { inForce, type Permit } from '../../shared/records/permit.ts';
import type { Key, Table } from '../../shared/records/table.ts';
import { readTalentList, readTalents, type TalentEntry, talentOf } from '../../shared/records/talent.ts';

/** A holder whom a search found, as the permit stands now. */
export type FoundTalent = { permit: Permit; talent: Talent };

/** Most entries that one request goes through. */
export const lookedAtOnce = 500;
const chunk = 250;
/** Entries of a list that are read beyond the page, for some may not count any more. */
const spare = 10;

type Placed = TalentEntry & { place: Key };

/** The entries that still count: the permit is in force and says, with its profile, what was looked for. */
async function standing(table: Table, entries: readonly Placed[], filter: TalentFilter, today: Day) {
  const known = await readTalents(table, entries);
  return entries.flatMap((entry): FoundTalent[] => {
    const { permit, profile } = known(entry) ?? {};
    if (!permit || !profile) return [];
    const talent = talentOf(permit, profile);
    const counts =
      permit.applicationId === entry.applicationId &&
      permit.validTo === entry.validTo &&
      inForce(permit, today) &&
      matches(talent, filter);
    return counts ? [{ permit, talent }] : [];
  });
}

/**
 * One page of the holders of permits in force whom a filter means, by the last day of the permit. The lists only lead to
 * permits; what is shown is asked of these. A page may be short, or empty, and still have more after it.
 */
export async function searchTalents(
  table: Table,
  filter: TalentFilter,
  page: { today: Day; limit: number; after?: Key },
): Promise<{ found: FoundTalent[]; looked: number; next?: Key }> {
  const { today, limit } = page;
  const { list, complete } = listFor(filter);
  const { expiresFrom = today, expiresTo } = filter;
  const from = expiresFrom > today ? expiresFrom : today;
  if (expiresTo !== undefined && expiresTo < from) return { found: [], looked: 0 };

  const found: FoundTalent[] = [];
  let looked = 0;
  // A place of a day that has passed meanwhile lies before everything that is left.
  let after = page.after !== undefined && page.after.sk >= from ? page.after : undefined;
  for (;;) {
    const size = Math.min(lookedAtOnce - looked, complete ? limit - found.length + spare : chunk);
    const read = await readTalentList(table, list, {
      from,
      ...(expiresTo === undefined ? {} : { to: expiresTo }),
      ...(after ? { after } : {}),
      limit: size,
    });
    let open: Placed[] = read.entries;
    while (open.length > 0) {
      // Permits are read for no more than the page has room for; what a list says of itself costs nothing further.
      const wanted = open.filter((entry) => matches(entry, filter)).slice(0, limit - found.length);
      const last = wanted.length === limit - found.length ? wanted.at(-1) : open.at(-1);
      const through = last ? open.indexOf(last) + 1 : open.length;
      looked += through;
      open = open.slice(through);
      after = last?.place ?? after;
      found.push(...(await standing(table, wanted, filter, today)));
      const more = open.length > 0 || read.next !== undefined;
      if (found.length === limit) return { found, looked, ...(more && after ? { next: after } : {}) };
    }
    if (!read.next) return { found, looked };
    if (looked >= lookedAtOnce) return { found, looked, next: read.next };
    after = read.next;
  }
}
