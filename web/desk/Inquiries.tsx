import { Button, Tag } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { usePages } from '../client/queries.ts';
import { useDates } from '../language/dates.tsx';
import { useWords } from '../language/words.tsx';
import { ActionLink } from '../pieces/ActionLink.tsx';
import { Head } from '../pieces/Head.tsx';
import { More } from '../pieces/More.tsx';
import { Problems } from '../pieces/Problems.tsx';
import { Shown } from '../pieces/Shown.tsx';
import { Gate } from '../sign-in/Gate.tsx';
import { holds, useSelf } from '../sign-in/self.ts';
import './desk.css';
import { channelWords, languageWords, officeWords, stateWords } from './desk-words.ts';
import { useTopics } from './topics.ts';
import { Waited } from './Waited.tsx';
import { fitting, inquiryNumber, type Wanted } from './waiting.ts';

const words = {
  title: { zh: '咨询', en: 'Inquiries' },
  mine: { zh: '我的咨询', en: 'My inquiries' },
  line: { zh: '等待答复的咨询，等得最久的在前。', en: 'What waits for an answer, the longest waiting first.' },
  log: { zh: '登记电话或窗口咨询', en: 'Log a call or a visit' },
  ask: { zh: '我要咨询', en: 'Ask something' },
  offices: { zh: '由谁答复', en: 'Who answers' },
  topic: { zh: '主题', en: 'Topic' },
  every: { zh: '全部', en: 'All' },
  channel: { zh: '渠道', en: 'How it came' },
  whose: { zh: '领取情况', en: 'Taken by' },
  any: { zh: '全部', en: 'Anybody or nobody' },
  free: { zh: '无人领取', en: 'Nobody yet' },
  own: { zh: '我已领取', en: 'Me' },
  number: { zh: '按编号打开', en: 'Open by number' },
  open: { zh: '打开', en: 'Open' },
  notNumber: {
    zh: '编号为十位字母和数字，如 abcde-12345。',
    en: 'A number has ten letters and digits, such as abcde-12345.',
  },
  none: { zh: '没有等待答复的咨询。', en: 'Nobody waits for an answer.' },
  noneFits: { zh: '已载入的咨询中没有符合条件的。', en: 'Nothing of what is shown fits.' },
  noneMine: { zh: '您还没有登录后提出的咨询。', en: 'You have not asked anything while signed in.' },
  takenByMe: { zh: '我已领取', en: 'Taken by me' },
  takenBy: { zh: (who: string) => `${who} 已领取`, en: (who: string) => `Taken by ${who}` },
  askedOn: { zh: (at: string) => `提出于 ${at}`, en: (at: string) => `asked ${at}` },
};

/** Goes to an inquiry of which the asker tells the number. */
function ByNumber() {
  const w = useWords(words);
  const id = useId();
  const go = useNavigate();
  const [typed, setTyped] = useState('');
  const [isWrong, setWrong] = useState(false);
  const open = (event: FormEvent) => {
    event.preventDefault();
    const number = inquiryNumber(typed);
    setWrong(number === undefined);
    if (number) void go(`/inquiries/${number}`);
  };
  return (
    <form className="by-number" onSubmit={open}>
      <label htmlFor={id}>{w.number}</label>
      <input
        id={id}
        className="input"
        value={typed}
        autoComplete="off"
        aria-invalid={isWrong || undefined}
        aria-describedby={isWrong ? `${id}-wrong` : undefined}
        onChange={({ target }) => setTyped(target.value)}
      />
      <Button htmlType="submit">{w.open}</Button>
      {isWrong && (
        <p id={`${id}-wrong`} role="alert" className="field-problem">
          {w.notNumber}
        </p>
      )}
    </form>
  );
}

