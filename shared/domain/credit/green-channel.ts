import type { ApplicationEvent } from '../application/events.ts';

/** Whoever stands on the black list too goes ahead of nobody. */
export const goesAhead = (lists: readonly (string | undefined)[]): boolean =>
  lists.includes('red') && !lists.includes('black');

/**
 * Whether an application went through the green channel because of the red list: as its credit was last looked at since
 * it was handed in.
 */
export function wentAhead(events: readonly Pick<ApplicationEvent, 'type' | 'data' | 'sequence'>[]): boolean {
  const begun = events.findLast(({ type }) => type === 'submitted')?.sequence ?? 0;
  const looked = events.findLast(({ type, sequence }) => type === 'credit-counted' && sequence > begun);
  return goesAhead(Object.values((looked?.data.lists ?? {}) as Record<string, string>));
}
