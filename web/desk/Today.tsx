import { Button, Tag } from 'antd';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { Role } from '../../shared/domain/access/roles.ts';
import { addMonths } from '../../shared/domain/time.ts';
import { useNow } from '../client/now.ts';
import { usePages, useRead } from '../client/queries.ts';
import { useHas, useZone } from '../client/zone.ts';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import '../pieces/action-link.css';
import { DueTime } from '../pieces/DueTime.tsx';
import { Head } from '../pieces/Head.tsx';
import { Shown } from '../pieces/Shown.tsx';
import { Gate } from '../sign-in/Gate.tsx';
import { holds, useSelf } from '../sign-in/self.ts';
import './desk.css';
import { officeWords } from './desk-words.ts';
import { leaveOf, queueFigures } from './today-figures.ts';
import { useTopics } from './topics.ts';
import { Waited } from './Waited.tsx';

const words = {
  onDay: {
    zh: (day: string, weekday: string) => `${day} ${weekday}`,
    en: (day: string, weekday: string) => `${weekday} ${day}`,
  },
  title: { zh: '今日工作', en: 'Today' },
  'preliminary-review': { zh: '待预审', en: 'Preliminary review' },
  review: { zh: '待审查', en: 'Review' },
  conclusion: { zh: '待决定', en: 'Conclusion' },
  late: { zh: '已超时', en: 'Overdue' },
  cases: {
    zh: (n: string, more: boolean) => `${n}${more ? ' 件以上' : ' 件'}`,
    en: (n: string, more: boolean) => (more ? `more than ${n}` : n),
  },
  mine: { zh: (n: number) => `我已领取 ${n} 件`, en: (n: number) => `${n} taken by me` },
  lateMany: { zh: (n: number) => `${n} 件已超时`, en: (n: number) => `${n} overdue` },
  noneLate: { zh: '没有超时的案件。', en: 'Nothing is overdue.' },
  noCases: { zh: '没有等待办理的案件。', en: 'Nothing waits here.' },
  allTaken: { zh: '都已由同事领取或中止计时。', en: 'Colleagues have taken them all, or their clocks stand still.' },
  toQueue: { zh: '打开队列', en: 'Open the queue' },
  yours: { zh: '我的', en: 'mine' },
  employerAlone: { zh: '用人单位事项', en: 'About the employer' },
  inquiries: { zh: '咨询', en: 'Inquiries' },
  noInquiries: { zh: '没有等待答复的咨询。', en: 'Nobody waits for an answer.' },
  toInquiries: { zh: '全部咨询', en: 'All inquiries' },
  visits: { zh: '今天的预约', en: 'Visits today' },
  noVisits: { zh: '今天没有预约。', en: 'Nobody has an appointment today.' },
  toVisits: { zh: '预约安排', en: 'The day’s list' },
  parts: { zh: (n: number) => `${n} 件事项`, en: (n: number) => (n === 1 ? '1 matter' : `${n} matters`) },
  booked: { zh: '未到', en: 'Expected' },
  'checked-in': { zh: '已签到', en: 'Here' },
  absent: { zh: '未到场', en: 'Did not come' },
  cancelled: { zh: '已取消', en: 'Cancelled' },
  collected: { zh: '已领取', en: 'Collected' },
  away: {
    zh: (to: string, by: string) => `您登记了休假，至 ${to}；由 ${by} 代为办理。`,
    en: (to: string, by: string) => `You are on leave until ${to}; ${by} stands in for you.`,
  },
  cover: {
    zh: (who: string, to: string) => `${who} 休假至 ${to}，其已领取的案件由您代为办理。`,
    en: (who: string, to: string) => `${who} is away until ${to}: you may act on what they had taken.`,
  },
  looks: { zh: '抽查复核', en: 'Second looks' },
  looksOpen: {
    zh: (n: number) => `有 ${n} 件抽查案件等您复核。`,
    en: (n: number) =>
      n === 1 ? 'One drawn case waits for your second look.' : `${n} drawn cases wait for your second look.`,
  },
  toLooks: { zh: '去复核', en: 'Look at them' },
  practice: { zh: '培训考核', en: 'Training and assessment' },
  assessedUntil: {
    zh: (office: string, day: string) => `${office}：考核有效至 ${day}`,
    en: (office: string, day: string) => `${office}: assessed until ${day}`,
  },
  notAssessed: {
    zh: (office: string, passed: number, needed: number) => `${office}：已通过 ${passed} 题，共需 ${needed} 题`,
    en: (office: string, passed: number, needed: number) => `${office}: ${passed} of ${needed} cases passed`,
  },
  toPractice: { zh: '去练习', en: 'Practise' },
  trainings: { zh: '近期企业培训', en: 'Coming sessions for employers' },
  seats: { zh: (left: number) => `剩 ${left} 座`, en: (left: number) => `${left} seats left` },
  delegation: { zh: '委托', en: 'Delegation' },
  holds: { zh: '委托有效，可以作出决定。', en: 'It holds: decisions can be made.' },
  suspended: {
    zh: (n: number) => `委托有 ${n} 项暂停，相关案件已移交委托机关。`,
    en: (n: number) => (n === 1 ? 'A part of it is suspended.' : `${n} parts of it are suspended.`),
  },
  verify: { zh: '核验', en: 'Verify' },
  scan: { zh: '扫码核验电子许可', en: 'Scan the code of a permit' },
  scanText: { zh: '没有网络也可以核验真伪。', en: 'Works without a connection too.' },
  permit: { zh: '按许可编号查询', en: 'Look a permit up by its number' },
  number: { zh: '许可编号', en: 'Number of the permit' },
  open: { zh: '查询', en: 'Look up' },
  old: { zh: '核验旧版证件', en: 'Verify an old certificate' },
  oldText: { zh: '外国专家证、外国人就业证。', en: 'Foreign Expert Certificates and Employment Permits.' },
  readings: { zh: '查阅记录', en: 'Who read what' },
  readingsText: { zh: '每次查阅敏感信息都有记录。', en: 'Each reading of something sensitive is on record.' },
};

