import type { Clock } from '../../../shared/domain/time.ts';
import { expiryKey, expiryOf } from './records.ts';
import { lockOf, type Session } from './writing.ts';

const atOnce = 100;

/** Deletes the items whose time to live lies before the present second. Costs no units, as in DynamoDB. */
export async function expireItems(session: Session, clock: Clock): Promise<void> {
  const now = Math.floor(clock.now() / 1000);
  for (const table of session.tables.values()) {
    const expiries = session.records.expiries(table);
    let last = '';
    for (;;) {
      const due: { table: typeof table; key: string; entry: string }[] = [];
      for await (const [entry, key] of expiries.entries({ gt: last, lt: expiryKey(now), limit: atOnce })) {
        due.push({ table, key: String(key), entry });
        last = entry;
      }
      if (due.length === 0) break;
      await session.locks(due.map(lockOf), async () => {
        const items = await session.records.read(due);
        const over = due.flatMap(({ key }, at) => {
          const before = items[at];
          const expiry = expiryOf(table, before);
          return expiry !== undefined && expiry < now ? [{ table, key, before, after: undefined }] : [];
        });
        await session.records.write(
          over,
          due.map(({ entry }) => ({ type: 'del', key: expiries.key(entry) })),
        );
      });
    }
  }
}
