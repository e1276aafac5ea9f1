import { useNavigate, useParams, useSearchParams } from 'react-router';
import { addressOf } from '../client/client.ts';
import type { Answer } from '../client/contract.ts';
import { useRead } from '../client/queries.ts';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import { SelectField } from '../pieces/Fields.tsx';
import { Head } from '../pieces/Head.tsx';
import '../pieces/plain-form.css';
import { Shown } from '../pieces/Shown.tsx';
import './bulletin.css';
import { Figures } from './Figures.tsx';

const words = {
  title: { zh: (month: string) => `${month}工作月报`, en: (month: string) => `Bulletin of ${month}` },
  plain: { zh: '工作月报', en: 'Bulletin' },
  intro: {
    zh: '本区每月公布咨询、受理、办结和承诺兑现情况。',
    en: 'What was asked, filed and decided here in a month, how long it took, and which promises were kept.',
  },
  month: { zh: '月份', en: 'Month' },
  provisional: { zh: '（统计中）', en: ' (still counting)' },
  none: { zh: '还没有月报。', en: 'There is no bulletin yet.' },
  counting: {
    zh: (at: string) => `截至 ${at} 的实时统计，月底后发布定稿。`,
    en: (at: string) => `Counted up to ${at}; it is published when the month is over.`,
  },
  published: {
    zh: (edition: number, at: string) => `第 ${edition} 版，${at} 发布。`,
    en: (edition: number, at: string) => `Edition ${edition}, published ${at}.`,
  },
  correction: { zh: '更正说明', en: 'Correction' },
  editions: { zh: '历次版本', en: 'All editions' },
  edition: { zh: (n: number) => `第 ${n} 版`, en: (n: number) => `Edition ${n}` },
  csv: { zh: '下载表格（CSV）', en: 'Download as a table (CSV)' },
  svg: { zh: '下载图表（SVG）', en: 'Download as a chart (SVG)' },
} as const;

function Edition({ bulletin }: { bulletin: Answer<'readBulletin'> }) {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const [, setQuery] = useSearchParams();
  const { edition, publishedAt, correction, editions = [], month } = bulletin;
  const query = edition === undefined ? {} : { query: { edition } };
  return (
    <>
      <p className={publishedAt ? undefined : 'counting'}>
        {publishedAt && edition !== undefined
          ? w.published(edition, dates.moment(publishedAt))
          : w.counting(dates.moment(bulletin.asOf))}
      </p>
      {correction && (
        <p className="correction">
          <strong>{w.correction}</strong> {say(correction)}
        </p>
      )}
      {editions.length > 1 && (
        <details>
          <summary>{w.editions}</summary>
          <ul>
            {editions.map((one) => (
              <li key={one.edition}>
                <button type="button" className="plain" onClick={() => setQuery({ edition: String(one.edition) })}>
                  {w.edition(one.edition)} · {dates.moment(one.publishedAt)}
                </button>
                {one.correction && <span className="soft"> {say(one.correction)}</span>}
              </li>
            ))}
          </ul>
        </details>
      )}
      <Figures bulletin={bulletin} />
      <p className="downloads no-print">
        <a href={addressOf('readBulletin', { path: { month: `${month}.csv` }, ...query })} download>
          {w.csv}
        </a>
        <a href={addressOf('readBulletin', { path: { month: `${month}.svg` }, ...query })} download>
          {w.svg}
        </a>
      </p>
    </>
  );
}

/** What the zone publishes of a month. */
export function Bulletin() {
  const w = useWords(words);
  const dates = useDates();
  const navigate = useNavigate();
  const [query] = useSearchParams();
  const { month: named } = useParams();
  const list = useRead('listBulletins', {}, { fresh: 60_000 });
  const month = named ?? list.data?.items[0]?.month;
  const edition = Number(query.get('edition'));
  const bulletin = useRead(
    'readBulletin',
    { path: { month: month ?? '' }, ...(edition > 0 ? { query: { edition } } : {}) },
    { enabled: month !== undefined },
  );
  const isMonth = month !== undefined && /^\d{4}-\d{2}$/.test(month);
  return (
    <>
      <Head title={isMonth ? w.title(dates.month(month)) : w.plain}>{w.intro}</Head>
      {list.data && list.data.items.length > 1 && (
        <div className="no-print month">
          <SelectField
            label={w.month}
            value={month ?? ''}
            options={list.data.items.map((one) => ({
              value: one.month,
              label: `${dates.month(one.month)}${one.state === 'provisional' ? w.provisional : ''}`,
            }))}
            onChange={(chosen) => chosen && navigate(`/bulletin/${chosen}`)}
          />
        </div>
      )}
      <Shown of={list}>
        {({ items }) =>
          items.length === 0 && named === undefined ? (
            <p>{w.none}</p>
          ) : (
            <Shown of={bulletin} rows={12}>
              {(found) => <Edition bulletin={found} />}
            </Shown>
          )
        }
      </Shown>
    </>
  );
}
