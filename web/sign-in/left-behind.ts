/** What a tab keeps, as far as it matters here. */
type Kept = Pick<Storage, 'length' | 'key' | 'getItem' | 'setItem' | 'removeItem'>;

/** Whose tab this is: the subject of who signed in last, and nothing else of them. */
const personKey = 'person';
/** The session itself and a sign-in that is under way. */
const isSession = (key: string): boolean => key.startsWith('session.') || key.startsWith('going.');

const keysOf = (kept: Kept): string[] =>
  Array.from({ length: kept.length }, (_, at) => kept.key(at)).filter((key) => key !== null);

/** Removes everything that was typed in this tab: drafts, answers of a self-assessment, a code being verified. */
export function forgetTyped(kept: Kept): void {
  for (const key of keysOf(kept)) if (!isSession(key) && key !== personKey) kept.removeItem(key);
}

/**
 * A person takes up this tab. What another account typed in it is removed; what was typed before anybody signed in is
 * theirs and goes on with them.
 */
export function takeUpTab(kept: Kept, subject: string): void {
  const before = kept.getItem(personKey);
  if (before !== null && before !== subject) forgetTyped(kept);
  kept.setItem(personKey, subject);
}

/** Whether the person is still the one whose session this tab holds. */
export function holdsSessionOf(kept: Kept, subject: string): boolean {
  const isUser = (key: string) => key.startsWith('session.user:');
  return keysOf(kept).some((key) => {
    if (!isUser(key)) return false;
    try {
      return JSON.parse(kept.getItem(key) ?? 'null')?.profile?.sub === subject;
    } catch {
      return false;
    }
  });
}
