import { useCallback, useMemo } from 'react';
import { workingCalendar } from '../../shared/domain/calendar/working-days.ts';
import { dayIn, instantOf } from '../../shared/domain/time.ts';
import { serverNow } from '../client/now.ts';
import { useRead } from '../client/queries.ts';
import { useZone } from '../client/zone.ts';
import { type Opening, weekdayHours } from './working-hours.ts';

/** Years change slower than anything else here. */
const fresh = 3_600_000;

/**
 * When the zone works, or the service window that has a case, on the working days of the official calendar.
 * @returns `isOfficial`: false while the official calendar of this year is not known, so that only weekends are left out
 */
export function useOpening(): { openingOf: (serviceWindow?: number) => Opening; isOfficial: boolean } {
  const { timeZone, contact, serviceWindows } = useZone();
  const year = Number(dayIn(timeZone, instantOf(serverNow())).slice(0, 4));
  const present = useRead('readCalendar', { path: { year: `${year}` } }, { fresh }).data;
  const next = useRead('readCalendar', { path: { year: `${year + 1}` } }, { fresh }).data;
  const windows = useRead('listServiceWindows', {}, { enabled: serviceWindows !== undefined, fresh }).data;
  const calendar = useMemo(() => {
    const years = [present, next].filter((found) => found !== undefined);
    return workingCalendar(
      years.map(({ year: of, notice, source, published = '', daysOff, makeUpDays }) => ({
        year: of,
        notice,
        source,
        published,
        daysOff,
        makeUpDays,
      })),
    );
  }, [present, next]);
  const office = useMemo(
    () => ({ timeZone, hours: weekdayHours(contact.hours), calendar }),
    [timeZone, contact.hours, calendar],
  );
  const openingOf = useCallback(
    (number?: number) => {
      const window = number === undefined ? undefined : windows?.items.find((one) => one.number === number);
      return window && window.hours.length > 0 ? { ...office, hours: window.hours } : office;
    },
    [office, windows],
  );
  return { openingOf, isOfficial: present?.state === 'published' };
}
