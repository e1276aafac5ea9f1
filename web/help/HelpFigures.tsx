import { useState } from 'react';
import { useNow } from '../client/now.ts';
import { useRead } from '../client/queries.ts';
import { useDates } from '../language/dates.tsx';
import { useWords } from '../language/words.tsx';
import { TextField } from '../pieces/Fields.tsx';
import { Head } from '../pieces/Head.tsx';
import '../pieces/parts.css';
import '../pieces/plain-form.css';
import { Shown } from '../pieces/Shown.tsx';
import { Gate } from '../sign-in/Gate.tsx';
import { useTopicName } from './HelpLines.tsx';
import './help.css';
import { kindWords, outcomeWords } from './help-words.ts';

const words = {
  title: { zh: '求助与纠纷统计', en: 'Help and disputes in figures' },
  month: { zh: '月份', en: 'Month' },
  closed: { zh: '办结求助', en: 'Requests closed' },
  median: { zh: '办理工作日（中位数）', en: 'Working days, median' },
  agreements: { zh: '达成协议', en: 'Agreements' },
  breaches: { zh: '反映未履行', en: 'Said not to be kept' },
  byKind: { zh: '按类型', en: 'By kind' },
  byTopic: { zh: '按事项', en: 'By topic' },
  byOutcome: { zh: '按结果', en: 'By outcome' },
  what: { zh: '项目', en: 'What' },
  count: { zh: '件数', en: 'Number' },
  none: { zh: '本月没有办结的求助。', en: 'Nothing was closed in this month.' },
};

function Counted({ title, of, name }: { title: string; of: Record<string, number>; name: (key: string) => string }) {
  const w = useWords(words);
  const dates = useDates();
  const rows = Object.entries(of);
  if (rows.length === 0) return null;
  return (
    <section className="card">
      <h2>{title}</h2>
      <table className="counted">
        <thead>
          <tr>
            <th scope="col">{w.what}</th>
            <th scope="col">{w.count}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([key, value]) => (
            <tr key={key}>
              <th scope="row">{name(key)}</th>
              <td>{dates.number(value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Figures() {
  const w = useWords(words);
  const kinds: Record<string, string> = useWords(kindWords);
  const outcomes: Record<string, string> = useWords(outcomeWords);
  const topicName = useTopicName();
  const dates = useDates();
  const now = useNow();
  const [month, setMonth] = useState(() => dates.dayOf(new Date(now).toISOString()).slice(0, 7));
  const isMonth = /^\d{4}-(0[1-9]|1[0-2])$/.test(month);
  const read = useRead('readHelpStatistics', { query: { month } }, { enabled: isMonth });
  return (
    <>
      <Head title={w.title} />
      <section className="card">
        <TextField label={w.month} type="month" value={month} onChange={setMonth} />
      </section>
      {isMonth && (
        <Shown of={read}>
          {(found) => (
            <>
              <section className="card">
                <dl className="figures">
                  {(
                    [
                      [w.closed, found.closed],
                      [w.median, found.medianWorkingDays],
                      [w.agreements, found.agreements],
                      [w.breaches, found.breaches],
                    ] as const
                  ).map(([label, value]) => (
                    <div key={label}>
                      <dt>{label}</dt>
                      <dd>{value === undefined ? '—' : dates.number(value)}</dd>
                    </div>
                  ))}
                </dl>
                {found.closed === 0 && <p>{w.none}</p>}
              </section>
              <Counted title={w.byKind} of={found.byKind} name={(key) => kinds[key] ?? key} />
              <Counted title={w.byTopic} of={found.byTopic} name={topicName} />
              <Counted title={w.byOutcome} of={found.byOutcome} name={(key) => outcomes[key] ?? key} />
            </>
          )}
        </Shown>
      )}
    </>
  );
}

/** What became of requests for help in a month. */
export const HelpFigures = () => (
  <Gate roles={['supervisor']}>
    <Figures />
  </Gate>
);
