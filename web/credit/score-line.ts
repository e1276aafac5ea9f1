type Point = { on: string; total: number };

/** A drawing area in its own units. */
export type Area = { width: number; height: number; left: number; right: number; top: number; bottom: number };

/**
 * A score over time as steps: it holds until the day on which it changes.
 * @returns the path, where each day lies, and the numbers at the bottom and the top
 */
export function scorePath(points: readonly Point[], area: Area) {
  const days = points.map(({ on }) => Date.parse(`${on}T00:00:00Z`));
  const totals = points.map(({ total }) => total);
  const [first = 0, last = 0] = [days[0], days.at(-1)];
  const least = Math.min(...totals, 0);
  const most = Math.max(...totals, least + 10);
  const inner = { width: area.width - area.left - area.right, height: area.height - area.top - area.bottom };
  const x = (day: number) =>
    area.left + (last === first ? inner.width : ((day - first) / (last - first)) * inner.width);
  const y = (total: number) => area.top + (1 - (total - least) / (most - least)) * inner.height;
  const round = (value: number) => Math.round(value * 10) / 10;
  const marks = points.map(({ on, total }, at) => ({ on, total, x: round(x(days[at] ?? first)), y: round(y(total)) }));
  const path = marks.map((mark, at) => (at === 0 ? `M${mark.x} ${mark.y}` : `H${mark.x}V${mark.y}`)).join('');
  return { path, marks, least, most, zero: round(y(0)) };
}
