import type { PermitState } from '../../shared/domain/procedure/procedure.ts';
import type { Day } from '../../shared/domain/time.ts';

const ended: readonly PermitState[] = ['expired', 'revoked', 'cancelled'];

/** Permits that hold or may hold again, those that end first in front; then what has ended, the latest in front. */
export function byExpiry<T extends { status: PermitState; validTo: Day; number: string }>(permits: readonly T[]) {
  const order = (one: T, other: T) =>
    one.validTo === other.validTo ? (one.number < other.number ? -1 : 1) : one.validTo < other.validTo ? -1 : 1;
  return {
    inForce: permits.filter(({ status }) => !ended.includes(status)).sort(order),
    ended: permits.filter(({ status }) => ended.includes(status)).sort((one, other) => order(other, one)),
  };
}
