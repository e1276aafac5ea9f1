import type { VerificationKey } from '../../shared/credential/verify.ts';
import type { Clock } from '../../shared/domain/time.ts';
import { publishedKeys } from '../../shared/records/public-keys.ts';
import type { Table } from '../../shared/records/table.ts';

/** The zone's public keys, read at most so often: a key is published before anything is signed with it. */
export function zoneKeys(table: Table, clock: Clock, seconds: number): () => Promise<readonly VerificationKey[]> {
  let known: { keys: readonly VerificationKey[]; readAt: number } | undefined;
  return async () => {
    const age = clock.now() - (known?.readAt ?? Number.NEGATIVE_INFINITY);
    if (!known || age < 0 || age >= seconds * 1000) known = { keys: await publishedKeys(table), readAt: clock.now() };
    return known.keys;
  };
}
