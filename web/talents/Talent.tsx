import { Tag } from 'antd';
import { Link, useParams } from 'react-router';
import { useRead } from '../client/queries.ts';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import { Facts } from '../pieces/Facts.tsx';
import { Head } from '../pieces/Head.tsx';
import { Shown } from '../pieces/Shown.tsx';
import { Gate } from '../sign-in/Gate.tsx';

const words = {
  title: { zh: '人才信息', en: 'A talent' },
  recorded: { zh: '您的这次查看已记录在案。', en: 'That you looked is on record.' },
  back: { zh: '返回检索', en: 'Back to the search' },
  code: { zh: '一人一码', en: 'Lifetime code' },
  category: { zh: '类别', en: 'Category' },
  post: { zh: '职位', en: 'Post' },
  employer: { zh: '用人单位', en: 'Employer' },
  industry: { zh: '行业门类', en: 'Section of industry' },
  nationality: { zh: '国籍', en: 'Nationality' },
  languages: { zh: '语言', en: 'Languages' },
  since: { zh: '连续有效自', en: 'Permit without a gap since' },
  until: { zh: '许可到期', en: 'Permit ends' },
  status: { zh: '许可状态', en: 'Permit' },
  valid: { zh: '有效', en: 'Valid' },
  'not-yet-valid': { zh: '尚未生效', en: 'Not valid yet' },
  suspended: { zh: '已暂停', en: 'Suspended' },
  permit: { zh: '查看许可', en: 'Open the permit' },
};

function Read({ code }: { code: string }) {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  // Each asking is recorded: it is not asked again while the page stands open.
  const found = useRead('readTalent', { path: { code } }, { fresh: 3_600_000 });
  return (
    <>
      <Head
        title={found.data ? [found.data.name, found.data.chineseName].filter(Boolean).join(' ') : w.title}
        tab={w.title}
        actions={<Link to="/talents">{w.back}</Link>}
      >
        {w.recorded}
      </Head>
      <Shown of={found}>
        {(the) => (
          <section className="card">
            <Facts
              of={[
                [
                  w.status,
                  <Tag key="status" color={the.status === 'valid' ? 'success' : 'warning'}>
                    {w[the.status]}
                  </Tag>,
                ],
                [w.category, the.category],
                [w.post, the.post],
                [w.employer, say({ zh: the.employer.zh, ...(the.employer.en ? { en: the.employer.en } : {}) })],
                [w.industry, the.industry && say(the.industry.name)],
                [w.nationality, say(the.nationality.name)],
                [w.languages, the.languages.map(({ name }) => say(name)).join(' · ')],
                [w.since, dates.day(the.since)],
                [w.until, dates.day(the.validTo)],
                [w.code, the.code],
              ]}
            />
            <p>
              <Link to={`/permits/${the.code}`}>{w.permit}</Link>
            </p>
          </section>
        )}
      </Shown>
    </>
  );
}

/** One talent of the database. */
export function Talent() {
  const { code = '' } = useParams();
  return (
    <Gate roles={['supervisor', 'back-officer', 'decider']}>
      <Read key={code} code={code} />
    </Gate>
  );
}
