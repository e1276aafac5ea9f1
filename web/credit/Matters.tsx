import { Tag } from 'antd';
import { Link } from 'react-router';
import { usePages } from '../client/queries.ts';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import { Head } from '../pieces/Head.tsx';
import { More } from '../pieces/More.tsx';
import '../pieces/parts.css';
import { Shown } from '../pieces/Shown.tsx';
import { Gate } from '../sign-in/Gate.tsx';
import { accountPath } from './credit-paths.ts';
import './credit.css';

const words = {
  title: { zh: '信用：待第二人决定', en: 'Credit: waiting for a second officer' },
  line: {
    zh: '扣分记录、更正、异议、修复和名单，先到期的在前。由未经手的工作人员决定。',
    en: 'Records that take points away, corrections, objections, repairs and lists, due first. Whoever had no hand in it decides.',
  },
  what: { zh: '事项', en: 'What' },
  whose: { zh: '对象', en: 'About' },
  dueOn: { zh: '期限', en: 'Due' },
  late: { zh: '已逾期', en: 'Late' },
  notMine: { zh: '您经手过，须由同事决定', en: 'You had a hand in it; a colleague decides' },
  person: { zh: '个人', en: 'person' },
  enterprise: { zh: '单位', en: 'employer' },
  none: { zh: '没有待决定的事项。', en: 'Nothing waits.' },
};

function Queue() {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const list = usePages('readCreditMatters', {}, { refetchEvery: 60_000 });
  return (
    <>
      <Head title={w.title}>{w.line}</Head>
      <section className="card">
        <Shown of={{ ...list, data: list.isPending || list.error ? undefined : list.items }}>
          {(items) =>
            items.length === 0 && !list.more ? (
              <p>{w.none}</p>
            ) : (
              <table className="score-lines matter-lines">
                <thead>
                  <tr>
                    <th scope="col">{w.what}</th>
                    <th scope="col">{w.whose}</th>
                    <th scope="col">{w.dueOn}</th>
                  </tr>
                </thead>
                <tbody>
                  {items.map(({ kind, code, matter, label, dueOn, late, mine }) => (
                    <tr key={`${code} ${matter}`}>
                      <th scope="row">
                        {mine ? <Link to={accountPath(kind, code)}>{say(label)}</Link> : say(label)}
                        {!mine && <small className="soft">{w.notMine}</small>}
                      </th>
                      <td>
                        {w[kind]} {code}
                      </td>
                      <td>
                        {dates.day(dueOn)} {late && <Tag color="error">{w.late}</Tag>}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )
          }
        </Shown>
        <More list={list} />
      </section>
    </>
  );
}

/** What waits for a second officer about credit. */
export const Matters = () => (
  <Gate roles={['back-officer', 'decider', 'supervisor']}>
    <Queue />
  </Gate>
);
