import { Link } from 'react-router';
import { useRead } from '../client/queries.ts';
import { useHas, useZone } from '../client/zone.ts';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';

const words = {
  title: { zh: '公告', en: 'Notices' },
  bulletin: { zh: (month: string) => `${month}工作月报`, en: (month: string) => `Bulletin of ${month}` },
  bulletinText: {
    zh: '受理多少、多久办好、承诺兑现了多少。',
    en: 'How many applied, how long it took, and how many promises were kept.',
  },
  calendar: {
    zh: (year: number) => `国务院尚未公布 ${year} 年放假安排：跨年计算的日期为暂定，公布后自动更新。`,
    en: (year: number) =>
      `The official calendar of ${year} is not published yet: days counted into that year are provisional until it is.`,
  },
  closed: { zh: (name: string) => `${name}今日暂停服务：`, en: (name: string) => `${name} is closed today: ` },
  elsewhere: {
    zh: (categories: string, from: string) => `${categories} 类由${from}办理。`,
    en: (categories: string, from: string) => `Category ${categories} is decided by ${from}.`,
  },
} as const;

const all = ['A', 'B', 'C'] as const;

/** What has to be known now: closed windows, provisional dates, and the latest bulletin. */
export function Latest() {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const zone = useZone();
  const hasWindows = useHas('serviceWindows');
  const bulletins = useRead('listBulletins', {}, { fresh: 300_000 }).data;
  const windows = useRead('listServiceWindows', {}, { enabled: hasWindows, fresh: 60_000 }).data;
  const latest = bulletins?.items.find(({ state }) => state === 'published') ?? bulletins?.items[0];
  const year = Number(zone.today.slice(0, 4)) + (zone.today.slice(5, 7) >= '10' ? 1 : 0);
  const closed = windows?.items.filter((window) => window.closed) ?? [];
  const missing = all.filter((category) => !zone.delegation.categories.includes(category));
  const isProvisional = !zone.calendarYears.includes(year);
  if (!latest && closed.length === 0 && missing.length === 0 && !isProvisional) return null;
  return (
    <section aria-labelledby="latest" className="card">
      <h2 id="latest">{w.title}</h2>
      <ul className="notices">
        {closed.map(({ number, name, closed: why }) => (
          <li key={number}>
            {w.closed(say(name))}
            {why && say(why.reason)}
          </li>
        ))}
        {missing.length > 0 && <li>{w.elsewhere(missing.join(', '), say(zone.delegation.from))}</li>}
        {isProvisional && <li>{w.calendar(year)}</li>}
        {latest && (
          <li>
            <Link to={`/bulletin/${latest.month}`}>{w.bulletin(dates.month(latest.month))}</Link>
            <span className="soft"> {w.bulletinText}</span>
          </li>
        )}
      </ul>
    </section>
  );
}
