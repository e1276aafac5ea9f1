import { Link } from 'react-router';
import { useZone } from '../client/zone.ts';
import { useWords } from '../language/words.tsx';
import { Head } from '../pieces/Head.tsx';
import './published.css';

const words = {
  title: { zh: '公开信息', en: 'Rules and notices' },
  intro: {
    zh: '办理依据、评分规则和公开名单，人人可看。',
    en: 'What decisions rest on, how is scored, and what is published: open to everybody.',
  },
  points: { zh: '积分表和直接认定条件', en: 'Points table and direct routes' },
  pointsText: { zh: '每一档多少分，怎样直接认定。', en: 'What each row gives, and the ways that need no points.' },
  guide: { zh: '各事项办事指南', en: 'Guides of all procedures' },
  guideText: { zh: '材料、时限、依据和救济。', en: 'Papers, times, legal basis and remedies.' },
  bulletin: { zh: '工作月报', en: 'Bulletins' },
  bulletinText: { zh: '每月办理情况和承诺兑现。', en: 'What was done in a month and which promises were kept.' },
  credit: { zh: '信用评价规则和名单', en: 'Credit: rules and lists' },
  creditText: { zh: '分数怎么来，名单意味着什么。', en: 'How credit is counted and what the lists mean.' },
  talents: { zh: '外国人才库告知', en: 'Notice on the database of talents' },
  talentsText: { zh: '列入什么、谁能查、怎样退出。', en: 'What it holds, who sees it, how to leave it.' },
  visits: { zh: '一窗通办', en: 'One visit for several permits' },
  visitsText: {
    zh: '一次预约办几件，规则和要带的证件。',
    en: 'One appointment for several matters: rules and what to bring.',
  },
  verification: { zh: '怎样核验电子许可', en: 'How permits are verified' },
  verificationText: {
    zh: '扫码核验；程序可读取公钥和状态列表。',
    en: 'By scanning the code; programs read the public keys and status lists.',
  },
} as const;

/** Everything that the zone publishes, in one place. */
export function Published() {
  const w = useWords(words);
  const { parts } = useZone();
  const pages = [
    { to: '/published/points', title: w.points, text: w.pointsText },
    { to: '/guide', title: w.guide, text: w.guideText },
    { to: '/bulletin', title: w.bulletin, text: w.bulletinText },
    { to: '/published/credit', title: w.credit, text: w.creditText, part: 'credit' as const },
    { to: '/published/talents', title: w.talents, text: w.talentsText, part: 'talents' as const },
    { to: '/published/visits', title: w.visits, text: w.visitsText, part: 'visits' as const },
  ].filter(({ part }) => part === undefined || parts.includes(part));
  return (
    <>
      <Head title={w.title}>{w.intro}</Head>
      <ul className="publications">
        {pages.map(({ to, title, text }) => (
          <li key={to} className="card">
            <h2>
              <Link to={to}>{title}</Link>
            </h2>
            <p className="soft">{text}</p>
          </li>
        ))}
        <li className="card">
          <h2>
            <a href={new URL('verify', document.baseURI).href}>{w.verification}</a>
          </h2>
          <p className="soft">{w.verificationText}</p>
        </li>
      </ul>
    </>
  );
}
