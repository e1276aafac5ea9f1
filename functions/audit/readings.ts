import type { auditRoutes } from '../../shared/contract/audit.ts';
import { cursorOf, keyOf, notACursor } from '../../shared/http/cursor.ts';
import type { Handles } from '../../shared/http/function.ts';
import { keys } from '../../shared/records/keys.ts';
import { readReadings, recordReading } from '../../shared/records/reading.ts';
import { failure, success } from '../../shared/result.ts';
import type { AuditGiven } from './audit.ts';

const usualLimit = 50;

const placeOn = (day: string) => ({
  pk: keys.reading(day, '', '').pk,
  sk: /^[0-9T:.Z-]{24}#[0-9a-z-]{24,36}$/,
});

/** Who read which sensitive value; whoever asks is recorded before anything is shown. */
export function readings({ table, clock, zone }: AuditGiven): Pick<Handles<typeof auditRoutes>, 'listReadings'> {
  return {
    listReadings: async ({ principal, query }) => {
      const { day, by, id, cursor, limit = usualLimit } = query;
      const after = cursor ? keyOf(cursor, placeOn(day)) : undefined;
      if (cursor && !after) return failure(notACursor());
      await recordReading({ table, clock, zone }, { by: principal.subject, what: 'readings', id: day });
      const page = await readReadings(table, day, {
        limit,
        ...(after ? { after } : {}),
        ...(by ? { by } : {}),
        ...(id ? { id } : {}),
      });
      return success({ body: { items: page.readings, ...(page.next ? { next: cursorOf(page.next) } : {}) } });
    },
  };
}