function DeskInquiries() {
  const w = useWords(words);
  const channels = useWords(channelWords);
  const offices = useWords(officeWords);
  const languages = useWords(languageWords);
  const topics = useTopics();
  const self = useSelf();
  const [query, setQuery] = useSearchParams();
  const usual = holds(self, 'front-officer', 'supervisor') ? 'front' : 'back';
  const office = query.get('office') === 'back' ? 'back' : query.get('office') === 'front' ? 'front' : usual;
  const whose = query.get('whose');
  const wanted: Wanted = {
    topic: query.get('topic') ?? '',
    channel: query.get('channel') ?? '',
    whose: whose === 'mine' || whose === 'free' ? whose : 'any',
  };
  const choose = (name: string, value: string) =>
    setQuery(
      (now) => {
        const next = new URLSearchParams(now);
        if (value === '') next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: true },
    );
  const list = usePages('listInquiries', { query: { office, limit: 50 } }, { refetchEvery: 60_000 });
  const shown = fitting(list.items, wanted, self?.subject ?? '');
  const isNarrowed = wanted.topic !== '' || wanted.channel !== '' || wanted.whose !== 'any';
  return (
    <>
      <Head
        title={w.title}
        actions={
          holds(self, 'front-officer', 'supervisor') && (
            <ActionLink to="/inquiries/log" primary>
              {w.log}
            </ActionLink>
          )
        }
      >
        {w.line}
      </Head>
      <div className="tools">
        <fieldset className="switches">
          <legend className="visually-hidden">{w.offices}</legend>
          {(['front', 'back'] as const).map((one) => (
            <button key={one} type="button" aria-pressed={office === one} onClick={() => choose('office', one)}>
              {offices[one]}
            </button>
          ))}
        </fieldset>
        <label>
          <span>{w.topic}</span>
          <select className="input" value={wanted.topic} onChange={({ target }) => choose('topic', target.value)}>
            <option value="">{w.every}</option>
            {topics.options.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span>{w.channel}</span>
          <select className="input" value={wanted.channel} onChange={({ target }) => choose('channel', target.value)}>
            <option value="">{w.every}</option>
            {(['online', 'telephone', 'window'] as const).map((one) => (
              <option key={one} value={one}>
                {channels[one]}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span>{w.whose}</span>
          <select
            className="input"
            value={wanted.whose === 'any' ? '' : wanted.whose}
            onChange={({ target }) => choose('whose', target.value)}
          >
            <option value="">{w.any}</option>
            <option value="free">{w.free}</option>
            <option value="mine">{w.own}</option>
          </select>
        </label>
        <ByNumber />
      </div>
      {list.error && <Problems error={list.error} />}
      {!list.error && (
        <Shown of={{ ...list, data: list.isPending ? undefined : shown }}>
          {(lines) =>
            lines.length === 0 ? (
              <p className="nothing">{isNarrowed && list.items.length > 0 ? w.noneFits : w.none}</p>
            ) : (
              <ul className="desk-list">
                {lines.map(({ id, topic, procedure, language, waitingSince, askedAt, channel, claimedBy }) => (
                  <li key={id}>
                    <Link to={`/inquiries/${id}`} className="desk-line">
                      <span className="desk-line-main">
                        <strong>{topics.label(topic)}</strong>
                        <small>
                          {[
                            procedure && topics.procedureLabel(procedure),
                            languages[language],
                            channel && channels[channel],
                            id,
                          ]
                            .filter(Boolean)
                            .join(' · ')}
                        </small>
                      </span>
                      {claimedBy && (
                        <Tag color={claimedBy === self?.subject ? 'processing' : 'default'}>
                          {claimedBy === self?.subject ? w.takenByMe : w.takenBy(claimedBy)}
                        </Tag>
                      )}
                      <Waited since={waitingSince ?? askedAt} />
                    </Link>
                  </li>
                ))}
              </ul>
            )
          }
        </Shown>
      )}
      <More list={list} />
    </>
  );
}

function OwnInquiries() {
  const w = useWords(words);
  const states = useWords(stateWords);
  const topics = useTopics();
  const dates = useDates();
  const list = usePages('listInquiries', { query: { mine: 'true' } });
  return (
    <>
      <Head
        title={w.mine}
        actions={
          <ActionLink to="/ask" primary>
            {w.ask}
          </ActionLink>
        }
      />
      <Shown of={{ ...list, data: list.isPending || list.error ? undefined : list.items }}>
        {(lines) =>
          lines.length === 0 ? (
            <p className="nothing">{w.noneMine}</p>
          ) : (
            <ul className="desk-list">
              {lines.map(({ id, topic, procedure, state, askedAt }) => (
                <li key={id}>
                  <Link to={`/inquiries/${id}`} className="desk-line">
                    <span className="desk-line-main">
                      <strong>{topics.label(topic)}</strong>
                      <small>
                        {[procedure && topics.procedureLabel(procedure), w.askedOn(dates.moment(askedAt)), id]
                          .filter(Boolean)
                          .join(' · ')}
                      </small>
                    </span>
                    <Tag color={state === 'answered' ? 'success' : state === 'with-asker' ? 'warning' : 'default'}>
                      {states[state]}
                    </Tag>
                  </Link>
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
      <More list={list} />
    </>
  );
}

/** What waits for the desk; for everybody else what they asked themselves. */
export function Inquiries() {
  const self = useSelf();
  return (
    <Gate roles={['employer', 'applicant', 'front-officer', 'back-officer', 'supervisor']}>
      {holds(self, 'front-officer', 'back-officer', 'supervisor') ? <DeskInquiries /> : <OwnInquiries />}
    </Gate>
  );
}
