import { Button, Tag } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { addDays } from '../../shared/domain/time.ts';
import { serverNow } from '../client/now.ts';
import { useRead } from '../client/queries.ts';
import { useDates } from '../language/dates.tsx';
import { useWords } from '../language/words.tsx';
import { DayField } from '../pieces/Fields.tsx';
import { Head } from '../pieces/Head.tsx';
import '../pieces/parts.css';
import '../pieces/plain-form.css';
import { Shown } from '../pieces/Shown.tsx';
import { visitColours, visitWords } from './visit-words.ts';
import './visits.css';

const words = {
  title: { zh: '一次办预约', en: 'Visits' },
  line: { zh: '当天到场名单，按时段排列。', en: 'Who comes on a day, in the order of the slots.' },
  day: { zh: '日期', en: 'Day' },
  before: { zh: '前一天', en: 'Day before' },
  after: { zh: '后一天', en: 'Day after' },
  today: { zh: '今天', en: 'Today' },
  time: { zh: '时段', en: 'Time' },
  who: { zh: '到场人', en: 'Who' },
  parts: { zh: '申请件数', en: 'Applications' },
  state: { zh: '状态', en: 'State' },
  none: { zh: '当天没有预约。', en: 'Nobody has booked this day.' },
};

/** The front office's list of a day. */
export function DayList() {
  const w = useWords(words);
  const states = useWords(visitWords);
  const dates = useDates();
  const today = dates.dayOf(new Date(serverNow()).toISOString());
  const [search, setSearch] = useSearchParams();
  const day = search.get('day') ?? today;
  const isDay = /^\d{4}-\d\d-\d\d$/.test(day);
  const goTo = (next: string) => setSearch(next === today ? {} : { day: next }, { replace: true });
  const read = useRead('listVisits', { query: { day } }, { enabled: isDay, refetchEvery: 60_000 });
  return (
    <>
      <Head title={w.title}>{w.line}</Head>
      <section className="card no-print">
        <div className="week">
          <Button onClick={() => goTo(addDays(day, -1))}>← {w.before}</Button>
          <DayField label={w.day} value={day} onChange={(next) => next && goTo(next)} />
          <Button onClick={() => goTo(addDays(day, 1))}>{w.after} →</Button>
          {day !== today && <Button onClick={() => goTo(today)}>{w.today}</Button>}
        </div>
      </section>
      <section className="card" aria-labelledby="day">
        <h2 id="day">
          {dates.day(day)} {dates.weekday(day)}
        </h2>
        <Shown of={read}>
          {({ day: lines = [] }) =>
            lines.length === 0 ? (
              <p>{w.none}</p>
            ) : (
              <table className="day-list">
                <thead>
                  <tr>
                    <th scope="col">{w.time}</th>
                    <th scope="col">{w.who}</th>
                    <th scope="col">{w.parts}</th>
                    <th scope="col">{w.state}</th>
                  </tr>
                </thead>
                <tbody>
                  {lines.map(({ visitId, from, to, place, party, parts, state }) => (
                    <tr key={`${from} ${place} ${visitId}`}>
                      <td>
                        {from}–{to}
                      </td>
                      <th scope="row">
                        <Link to={`/visits/${visitId}`}>{party}</Link>
                      </th>
                      <td>{parts}</td>
                      <td>
                        <Tag color={visitColours[state]}>{states[state]}</Tag>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )
          }
        </Shown>
      </section>
    </>
  );
}
