import { isObject, type JsonValue } from './json.ts';

/** Tells whether an event is one that a filter asks for. */
export type EventFilter = (event: JsonValue) => boolean;

/**
 * Reads filters of an event source as Lambda does: an event passes when one of the patterns fits, and all events do
 * where there are none. Throws for conditions other than a value itself and a prefix of it.
 */
export function readEventFilters(patterns: readonly string[]): EventFilter {
  const filters = patterns.map((pattern) => readNode(JSON.parse(pattern), pattern));
  return (event) => filters.length === 0 || filters.some((fits) => fits(event));
}

type Fits = (value: JsonValue | undefined) => boolean;

function readNode(node: JsonValue, whole: string): Fits {
  if (Array.isArray(node)) {
    const conditions = node.map((condition) => readCondition(condition, whole));
    return (value) => conditions.some((fits) => fits(value));
  }
  if (!isObject(node)) throw new Error(`a filter ends in a list of conditions: ${whole}`);
  const members = Object.entries(node).map(([name, member]) => ({ name, fits: readNode(member, whole) }));
  return (value) => members.every(({ name, fits }) => fits(isObject(value) ? value[name] : undefined));
}

function readCondition(condition: JsonValue, whole: string): Fits {
  if (!isObject(condition)) return (value) => value === condition;
  const { prefix, ...others } = condition;
  if (typeof prefix !== 'string' || Object.keys(others).length > 0) {
    throw new Error(`the one-machine zone does not know the condition ${JSON.stringify(condition)} of ${whole}`);
  }
  return (value) => typeof value === 'string' && value.startsWith(prefix);
}
