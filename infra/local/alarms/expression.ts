/**
 * The value of a metric expression over one value of each figure, for the few forms that the alarms of a zone use: the
 * sum or the highest of all figures, and the highest of some, each divided by a number. Throws for any other.
 */
export function combine(expression: string, figures: ReadonlyMap<string, number>): number {
  const all = [...figures.values()];
  if (expression === 'SUM(METRICS())') return all.reduce((sum, value) => sum + value, 0);
  if (expression === 'MAX(METRICS())') return Math.max(...all);
  const listed = /^MAX\(\[(.+)\]\)$/.exec(expression)?.[1];
  if (listed === undefined) throw new Error(`the one-machine zone cannot work out ${expression}`);
  const shares = listed.split(', ').flatMap((term) => {
    const [, id = '', divisor = ''] = /^(\w+)\/(\d+)$/.exec(term) ?? [];
    if (!id) throw new Error(`the one-machine zone cannot work out ${term}`);
    const value = figures.get(id);
    return value === undefined ? [] : value / Number(divisor);
  });
  return Math.max(...shares);
}
