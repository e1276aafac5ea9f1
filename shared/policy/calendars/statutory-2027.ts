import type { StatutoryYear } from '../../domain/calendar/working-days.ts';

/**
 * Public holidays of 2027 by the national rule of 2024. No notice for 2027 was found, so days moved and made up are
 * unknown and every date counted with this year is provisional.
 */
export const statutory2027: StatutoryYear = {
  year: 2027,
  source: 'derived from 全国年节及纪念日放假办法 as amended in 2024; no notice for 2027 found',
  placeholder: true,
  daysOff: [
    ['2027-01-01', '2027-01-01'],
    ['2027-02-05', '2027-02-08'],
    ['2027-04-05', '2027-04-05'],
    ['2027-05-01', '2027-05-02'],
    ['2027-06-09', '2027-06-09'],
    ['2027-09-15', '2027-09-15'],
    ['2027-10-01', '2027-10-03'],
  ],
};
