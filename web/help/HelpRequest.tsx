import { Button, Tag } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { Link, useParams } from 'react-router';
import type { HelpAct } from '../../shared/domain/help/mediation.ts';
import type { Answer } from '../client/contract.ts';
import { useRead } from '../client/queries.ts';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import { Facts } from '../pieces/Facts.tsx';
import { Head } from '../pieces/Head.tsx';
import '../pieces/parts.css';
import '../pieces/plain-form.css';
import { Shown } from '../pieces/Shown.tsx';
import { Gate } from '../sign-in/Gate.tsx';
import { ActForm } from './ActForm.tsx';
import { Agreement } from './Agreement.tsx';
import { wordless } from './act-form.ts';
import './help.css';
import { whoOf } from './happened.ts';
import { actWords, doneWords, kindWords, outcomeWords, stateColours, stateWords } from './help-words.ts';
import { grave, inOrder, sideOf, whatNow } from './what-now.ts';

const words = {
  title: { zh: '求助', en: 'Request for help' },
  asked: { zh: '提出时间', en: 'Asked' },
  language: { zh: '使用语言', en: 'Language' },
  zh: { zh: '中文', en: 'Chinese' },
  en: { zh: '英文', en: 'English' },
  application: { zh: '相关申请', en: 'Application' },
  permit: { zh: '相关许可', en: 'Permit' },
  open: { zh: '查看', en: 'See it' },
  station: { zh: '希望前往', en: 'Would like to come to' },
  between: { zh: '双方', en: 'Between' },
  and: {
    zh: (one: string, other: string) => `${one} 与 ${other}`,
    en: (one: string, other: string) => `${one} and ${other}`,
  },
  otherEmail: { zh: '另一方邮箱', en: 'E-mail of the other party' },
  outcome: { zh: '结果', en: 'How it ended' },
  referredTo: { zh: (to: string) => `（${to}）`, en: (to: string) => `(${to})` },
  summary: { zh: '调解事由', en: 'What it is about' },
  terms: { zh: (n: number) => `调解方案（第 ${n} 版）`, en: (n: number) => `Proposed terms, version ${n}` },
  accepted: { zh: '已接受', en: 'Accepted by' },
  nobodyYet: { zh: '还没有人接受', en: 'Nobody has accepted yet' },
  sessions: { zh: '调解会', en: 'Sessions' },
  session: { zh: (n: number) => `第 ${n} 次`, en: (n: number) => `No ${n}` },
  online: { zh: '线上', en: 'online' },
  happened: { zh: '经过', en: 'What happened' },
  you: { zh: '您', en: 'You' },
  requester: { zh: '求助人', en: 'The requester' },
  'other-party': { zh: '另一方', en: 'The other party' },
  office: { zh: '工作人员', en: 'The office' },
  confidential: { zh: '保密，仅调解员可见', en: 'Confidential: for the mediator alone' },
  done: { zh: '已完成。', en: 'Done.' },
};

type Help = Answer<'readHelp'>;

/** What the reader may do; the most fitting act lies open, the others behind a button each. */
function Acts({ help }: { help: Help }) {
  const w = useWords(words);
  const acts = useWords(actWords);
  const [chosen, setChosen] = useState<HelpAct>();
  const [isDone, setDone] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const ordered = inOrder(help.next, help.you === 'handler');
  const [first] = ordered;
  const opened =
    chosen && ordered.includes(chosen)
      ? chosen
      : first && !grave.includes(first) && !wordless.includes(first)
        ? first
        : undefined;
  useEffect(() => {
    if (chosen) place.current?.querySelector<HTMLElement>('input, textarea, select, button')?.focus();
  }, [chosen]);
  return (
    <>
      <p role="status" className="visually-hidden">
        {isDone && w.done}
      </p>
      {opened && (
        <div ref={place} className="act-open">
          <ActForm
            key={opened}
            act={opened}
            help={help}
            onDone={() => {
              setChosen(undefined);
              setDone(true);
            }}
            onBack={chosen ? () => setChosen(undefined) : undefined}
          />
        </div>
      )}
      <div className="form-actions no-print">
        {ordered
          .filter((act) => act !== opened)
          .map((act) => (
            <Button
              key={act}
              type={act === first && !opened && !grave.includes(act) ? 'primary' : 'default'}
              danger={grave.includes(act)}
              onClick={() => {
                setDone(false);
                setChosen(act);
              }}
            >
              {acts[act]}
            </Button>
          ))}
      </div>
    </>
  );
}

