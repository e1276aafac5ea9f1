import { closedStages, type Stage } from '../domain/application/transitions.ts';
import { type PlaceChange, placeNamed, type QuotaPlace } from '../domain/quota/quota.ts';
import type { Instant } from '../domain/time.ts';
import { keys } from './keys.ts';
import { absent, type TransactionStep } from './table.ts';

/** What stands at a taken place: whose it is, and since when. */
export type TakenPlace = {
  number: number;
  state: 'reserved' | 'confirmed';
  applicationId: string;
  receiptNumber?: string;
  /** Decides who comes first (Licensing Law art. 57). */
  acceptedAt: Instant;
  reservedAt: Instant;
  confirmedAt?: Instant;
};

export const placeKey = ({ year, group, number }: QuotaPlace) => keys.quotaPlace(year, group, number);

/** Takes a place, if nothing stands there. */
export const reserveStep = (place: QuotaPlace, taken: Omit<TakenPlace, 'number' | 'state'>): TransactionStep => ({
  put: { Item: { ...placeKey(place), number: place.number, state: 'reserved', ...taken }, ...absent },
});

/** Makes the place of an application its own for good. */
export const confirmStep = (name: string, applicationId: string, at: Instant): TransactionStep => ({
  update: {
    Key: placeKey(placeNamed(name)),
    UpdateExpression: 'SET #state = :confirmed, confirmedAt = :at',
    ConditionExpression: 'applicationId = :mine',
    ExpressionAttributeNames: { '#state': 'state' },
    ExpressionAttributeValues: { ':confirmed': 'confirmed', ':at': at, ':mine': applicationId },
  },
});

/** Gives the place of an application back; another's is never touched. */
export const releaseStep = (name: string, applicationId: string): TransactionStep => ({
  delete: {
    Key: placeKey(placeNamed(name)),
    ConditionExpression: 'attribute_not_exists(pk) OR applicationId = :mine',
    ExpressionAttributeValues: { ':mine': applicationId },
  },
});

/**
 * What becomes of the place of an application when a change ends its case: a permit makes the place its own, any other
 * end gives it back. It is part of every change, so that no way out of a case can forget it.
 */
export function placeAtEnd(
  { id, quota }: { id: string; quota?: string },
  ends: Stage | undefined,
  at: Instant,
): { steps: TransactionStep[]; set: { quota?: undefined }; data: { quota: PlaceChange } } | undefined {
  if (quota === undefined || ends === undefined || !closedStages.includes(ends)) return undefined;
  return ends === 'issued'
    ? { steps: [confirmStep(quota, id, at)], set: {}, data: { quota: { confirmed: quota } } }
    : { steps: [releaseStep(quota, id)], set: { quota: undefined }, data: { quota: { released: quota } } };
}
