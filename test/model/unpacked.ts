import { headOf } from '../../shared/records/head-item.ts';
import type { Item } from '../../shared/records/table.ts';

/** Items of a table with the heads of applications as functions read them, for the table holds them in fewer bytes. */
export const unpacked = (items: readonly Item[]): Item[] =>
  items.map((item) => (item.pk.startsWith('APPLICATION#') && item.sk === 'HEAD' ? { ...item, ...headOf(item) } : item));
