/** Runs work while it alone holds the named keys; whoever came first goes first. */
export type Locks = <T>(keys: string[], work: () => Promise<T>) => Promise<T>;

/** Locks by key. Keys are always taken in one order, so two callers with the same keys cannot wait for each other. */
export function createLocks(): Locks {
  const lastInLine = new Map<string, Promise<void>>();

  return async (keys, work) => {
    const releases: (() => void)[] = [];
    try {
      for (const key of [...new Set(keys)].sort()) {
        const before = lastInLine.get(key);
        const held = Promise.withResolvers<void>();
        lastInLine.set(key, held.promise);
        releases.push(() => {
          if (lastInLine.get(key) === held.promise) lastInLine.delete(key);
          held.resolve();
        });
        await before;
      }
      return await work();
    } finally {
      for (const release of releases) release();
    }
  };
}
