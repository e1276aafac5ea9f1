import { useNow } from '../client/now.ts';
import { useDates } from '../language/dates.tsx';
import { useWords } from '../language/words.tsx';
import { waited } from './waiting.ts';

const english = (many: number, unit: string) => `waiting for ${many} ${unit}${many === 1 ? '' : 's'}`;

const words = {
  minutes: { zh: (n: number) => `已等 ${n} 分钟`, en: (n: number) => english(n, 'minute') },
  hours: { zh: (n: number) => `已等 ${n} 小时`, en: (n: number) => english(n, 'hour') },
  days: { zh: (n: number) => `已等 ${n} 天`, en: (n: number) => english(n, 'day') },
  now: { zh: '刚刚', en: 'just now' },
};

/** How long somebody has waited by now. */
export function Waited({ since }: { since: string }) {
  const w = useWords(words);
  const dates = useDates();
  const { unit, many } = waited(since, useNow());
  return (
    <time dateTime={since} title={dates.moment(since)} className={unit === 'days' ? 'waited waited-long' : 'waited'}>
      {many === 0 ? w.now : w[unit](many)}
    </time>
  );
}
