import { useHas, useZone } from '../client/zone.ts';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import { ActionLink } from '../pieces/ActionLink.tsx';
import { Head } from '../pieces/Head.tsx';
import { isStaff, useSelf } from '../sign-in/self.ts';
import { Contact } from './Contact.tsx';
import './home.css';
import { Lanes } from './Lanes.tsx';
import { Latest } from './Latest.tsx';
import { Matters } from './Matters.tsx';
import { Offered } from './Offered.tsx';
import { Promised } from './Promised.tsx';
import { headline } from './promises.ts';
import { StartHere } from './StartHere.tsx';

const words = {
  about: {
    zh: '在本区工作的外国人，工作许可在这里申请、这里决定。不收费。',
    en: 'Work permits for foreigners who work in this zone are applied for here and decided here. There is no fee.',
  },
  assess: { zh: '测一测我符合哪一类', en: 'See whether I qualify' },
  guide: { zh: '看办事指南', en: 'Read what is needed' },
  decidedWithin: { zh: '承诺受理后决定时限', en: 'Decided within' },
  days: {
    zh: (n: number) => (n === 0 ? '当日' : `${n} 个工作日`),
    en: (n: number) => (n === 0 ? 'the same day' : n === 1 ? '1 working day' : `${n} working days`),
  },
  ofAcceptance: {
    zh: (n: number) => `新办工作许可，自受理之日起。法律允许最长 ${n} 个工作日。`,
    en: (n: number) => `of accepting a new application. The law would allow ${n} working days.`,
  },
  delegated: {
    zh: (from: string, since: string) => `受${from}委托，自 ${since} 起办理。`,
    en: (from: string, since: string) => `Delegated by ${from} since ${since}.`,
  },
  until: { zh: (day: string) => `委托期至 ${day}。`, en: (day: string) => `The delegation runs until ${day}.` },
  inquire: { zh: '服务大厅', en: 'Office' },
} as const;

/** The first page: what is done here and how fast, and where to begin. */
export function Home() {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const zone = useZone();
  const self = useSelf();
  const hasWindows = useHas('serviceWindows');
  const hasHelp = useHas('help');
  const first = headline(zone.promises);
  const { delegation } = zone;
  return (
    <div className="home">
      {self && <Matters self={self} />}
      <section className="hero card">
        <div>
          <Head title={say(zone.name)}>{say(zone.authority)}</Head>
          <p className="hero-about">{w.about}</p>
          {!isStaff(self) && (
            <p className="hero-actions">
              <ActionLink to="/assessment" primary>
                {w.assess}
              </ActionLink>
              <ActionLink to="/guide">{w.guide}</ActionLink>
            </p>
          )}
          <p className="soft">
            {w.delegated(say(delegation.from), dates.day(delegation.validFrom))}{' '}
            {delegation.validTo && w.until(dates.day(delegation.validTo))}
          </p>
        </div>
        {first && (
          <p className="hero-promise">
            <span>{w.decidedWithin}</span>
            <strong>{w.days(first.promise)}</strong>
            <span>{w.ofAcceptance(first.ceiling)}</span>
          </p>
        )}
      </section>
      <StartHere />
      <Lanes />
      <Promised />
      <Offered />
      <Latest />
      <Contact hasWindows={hasWindows} hasHelp={hasHelp} />
    </div>
  );
}
