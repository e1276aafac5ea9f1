type Clock = {
  procedure: string;
  categories: readonly string[];
  stage: string;
  from: string;
  promise: number;
  ceiling: number;
};

/** One line of what is promised: a stage, for whom, and what the law allows beside it. Working days. */
export type PromiseLine = Pick<Clock, 'stage' | 'from' | 'promise' | 'ceiling' | 'categories'>;

/** Procedures that are promised the same. */
export type PromiseGroup = { procedures: string[]; lines: PromiseLine[] };

const order = ['preliminary-review', 'review', 'conclusion'];
const place = ({ stage }: PromiseLine): number => {
  const at = order.indexOf(stage);
  return at < 0 ? order.length : at;
};

/**
 * What a zone promises, told once for all procedures that share it; the most common first.
 * @param offered what can be applied for, in its order; clocks of anything else are left out
 */
export function groupPromises(clocks: readonly Clock[], offered: readonly string[]): PromiseGroup[] {
  const groups = new Map<string, PromiseGroup>();
  for (const procedure of offered) {
    const lines = clocks
      .filter((clock) => clock.procedure === procedure)
      .map(({ stage, from, promise, ceiling, categories }) => ({ stage, from, promise, ceiling, categories }))
      .sort((one, other) => place(one) - place(other) || one.promise - other.promise);
    if (lines.length === 0) continue;
    const key = JSON.stringify(lines);
    const group = groups.get(key);
    if (group) group.procedures.push(procedure);
    else groups.set(key, { procedures: [procedure], lines });
  }
  return [...groups.values()].sort((one, other) => other.procedures.length - one.procedures.length);
}

/** The line that people ask for first: how long until a first permit is decided. */
export function headline(clocks: readonly Clock[]): PromiseLine | undefined {
  const conclusions = clocks.filter(({ stage }) => stage === 'conclusion');
  const of = conclusions.filter(({ procedure }) => procedure === 'new-permit');
  const [longest] = (of.length > 0 ? of : conclusions).toSorted((one, other) => other.promise - one.promise);
  return longest;
}
