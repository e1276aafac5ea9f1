import { useCallback, useMemo } from 'react';
import { workingCalendar } from '../../shared/domain/calendar/working-days.ts';
import { useRead } from '../client/queries.ts';
import { useZone } from '../client/zone.ts';
import { type Opening, weekdayHours } from './working-hours.ts';

/** Saturdays and Sundays alone: the interface tells no days off. */
const weekdays = workingCalendar([]);

/** When the zone works, or the service window that has a case. */
export function useOpening(): (serviceWindow?: number) => Opening {
  const { timeZone, contact, serviceWindows } = useZone();
  const windows = useRead('listServiceWindows', {}, { enabled: serviceWindows !== undefined, fresh: 300_000 }).data;
  const office = useMemo(
    () => ({ timeZone, hours: weekdayHours(contact.hours), calendar: weekdays }),
    [timeZone, contact.hours],
  );
  return useCallback(
    (number) => {
      const window = number === undefined ? undefined : windows?.items.find((one) => one.number === number);
      return window && window.hours.length > 0 ? { ...office, hours: window.hours } : office;
    },
    [office, windows],
  );
}
