import { Link } from 'react-router';
import { useRead } from '../client/queries.ts';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import { Head } from '../pieces/Head.tsx';
import { Shown } from '../pieces/Shown.tsx';
import '../pieces/list-page.css';
import { Gate } from '../sign-in/Gate.tsx';
import { Places } from './Places.tsx';
import './quota.css';

const words = {
  title: { zh: '配额', en: 'Quota' },
  line: {
    zh: 'C 类名额按受理先后占用；不予许可、撤回或失效后空出。',
    en: 'Places of category C are taken in the order of acceptance, and free again after a refusal, a withdrawal or a lapse.',
  },
  asOf: { zh: (day: string) => `截至 ${day}`, en: (day: string) => `as of ${day}` },
  ledger: { zh: '名额台账', en: 'Who holds the places' },
  ledgerOf: { zh: (what: string) => `名额台账：${what}`, en: (what: string) => `Who holds the places: ${what}` },
  none: { zh: '本区没有实行配额管理的类别。', en: 'Nothing is under quota in this zone.' },
};

function List() {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const found = useRead('listQuotas', {});
  return (
    <>
      <Head title={w.title}>
        {w.line} {found.data && w.asOf(dates.day(found.data.asOf))}
      </Head>
      <Shown of={found}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="nothing">{w.none}</p>
          ) : (
            <ul className="quota-list">
              {items.map((one) => (
                <li key={`${one.year} ${one.group}`}>
                  <article className="card quota-card">
                    <h2>
                      {one.year} · {say(one.label)}
                    </h2>
                    <Places {...one} />
                    <p>
                      <Link
                        to={`/quota/${one.year}/${encodeURIComponent(one.group)}`}
                        aria-label={w.ledgerOf(`${one.year} ${say(one.label)}`)}
                      >
                        {w.ledger}
                      </Link>
                    </p>
                  </article>
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
    </>
  );
}

/** The quotas of this year and the next. */
export function Quotas() {
  return (
    <Gate roles={['supervisor', 'admin', 'decider', 'inspector']}>
      <List />
    </Gate>
  );
}
