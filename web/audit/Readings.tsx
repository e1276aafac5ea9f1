import { Button } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import { Link } from 'react-router';
import type { Answer } from '../client/contract.ts';
import { usePages } from '../client/queries.ts';
import { useZone } from '../client/zone.ts';
import { useDates } from '../language/dates.tsx';
import { useWords } from '../language/words.tsx';
import { Head } from '../pieces/Head.tsx';
import { More } from '../pieces/More.tsx';
import { Problems } from '../pieces/Problems.tsx';
import { Sheet } from '../pieces/Sheet.tsx';
import { Shown } from '../pieces/Shown.tsx';
import '../pieces/list-page.css';
import { Gate } from '../sign-in/Gate.tsx';

const words = {
  title: { zh: '查阅记录', en: 'Who read what' },
  line: {
    zh: '工作人员查阅敏感信息的全部记录，按时间先后。您的这次查询也会被记录。',
    en: 'Everything sensitive that officers read, in order of time. That you ask is recorded too.',
  },
  day: { zh: '日期', en: 'Day' },
  by: { zh: '查阅人账号', en: 'Account of who read' },
  id: { zh: '申请或许可编号', en: 'Application or permit' },
  ask: { zh: '查询', en: 'Ask' },
  sheet: { zh: (day: string) => `${day}的查阅记录`, en: (day: string) => `Readings of ${day}` },
  at: { zh: '时间', en: 'Time' },
  who: { zh: '查阅人', en: 'Who' },
  what: { zh: '查阅内容', en: 'What' },
  which: { zh: '对象', en: 'Of what' },
  none: { zh: '没有查阅记录。', en: 'Nothing was read.' },
  noneSoFar: {
    zh: '这一批中没有符合条件的，可以继续查看。',
    en: 'Nothing fits so far; there is more to look through.',
  },
  shown: { zh: (n: number) => `显示 ${n} 条`, en: (n: number) => `${n} shown` },
  document: { zh: '文件', en: 'document' },
  letter: { zh: '文书', en: 'letter' },
} as const;

const kindWords = {
  application: { zh: '申请', en: 'An application' },
  document: { zh: '申请文件', en: 'A document' },
  letter: { zh: '文书', en: 'A letter' },
  permit: { zh: '许可', en: 'A permit' },
  credit: { zh: '信用记录', en: 'Credit' },
  rehearsal: { zh: '政策试算', en: 'A rehearsal of a policy' },
  readings: { zh: '查阅记录', en: 'This record' },
  'officer-report': { zh: '分人员统计', en: 'How officers worked' },
  sample: { zh: '抽查样本', en: 'A sample' },
  talent: { zh: '人才信息', en: 'A talent' },
  talents: { zh: '检索人才库', en: 'A search of talents' },
  'merchant-card': { zh: '商友卡', en: 'A merchant card' },
  certificate: { zh: '旧证', en: 'An old certificate' },
  'personal-data': { zh: '个人信息请求或副本', en: 'Personal data, or a request about it' },
  'help-request': { zh: '求助事项', en: 'A help request' },
} as const;

type Reading = Answer<'listReadings'>['items'][number];
type Asked = { day: string; by: string; id: string };

/** Where something that was read can be opened; what somebody sees of it there depends on their own role. */
function Target({ of: { what, id, documentId, letter, search } }: { of: Reading }) {
  const w = useWords(words);
  if (search) {
    const said = Object.entries(search.filter)
      .map(([name, value]) => `${name}=${value}`)
      .join(' ');
    return (
      <>
        {said || '–'} <small className="soft">{w.shown(search.shown)}</small>
      </>
    );
  }
  const beside = documentId ? `${w.document} ${documentId}` : letter ? `${w.letter} ${letter}` : undefined;
  return (
    <>
      {what === 'permit' ? <Link to={`/permits/${id}`}>{id}</Link> : id}
      {beside && <small className="soft block"> {beside}</small>}
    </>
  );
}

function Record({ asked }: { asked: Asked }) {
  const w = useWords(words);
  const kinds = useWords(kindWords);
  const dates = useDates();
  const query = {
    day: asked.day,
    limit: 50,
    ...(asked.by.trim() ? { by: asked.by.trim() } : {}),
    ...(asked.id.trim() ? { id: asked.id.trim() } : {}),
  };
  const list = usePages('listReadings', { query });
  if (list.error) return <Problems error={list.error} />;
  return (
    <>
      <Shown of={{ ...list, data: list.isPending ? undefined : list.items }} rows={8}>
        {(items) =>
          items.length === 0 ? (
            <p className="nothing">{list.more ? w.noneSoFar : w.none}</p>
          ) : (
            <Sheet title={w.sheet(dates.day(asked.day))}>
              <thead>
                <tr>
                  <th scope="col">{w.at}</th>
                  <th scope="col">{w.who}</th>
                  <th scope="col">{w.what}</th>
                  <th scope="col">{w.which}</th>
                </tr>
              </thead>
              <tbody>
                {items.map((one, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: two readings of a moment can be alike, and none moves
                  <tr key={`${one.at} ${index}`}>
                    <td>
                      <time dateTime={one.at}>{dates.time(one.at)}</time>
                    </td>
                    <td>{one.by}</td>
                    <td>{kinds[one.what]}</td>
                    <td className="wide">
                      <Target of={one} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </Sheet>
          )
        }
      </Shown>
      <More list={list} />
    </>
  );
}

function Asking() {
  const w = useWords(words);
  const id = useId();
  const { today } = useZone();
  const [typed, setTyped] = useState<Asked>({ day: today, by: '', id: '' });
  // Asking is recorded: it happens when somebody asks, and not at each key.
  const [asked, setAsked] = useState<Asked>();
  const ask = (event: FormEvent) => {
    event.preventDefault();
    setAsked({ ...typed });
  };
  return (
    <>
      <Head title={w.title}>{w.line}</Head>
      <form className="tools no-print" onSubmit={ask}>
        <label htmlFor={`${id}-day`}>
          <span>{w.day}</span>
          <input
            id={`${id}-day`}
            type="date"
            className="input"
            required
            max={today}
            value={typed.day}
            onChange={({ target }) => setTyped({ ...typed, day: target.value })}
          />
        </label>
        <label htmlFor={`${id}-by`}>
          <span>{w.by}</span>
          <input
            id={`${id}-by`}
            className="input"
            autoComplete="off"
            value={typed.by}
            onChange={({ target }) => setTyped({ ...typed, by: target.value })}
          />
        </label>
        <label htmlFor={`${id}-id`}>
          <span>{w.id}</span>
          <input
            id={`${id}-id`}
            className="input"
            autoComplete="off"
            value={typed.id}
            onChange={({ target }) => setTyped({ ...typed, id: target.value })}
          />
        </label>
        <Button type="primary" htmlType="submit">
          {w.ask}
        </Button>
      </form>
      {asked && <Record asked={asked} />}
    </>
  );
}

/** Who read which sensitive value on a day. */
export function Readings() {
  return (
    <Gate roles={['inspector', 'supervisor']}>
      <Asking />
    </Gate>
  );
}
