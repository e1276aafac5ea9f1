import { useDates } from '../language/dates.tsx';
import { useLanguage } from '../language/words.tsx';
import { weekdayRuns } from './weekday-runs.ts';

/** Opening hours by weekday, as people write them. */
export function OpeningHours({ hours }: { hours: readonly { days: readonly number[]; from: string; to: string }[] }) {
  const dates = useDates();
  const { language } = useLanguage();
  // The first of January 2024 was a Monday.
  const name = (day: number) => dates.weekday(`2024-01-0${day}`);
  const inWords = (days: readonly number[]) =>
    weekdayRuns(days)
      .map(({ first, last }) =>
        first === last ? name(first) : `${name(first)}${language === 'zh' ? '至' : '–'}${name(last)}`,
      )
      .join(language === 'zh' ? '、' : ', ');
  return (
    <ul className="opening-hours">
      {hours.map(({ days, from, to }) => (
        <li key={`${days.join('')} ${from}`}>
          {inWords(days)} {from}–{to}
        </li>
      ))}
    </ul>
  );
}
