import { Link, useOutletContext } from 'react-router';
import type { NavItem } from '../app/navigation.ts';
import { useRead } from '../client/queries.ts';
import { useZone } from '../client/zone.ts';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import { StageTag } from '../pieces/StageTag.tsx';
import { holds, isStaff, type Self } from '../sign-in/self.ts';

const words = {
  mine: { zh: '我的办事', en: 'My matters' },
  work: { zh: '我的工作', en: 'My work' },
  none: {
    zh: '您还没有申请。可以先做自我评估，再开始申请。',
    en: 'You have no application yet. You may assess yourself first, then begin one.',
  },
  promised: { zh: (day: string) => `承诺 ${day} 前决定`, en: (day: string) => `decision promised by ${day}` },
  yours: { zh: '等您补正', en: 'waiting for you' },
  begin: { zh: '开始申请', en: 'Begin an application' },
} as const;

/** The newest applications of a party, with whose turn it is. */
function Newest() {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const { procedures } = useZone();
  const found = useRead('listApplications', { query: { limit: 4 } });
  if (!found.data) return null;
  if (found.data.items.length === 0) {
    return (
      <p>
        {w.none} <Link to="/applications/new">{w.begin}</Link>
      </p>
    );
  }
  return (
    <ul className="newest">
      {found.data.items.map((one) => {
        const procedure = procedures.find(({ id }) => id === one.procedure);
        return (
          <li key={one.id}>
            <Link to={`/applications/${one.id}`}>
              {one.applicantName ?? one.employerName ?? (procedure ? say(procedure.title) : one.procedure)}
            </Link>
            <StageTag stage={one.stage} />
            <span className="soft">
              {procedure && say(procedure.title)}
              {one.stage === 'returned'
                ? ` · ${w.yours}`
                : one.promisedOn
                  ? ` · ${w.promised(dates.shortDay(one.promisedOn))}`
                  : ''}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** Where somebody who is signed in goes on: their own applications, and the pages of their roles. */
export function Matters({ self }: { self: Self }) {
  const w = useWords(words);
  const say = useSay();
  const menu = useOutletContext<readonly NavItem[]>();
  const isParty = holds(self, 'employer', 'applicant');
  const own = menu.filter(({ for: whom }) => whom !== 'everyone');
  return (
    <section aria-labelledby="matters" className="card matters">
      <h2 id="matters">{isStaff(self) ? w.work : w.mine}</h2>
      {isParty && <Newest />}
      <ul className="shortcuts">
        {own.slice(0, 12).map(({ to, label }) => (
          <li key={to}>
            <Link to={to}>{say(label)}</Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
