import { Button, Tag } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { Answer } from '../client/contract.ts';
import { useRead } from '../client/queries.ts';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import { Head } from '../pieces/Head.tsx';
import '../pieces/parts.css';
import '../pieces/plain-form.css';
import { useProcedureTitle } from '../pieces/procedure-titles.ts';
import { Shown } from '../pieces/Shown.tsx';
import { StageTag } from '../pieces/StageTag.tsx';
import { Gate } from '../sign-in/Gate.tsx';
import { isStaff, useSelf } from '../sign-in/self.ts';
import { TakeOut, VisitActs } from './VisitActs.tsx';
import { visitColours, visitWords } from './visit-words.ts';
import './visits.css';

const words = {
  title: { zh: '一次办预约', en: 'Visit' },
  at: {
    zh: (day: string, from: string, to: string) => `${day} ${from}–${to}`,
    en: (day: string, from: string, to: string) => `${day}, ${from}–${to}`,
  },
  for: { zh: (name: string) => `为${name}`, en: (name: string) => `for ${name}` },
  print: { zh: '打印', en: 'Print' },
  until: {
    zh: (at: string, n: number) => `${at} 之前可以改期或取消，还可改期 ${n} 次。`,
    en: (at: string, n: number) =>
      `It can be moved or cancelled until ${at}; ${n === 1 ? 'one move is' : `${n} moves are`} left.`,
  },
  because: { zh: (why: string) => `原因：${why}`, en: (why: string) => `Because: ${why}` },
  together: { zh: '领取', en: 'Collecting' },
  readyNow: {
    zh: '全部可以领取，开放时间内均可，无须预约。',
    en: 'Everything can be collected now, during opening hours and without an appointment.',
  },
  readySince: {
    zh: (day: string) => `自 ${day} 起可以一次领取全部。`,
    en: (day: string) => `Everything can be collected since ${day}.`,
  },
  expected: {
    zh: (day: string) => `预计 ${day} 可以一次领取全部。`,
    en: (day: string) => `Everything is promised by ${day}.`,
  },
  notKnown: {
    zh: '尚有申请未定日期，办结后会通知您。',
    en: 'The day is not known yet. You are told once everything is ready.',
  },
  collected: {
    zh: (name: string, at: string) => `${name} 于 ${at} 领取。`,
    en: (name: string, at: string) => `Collected by ${name} on ${at}.`,
  },
  applications: { zh: '申请', en: 'Applications' },
  pending: { zh: '办理中', en: 'Under way' },
  ready: { zh: '可以领取', en: 'Ready' },
  dropped: { zh: '已退出合并', en: 'Not part of it any more' },
  readyOn: { zh: (day: string) => `${day} 办结`, en: (day: string) => `ready on ${day}` },
  expectedOn: { zh: (day: string) => `预计 ${day}`, en: (day: string) => `expected ${day}` },
  takeOut: { zh: '退出合并', en: 'Take it out' },
  takeOutOf: { zh: (name: string) => `退出合并：${name}`, en: (name: string) => `Take it out: ${name}` },
  services: { zh: '代办事项', en: 'Certificates of other authorities' },
  'with-authority': { zh: '机关办理中', en: 'With the authority' },
  'not-granted': { zh: '未获批准', en: 'Not granted' },
  bring: { zh: '请携带原件', en: 'Bring the originals' },
  bringText: { zh: '到场时核对，核对后当场退还。', en: 'They are looked at and given back at once.' },
  bringFor: { zh: (n: number) => `${n} 件申请`, en: (n: number) => `for ${n} applications` },
  rules: { zh: '预约须知', en: 'Good to know' },
};

type Visit = Answer<'readVisit'>;

function Together({ visit }: { visit: Visit }) {
  const w = useWords(words);
  const dates = useDates();
  const { together, collection } = visit;
  if (visit.state === 'cancelled' || visit.state === 'absent') return null;
  return (
    <section className="card">
      <h2>{w.together}</h2>
      <p>
        {collection
          ? w.collected(collection.collectedBy.name, dates.moment(collection.at))
          : together.ready
            ? together.on
              ? w.readySince(dates.day(together.on))
              : w.readyNow
            : together.expectedOn
              ? w.expected(dates.day(together.expectedOn))
              : w.notKnown}
      </p>
    </section>
  );
}

const partColours = { pending: 'processing', ready: 'success', dropped: 'default' } as const;

