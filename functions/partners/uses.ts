import { addDays, type Clock, type Day, epochOf, startOfDay } from '../../shared/domain/time.ts';
import { countDay, keepDay, readCountedDays, type Uses } from '../../shared/records/partner.ts';
import type { Table } from '../../shared/records/table.ts';
import type { Zone } from '../../shared/zone/zone.ts';

/** Milliseconds that one request may spend counting; what is left is counted by the next. */
const countingTime = 15_000;

const linesOf = (uses: Uses) =>
  Object.entries(uses)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([service, counts]) => ({ service, ...counts }));

function daysOf(month: string, until: Day): Day[] {
  const days: Day[] = [];
  for (let day = `${month}-01`; day.startsWith(month) && day <= until; day = addDays(day, 1)) days.push(day);
  return days;
}

/**
 * How often a partner asked in a month. A day that is over is counted from its minutes once and kept; the present day is
 * counted each time.
 * @param today in the zone's time zone
 */
export async function usesOfMonth(
  { table, zone, clock }: { table: Table; zone: Zone; clock: Clock },
  partnerId: string,
  month: string,
  today: Day,
) {
  const started = clock.now();
  const days = daysOf(month, today);
  const known = days.length > 0 ? await readCountedDays(table, partnerId, days) : new Map<Day, Uses>();
  // A signature counts by its own time, which may differ from ours on either side of midnight.
  const late = (zone.partners?.signatureGoodFor.seconds ?? 0) * 2000;
  const counted: { day: Day; uses: Uses }[] = [];
  let complete = true;
  for (const day of days) {
    const before = known.get(day);
    if (before) {
      counted.push({ day, uses: before });
      continue;
    }
    if (clock.now() - started > countingTime) {
      complete = false;
      break;
    }
    const uses = await countDay(table, partnerId, day);
    const isOver = clock.now() > epochOf(startOfDay(zone.timeZone, addDays(day, 1))) + late;
    if (isOver) await keepDay(table, partnerId, day, uses);
    counted.push({ day, uses });
  }
  const totals: Uses = {};
  for (const { uses } of counted) {
    for (const [service, { opened, refused }] of Object.entries(uses)) {
      const sum = totals[service] ?? { opened: 0, refused: 0 };
      totals[service] = { opened: sum.opened + opened, refused: sum.refused + refused };
    }
  }
  return {
    complete,
    totals: linesOf(totals),
    days: counted
      .map(({ day, uses }) => ({ day, services: linesOf(uses) }))
      .filter(({ services }) => services.length > 0),
  };
}
