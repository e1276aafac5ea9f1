/** Weekdays (Monday 1 to Sunday 7) as runs of neighbours: 1, 2, 3, 5 are 1 to 3, and 5. */
export function weekdayRuns(days: readonly number[]): { first: number; last: number }[] {
  const runs: { first: number; last: number }[] = [];
  for (const day of [...new Set(days)].sort((one, other) => one - other)) {
    const run = runs.at(-1);
    if (run && day === run.last + 1) run.last = day;
    else runs.push({ first: day, last: day });
  }
  return runs;
}