function Happened({ help }: { help: Help }) {
  const w = useWords(words);
  const done = useWords(doneWords);
  const dates = useDates();
  return (
    <section className="card" aria-labelledby="happened">
      <h2 id="happened">{w.happened}</h2>
      <ol className="talk">
        {help.happened.map((happening, at) => {
          const { act, as, officer, text, confidential } = happening;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: what happened is only ever added to
            <li key={at} className={`talk-${as === 'office' ? 'office' : 'party'}`}>
              <p className="talk-head">
                <strong>{w[whoOf(happening, help.you)]}</strong> {officer && <span className="soft">{officer}</span>}{' '}
                <span>{done[act]}</span> <time dateTime={happening.at}>{dates.moment(happening.at)}</time>
                {confidential && <Tag color="warning">{w.confidential}</Tag>}
              </p>
              {text && (
                <p className="said" dir="auto">
                  {text}
                </p>
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
}

function Mediation({ help }: { help: Help }) {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const stations = useRead('listStations', {}, { fresh: 600_000 }).data;
  const nameOf = (place: string) => {
    if (place === 'online') return w.online;
    const station = stations?.items.find(({ id }) => id === place);
    return station ? `${say(station.name)}，${say(station.address)}` : place;
  };
  const partyName = (party: 'requester' | 'other-party') => {
    const name = party === 'requester' ? help.parties?.requester : help.parties?.other;
    return name || w[party];
  };
  return (
    <>
      {help.agreement && <Agreement id={help.id} agreement={help.agreement} />}
      {help.summary && (
        <section className="card">
          <h2>{w.summary}</h2>
          <p className="said" dir="auto">
            {say(help.summary)}
          </p>
        </section>
      )}
      {help.terms && (
        <section className="card">
          <h2>{w.terms(help.terms.version)}</h2>
          <p className="said" dir="auto">
            {say(help.terms.text)}
          </p>
          <p className="soft">
            {help.terms.acceptedBy.length === 0
              ? w.nobodyYet
              : `${w.accepted}: ${help.terms.acceptedBy.map(partyName).join('、')}`}
          </p>
        </section>
      )}
      {help.sessions.length > 0 && (
        <section className="card">
          <h2>{w.sessions}</h2>
          <ul className="plain-list">
            {help.sessions.map(({ number, on, place, minutes }) => (
              <li key={number}>
                <strong>
                  {w.session(number)} · {dates.day(on)}
                </strong>{' '}
                · {nameOf(place)}
                {minutes && (
                  <p className="said" dir="auto">
                    {minutes}
                  </p>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Page({ help }: { help: Help }) {
  const w = useWords(words);
  const kinds = useWords(kindWords);
  const states = useWords(stateWords);
  const outcomes = useWords(outcomeWords);
  const say = useSay();
  const dates = useDates();
  const known = useRead('listStations', {}, { fresh: 600_000 }).data;
  const topic = known?.topics.find(({ id }) => id === help.topic)?.label;
  const station = known?.items.find(({ id }) => id === help.station)?.name;
  const isOffice = sideOf(help.you) === 'office';
  const { applicationId, permitNumber } = help.about ?? {};
  return (
    <>
      <Head title={topic ? `${kinds[help.kind]} · ${say(topic)}` : kinds[help.kind]}>
        <Tag color={stateColours[help.state]}>{states[help.state]}</Tag>
      </Head>
      <section className="card next-step" aria-labelledby="now">
        <h2 id="now">{say(whatNow(help.state, help.you))}</h2>
        <Acts help={help} />
      </section>
      {help.kind === 'dispute' && <Mediation help={help} />}
      <Happened help={help} />
      <section className="card">
        <Facts
          of={[
            [
              w.outcome,
              help.outcome && `${outcomes[help.outcome]}${help.referredTo ? w.referredTo(help.referredTo) : ''}`,
            ],
            [w.between, help.parties && w.and(help.parties.requester || w.requester, help.parties.other)],
            [w.otherEmail, help.parties?.otherEmail],
            [w.asked, dates.moment(help.openedAt)],
            [w.language, help.language === 'zh' ? w.zh : w.en],
            [w.station, station && say(station)],
            [
              w.application,
              applicationId && <Link to={`${isOffice ? '/cases' : '/applications'}/${applicationId}`}>{w.open}</Link>,
            ],
            [w.permit, permitNumber && <Link to={`/permits/${permitNumber}`}>{permitNumber}</Link>],
          ]}
        />
      </section>
    </>
  );
}

function Found() {
  const w = useWords(words);
  const { id = '' } = useParams();
  const read = useRead('readHelp', { path: { id } });
  return (
    <>
      {!read.data && <Head title={w.title} />}
      <Shown of={read}>{(help) => <Page key={help.id} help={help} />}</Shown>
    </>
  );
}

/** A request for help as its people see it: what to do now, what was said, what was agreed. */
export const HelpRequest = () => (
  <Gate roles={['employer', 'applicant', 'front-officer', 'supervisor']}>
    <Found />
  </Gate>
);
