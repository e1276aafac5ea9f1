import { Tag } from 'antd';
import { Link } from 'react-router';
import { useRead } from '../client/queries.ts';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import { Head } from '../pieces/Head.tsx';
import { Shown } from '../pieces/Shown.tsx';
import { Gate } from '../sign-in/Gate.tsx';
import './practice.css';
import { officeWords, stageWords } from './practice-words.ts';
import { Standings } from './Standing.tsx';

const words = {
  title: { zh: '练习与考核', en: 'Practice' },
  line: {
    zh: '虚构的案件，真实的规则。每道题的第一次作答计入考核；以后可以反复练习。',
    en: 'Invented cases, the real rules. The first answer to each case counts for the assessment; after that, practise as often as you like.',
  },
  marks: { zh: '考核记录', en: 'Marked attempts' },
  best: { zh: (score: number) => `最好成绩 ${score} 分`, en: (score: number) => `best mark ${score} per cent` },
  untried: { zh: '还没做过', en: 'not tried yet' },
  passed: { zh: '通过', en: 'Passed' },
  failed: { zh: '未通过', en: 'Not passed' },
  counts: { zh: (day: string) => `有效至 ${day}`, en: (day: string) => `counts until ${day}` },
};

function List() {
  const w = useWords(words);
  const say = useSay();
  const offices = useWords(officeWords);
  const stages: Readonly<Record<string, string>> = useWords(stageWords);
  const dates = useDates();
  const found = useRead('listPractice', { query: {} });
  return (
    <>
      <Head title={w.title} actions={<Link to="/practice/assessments">{w.marks}</Link>}>
        {w.line}
      </Head>
      <Shown of={found} rows={8}>
        {({ items, standing }) => (
          <>
            <Standings of={standing} />
            {(['front', 'back'] as const).map((office) => (
              <section key={office}>
                <h2>{offices[office]}</h2>
                <ul className="practice-list">
                  {items
                    .filter((one) => one.office === office)
                    .map(({ id, title, stage, best }) => (
                      <li key={id}>
                        <Link to={`/practice/${id}`} className="practice-line">
                          <strong>{say(title)}</strong>
                          <small className="soft">{stages[stage] ?? stage}</small>
                          {best ? (
                            <span>
                              <Tag color={best.passed ? 'success' : 'warning'}>{best.passed ? w.passed : w.failed}</Tag>
                              <small>
                                {w.best(best.score)}
                                {best.countsUntil && ` · ${w.counts(dates.shortDay(best.countsUntil))}`}
                              </small>
                            </span>
                          ) : (
                            <small className="soft">{w.untried}</small>
                          )}
                        </Link>
                      </li>
                    ))}
                </ul>
              </section>
            ))}
          </>
        )}
      </Shown>
    </>
  );
}

/** Practice cases of both offices, with one's own marks. */
export function PracticeCases() {
  return (
    <Gate roles={['front-officer', 'back-officer', 'decider', 'supervisor']}>
      <List />
    </Gate>
  );
}
