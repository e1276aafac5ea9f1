import type { PublishedKeys } from '../../shared/credential/key-plan.ts';
import { type KeysGiven, publishedKeys } from '../../shared/records/public-keys.ts';

/** What the zone publishes of its keys, read at most so often: a key is published before anything is signed with it. */
export function zoneKeys(given: KeysGiven, seconds: number): () => Promise<PublishedKeys> {
  const { clock } = given;
  let known: { published: PublishedKeys; readAt: number } | undefined;
  return async () => {
    const age = clock.now() - (known?.readAt ?? Number.NEGATIVE_INFINITY);
    if (!known || age < 0 || age >= seconds * 1000) {
      known = { published: await publishedKeys(given), readAt: clock.now() };
    }
    return known.published;
  };
}
