import type { CalendarYear } from '../../domain/calendar/working-days.ts';

/** Working days of 2025, by the notice of the General Office of the State Council. */
export const official2025: CalendarYear = {
  year: 2025,
  notice: '国办发明电〔2024〕12号',
  published: '2024-11-12',
  source: 'http://www.gbitcoin.cn/20241113/eef049eea4e94ef591c5bde42aec1c87/c.html (Xinhua text of the notice)',
  daysOff: [
    ['2025-01-01', '2025-01-01'],
    ['2025-01-28', '2025-02-04'],
    ['2025-04-04', '2025-04-06'],
    ['2025-05-01', '2025-05-05'],
    ['2025-05-31', '2025-06-02'],
    ['2025-10-01', '2025-10-08'],
  ],
  makeUpDays: ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
};
