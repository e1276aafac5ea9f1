import type { Text } from './text.ts';
import type { Day } from './time.ts';

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** A calendar day as people write it: 2026年11月3日, 3 November 2026. */
export function dayInWords(day: Day): Text {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return { zh: `${year}年${month}月${date}日`, en: `${date} ${months[month - 1]} ${year}` };
}
