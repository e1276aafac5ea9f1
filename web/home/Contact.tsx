import { Link } from 'react-router';
import { useZone } from '../client/zone.ts';
import { useSay, useWords } from '../language/words.tsx';

const words = {
  title: { zh: '地址、电话和时间', en: 'Where and when' },
  address: { zh: '地址', en: 'Address' },
  phone: { zh: '电话', en: 'Phone' },
  hours: { zh: '办公时间', en: 'Opening hours' },
  windows: {
    zh: (n: number) => `全区共有 ${n} 个服务窗口`,
    en: (n: number) => `All ${n} service windows of the zone`,
  },
  stations: { zh: '国际服务站', en: 'Service stations nearby' },
  more: { zh: '公开信息', en: 'Rules and notices' },
} as const;

/** Where the office is, when it is open, and how to reach it. */
export function Contact({ hasWindows, hasHelp }: { hasWindows: boolean; hasHelp: boolean }) {
  const w = useWords(words);
  const say = useSay();
  const { contact, serviceWindows } = useZone();
  return (
    <section aria-labelledby="contact" className="card">
      <h2 id="contact">{w.title}</h2>
      <dl className="contact">
        <dt>{w.address}</dt>
        <dd>{say(contact.address)}</dd>
        <dt>{w.phone}</dt>
        <dd>
          <a href={`tel:${contact.phone.replace(/[^+\d]/g, '')}`}>{contact.phone}</a>
        </dd>
        <dt>{w.hours}</dt>
        <dd>
          {contact.hours.map(({ days, from, to }) => (
            <span key={`${days.en} ${from}`} className="hours">
              {say(days)} {from}–{to}
            </span>
          ))}
        </dd>
      </dl>
      <p className="contact-more">
        {hasWindows && serviceWindows !== undefined && <Link to="/service-windows">{w.windows(serviceWindows)}</Link>}
        {hasHelp && <Link to="/stations">{w.stations}</Link>}
        <Link to="/published">{w.more}</Link>
      </p>
    </section>
  );
}
