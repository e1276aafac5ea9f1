import type { CalendarYear } from '../../domain/calendar/working-days.ts';

/** Working days of 2026, by the notice of the General Office of the State Council. */
export const official2026: CalendarYear = {
  year: 2026,
  notice: null,
  published: '2025-11-04',
  source: 'https://politics.gmw.cn/2025-11/04/content_38391083.htm (text of the notice)',
  daysOff: [
    ['2026-01-01', '2026-01-03'],
    ['2026-02-15', '2026-02-23'],
    ['2026-04-04', '2026-04-06'],
    ['2026-05-01', '2026-05-05'],
    ['2026-06-19', '2026-06-21'],
    ['2026-09-25', '2026-09-27'],
    ['2026-10-01', '2026-10-07'],
  ],
  makeUpDays: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
};
