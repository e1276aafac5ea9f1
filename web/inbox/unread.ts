import { useRead } from '../client/queries.ts';
import { useSelf } from '../sign-in/self.ts';

const aMinute = 60_000;

/** How many of my latest hundred messages are unread; undefined while nobody is signed in or it is not known. */
export function useUnread(): number | undefined {
  const self = useSelf();
  return useRead(
    'readInbox',
    { query: { limit: 1 } },
    { enabled: self !== undefined, refetchEvery: 5 * aMinute, fresh: aMinute },
  ).data?.unread;
}
