import { Link } from 'react-router';
import { useZone } from '../client/zone.ts';
import { useSay, useWords } from '../language/words.tsx';

const words = {
  title: { zh: '在这里可以办理', en: 'What can be applied for here' },
  person: { zh: '用人单位为外国人申请', en: 'An employer, for a foreigner' },
  employer: { zh: '用人单位自己的事项', en: 'An employer, for itself' },
  'person-alone': { zh: '外国人本人申请', en: 'A foreigner, without an employer' },
} as const;

const kinds = ['person', 'employer', 'person-alone'] as const;

/** Everything that can be applied for here today, each with its guide. */
export function Offered() {
  const w = useWords(words);
  const say = useSay();
  const { procedures } = useZone();
  return (
    <section aria-labelledby="offered" className="card">
      <h2 id="offered">{w.title}</h2>
      <div className="offered">
        {kinds.map((kind) => {
          const found = procedures.filter(({ concerns }) => concerns === kind);
          if (found.length === 0) return null;
          return (
            <div key={kind}>
              <h3>{w[kind]}</h3>
              <ul>
                {found.map(({ id, title }) => (
                  <li key={id}>
                    <Link to={`/guide?procedure=${encodeURIComponent(id)}`}>{say(title)}</Link>
                  </li>
                ))}
              </ul>
            </div>
          );
        })}
      </div>
    </section>
  );
}
