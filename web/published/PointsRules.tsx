import { useRead } from '../client/queries.ts';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import { ActionLink } from '../pieces/ActionLink.tsx';
import { Head } from '../pieces/Head.tsx';
import { Shown } from '../pieces/Shown.tsx';
import './published.css';

const words = {
  title: { zh: '积分表和直接认定条件', en: 'Points table and direct routes' },
  assess: { zh: '用我的情况算一算', en: 'Count my points' },
  upTo: { zh: (n: number) => `最高 ${n} 分`, en: (n: number) => `up to ${n} points` },
  row: { zh: '档次', en: 'Row' },
  points: { zh: '分值', en: 'Points' },
  from: {
    zh: (c: string, n: number) => `${n} 分以上为 ${c} 类`,
    en: (c: string, n: number) => `Category ${c} from ${n} points on`,
  },
  routes: { zh: '不论积分的直接认定条件', en: 'Routes that need no points' },
  category: { zh: (c: string) => `${c} 类`, en: (c: string) => `Category ${c}` },
  notes: { zh: '说明', en: 'Notes' },
  open: { zh: '尚无公开依据、以主管部门为准', en: 'What no published source settles' },
  source: { zh: '来源', en: 'Source' },
  asOf: { zh: (day: string) => `${day}适用`, en: (day: string) => `As in force on ${day}` },
} as const;

/** The whole table by which people are scored. */
export function PointsRules() {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const found = useRead('readPointsTable', {}, { fresh: 300_000 });
  return (
    <>
      {!found.data && <Head title={w.title} />}
      <Shown of={found} rows={12}>
        {(table) => (
          <>
            <Head
              title={w.title}
              actions={
                <ActionLink to="/assessment" primary>
                  {w.assess}
                </ActionLink>
              }
            >
              {say(table.title)} · {w.asOf(dates.day(table.on))}
            </Head>
            <ul>
              {table.thresholds.map(({ category, atLeast }) => (
                <li key={category}>{w.from(category, atLeast)}</li>
              ))}
            </ul>
            {table.items.map(({ item, label, cap, rows }) => (
              <section key={item} className="card">
                <table className="rules-table">
                  <caption>
                    {say(label)} <span className="soft">{w.upTo(cap)}</span>
                  </caption>
                  <thead>
                    <tr>
                      <th scope="col">{w.row}</th>
                      <th scope="col">{w.points}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {rows.map(({ row, label: name, points }) => (
                      <tr key={row}>
                        <th scope="row">{say(name)}</th>
                        <td>{dates.number(points)}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </section>
            ))}
            <section className="card">
              <h2>{w.routes}</h2>
              {(['A', 'B', 'C'] as const).map((category) => {
                const routes = table.routes.filter((route) => route.category === category);
                if (routes.length === 0) return null;
                return (
                  <div key={category}>
                    <h3>{w.category(category)}</h3>
                    <ul>
                      {routes.map(({ id, label, notes }) => (
                        <li key={id}>
                          {say(label)}
                          {notes.map((note) => (
                            <span key={note.en} className="soft">
                              {' '}
                              {say(note)}
                            </span>
                          ))}
                        </li>
                      ))}
                    </ul>
                  </div>
                );
              })}
            </section>
            <section className="card">
              <h2>{w.notes}</h2>
              <ul>
                {table.notes.map((note) => (
                  <li key={note.en}>{say(note)}</li>
                ))}
              </ul>
              {table.placeholders.length > 0 && (
                <>
                  <h3>{w.open}</h3>
                  <ul>
                    {table.placeholders.map(({ id, text }) => (
                      <li key={id}>{say(text)}</li>
                    ))}
                  </ul>
                </>
              )}
              <p className="soft">
                {w.source}: {table.source}
              </p>
            </section>
          </>
        )}
      </Shown>
    </>
  );
}
