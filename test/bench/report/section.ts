/** A table of figures: the first column names what was measured. */
export type Figures = { title: string; columns: readonly string[]; rows: readonly (readonly string[])[] };

/** One bar of the chart. */
export type Bar = { label: string; value: number; shown: string; own: boolean };

/** Bars that share a scale. */
export type Bars = { title: string; unit: string; scale: 'linear' | 'logarithmic'; bars: readonly Bar[] };

/** What one measurement found, as it is printed and written to the page. */
export type Section = {
  title: string;
  /** What the tables say, and how it was measured: sentences. */
  words: readonly string[];
  tables: readonly Figures[];
  charts: readonly Bars[];
  /** What did not hold; any of it ends the run with an error. */
  failures: readonly string[];
  /** Budgets of time that were missed: said, but no error, because the machine is shared. */
  overBudget: readonly string[];
};

/** How a run was asked for. */
export type Run = { seed: number; long: boolean };

/** A number with so many digits as it is worth. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (value >= 1000) return Math.round(Number(value.toPrecision(3))).toLocaleString('en');
  if (value >= 100) return value.toFixed(0);
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