const most = 50;

function Panel({ title, count, children }: { title: string; count?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section className="card" aria-labelledby={id}>
      <h2 id={id}>
        {title}
        {count && <small>{count}</small>}
      </h2>
      {children}
    </section>
  );
}

type WorkedStage = 'preliminary-review' | 'review' | 'conclusion';

function Queue({ stage }: { stage: WorkedStage | 'late' }) {
  const w = useWords(words);
  const dates = useDates();
  const me = useSelf()?.subject ?? '';
  const found = useRead('readQueue', { path: { stage }, query: { limit: most } }, { refetchEvery: 60_000 });
  const figures = found.data && queueFigures(found.data.items, me);
  return (
    <Panel
      title={w[stage]}
      count={
        figures &&
        figures.many > 0 &&
        [
          w.cases(dates.number(figures.many), found.data?.next !== undefined),
          stage !== 'late' && figures.late > 0 && w.lateMany(figures.late),
          figures.mine > 0 && w.mine(figures.mine),
        ]
          .filter(Boolean)
          .join(' · ')
      }
    >
      <Shown of={{ ...found, data: figures }} rows={3}>
        {({ many, first }) =>
          many === 0 ? (
            <p className="soft">{stage === 'late' ? w.noneLate : w.noCases}</p>
          ) : (
            <>
              {first.length === 0 && <p className="soft">{w.allTaken}</p>}
              <ul className="today-list">
                {first.map((line) => (
                  <li key={line.id}>
                    <span>
                      <Link to={`/cases/${line.id}`}>{line.applicantName ?? line.employerName ?? w.employerAlone}</Link>{' '}
                      {line.claimedBy === me && <Tag color="processing">{w.yours}</Tag>}
                      {line.receiptNumber && <small>{line.receiptNumber}</small>}
                    </span>
                    <DueTime dueAt={line.dueAt} serviceWindow={line.serviceWindow} provisional={line.provisional} />
                  </li>
                ))}
              </ul>
              <p className="today-foot">
                <Link to={`/queues/${stage}`}>{w.toQueue}</Link>
              </p>
            </>
          )
        }
      </Shown>
    </Panel>
  );
}

function Inquiries({ office }: { office: 'front' | 'back' }) {
  const w = useWords(words);
  const offices = useWords(officeWords);
  const dates = useDates();
  const topics = useTopics();
  const found = useRead('listInquiries', { query: { office, limit: most } }, { refetchEvery: 60_000 });
  const items = found.data?.items ?? [];
  return (
    <Panel
      title={`${w.inquiries} · ${offices[office]}`}
      count={items.length > 0 && w.cases(dates.number(items.length), found.data?.next !== undefined)}
    >
      <Shown of={found} rows={3}>
        {() =>
          items.length === 0 ? (
            <p className="soft">{w.noInquiries}</p>
          ) : (
            <>
              <ul className="today-list">
                {items.slice(0, 4).map(({ id, topic, waitingSince, askedAt }) => (
                  <li key={id}>
                    <Link to={`/inquiries/${id}`}>{topics.label(topic)}</Link>
                    <Waited since={waitingSince ?? askedAt} />
                  </li>
                ))}
              </ul>
              <p className="today-foot">
                <Link to={`/inquiries?office=${office}`}>{w.toInquiries}</Link>
              </p>
            </>
          )
        }
      </Shown>
    </Panel>
  );
}

