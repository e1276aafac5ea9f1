import type { Clock } from '../../../shared/domain/time.ts';
import { canonical } from './canonical.ts';
import type { Rewriting } from './records.ts';
import type { Change, Storage } from './storage.ts';
import type { Item, Table } from './table.ts';

/** What an item was before a write, and when that was (epoch milliseconds). Absent where the write made the item. */
type Former = { key: string; at: number; before?: Item };

/** What it takes to know every item of a table as it was at any moment of the last 35 days. */
export type History = {
  /** What a write adds, in the batch of its items. */
  remember: (rewritings: readonly Rewriting[]) => Change[];
  /** First moment that is still known, in epoch milliseconds; undefined for a table without point-in-time recovery. */
  since: (table: Table) => Promise<number | undefined>;
  /** What to undo, the latest first, to come from the present items back to a moment. */
  after: (table: Table, moment: number) => AsyncGenerator<Former, void>;
  /** Keeps the history of a table from now on, where it has point-in-time recovery. */
  begin: (table: Table) => Promise<void>;
  /** Forgets what lies further back than recovery reaches. */
  forget: (table: Table) => Promise<void>;
};

const reach = 35 * 86_400_000;
const atOnce = 1000;
const numbered = (count: number): string => String(count).padStart(15, '0');

export const keepsHistory = (table: Table): boolean =>
  table.PointInTimeRecoverySpecification?.PointInTimeRecoveryEnabled === true;

/**
 * Opens the histories of tables. A former image is stored in the batch of the write that replaced it, so it is there
 * exactly when the write is. A table that is opened with recovery for the first time is known from then on.
 */
export function openHistory(storage: Storage, clock: Clock): History {
  const formers = (name: string) => storage.space('history', name);
  const begun = storage.space('history-since');
  const last = new Map<string, number>();

  return {
    remember: (rewritings) =>
      rewritings.flatMap(({ table, key, before, after }): Change[] => {
        if (!keepsHistory(table) || canonical(before) === canonical(after)) return [];
        const count = (last.get(table.TableName) ?? 0) + 1;
        last.set(table.TableName, count);
        const former: Former = { key, at: clock.now(), ...(before ? { before } : {}) };
        return [{ type: 'put', key: formers(table.TableName).key(numbered(count)), value: former }];
      }),
    async since(table) {
      const from = await storage.get(begun.key(table.TableName));
      return keepsHistory(table) && typeof from === 'number' ? Math.max(from, clock.now() - reach) : undefined;
    },
    async begin(table) {
      if (!keepsHistory(table) || last.has(table.TableName)) return;
      last.set(table.TableName, 0);
      for await (const [key] of formers(table.TableName).entries({ reverse: true, limit: 1 })) {
        last.set(table.TableName, Number(key));
      }
      if ((await storage.get(begun.key(table.TableName))) === undefined) {
        await storage.write([{ type: 'put', key: begun.key(table.TableName), value: clock.now() }]);
      }
    },
    async *after(table, moment) {
      for await (const [, value] of formers(table.TableName).entries({ reverse: true })) {
        const former = value as Former;
        if (former.at <= moment) return;
        yield former;
      }
    },
    async forget(table) {
      const space = formers(table.TableName);
      for (let more = true; more; ) {
        const changes: Change[] = [];
        for await (const [key, value] of space.entries({ limit: atOnce })) {
          if ((value as Former).at >= clock.now() - reach) break;
          changes.push({ type: 'del', key: space.key(key) });
        }
        await storage.write(changes);
        more = changes.length === atOnce;
      }
    },
  };
}
