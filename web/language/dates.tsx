import { useMemo } from 'react';
import { useZone } from '../client/zone.ts';
import { tagOf } from './language.ts';
import { useLanguage } from './words.tsx';

/** Dates and numbers as the reader writes them, always in the zone's own time. */
export function useDates() {
  const { language } = useLanguage();
  const { timeZone } = useZone();
  return useMemo(() => {
    const tag = tagOf(language);
    const dayFormat = new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone: 'UTC' });
    const shortFormat = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeZone: 'UTC' });
    const weekdayFormat = new Intl.DateTimeFormat(tag, { weekday: 'short', timeZone: 'UTC' });
    const momentFormat = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short', timeZone });
    const timeFormat = new Intl.DateTimeFormat(tag, { timeStyle: 'short', timeZone });
    const monthFormat = new Intl.DateTimeFormat(tag, { year: 'numeric', month: 'long', timeZone: 'UTC' });
    const zoneDay = new Intl.DateTimeFormat('en-CA', { timeZone });
    const atNoon = (day: string) => new Date(`${day}T12:00:00Z`);
    return {
      /** A calendar day (`2026-11-22`) in full. */
      day: (day: string) => dayFormat.format(atNoon(day)),
      /** A calendar day, short. */
      shortDay: (day: string) => shortFormat.format(atNoon(day)),
      weekday: (day: string) => weekdayFormat.format(atNoon(day)),
      /** A month (`2026-11`). */
      month: (month: string) => monthFormat.format(atNoon(`${month}-01`)),
      /** An instant (UTC) with its time, in the zone's time zone. */
      moment: (instant: string) => momentFormat.format(new Date(instant)),
      /** The time of an instant in the zone's time zone. */
      time: (instant: string) => timeFormat.format(new Date(instant)),
      /** The calendar day of an instant in the zone's time zone. */
      dayOf: (instant: string) => zoneDay.format(new Date(instant)),
      number: (value: number) => new Intl.NumberFormat(tag).format(value),
      /** CNY, without decimals where there are none. */
      money: (value: number) =>
        new Intl.NumberFormat(tag, { style: 'currency', currency: 'CNY', maximumFractionDigits: 0 }).format(value),
      percent: (value: number) =>
        new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 1 }).format(value),
    };
  }, [language, timeZone]);
}
