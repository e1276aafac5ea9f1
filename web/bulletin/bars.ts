/** A row of figures: one value, or several that stand behind each other. */
export type Bar = {
  key: string;
  label: string;
  values: readonly number[];
  /** Said in place of the number. */
  told?: string;
};

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** What the longest bar stands for; never 0, so that nothing is divided by it. */
export const scaleOf = (bars: readonly Bar[]): number => Math.max(1, ...bars.map(({ values }) => sum(values)));

/** Where each part of a bar begins and how long it is, as shares of the longest bar. */
export function shares(values: readonly number[], most: number): { from: number; size: number }[] {
  let from = 0;
  return values.map((value) => {
    const part = { from, size: value / most };
    from += part.size;
    return part;
  });
}
