import { useRead } from '../client/queries.ts';
import { useZone } from '../client/zone.ts';
import { useSay, useWords } from '../language/words.tsx';
import { Head } from '../pieces/Head.tsx';
import { Provisional } from '../pieces/Provisional.tsx';
import { Shown } from '../pieces/Shown.tsx';
import { OpeningHours } from './OpeningHours.tsx';
import './stations.css';

const words = {
  title: { zh: '服务窗口', en: 'Service windows' },
  intro: {
    zh: '网上申请会自动分到负责的窗口，您不必选择；来人办理请先看窗口的范围和时间。',
    en: 'Online applications go to the right window by themselves. Before you come in person, see what each handles and when it is open.',
  },
  number: { zh: (n: number) => `${n} 号窗口`, en: (n: number) => `Window ${n}` },
  open: { zh: '现在开放', en: 'Open now' },
  closed: { zh: '现在不开放', en: 'Closed now' },
  today: { zh: '今日暂停服务', en: 'Closed today' },
  deputy: { zh: (n: number) => `由 ${n} 号窗口代办`, en: (n: number) => `window ${n} stands in` },
  handles: { zh: '办理', en: 'Handles' },
  everything: { zh: '全部事项', en: 'every procedure' },
  categories: {
    zh: (list: string) => `${list} 类`,
    en: (list: string) => `category ${list}`,
  },
  none: { zh: '不分类的事项', en: 'what has no category' },
  divisions: {
    zh: (list: string) => `统一社会信用代码第 3 至 8 位以 ${list} 开头的用人单位`,
    en: (list: string) => `Employers whose credit code has ${list} from its third character on`,
  },
  elsewhere: { zh: '以及其他地区的用人单位', en: 'and employers of other places' },
  anyEmployer: { zh: '所有用人单位', en: 'Employers of any place' },
} as const;

/** What each service window handles, and whether it is open now. */
export function ServiceWindows() {
  const w = useWords(words);
  const say = useSay();
  const { procedures } = useZone();
  const found = useRead('listServiceWindows', {}, { refetchEvery: 300_000 });
  const titleOf = (id: string) => {
    const known = procedures.find((procedure) => procedure.id === id);
    return known ? say(known.title) : id;
  };
  return (
    <>
      <Head title={w.title}>{w.intro}</Head>
      <Shown of={found}>
        {({ items }) => (
          <ul className="places-list">
            {items.map(({ number, name, address, phone, hours, open, closed, competence, placeholder }) => (
              <li key={number} className="card">
                <p className="soft window-number">{w.number(number)}</p>
                <h2>
                  {say(name)} <Provisional when={placeholder} />
                </h2>
                {closed ? (
                  <p className="is-closed">
                    {w.today}: {say(closed.reason)}
                    {closed.deputy !== undefined && ` · ${w.deputy(closed.deputy)}`}
                  </p>
                ) : (
                  <p className={open ? 'is-open' : 'is-closed'}>{open ? w.open : w.closed}</p>
                )}
                <p>
                  {say(address)}
                  <br />
                  <a href={`tel:${phone.replace(/[^+\d]/g, '')}`}>{phone}</a>
                </p>
                <OpeningHours hours={hours} />
                <h3>{w.handles}</h3>
                <ul className="handles">
                  <li>{competence.procedures ? competence.procedures.map(titleOf).join(', ') : w.everything}</li>
                  {competence.categories && (
                    <li>
                      {w.categories(competence.categories.filter((one) => one !== 'none').join(', '))}
                      {competence.categories.includes('none') && `, ${w.none}`}
                    </li>
                  )}
                  <li>
                    {competence.divisions.length > 0
                      ? `${w.divisions(competence.divisions.join(', '))}${competence.elsewhere ? `, ${w.elsewhere}` : ''}`
                      : w.anyEmployer}
                  </li>
                </ul>
              </li>
            ))}
          </ul>
        )}
      </Shown>
    </>
  );
}
