import { useState } from 'react';
import { useRead } from '../client/queries.ts';
import { tagOf } from '../language/language.ts';
import { useLanguage, useSay, useWords } from '../language/words.tsx';
import { CheckField, SelectField } from '../pieces/Fields.tsx';
import { Head } from '../pieces/Head.tsx';
import '../pieces/plain-form.css';
import { Provisional } from '../pieces/Provisional.tsx';
import { Shown } from '../pieces/Shown.tsx';
import { OpeningHours } from './OpeningHours.tsx';
import './stations.css';

const words = {
  title: { zh: '国际服务站', en: 'Service stations' },
  intro: {
    zh: '就近办事：政策解读、材料指导、到期提醒、翻译和纠纷调解。',
    en: 'Help in person, close by: policy explained, papers, reminders, interpreting, mediation.',
  },
  service: { zh: '需要什么服务', en: 'What you need' },
  any: { zh: '全部', en: 'Anything' },
  language: { zh: '会说的语言', en: 'In which language' },
  now: { zh: '只看现在开放的', en: 'Only those open now' },
  open: { zh: '现在开放', en: 'Open now' },
  closed: { zh: '现在不开放', en: 'Closed now' },
  holidays: { zh: '法定节假日休息', en: 'Closed on public holidays' },
  speaks: { zh: '语言', en: 'Languages' },
  none: { zh: '没有符合条件的服务站。请放宽条件，或致电。', en: 'No station fits. Ask for less, or give us a call.' },
  found: { zh: (n: number) => `${n} 个服务站`, en: (n: number) => (n === 1 ? '1 station' : `${n} stations`) },
} as const;

/** Where people find help in person. */
export function Stations() {
  const w = useWords(words);
  const say = useSay();
  const { language } = useLanguage();
  const [service, setService] = useState('');
  const [spoken, setSpoken] = useState('');
  const [isNow, setNow] = useState(false);
  const all = useRead('listStations', {}, { fresh: 60_000 });
  const query = {
    ...(service ? { service } : {}),
    ...(spoken ? { language: spoken } : {}),
    ...(isNow ? { open: 'now' as const } : {}),
  };
  const found = useRead('listStations', Object.keys(query).length > 0 ? { query } : {}, { fresh: 60_000 });
  const names = new Intl.DisplayNames(tagOf(language), { type: 'language' });
  const languages = [...new Set(all.data?.items.flatMap((station) => station.languages) ?? [])];
  return (
    <>
      <Head title={w.title}>{w.intro}</Head>
      <div className="card filters no-print">
        <SelectField
          label={w.service}
          none={w.any}
          value={service}
          options={(all.data?.services ?? []).map(({ id, label }) => ({ value: id, label: say(label) }))}
          onChange={setService}
        />
        <SelectField
          label={w.language}
          none={w.any}
          value={spoken}
          options={languages.map((code) => ({ value: code, label: names.of(code) ?? code }))}
          onChange={setSpoken}
        />
        <CheckField label={w.now} value={isNow} onChange={setNow} />
      </div>
      <Shown of={found}>
        {({ items }) => (
          <>
            <p role="status" className="soft">
              {items.length === 0 ? w.none : w.found(items.length)}
            </p>
            <ul className="places-list">
              {items.map((station) => (
                <li key={station.id} className="card">
                  <h2>
                    {say(station.name)} <Provisional when={station.placeholder} />
                  </h2>
                  <p className={station.openNow ? 'is-open' : 'is-closed'}>{station.openNow ? w.open : w.closed}</p>
                  <p>
                    {say(station.address)}
                    <br />
                    <a href={`tel:${station.phone.replace(/[^+\d]/g, '')}`}>{station.phone}</a>
                  </p>
                  <OpeningHours hours={station.hours.map(({ weekdays, ...rest }) => ({ days: weekdays, ...rest }))} />
                  {station.closedOnHolidays && <p className="soft">{w.holidays}</p>}
                  <ul className="chips">
                    {station.services.map(({ id, label }) => (
                      <li key={id}>{say(label)}</li>
                    ))}
                  </ul>
                  <p className="soft">
                    {w.speaks}: {station.languages.map((code) => names.of(code) ?? code).join(', ')}
                  </p>
                </li>
              ))}
            </ul>
          </>
        )}
      </Shown>
    </>
  );
}
