import { Link } from 'react-router';
import { useWords } from '../language/words.tsx';
import { mayFile, useSelf } from '../sign-in/self.ts';

const words = {
  title: { zh: '从这里开始', en: 'Where to start' },
  assess: { zh: '自我评估', en: 'Check my category' },
  assessText: {
    zh: '十分钟内知道积分、类别，以及怎样可以提高。不需登录，内容不保存。',
    en: 'Your points, your category and what would lift it, in ten minutes. No sign-in; nothing is stored.',
  },
  guide: { zh: '办事指南和材料清单', en: 'Guide and checklist' },
  guideText: {
    zh: '按您的情况列出所需材料、时限和最容易出错的地方，可打印。',
    en: 'The papers for your case, how long it takes and what goes wrong most. Printable.',
  },
  apply: { zh: '申请', en: 'Apply' },
  applyText: {
    zh: '由用人单位登录后填写；可随时保存，缺什么会一次告诉您。',
    en: 'The employer signs in and fills it in. It saves itself, and tells you at once everything that is missing.',
  },
  follow: { zh: '查进度', en: 'Follow my case' },
  followText: {
    zh: '凭收件编号查询申请，凭咨询编号查看答复。',
    en: 'With the receipt number of an application, or the number of a question.',
  },
  verify: { zh: '核验许可', en: 'Verify a permit' },
  verifyText: {
    zh: '扫描电子证件上的二维码，立即知道是否有效；没有网络也能核验。',
    en: 'Scan the code on a permit and know at once whether it holds, even without a connection.',
  },
  ask: { zh: '咨询', en: 'Ask a question' },
  askText: {
    zh: '不清楚就问，工作人员书面答复。',
    en: 'Not sure? Ask. An officer answers in writing.',
  },
} as const;

/** The ways in, with what each is good for. */
export function StartHere() {
  const w = useWords(words);
  const files = mayFile(useSelf());
  const ways = [
    { to: '/assessment', title: w.assess, text: w.assessText },
    { to: '/guide', title: w.guide, text: w.guideText },
    ...(files ? [{ to: '/applications/new', title: w.apply, text: w.applyText }] : []),
    { to: '/follow', title: w.follow, text: w.followText },
    // The verifier is a page of its own, which the browser has to load.
    { to: new URL('verify', document.baseURI).href, title: w.verify, text: w.verifyText, loads: true },
    { to: '/ask', title: w.ask, text: w.askText },
  ];
  return (
    <section aria-labelledby="start-here">
      <h2 id="start-here">{w.title}</h2>
      <ul className="ways">
        {ways.map(({ to, title, text, loads }) => (
          <li key={to}>
            {loads ? <a href={to}>{title}</a> : <Link to={to}>{title}</Link>}
            <p>{text}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
