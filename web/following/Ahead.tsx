import { Link } from 'react-router';
import type { Answer } from '../client/contract.ts';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import '../pieces/parts.css';

const words = {
  ahead: { zh: '接下来', en: 'The way ahead' },
  by: { zh: (who: string) => `由${who}办理`, en: (who: string) => `by ${who}` },
  promised: { zh: (day: string) => `承诺最迟 ${day}`, en: (day: string) => `promised by ${day}` },
  ceiling: { zh: (day: string) => `法定最迟 ${day}`, en: (day: string) => `by law ${day} at the latest` },
  provisional: { zh: '（暂定）', en: ' (provisional)' },
  now: { zh: '现在', en: 'now' },
  may: { zh: '还可能发生什么', en: 'What else may happen' },
  leads: { zh: (to: string) => `之后：${to}`, en: (to: string) => `Then: ${to}` },
  doNow: { zh: '您现在可以做的', en: 'What you can do now' },
  open: { zh: '前往', en: 'Go there' },
  afterwards: { zh: '拿到决定之后', en: 'After the decision' },
  unproven: { zh: '（请向窗口确认）', en: ' (ask the office to be sure)' },
  window: { zh: (n: number) => `${n} 号窗口`, en: (n: number) => `Window ${n}` },
  help: { zh: '有疑问？', en: 'Questions?' },
};

type Guidance = Answer<'readGuidance'>;

/** Paths of the interface stay with the interface; a page has a path of the pages. */
const isPage = (link: string | undefined): link is string =>
  link?.startsWith('/') === true && !link.startsWith('/api/');

/** The way ahead with its days, what can be done now, and what has to be done after the decision. */
export function Ahead({ guidance }: { guidance: Guidance }) {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const { road, mayHappen, afterwards } = guidance;
  // What is done with a button of this page needs no line of its own.
  const doNow = guidance.doNow.filter(({ link }) => link === undefined || isPage(link));
  return (
    <>
      {doNow.length > 0 && (
        <section className="card" aria-labelledby="do-now">
          <h2 id="do-now">{w.doNow}</h2>
          <ul className="reasons">
            {doNow.map(({ text, link }) => (
              <li key={text.zh}>
                {say(text)} {isPage(link) && <Link to={link}>{w.open}</Link>}
              </li>
            ))}
          </ul>
        </section>
      )}
      {road.length > 0 && (
        <section className="card" aria-labelledby="ahead">
          <h2 id="ahead">{w.ahead}</h2>
          <ol className="road">
            {road.map(({ stage, label, by, promisedOn, ceilingOn, provisional }) => (
              <li key={stage} aria-current={stage === guidance.stage ? 'step' : undefined}>
                <span>
                  <strong>{say(label)}</strong> {stage === guidance.stage && <span className="road-now">{w.now}</span>}
                </span>
                <span className="soft">
                  {w.by(say(by))}
                  {promisedOn && ` · ${w.promised(dates.shortDay(promisedOn))}`}
                  {ceilingOn && ` · ${w.ceiling(dates.shortDay(ceilingOn))}`}
                  {(promisedOn || ceilingOn) && provisional && w.provisional}
                </span>
              </li>
            ))}
          </ol>
          {mayHappen.length > 0 && (
            <details>
              <summary>{w.may}</summary>
              <ul className="reasons">
                {mayHappen.map(({ transition, label, text, leadsTo }) => (
                  <li key={transition}>
                    <strong>{say(label)}</strong>
                    <p>
                      {say(text)} <span className="soft">{w.leads(say(leadsTo))}</span>
                    </p>
                  </li>
                ))}
              </ul>
            </details>
          )}
        </section>
      )}
      {afterwards.length > 0 && (
        <section className="card" aria-labelledby="afterwards">
          <h2 id="afterwards">{w.afterwards}</h2>
          <ol className="reasons">
            {afterwards.map(({ text, placeholder }) => (
              <li key={text.zh}>
                {say(text)}
                {placeholder && <span className="soft">{w.unproven}</span>}
              </li>
            ))}
          </ol>
        </section>
      )}
    </>
  );
}

/** Where to ask. */
export function Contact({
  of: contact,
  serviceWindow,
}: {
  of: Guidance['contact'];
  serviceWindow: number | undefined;
}) {
  const w = useWords(words);
  const say = useSay();
  return (
    <p className="soft ask">
      {w.help} {serviceWindow !== undefined && `${w.window(serviceWindow)} · `}
      {say(contact.office)} · {say(contact.address)} ·{' '}
      <a href={`tel:${contact.phone.replace(/[^+\d]/g, '')}`}>{contact.phone}</a> ·{' '}
      {contact.hours.map(({ days, from, to }) => `${say(days)} ${from}–${to}`).join(' · ')}
    </p>
  );
}
