import { addMonths, type Day } from '../../shared/domain/time.ts';

const pattern =
  /^P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/**
 * The moment (epoch milliseconds) that lies an ISO 8601 duration such as `P3D` or `P1M2DT30M` after another. Years and
 * months are those of the calendar in UTC. Gives undefined when the text is not a duration.
 */
export function momentAfter(moment: number, duration: string): number | undefined {
  const match = pattern.exec(duration);
  if (!match) return undefined;
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  const day: Day = new Date(moment).toISOString().slice(0, 10);
  const shifted = Date.parse(`${addMonths(day, years * 12 + months)}T00:00:00Z`);
  const timeOfDay = moment - Date.parse(`${day}T00:00:00Z`);
  const rest = (((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60_000 + seconds * 1000;
  return Math.round(shifted + timeOfDay + rest);
}
