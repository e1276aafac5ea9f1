import { Button, Tag } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useChange, useRead } from '../client/queries.ts';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import { BothField } from '../pieces/Fields.tsx';
import { FormModal } from '../pieces/FormModal.tsx';
import { Head } from '../pieces/Head.tsx';
import { Sheet } from '../pieces/Sheet.tsx';
import { Shown } from '../pieces/Shown.tsx';
import { Gate } from '../sign-in/Gate.tsx';
import './reports.css';

const words = {
  title: { zh: '公报更正', en: 'Bulletins' },
  line: {
    zh: '公报发布后数字不再变动。发现差错的，重新统计并发布新的一版，写明更正理由；以前的版本仍可查看。',
    en: 'A published bulletin does not change. Where it was wrong, count it anew and publish a further edition with the reason; the former one can still be read.',
  },
  sheet: { zh: '各月公报', en: 'Bulletins by month' },
  month: { zh: '月份', en: 'Month' },
  state: { zh: '状态', en: 'State' },
  provisional: { zh: '暂定，尚未发布', en: 'Provisional, not published yet' },
  published: {
    zh: (edition: number) => `已发布，第 ${edition} 版`,
    en: (edition: number) => `Published, edition ${edition}`,
  },
  at: { zh: '发布时间', en: 'Published' },
  correct: { zh: '更正', en: 'Correct it' },
  correctMonth: {
    zh: (month: string) => `更正${month}公报`,
    en: (month: string) => `Correct the bulletin of ${month}`,
  },
  reason: { zh: '更正理由（公开）', en: 'Reason for the correction (published)' },
  publish: { zh: '重新统计并发布', en: 'Count anew and publish' },
  done: { zh: (n: number) => `已发布第 ${n} 版。`, en: (n: number) => `Edition ${n} is published.` },
};

function List() {
  const w = useWords(words);
  const dates = useDates();
  const say = useSay();
  const found = useRead('listBulletins', {});
  const correct = useChange('correctBulletin', { renews: ['listBulletins', 'readBulletin'] });
  const [chosen, setChosen] = useState<{ month: string; edition: number }>();
  const [reason, setReason] = useState({ zh: '', en: '' });
  const [done, setDone] = useState('');
  const present = useRead('readBulletin', { path: { month: chosen?.month ?? '' } }, { enabled: chosen !== undefined });
  return (
    <>
      <Head title={w.title}>{w.line}</Head>
      <p role="status" className="done">
        {done}
      </p>
      <Shown of={found}>
        {({ items }) => (
          <section className="card">
            <Sheet title={w.sheet} quiet>
              <thead>
                <tr>
                  <th scope="col">{w.month}</th>
                  <th scope="col">{w.state}</th>
                  <th scope="col">{w.at}</th>
                  <td />
                </tr>
              </thead>
              <tbody>
                {items.map(({ month, state, edition = 0, publishedAt }) => (
                  <tr key={month}>
                    <th scope="row">
                      <Link to={`/bulletin/${month}`}>{dates.month(month)}</Link>
                    </th>
                    <td>
                      {state === 'published' ? (
                        <Tag color="success">{w.published(edition)}</Tag>
                      ) : (
                        <Tag>{w.provisional}</Tag>
                      )}
                    </td>
                    <td>{publishedAt && dates.moment(publishedAt)}</td>
                    <td>
                      {state === 'published' && (
                        <Button
                          aria-label={`${w.correct}: ${dates.month(month)}`}
                          onClick={() => {
                            correct.reset();
                            setDone('');
                            setChosen({ month, edition });
                          }}
                        >
                          {w.correct}
                        </Button>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </Sheet>
          </section>
        )}
      </Shown>
      <FormModal
        open={chosen !== undefined}
        title={chosen ? w.correctMonth(dates.month(chosen.month)) : w.correct}
        onClose={() => setChosen(undefined)}
        error={correct.error}
        busy={correct.isPending}
        submit={w.publish}
        onSubmit={() =>
          chosen &&
          correct.mutate(
            { path: { month: chosen.month }, body: { reason, edition: chosen.edition } },
            {
              onSuccess: ({ edition = chosen.edition + 1 }) => {
                setChosen(undefined);
                setReason({ zh: '', en: '' });
                setDone(w.done(edition));
              },
            },
          )
        }
      >
        {present.data?.correction && <p className="soft">{say(present.data.correction)}</p>}
        <BothField path="reason" label={w.reason} value={reason} onChange={setReason} />
      </FormModal>
    </>
  );
}

/** Where a published bulletin is corrected. */
export function Bulletins() {
  return (
    <Gate roles={['supervisor']}>
      <List />
    </Gate>
  );
}
