import { useEffect } from 'react';
import { Link } from 'react-router';
import { instantOf } from '../../shared/domain/time.ts';
import { useNow } from '../client/now.ts';
import { usePages } from '../client/queries.ts';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import { Head } from '../pieces/Head.tsx';
import { Problems } from '../pieces/Problems.tsx';
import { Shown } from '../pieces/Shown.tsx';
import { Gate } from '../sign-in/Gate.tsx';
import { byExpiry } from './by-expiry.ts';
import { PermitTag } from './Permit.tsx';
import './permits.css';

const words = {
  title: { zh: '我的许可', en: 'My permits' },
  line: { zh: '先到期的排在前面。', en: 'Those that end first stand first.' },
  none: {
    zh: '还没有许可。申请批准后，许可会出现在这里。',
    en: 'No permits yet. Once an application is approved its permit is here.',
  },
  apply: { zh: '查看申请', en: 'See the applications' },
  until: { zh: (day: string) => `有效期至 ${day}`, en: (day: string) => `until ${day}` },
  openNow: { zh: (what: string) => `现在可以申请：${what}`, en: (what: string) => `Open now: ${what}` },
  ended: { zh: '已不再有效', en: 'Not in force any more' },
  category: { zh: (letter: string) => `${letter} 类`, en: (letter: string) => `category ${letter}` },
};

function List() {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const permits = usePages('listPermits', { query: { limit: 100 } });
  const { more, isLoadingMore } = permits;
  // What ends first can stand on any page.
  useEffect(() => {
    if (more && !isLoadingMore) more();
  }, [more, isLoadingMore]);
  const today = dates.dayOf(instantOf(useNow()));
  const isWhole = !permits.isPending && !more;
  const { inForce, ended } = byExpiry(permits.items);
  const row = (permit: (typeof permits.items)[number], isHeld: boolean) => {
    const open = permit.onward.find(
      ({ opensOn, closesOn }) => opensOn !== undefined && opensOn <= today && (closesOn ?? today) >= today,
    );
    return (
      <li key={permit.number} className="card permit-row">
        <div>
          <h2>
            <Link to={`/permits/${permit.number}`}>{permit.holder}</Link>
          </h2>
          <p>
            {permit.post} · {say({ zh: permit.employer.zh ?? '', en: permit.employer.en ?? '' })} ·{' '}
            {w.category(permit.category)}
          </p>
          {isHeld && open && <p className="open-now">{w.openNow(say(open.title))}</p>}
        </div>
        <div className="permit-row-when">
          <PermitTag status={permit.status} />
          <span>{w.until(dates.day(permit.validTo))}</span>
          <span className="permit-number soft">{permit.number}</span>
        </div>
      </li>
    );
  };
  if (permits.error) return <Problems error={permits.error} />;
  return (
    <Shown
      of={{
        data: isWhole ? permits.items : undefined,
        error: null,
        isPending: !isWhole,
        refetch: permits.refetch,
      }}
      rows={6}
    >
      {(items) =>
        items.length === 0 ? (
          <div className="card">
            <p>{w.none}</p>
            <Link to="/applications">{w.apply}</Link>
          </div>
        ) : (
          <>
            <ul className="permit-list">{inForce.map((permit) => row(permit, true))}</ul>
            {ended.length > 0 && (
              <details>
                <summary>{w.ended}</summary>
                <ul className="permit-list">{ended.map((permit) => row(permit, false))}</ul>
              </details>
            )}
          </>
        )
      }
    </Shown>
  );
}

/** The permits of an employer or of their holder. */
export function Permits() {
  const w = useWords(words);
  return (
    <Gate roles={['employer', 'applicant']}>
      <Head title={w.title}>{w.line}</Head>
      <List />
    </Gate>
  );
}