function Visits({ today }: { today: string }) {
  const w = useWords(words);
  const found = useRead('listVisits', { query: { day: today } }, { refetchEvery: 120_000 });
  return (
    <Panel title={w.visits}>
      <Shown of={found} rows={3}>
        {({ day = [] }) =>
          day.length === 0 ? (
            <p className="soft">{w.noVisits}</p>
          ) : (
            <>
              <ul className="today-list">
                {day.slice(0, 8).map(({ visitId, from, to, party, parts, state }) => (
                  <li key={visitId}>
                    <span>
                      <Link to={`/visits/${visitId}`}>{party}</Link>
                      <small>
                        {from}–{to} · {w.parts(parts)}
                      </small>
                    </span>
                    <Tag color={state === 'checked-in' ? 'processing' : 'default'}>{w[state]}</Tag>
                  </li>
                ))}
              </ul>
              <p className="today-foot">
                <Link to="/visits">{w.toVisits}</Link>
              </p>
            </>
          )
        }
      </Shown>
    </Panel>
  );
}

/** Who is away, as far as it concerns the reader. */
function Leave({ today }: { today: string }) {
  const w = useWords(words);
  const dates = useDates();
  const me = useSelf()?.subject ?? '';
  const all = usePages('listLeave', { query: { limit: 100 } });
  const { own, covered } = leaveOf(all.items, me, today);
  if (own.length + covered.length === 0) return null;
  return (
    <div className="today-strip">
      {own.map(({ id, to, coveredBy }) => (
        <p key={id}>{w.away(dates.shortDay(to), coveredBy)}</p>
      ))}
      {covered.map(({ id, subject, to }) => (
        <p key={id}>{w.cover(subject, dates.shortDay(to))}</p>
      ))}
    </div>
  );
}

function SecondLooks({ today }: { today: string }) {
  const w = useWords(words);
  const month = addMonths(today, -1).slice(0, 7);
  const found = useRead('listSamples', { query: { month } });
  const open = found.data?.items.flatMap(({ cases }) => cases.filter(({ foundAt }) => foundAt === undefined)) ?? [];
  if (open.length === 0) return null;
  return (
    <Panel title={w.looks}>
      <p>{w.looksOpen(open.length)}</p>
      <p className="today-foot">
        <Link to={`/reports/samples?month=${month}`}>{w.toLooks}</Link>
      </p>
    </Panel>
  );
}

function Practice({ offices: mine }: { offices: readonly ('front' | 'back')[] }) {
  const w = useWords(words);
  const offices = useWords(officeWords);
  const dates = useDates();
  const found = useRead('listPractice', { query: {} }, { fresh: 300_000 });
  return (
    <Panel title={w.practice}>
      <Shown of={found} rows={2}>
        {({ standing }) => (
          <>
            <ul className="today-list">
              {standing
                .filter(({ office }) => mine.includes(office))
                .map(({ office, assessed, until, passed, needed }) => (
                  <li key={office}>
                    {assessed && until
                      ? w.assessedUntil(offices[office], dates.shortDay(until))
                      : w.notAssessed(offices[office], passed, needed)}
                  </li>
                ))}
            </ul>
            <p className="today-foot">
              <Link to="/practice">{w.toPractice}</Link>
            </p>
          </>
        )}
      </Shown>
    </Panel>
  );
}