function Parts({ visit }: { visit: Visit }) {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const titleOf = useProcedureTitle();
  const staff = isStaff(useSelf());
  const [leaving, setLeaving] = useState<string>();
  return (
    <section className="card" aria-labelledby="parts">
      <h2 id="parts">{w.applications}</h2>
      <ul className="plain-list">
        {visit.applications.map((part) => {
          const name = [part.procedure && titleOf(part.procedure), part.applicant ?? part.receiptNumber]
            .filter(Boolean)
            .join(' · ');
          return (
            <li key={part.id} className="visit-part">
              <div>
                <Link to={`${staff ? '/cases' : '/applications'}/${part.id}`}>{name || part.id}</Link>{' '}
                <Tag color={partColours[part.state]}>{w[part.state]}</Tag>{' '}
                {part.stage && <StageTag stage={part.stage} />}
                <p className="soft">
                  {[
                    part.receiptNumber,
                    part.readyOn && w.readyOn(dates.shortDay(part.readyOn)),
                    part.expectedOn && w.expectedOn(dates.shortDay(part.expectedOn)),
                    part.permitNumber,
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </p>
                {part.reason && <p>{say(part.reason)}</p>}
                {part.grounds?.map((ground) => (
                  <p key={ground.zh}>{say(ground)}</p>
                ))}
              </div>
              {visit.next.includes('take-out') && part.state !== 'dropped' && visit.applications.length > 1 && (
                <Button aria-label={w.takeOutOf(name)} onClick={() => setLeaving(part.id)}>
                  {w.takeOut}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      <TakeOut visit={visit} application={leaving} onClose={() => setLeaving(undefined)} />
    </section>
  );
}

const serviceColours = { 'with-authority': 'processing', ready: 'success', 'not-granted': 'error' } as const;

function Services({ visit }: { visit: Visit }) {
  const w = useWords(words);
  const say = useSay();
  if (visit.services.length === 0) return null;
  const nameOf = (application: string) => {
    const found = visit.applications.find(({ id }) => id === application);
    return found?.applicant ?? found?.receiptNumber ?? '';
  };
  return (
    <section className="card">
      <h2>{w.services}</h2>
      <ul className="plain-list">
        {visit.services.map((one) => (
          <li key={`${one.service} ${one.applicationId}`}>
            {[say(one.title), nameOf(one.applicationId)].filter(Boolean).join(' · ')}{' '}
            <Tag color={serviceColours[one.state]}>{w[one.state]}</Tag>
            <p className="soft">
              {say(one.authority)}
              {one.note && ` · ${one.note}`}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Bring({ visit }: { visit: Visit }) {
  const w = useWords(words);
  const say = useSay();
  if (visit.state !== 'booked' || visit.bring.length + visit.bringForServices.length === 0) return null;
  return (
    <section className="card">
      <h2>{w.bring}</h2>
      <p className="soft">{w.bringText}</p>
      <ul className="bring">
        {visit.bring.map(({ kind, label, applications }) => (
          <li key={kind}>
            {say(label)}{' '}
            {applications.length > 1 && <span className="soft">（{w.bringFor(applications.length)}）</span>}
          </li>
        ))}
        {visit.bringForServices.map((label) => (
          <li key={label.zh}>{say(label)}</li>
        ))}
      </ul>
    </section>
  );
}

function Page({ visit }: { visit: Visit }) {
  const w = useWords(words);
  const states = useWords(visitWords);
  const say = useSay();
  const dates = useDates();
  const { appointment, changes } = visit;
  return (
    <>
      <Head
        title={w.at(dates.day(appointment.day), appointment.from, appointment.to)}
        actions={<Button onClick={() => print()}>{w.print}</Button>}
      >
        <Tag color={visitColours[visit.state]}>{states[visit.state]}</Tag> {say(appointment.address)} ·{' '}
        {w.for(visit.party.name)}
        {visit.endedBecause && <p>{w.because(visit.endedBecause)}</p>}
      </Head>
      {visit.next.length > 0 && (
        <section className="card next-step no-print">
          {visit.next.includes('move') && <p>{w.until(dates.moment(changes.until), changes.movesLeft)}</p>}
          <VisitActs visit={visit} />
        </section>
      )}
      <Bring visit={visit} />
      <Together visit={visit} />
      <Parts visit={visit} />
      <Services visit={visit} />
      {visit.state === 'booked' && (
        <section className="card">
          <h2>{w.rules}</h2>
          <ul>
            {visit.rules.map(({ code, text }) => (
              <li key={code}>{say(text)}</li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Found() {
  const w = useWords(words);
  const { id = '' } = useParams();
  const read = useRead('readVisit', { path: { id } });
  return (
    <>
      {!read.data && <Head title={w.title} />}
      <Shown of={read}>{(visit) => <Page key={visit.id} visit={visit} />}</Shown>
    </>
  );
}

/** One visit: when and where, what to bring, how each part stands, when everything can be collected. */
export const Visit = () => (
  <Gate roles={['employer', 'applicant', 'front-officer', 'supervisor']}>
    <Found />
  </Gate>
);
