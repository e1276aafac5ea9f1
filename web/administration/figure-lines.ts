/** One thing that a figure of the zone file says: names from outside to inside, and its value. */
export type FigureLine = { names: string[]; value: FigureValue };
type Plain = string | number | boolean;
type Both = { zh: string; en: string };
type FigureValue = Plain | Both | (Plain | Both)[];

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isBoth = (value: unknown): value is Both =>
  isRecord(value) && typeof value.zh === 'string' && typeof value.en === 'string';
const isPlain = (value: unknown): value is Plain =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

/** What a list of named things is called by, so that each need not be spelt out. */
const titleOf = (value: unknown): unknown =>
  isRecord(value) && isBoth(value.label) && Object.keys(value).every((key) => key === 'id' || key === 'label')
    ? value.label
    : value;

/** What stands in a figure, one line for each value. */
export function figureLines(value: unknown, names: string[] = []): FigureLine[] {
  if (isPlain(value) || isBoth(value)) return [{ names, value }];
  if (Array.isArray(value)) {
    const inner = value.map(titleOf);
    if (inner.every((one) => isPlain(one) || isBoth(one))) return [{ names, value: inner as (Plain | Both)[] }];
    return inner.flatMap((one, index) => figureLines(one, [...names, String(index + 1)]));
  }
  if (isRecord(value)) return Object.entries(value).flatMap(([name, one]) => figureLines(one, [...names, name]));
  return [];
}

type Figure = { path: string };

/** Figures by the section of the file in which they stand, in its order. */
export function bySection<F extends Figure>(figures: readonly F[]): { section: string; figures: F[] }[] {
  const found = new Map<string, F[]>();
  for (const figure of figures) {
    const section = figure.path.split(/[.[]/)[0] ?? '';
    found.set(section, [...(found.get(section) ?? []), figure]);
  }
  return [...found].map(([section, of]) => ({ section, figures: of }));
}

/** A place without its numbers, by which it is named: `serviceWindows[2]` is one of `serviceWindows`. */
export const kindOfPlace = (path: string): string => path.replace(/\[\d+\]/g, '');
/** The number of a place in its list, counted from one. */
export const numberOfPlace = (path: string): number | undefined => {
  const last = [...path.matchAll(/\[(\d+)\]/g)].at(-1)?.[1];
  return last === undefined ? undefined : Number(last) + 1;
};

type Clock = { path: string; values: Record<string, unknown>; source: string; placeholder: boolean };

/** Time limits that differ in nothing but the procedure, told once with all of their procedures. */
export function sameClocks<C extends Clock>(clocks: readonly C[]): { figure: C; procedures: string[] }[] {
  const found = new Map<string, { figure: C; procedures: string[] }>();
  for (const figure of clocks) {
    const { procedure, ...limits } = figure.values;
    const key = JSON.stringify([limits, figure.source, figure.placeholder]);
    const same = found.get(key) ?? { figure, procedures: [] };
    same.procedures.push(String(procedure));
    found.set(key, same);
  }
  return [...found.values()];
}
