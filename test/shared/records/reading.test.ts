import { afterEach, describe, expect, test } from 'vitest';
import { readReadings, recordReading } from '../../../shared/records/reading.ts';
import { type ReadingKind, readingItem } from '../../../shared/records/reading-item.ts';
import { openRecords, type Records } from '../../records-wire.ts';

const zone = { timeZone: 'Asia/Shanghai', retention: { readingsDays: 200 } };
const day = '2026-11-23';

let records: Records | undefined;
afterEach(() => records?.close());

async function recorded(...readings: [by: string, what: ReadingKind, id: string][]): Promise<Records> {
  records = await openRecords();
  const { table, clock } = records;
  for (const [by, what, id] of readings) {
    await recordReading({ table, clock, zone }, { by, what, id });
    clock.advance(1000);
  }
  return records;
}

describe('a reading of a sensitive value', () => {
  test('stands under its day in the zone, not in Greenwich', () => {
    const item = readingItem(zone, '2026-11-22T16:30:00.000Z', 'x', { by: 'o', what: 'permit', id: '7' });
    expect(item).toMatchObject({ pk: 'READ#2026-11-23', sk: '2026-11-22T16:30:00.000Z#x' });
  });

  test('carries the second after which the table forgets it, the zone’s days later', async () => {
    const { table, items } = await recorded(['front-li', 'application', 'a1']);
    const [item] = await items();
    expect(item?.expiresAt).toBe(Date.parse('2027-06-11T02:00:00.000Z') / 1000);
    expect((await readReadings(table, day, { limit: 10 })).readings).toHaveLength(1);
  });

  test('can be listed page by page, oldest first', async () => {
    const { table } = await recorded(['a', 'application', '1'], ['b', 'application', '2'], ['c', 'document', '3']);
    const first = await readReadings(table, day, { limit: 2 });
    expect(first.readings.map(({ by }) => by)).toEqual(['a', 'b']);
    const second = await readReadings(table, day, { limit: 2, ...(first.next ? { after: first.next } : {}) });
    expect(second.readings.map(({ by }) => by)).toEqual(['c']);
    expect(second.next).toBeUndefined();
  });

  test('can be found by who read, by what was read, and by both', async () => {
    const { table } = await recorded(
      ['a', 'application', '1'],
      ['b', 'application', '1'],
      ['a', 'permit', '2'],
      ['a', 'document', '1'],
    );
    const found = async (filter: { by?: string; id?: string }) =>
      (await readReadings(table, day, { limit: 10, ...filter })).readings.map(({ what }) => what);
    expect(await found({ by: 'a' })).toEqual(['application', 'permit', 'document']);
    expect(await found({ id: '1' })).toEqual(['application', 'application', 'document']);
    expect(await found({ by: 'a', id: '1' })).toEqual(['application', 'document']);
    expect(await found({ by: 'nobody' })).toEqual([]);
  });

  test('is lost on no page of a filtered list', async () => {
    const { table } = await recorded(
      ...Array.from({ length: 7 }, (_, n): [string, ReadingKind, string] => [n % 2 ? 'b' : 'a', 'permit', `${n}`]),
    );
    const seen: string[] = [];
    let after: Awaited<ReturnType<typeof readReadings>>['next'];
    do {
      const page = await readReadings(table, day, { limit: 1, by: 'a', ...(after ? { after } : {}) });
      seen.push(...page.readings.map(({ id }) => id));
      after = page.next;
    } while (after);
    expect(seen).toEqual(['0', '2', '4', '6']);
  });
});
