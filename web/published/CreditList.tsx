import { Link, useParams } from 'react-router';
import { NotFound } from '../app/NotFound.tsx';
import { usePages } from '../client/queries.ts';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import { Head } from '../pieces/Head.tsx';
import { More } from '../pieces/More.tsx';
import { Problems } from '../pieces/Problems.tsx';
import { listWords } from './list-words.ts';
import './published.css';

const words = {
  red: {
    zh: '列入红名单的，办理时优先。',
    en: 'Cases of those on the red list go ahead.',
  },
  grey: { zh: '介于二者之间的观察名单。', en: 'A step between the red and the black list.' },
  black: {
    zh: '列入黑名单的，加强审查；不因此自动不予许可。',
    en: 'Cases of those on the black list are examined with more care; nobody is refused by a list alone.',
  },
  none: { zh: '目前没有公布的名单。', en: 'Nobody is published on this list.' },
  name: { zh: '名称', en: 'Name' },
  code: { zh: '代码（后几位）', en: 'Last characters of the code' },
  since: { zh: '列入日期', en: 'Since' },
  reason: { zh: '原因', en: 'Reason' },
  loading: { zh: '正在载入', en: 'Loading' },
  rules: { zh: '信用评价规则', en: 'How credit is counted' },
} as const;

const lists = ['red', 'grey', 'black'] as const;

/** Who stands on a list of credit, as far as it is published. */
export function CreditList() {
  const w = useWords(words);
  const { list: named } = useParams();
  const list = lists.find((known) => known === named);
  const names = useWords(listWords);
  if (!list) return <NotFound />;
  return (
    <>
      <Head title={names[list]}>{w[list]}</Head>
      <Listed list={list} />
      <p>
        <Link to="/published/credit">{w.rules}</Link>
      </p>
    </>
  );
}

function Listed({ list }: { list: (typeof lists)[number] }) {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const found = usePages('readPublishedList', { path: { list } });
  if (found.error) return <Problems error={found.error} />;
  if (found.isPending) return <p role="status">{w.loading}</p>;
  if (found.items.length === 0) return <p className="card">{w.none}</p>;
  return (
    <div className="card">
      <table className="rules-table">
        <caption className="visually-hidden">{w.name}</caption>
        <thead>
          <tr>
            <th scope="col">{w.name}</th>
            <th scope="col">{w.code}</th>
            <th scope="col">{w.since}</th>
            <th scope="col">{w.reason}</th>
          </tr>
        </thead>
        <tbody>
          {found.items.map(({ code, kind, name, since, reason }) => (
            <tr key={`${kind} ${code} ${since}`}>
              <th scope="row">{name ? say({ zh: name.zh, ...(name.en ? { en: name.en } : {}) }) : '–'}</th>
              <td>{code}</td>
              <td>{dates.shortDay(since)}</td>
              <td>{reason ? say(reason) : '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <More list={found} />
    </div>
  );
}
