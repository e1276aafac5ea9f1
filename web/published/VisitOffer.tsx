import { useRead } from '../client/queries.ts';
import { useSay, useWords } from '../language/words.tsx';
import { ActionLink } from '../pieces/ActionLink.tsx';
import { Head } from '../pieces/Head.tsx';
import { Provisional } from '../pieces/Provisional.tsx';
import { Shown } from '../pieces/Shown.tsx';
import { mayFile, useSelf } from '../sign-in/self.ts';
import { OpeningHours } from '../stations/OpeningHours.tsx';
import '../stations/stations.css';
import './published.css';

const words = {
  title: { zh: '一窗通办', en: 'One visit for several permits' },
  intro: {
    zh: '一次预约，把几件申请要当面办的事一起办完、一起取件。',
    en: 'One appointment for everything that has to be done in person, and one collection.',
  },
  book: { zh: '预约', en: 'Book a visit' },
  where: { zh: '地点和时间', en: 'Where and when' },
  slot: {
    zh: (n: number) => `每个时段 ${n} 分钟`,
    en: (n: number) => `Appointments take ${n} minutes`,
  },
  rules: { zh: '规则', en: 'The rules' },
  services: { zh: '可以一起办的其他证件', en: 'What else can be handed in there' },
  by: { zh: '由其决定', en: 'Decided by' },
  bring: { zh: '请带', en: 'Bring' },
} as const;

/** Where a zone names no weekdays its hours hold on working days. */
const workingDays = [1, 2, 3, 4, 5];

/** What one visit covers, with every rule before anything is booked. */
export function VisitOffer() {
  const w = useWords(words);
  const say = useSay();
  const files = mayFile(useSelf());
  const found = useRead('readVisitOffer', {}, { fresh: 300_000 });
  return (
    <>
      <Head
        title={w.title}
        actions={
          files && (
            <ActionLink to="/visits/new" primary>
              {w.book}
            </ActionLink>
          )
        }
      >
        {w.intro}
      </Head>
      <Shown of={found}>
        {(offer) => (
          <>
            <section className="card">
              <h2>{w.where}</h2>
              <p>
                {say(offer.address)} <Provisional when={offer.placeholder} />
              </p>
              <OpeningHours
                hours={offer.hours.map(({ weekdays, from, to }) => ({ days: weekdays ?? workingDays, from, to }))}
              />
              <p className="soft">{w.slot(offer.slotMinutes)}</p>
            </section>
            <section className="card reading">
              <h2>{w.rules}</h2>
              <ul>
                {offer.rules.map(({ code, text }) => (
                  <li key={code}>{say(text)}</li>
                ))}
              </ul>
            </section>
            {offer.services.length > 0 && (
              <section className="card reading">
                <h2>{w.services}</h2>
                {offer.services.map(({ id, title, authority, about, bring, placeholder }) => (
                  <div key={id}>
                    <h3>
                      {say(title)} <Provisional when={placeholder} />
                    </h3>
                    <p>{say(about)}</p>
                    <p className="soft">
                      {w.by}: {say(authority)}
                    </p>
                    {bring.length > 0 && (
                      <p>
                        {w.bring}: {bring.map(say).join(', ')}
                      </p>
                    )}
                  </div>
                ))}
              </section>
            )}
          </>
        )}
      </Shown>
    </>
  );
}
