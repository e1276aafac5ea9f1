/** What was not read yet, and what was: each the latest first, as it came. */
export function unreadFirst<T extends { at: string; readAt?: string | undefined }>(notices: readonly T[]) {
  const latest = [...notices].sort((one, other) => (one.at < other.at ? 1 : -1));
  return {
    fresh: latest.filter(({ readAt }) => readAt === undefined),
    earlier: latest.filter(({ readAt }) => readAt !== undefined),
  };
}
