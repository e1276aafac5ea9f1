import type { Zone } from './zone.ts';

/** A figure of a zone file with what proves it. */
export type SourcedFigure = { path: string; values: Record<string, unknown>; source: string; placeholder: boolean };

type Origin = { source: string; placeholder?: boolean };

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isSourced = (value: unknown): value is Record<string, unknown> & Origin =>
  isObject(value) && typeof value.source === 'string';

const holdsSourced = (value: unknown): boolean =>
  isSourced(value) || (typeof value === 'object' && value !== null && Object.values(value).some(holdsSourced));

/** What is said at a place itself; parts with a source of their own are lines of their own. */
const ownValues = ({ source: _source, placeholder: _placeholder, ...rest }: Record<string, unknown> & Origin) =>
  Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined && !holdsSourced(value)));

/**
 * Every figure of a zone that names a source, in the order of the file, under its place in it
 * (`policy.returnedDays`, `clocks[3]`).
 */
export function sourcedFigures(zone: Zone): SourcedFigure[] {
  const found: SourcedFigure[] = [];
  const walk = (value: unknown, path: string): void => {
    if (isSourced(value)) {
      found.push({ path, values: ownValues(value), source: value.source, placeholder: value.placeholder === true });
    }
    if (Array.isArray(value)) {
      for (const [index, inner] of value.entries()) walk(inner, `${path}[${index}]`);
    } else if (isObject(value)) {
      for (const [name, inner] of Object.entries(value)) walk(inner, path ? `${path}.${name}` : name);
    }
  };
  walk(zone, '');
  return found;
}
