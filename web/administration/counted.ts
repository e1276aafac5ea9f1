/** How many there are of something that is told page by page; `more` where the first page does not tell all. */
export type Counted = { n: number; more: boolean };

type Page<T> = { items: readonly T[]; next?: string | undefined };

/** What of the first pages of some lists counts. */
export function counted<T>(pages: readonly Page<T>[], counts: (item: T) => boolean = () => true): Counted {
  return {
    n: pages.reduce((sum, { items }) => sum + items.filter(counts).length, 0),
    more: pages.some(({ next }) => next !== undefined),
  };
}

/** A list that comes page by page, as `Shown` takes it. */
export const asRead = <T>(list: { items: T[]; isPending: boolean; error: Error | null; refetch: () => unknown }) => ({
  ...list,
  data: list.isPending || list.error ? undefined : list.items,
});
