import { Tag } from 'antd';
import { NavLink } from 'react-router';
import type { Answer } from '../client/contract.ts';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import { Sheet } from '../pieces/Sheet.tsx';
import '../pieces/parts.css';
import './administration.css';
import { type DayKind, kindOf, monthsOf, workingDaysOf, type YearMonth } from './calendar-year.ts';

const words = {
  years: { zh: '年份', en: 'Years' },
  year: { zh: (year: number) => `${year} 年`, en: (year: number) => String(year) },
  published: { zh: '已发布', en: 'Published' },
  byRule: { zh: '尚未发布：只列出按规定可知的节日', en: 'Not published: only holidays that are known by rule' },
  provisional: {
    zh: '国务院办公厅尚未发布这一年的放假安排。涉及这一年的期限都是暂定的，发布并部署后会重新计算。',
    en: 'The State Council has not published this year. Due times that reach into it are provisional and are counted anew once it is published and deployed.',
  },
  total: { zh: (n: string) => `全年 ${n} 个工作日`, en: (n: string) => `${n} working days in the year` },
  notice: { zh: '通知', en: 'Notice' },
  key: { zh: '图例', en: 'What the marks mean' },
  off: { zh: '放假', en: 'Day off' },
  'made-up': { zh: '调休上班', en: 'Made-up working day' },
  weekend: { zh: '周末', en: 'Weekend' },
  work: { zh: '工作日', en: 'Working day' },
  offMark: { zh: '休', en: 'off' },
  'made-upMark': { zh: '班', en: 'work' },
  today: { zh: '今天', en: 'today' },
  list: { zh: '放假和调休上班的日期', en: 'Days off and made-up working days' },
  from: { zh: '第一天', en: 'First day' },
  to: { zh: '最后一天', en: 'Last day' },
  what: { zh: '安排', en: 'What it is' },
  unknown: { zh: '没有这一年的日历。', en: 'Nothing is known of that year.' },
  source: { zh: '依据', en: 'Source' },
};

type Calendar = Answer<'readZoneFile'>['calendars'][number];

const monday = '2024-01-01';
const weekdays = Array.from({ length: 7 }, (_, index) =>
  new Date(Date.parse(`${monday}T00:00:00Z`) + index * 86_400_000).toISOString().slice(0, 10),
);

function Month({ the: { month, weeks }, today }: { the: YearMonth; today: string }) {
  const w = useWords(words);
  const dates = useDates();
  const mark = (kind: DayKind) => (kind === 'off' || kind === 'made-up' ? w[`${kind}Mark`] : undefined);
  return (
    <section className="year-month">
      <table>
        <caption>{dates.month(month)}</caption>
        <thead>
          <tr>
            {weekdays.map((day) => (
              <th key={day} scope="col">
                {dates.weekday(day)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week.find((day) => day)?.day}>
              {week.map((day, index) =>
                day ? (
                  <td key={day.day}>
                    <span className={`year-${day.kind}${day.day === today ? ' year-today' : ''}`}>
                      {day.number}
                      {day.day === today && <span className="visually-hidden"> {w.today}</span>}
                      {mark(day.kind) && <small>{mark(day.kind)}</small>}
                    </span>
                  </td>
                ) : (
                  // biome-ignore lint/suspicious/noArrayIndexKey: an empty place of a week has nothing else
                  <td key={index} />
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** A year at a glance: what is off, what is made up, and by what notice. */
export function CalendarYear({
  calendars,
  today,
  year,
}: {
  calendars: readonly Calendar[];
  today: string;
  /** The present year where none is named. */
  year: string | undefined;
}) {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const wanted = year ?? today.slice(0, 4);
  const the = calendars.find((one) => String(one.year) === wanted);
  const spans = the
    ? [
        ...the.daysOff.map(([first, last]) => ({ first, last, kind: 'off' as const })),
        ...the.makeUpDays.map((day) => ({ first: day, last: day, kind: 'made-up' as const })),
      ].sort((a, b) => (a.first < b.first ? -1 : 1))
    : [];
  return (
    <>
      <nav className="admin-parts no-print" aria-label={w.years}>
        {calendars.map((one) => (
          <NavLink
            key={one.year}
            to={`/admin/zone/calendars/${one.year}`}
            className={String(one.year) === wanted ? 'active' : ''}
            aria-current={String(one.year) === wanted ? 'page' : undefined}
          >
            {w.year(one.year)}
          </NavLink>
        ))}
      </nav>
      {!the ? (
        <p className="admin-nothing">{w.unknown}</p>
      ) : (
        <>
          <div className="section-head">
            <h2>{w.year(the.year)}</h2>
            <Tag color={the.state === 'published' ? 'success' : 'warning'}>
              {the.state === 'published' ? w.published : w.byRule}
            </Tag>
          </div>
          <p>
            {w.total(dates.number(workingDaysOf(the)))}
            {the.published && ` · ${w.published} ${dates.day(the.published)}`}
            {the.notice && ` · ${the.notice}`}
          </p>
          {the.state === 'by-rule' && <p className="admin-summary">{w.provisional}</p>}
          <ul className="year-key" aria-label={w.key}>
            <li>
              <span className="year-off">{w.offMark}</span> {w.off}
            </li>
            <li>
              <span className="year-made-up">{w['made-upMark']}</span> {w['made-up']}
            </li>
          </ul>
          <div className="year">
            {monthsOf(the).map((month) => (
              <Month key={month.month} the={month} today={today} />
            ))}
          </div>
          <h2>{w.list}</h2>
          <Sheet title={w.list} quiet>
            <thead>
              <tr>
                <th scope="col">{w.what}</th>
                <th scope="col">{w.from}</th>
                <th scope="col">{w.to}</th>
              </tr>
            </thead>
            <tbody>
              {spans.map(({ first, last, kind }) => (
                <tr key={`${first} ${kind}`}>
                  <th scope="row">{w[kindOf(the, first) === 'made-up' ? 'made-up' : kind]}</th>
                  <td>
                    {dates.day(first)} {dates.weekday(first)}
                  </td>
                  <td>
                    {dates.day(last)} {dates.weekday(last)}
                  </td>
                </tr>
              ))}
            </tbody>
          </Sheet>
          <p className="admin-source">
            {w.source}
            {say({ zh: '：', en: ': ' })}
            <bdi>{the.source}</bdi>
          </p>
        </>
      )}
    </>
  );
}
