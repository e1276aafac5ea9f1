/**
 * Where a token's status stands. The token carries only an index; which list that means is fixed here: indexes
 * 0 to 1,048,575 are list `1`, the next 2^20 are list `2`, and so on.
 */
export type StatusPlace = { list: string; position: number };

/** Entries of one status list. */
export const entriesPerList = 2 ** 20;

/** The list and the position in it that an index of a token means. */
export const placeOf = (index: number): StatusPlace => ({
  list: String(Math.floor(index / entriesPerList) + 1),
  position: index % entriesPerList,
});

/** The index that a token carries for a position in a list. */
export const indexAt = ({ list, position }: StatusPlace): number => (Number(list) - 1) * entriesPerList + position;

/** Where a zone publishes a status list; also its `sub`. */
export const statusListUri = (host: string, list: string): string => `https://${host}/api/status-lists/${list}`;
