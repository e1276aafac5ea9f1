import type { QuotaYear } from '../../../shared/domain/quota/quota.ts';
import { type Clock, instantOf } from '../../../shared/domain/time.ts';
import { changeApplication, type Head, readHead } from '../../../shared/records/application.ts';
import type { Effect } from '../../../shared/records/outbox.ts';
import { isTaken, type OpeningSize, readPlaces, readSize } from '../../../shared/records/quota.ts';
import { changeWithPlace, type PlaceNeed } from '../../../shared/records/quota-reservation.ts';
import type { Records } from '../../records-wire.ts';
import { begin, handler, officer } from './cases.ts';

export const interns: QuotaYear = { year: 2026, group: 'interns' };
export const graduates: QuotaYear = { year: 2026, group: 'graduates' };

export const opening = (perYear: number): OpeningSize => ({ perYear, source: 'invented', placeholder: true });
export const need = (perYear: number, of: QuotaYear = interns): PlaceNeed => ({ ...of, opening: opening(perYear) });

/** An application that waits for acceptance. */
export async function handedIn(records: Records): Promise<Head> {
  const { head } = await begin(records);
  const submitted = await changeApplication(records.table, records.clock, {
    head,
    transition: 'submit',
    event: { type: 'submitted' },
    set: { receiptNumber: `R-${head.id.slice(0, 6)}` },
    by: handler,
  });
  if (!submitted.ok) throw new Error('it could not be handed in');
  return submitted.value.head;
}

/** Accepts an application with the place that it needs. */
export const accept = (
  { table, clock }: Pick<Records, 'table'> & { clock: Clock },
  head: Head,
  wanted: PlaceNeed | undefined,
  { effect, ...more }: { orWithout?: boolean; effect?: Effect } = {},
) => {
  const acceptedAt = instantOf(clock.now());
  return changeWithPlace({ table, clock }, head, { need: wanted, acceptedAt, ...more }, (move) =>
    changeApplication(table, clock, {
      head,
      transition: 'accept',
      event: { type: 'accepted', data: move.data },
      set: { acceptedAt, ...move.set },
      also: move.also,
      ...(effect ? { effect } : {}),
      by: officer('front-li'),
    }),
  );
};

/** An accepted application that holds a place. */
export async function accepted(records: Records, wanted = need(5)): Promise<Head & { quota: string }> {
  const outcome = await accept(records, await handedIn(records), wanted);
  if (!outcome.ok || !outcome.value.head.quota) throw new Error('it could not be accepted');
  return { ...outcome.value.head, quota: outcome.value.head.quota };
}

/** Who holds what, how many numbers are closed, and how many places there can be at all. */
export async function standing({ table }: Records, of: QuotaYear = interns) {
  const [size, places] = [await readSize(table, of), await readPlaces(table, of)];
  const taken = places.filter(isTaken);
  const closed = places.length - taken.length;
  return { size: size?.size, taken, closed, open: (size?.extent ?? 0) - closed };
}

export const readAgain = async ({ table }: Records, { id }: Head): Promise<Head> => {
  const head = await readHead(table, id);
  if (!head) throw new Error('the application is gone');
  return head;
};
