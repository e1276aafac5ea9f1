import type { ApplicationEvent } from '../../../shared/domain/application/events.ts';
import { headOf } from '../../../shared/records/head-item.ts';
import type { Item } from '../../../shared/records/table.ts';
import type { History } from '../../shared/domain/statistics/brute-force.ts';

/** Every application of a table with its events; nothing that statistics made. */
export function historiesIn(items: readonly Item[]): (History & { id: string })[] {
  return items
    .filter(({ pk, sk }) => pk.startsWith('APPLICATION#') && sk === 'HEAD')
    .map((item) => {
      const { id, procedure, category = null } = headOf(item);
      const events = items
        .filter(({ pk, sk }) => pk === item.pk && sk.startsWith('EVENT#'))
        .map((event) => event as unknown as ApplicationEvent)
        .sort((a, b) => a.sequence - b.sequence);
      return { id, procedure, category, events };
    });
}

/** The summaries of a table, in the order of their keys. */
export const summariesIn = (items: readonly Item[]): Item[] =>
  items.filter(({ pk }) => pk.startsWith('SUMMARY#')).sort((a, b) => (`${a.pk} ${a.sk}` < `${b.pk} ${b.sk}` ? -1 : 1));
