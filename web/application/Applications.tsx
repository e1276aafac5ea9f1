import { useId, useState } from 'react';
import { Link } from 'react-router';
import type { Answer } from '../client/contract.ts';
import { usePages } from '../client/queries.ts';
import { useDates } from '../language/dates.tsx';
import { useWords } from '../language/words.tsx';
import { ActionLink } from '../pieces/ActionLink.tsx';
import { Head } from '../pieces/Head.tsx';
import { More } from '../pieces/More.tsx';
import '../pieces/plain-form.css';
import { useProcedureTitle } from '../pieces/procedure-titles.ts';
import { Shown } from '../pieces/Shown.tsx';
import { StageTag } from '../pieces/StageTag.tsx';
import { Gate } from '../sign-in/Gate.tsx';
import './application.css';
import { byTurn, type Turn } from './whose-turn.ts';

type Summary = Answer<'listApplications'>['items'][number];

const words = {
  title: { zh: '我的申请', en: 'My applications' },
  begin: { zh: '新申请', en: 'New application' },
  yours: { zh: '需要您处理', en: 'Your turn' },
  office: { zh: '正在办理', en: 'With the office' },
  nobody: { zh: '已结束', en: 'Ended' },
  none: { zh: '您还没有申请。', en: 'You have no applications yet.' },
  noneText: {
    zh: '从“新申请”开始，随填随存，可以分多次填写。',
    en: 'Begin with “New application”. It saves as you go, so you can fill it in bit by bit.',
  },
  noneFound: { zh: '没有符合的申请。', en: 'None of them matches.' },
  search: { zh: '按姓名或单位查找', en: 'Find by name or employer' },
  searchMore: {
    zh: '仅在已显示的申请中查找；可先“显示更多”。',
    en: 'It looks through what is shown. Show more to look further.',
  },
  respondBy: { zh: (day: string) => `请在 ${day} 前处理`, en: (day: string) => `Answer by ${day}` },
  goOn: { zh: '继续填写', en: 'Go on' },
  mend: { zh: '去补正', en: 'Mend it' },
  reply: { zh: '去答复', en: 'Reply' },
  promised: { zh: (day: string) => `承诺 ${day} 前办结`, en: (day: string) => `Decision promised by ${day}` },
  updated: { zh: (day: string) => `更新于 ${day}`, en: (day: string) => `Last changed ${day}` },
  noName: { zh: '尚未填写姓名', en: 'No name yet' },
  category: { zh: (name: string) => `${name} 类`, en: (name: string) => `Category ${name}` },
  order: {
    zh: '还有更早的申请没有显示。',
    en: 'There are more applications that are not shown yet.',
  },
};

/** What the party does next with it. */
const acts: Partial<Record<Summary['stage'], 'goOn' | 'mend' | 'reply'>> = {
  draft: 'goOn',
  returned: 'mend',
  'refusal-announced': 'reply',
};

function Line({ of, turn }: { of: Summary; turn: Turn }) {
  const w = useWords(words);
  const dates = useDates();
  const titleOf = useProcedureTitle();
  const act = acts[of.stage];
  const isAnswered = of.stage === 'returned' || of.stage === 'refusal-announced';
  return (
    <li className="application-line">
      <div>
        <Link to={`/applications/${of.id}`} className="application-name">
          <bdi>{of.applicantName ?? (of.employerName && !of.applicantName ? of.employerName : w.noName)}</bdi>
        </Link>
        <p>{titleOf(of.procedure)}</p>
        <p className="soft">
          <bdi>{of.applicantName ? of.employerName : undefined}</bdi>
          {of.category && ` · ${w.category(of.category)}`}
        </p>
      </div>
      <div className="application-stands">
        <StageTag stage={of.stage} />
        {isAnswered && of.dueAt ? (
          <p className="application-due">{w.respondBy(dates.day(dates.dayOf(of.dueAt)))}</p>
        ) : turn === 'office' && of.promisedOn ? (
          <p>{w.promised(dates.day(of.promisedOn))}</p>
        ) : (
          <p className="soft">{w.updated(dates.day(dates.dayOf(of.updatedAt)))}</p>
        )}
        {act && (
          <ActionLink to={`/applications/${of.id}`} primary={isAnswered}>
            {w[act]}
          </ActionLink>
        )}
      </div>
    </li>
  );
}

function List() {
  const w = useWords(words);
  const id = useId();
  const list = usePages('listApplications', { query: { limit: 50 } });
  const [wanted, setWanted] = useState('');
  const name = wanted.trim().toLowerCase();
  const found = list.items.filter(
    ({ applicantName = '', employerName = '' }) =>
      name === '' || `${applicantName} ${employerName}`.toLowerCase().includes(name),
  );
  const groups = byTurn(found);
  return (
    <Shown of={{ ...list, data: list.isPending || list.error ? undefined : list.items }} rows={6}>
      {(items) =>
        items.length === 0 ? (
          <section className="card">
            <p>
              <strong>{w.none}</strong>
            </p>
            <p>{w.noneText}</p>
            <ActionLink to="/applications/new" primary>
              {w.begin}
            </ActionLink>
          </section>
        ) : (
          <>
            {(items.length > 8 || list.more) && (
              <div className="application-search no-print">
                <label htmlFor={id}>{w.search}</label>
                <input
                  id={id}
                  type="search"
                  className="input"
                  value={wanted}
                  onChange={({ target }) => setWanted(target.value)}
                />
                {list.more && name !== '' && <p className="soft">{w.searchMore}</p>}
              </div>
            )}
            {groups.length === 0 && <p role="status">{w.noneFound}</p>}
            {groups.map(({ turn, items: those }) => (
              <section key={turn} className={`card turn-${turn}`}>
                <h2>
                  {w[turn]} <span className="soft">({those.length})</span>
                </h2>
                <ul className="application-list">
                  {those.map((one) => (
                    <Line key={one.id} of={one} turn={turn} />
                  ))}
                </ul>
              </section>
            ))}
            {list.more && <p className="soft">{w.order}</p>}
            <More list={list} />
          </>
        )
      }
    </Shown>
  );
}

/** My applications: what waits for me first, then what the office has and by when. */
export function Applications() {
  const w = useWords(words);
  return (
    <Gate roles={['employer', 'applicant']}>
      <Head
        title={w.title}
        actions={
          <ActionLink to="/applications/new" primary>
            {w.begin}
          </ActionLink>
        }
      />
      <List />
    </Gate>
  );
}
