import { useNow } from '../client/now.ts';
import { useDates } from '../language/dates.tsx';
import { useWords } from '../language/words.tsx';
import './due-time.css';
import { useOpening } from './opening.ts';
import { countdown, inParts } from './working-hours.ts';

type Parts = ReturnType<typeof inParts>;

const english = ({ days, hours, minutes }: Parts): string => {
  const said = [
    days > 0 ? `${days} working ${days === 1 ? 'day' : 'days'}` : '',
    hours > 0 ? `${hours} h` : '',
    days === 0 && minutes > 0 ? `${minutes} min` : '',
  ].filter(Boolean);
  return said.length > 0 ? said.join(' ') : 'less than a minute';
};
const chinese = ({ days, hours, minutes }: Parts): string => {
  const said = [
    days > 0 ? `${days} 个工作日` : '',
    hours > 0 ? `${hours} 小时` : '',
    days === 0 && minutes > 0 ? `${minutes} 分钟` : '',
  ].filter(Boolean);
  return said.length > 0 ? said.join(' ') : '不足 1 分钟';
};

const words = {
  left: { zh: (parts: Parts) => `还剩 ${chinese(parts)}`, en: (parts: Parts) => `${english(parts)} left` },
  over: { zh: (parts: Parts) => `已超时 ${chinese(parts)}`, en: (parts: Parts) => `Overdue by ${english(parts)}` },
  justOver: { zh: '已超时', en: 'Overdue' },
  afterHours: { zh: '已到期，办公时间已过', en: 'Due now: no office hours left' },
  due: { zh: (at: string) => `截止 ${at}`, en: (at: string) => `due ${at}` },
  provisional: { zh: '（暂定）', en: '(provisional)' },
  paused: { zh: '计时已中止', en: 'The clock stands still' },
  pausedUntil: { zh: (day: string) => `计时中止至 ${day}`, en: (day: string) => `The clock stands still until ${day}` },
  deems: { zh: (at: string) => `${at} 起视为已决定`, en: (at: string) => `the law decides at ${at}` },
};

/** How long is left for something in office hours, and when it is due. What is overdue says so in words. */
export function DueTime({
  dueAt,
  serviceWindow,
  pause,
  deemsAt,
  provisional,
}: {
  dueAt: string;
  serviceWindow?: number;
  pause?: { until?: string };
  /** When the law decides by itself. */
  deemsAt?: string;
  /** Counted across a year whose calendar is not published. */
  provisional?: boolean;
}) {
  const w = useWords(words);
  const dates = useDates();
  const now = useNow();
  const opening = useOpening().openingOf(serviceWindow);
  if (pause) {
    return (
      <span className="due">
        <strong>{pause.until ? w.pausedUntil(dates.shortDay(pause.until)) : w.paused}</strong>
      </span>
    );
  }
  const clock = countdown(opening, now, dueAt);
  const parts = inParts(clock);
  const isOver = clock.state === 'over';
  const isNear = clock.state === 'left' && clock.minutes < clock.aDay / 2;
  const said = isOver
    ? clock.minutes > 0
      ? w.over(parts)
      : w.justOver
    : clock.state === 'after-hours'
      ? w.afterHours
      : w.left(parts);
  return (
    <span className={isOver ? 'due due-over' : isNear || clock.state === 'after-hours' ? 'due due-near' : 'due'}>
      <strong>{said}</strong>
      <small>
        {w.due(dates.moment(dueAt))} {provisional && w.provisional}
        {deemsAt && ` · ${w.deems(dates.moment(deemsAt))}`}
      </small>
    </span>
  );
}
