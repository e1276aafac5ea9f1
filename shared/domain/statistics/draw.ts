/** Something that can be drawn: its id, and the group of which the sample takes its share. */
export type Drawable = { id: string; stratum: string };

/** A fixed function from a text to a text of even length, such as SHA-256 in hexadecimal. */
export type Digest = (text: string) => string;

/** How many are drawn of each group. */
export type Stratum = { stratum: string; listed: number; drawn: number };

/** What a draw needs to be recomputed by anybody, and what it gave. */
export type Draw = {
  seed: string;
  /** Digest of every id that could be drawn, in order, one a line. */
  listHash: string;
  listed: number;
  strata: Stratum[];
  /** In the order of their lots. */
  drawn: Drawable[];
};

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** The digest of what could be drawn; the order in which it is given does not matter. */
export const listHash = (ids: readonly string[], digest: Digest): string => digest([...ids].sort(order).join('\n'));

/**
 * Shares a number out among groups by their size: the whole part of each share first, then one more to those with the
 * largest rest; of equal rests the larger group comes first, then the order of names (largest remainder).
 */
export function shareOut(sizes: ReadonlyMap<string, number>, size: number): Map<string, number> {
  const total = [...sizes.values()].reduce((sum, count) => sum + count, 0);
  const wanted = Math.min(size, total);
  const shares = [...sizes].map(([name, count]) => {
    const exact = total === 0 ? 0 : (wanted * count) / total;
    return { name, count, whole: Math.floor(exact), rest: (wanted * count) % Math.max(total, 1) };
  });
  const left = wanted - shares.reduce((sum, { whole }) => sum + whole, 0);
  const lucky = new Set(
    [...shares]
      .sort((a, b) => b.rest - a.rest || b.count - a.count || order(a.name, b.name))
      .slice(0, left)
      .map(({ name }) => name),
  );
  return new Map(shares.map(({ name, whole }) => [name, whole + (lucky.has(name) ? 1 : 0)]));
}

/**
 * Draws a sample by lot. Everything gets the lot `digest(seed, id)`, and the lowest lots of each group are drawn, so
 * that the same list and seed give the same sample to whoever computes it, in whatever order the list came.
 * @param the.seed chosen by chance after the list was settled; whoever knows it beforehand could choose the list
 * @param the.size how many; all where there are fewer
 * @throws RangeError where an id is listed twice
 */
export function drawSample(
  list: readonly Drawable[],
  { seed, size, digest }: { seed: string; size: number; digest: Digest },
): Draw {
  const ids = list.map(({ id }) => id);
  if (new Set(ids).size !== ids.length) throw new RangeError('nothing can be drawn twice');
  const lots = list
    .map((one) => ({ one, lot: digest(`${seed}\n${one.id}`) }))
    .sort((a, b) => order(a.lot, b.lot) || order(a.one.id, b.one.id));
  const groups = new Map<string, number>();
  for (const { stratum } of [...list].sort((a, b) => order(a.stratum, b.stratum))) {
    groups.set(stratum, (groups.get(stratum) ?? 0) + 1);
  }
  const shares = shareOut(groups, size);
  const taken = new Map<string, number>();
  const drawn = lots.flatMap(({ one }) => {
    const count = taken.get(one.stratum) ?? 0;
    if (count >= (shares.get(one.stratum) ?? 0)) return [];
    taken.set(one.stratum, count + 1);
    return [{ id: one.id, stratum: one.stratum }];
  });
  return {
    seed,
    listHash: listHash(ids, digest),
    listed: list.length,
    strata: [...groups].map(([stratum, listed]) => ({ stratum, listed, drawn: shares.get(stratum) ?? 0 })),
    drawn,
  };
}