function ComingTrainings({ today }: { today: string }) {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const { items } = usePages('listTrainings', { query: { limit: 50 } });
  const planned = items.filter(({ state, on }) => state === 'planned' && on >= today).slice(0, 3);
  if (planned.length === 0) return null;
  return (
    <Panel title={w.trainings}>
      <ul className="today-list">
        {planned.map(({ id, title, on, from, seatsLeft }) => (
          <li key={id}>
            <span>
              <Link to={`/desk/trainings/${id}`}>{say(title)}</Link>
              <small>
                {dates.shortDay(on)} {from}
              </small>
            </span>
            <span className="soft">{w.seats(seatsLeft)}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Delegation() {
  const w = useWords(words);
  const found = useRead('readDelegation', { query: { limit: 1 } });
  return (
    <Panel title={w.delegation}>
      <Shown of={found} rows={1}>
        {({ suspended }) => (suspended.length === 0 ? <p>{w.holds}</p> : <p>{w.suspended(suspended.length)}</p>)}
      </Shown>
    </Panel>
  );
}

/** What an inspector goes out with. */
function Inspecting({ hasCertificates }: { hasCertificates: boolean }) {
  const w = useWords(words);
  const id = useId();
  const go = useNavigate();
  const [number, setNumber] = useState('');
  const open = (event: FormEvent) => {
    event.preventDefault();
    const wanted = number.replace(/\s/g, '').toUpperCase();
    if (wanted) void go(`/permits/${encodeURIComponent(wanted)}`);
  };
  return (
    <>
      <Panel title={w.verify}>
        <p>
          <a href={new URL('verify', document.baseURI).href} className="action action-primary">
            {w.scan}
          </a>
        </p>
        <p className="soft">{w.scanText}</p>
      </Panel>
      <Panel title={w.permit}>
        <form className="by-number" onSubmit={open}>
          <label htmlFor={id}>{w.number}</label>
          <input
            id={id}
            className="input wide-code"
            value={number}
            autoComplete="off"
            onChange={({ target }) => setNumber(target.value)}
          />
          <Button htmlType="submit">{w.open}</Button>
        </form>
      </Panel>
      {hasCertificates && (
        <Panel title={w.old}>
          <p className="soft">{w.oldText}</p>
          <p className="today-foot">
            <Link to="/certificates/check">{w.old}</Link>
          </p>
        </Panel>
      )}
      <Panel title={w.readings}>
        <p className="soft">{w.readingsText}</p>
        <p className="today-foot">
          <Link to="/readings">{w.readings}</Link>
        </p>
      </Panel>
    </>
  );
}

const worked: readonly { stage: WorkedStage; role: Role }[] = [
  { stage: 'preliminary-review', role: 'front-officer' },
  { stage: 'review', role: 'back-officer' },
  { stage: 'conclusion', role: 'decider' },
];

function Picture() {
  const w = useWords(words);
  const dates = useDates();
  const { today: told, timeZone } = useZone();
  const self = useSelf();
  const now = useNow();
  // The zone's day may turn while the page stands open.
  const today = dates.dayOf(new Date(now).toISOString()) || told;
  const hasVisits = useHas('visits');
  const hasCertificates = useHas('certificates');
  const leads = holds(self, 'supervisor');
  const practises = [
    ...(holds(self, 'front-officer') ? (['front'] as const) : []),
    ...(holds(self, 'back-officer', 'decider') ? (['back'] as const) : []),
  ];
  return (
    <>
      <Head title={w.title}>
        <time dateTime={today} title={timeZone}>
          {w.onDay(dates.day(today), dates.weekday(today))}
        </time>
      </Head>
      {holds(self, 'front-officer', 'back-officer', 'decider', 'supervisor', 'admin') && <Leave today={today} />}
      <div className="today">
        {leads && <Queue stage="late" />}
        {worked
          .filter(({ role }) => leads || holds(self, role))
          .map(({ stage }) => (
            <Queue key={stage} stage={stage} />
          ))}
        {holds(self, 'front-officer', 'supervisor') && <Inquiries office="front" />}
        {holds(self, 'back-officer', 'supervisor') && <Inquiries office="back" />}
        {hasVisits && holds(self, 'front-officer', 'supervisor') && <Visits today={today} />}
        {holds(self, 'inspector') && <Inspecting hasCertificates={hasCertificates} />}
        {/* A supervisor who reads samples is recorded; that is done on purpose only. */}
        {!leads && holds(self, 'front-officer', 'back-officer', 'decider') && <SecondLooks today={today} />}
        {holds(self, 'front-officer', 'back-officer', 'supervisor') && <ComingTrainings today={today} />}
        {holds(self, 'supervisor', 'admin') && <Delegation />}
        {practises.length > 0 && <Practice offices={practises} />}
      </div>
    </>
  );
}

/** The first page of an officer's day: what waits, what is due, who comes. */
export function Today() {
  return (
    <Gate roles={['front-officer', 'back-officer', 'decider', 'supervisor', 'inspector', 'admin']}>
      <Picture />
    </Gate>
  );
}
