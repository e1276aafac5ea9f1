import { type ReactNode, useId } from 'react';
import { Link } from 'react-router';
import { useRead } from '../client/queries.ts';
import { useZone } from '../client/zone.ts';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import { Head } from '../pieces/Head.tsx';
import { Shown } from '../pieces/Shown.tsx';
import { Gate } from '../sign-in/Gate.tsx';
import './administration.css';
import { type Counted, counted } from './counted.ts';
import { leads } from './leads.ts';
import { calendarsToday, delegationLevel, draftsToday, type Level, levels, worst } from './zone-today.ts';

const words = {
  title: { zh: '辖区今日', en: 'The zone today' },
  calm: { zh: '一切正常，没有需要您处理的事项。', en: 'All is well. Nothing waits for you.' },
  look: { zh: '运行正常；下列事项请抽空查看。', en: 'All runs. These want a look when you have time.' },
  act: { zh: '有事项需要您现在处理。', en: 'Something needs you now.' },
  partly: {
    zh: '有些情况没有读到，见下方；其余如下。',
    en: 'Part of the picture did not come; see below. The rest is as follows.',
  },
  needsYou: { zh: '需要处理', en: 'Needs you now' },
  wantsLook: { zh: '请查看', en: 'Wants a look' },
  inOrder: { zh: '正常', en: 'In order' },
  unknown: { zh: '没有读到', en: 'Not known now' },
  more: { zh: '还可以', en: 'Also here' },

  delegation: { zh: '委托', en: 'Delegation' },
  delegationWell: {
    zh: (day: string) => `自 ${day} 起有效，没有暂停`,
    en: (day: string) => `Holds since ${day}; nothing is suspended`,
  },
  delegationPart: {
    zh: (n: number) => `${n} 项暂停`,
    en: (n: number) => `${n} ${n === 1 ? 'suspension' : 'suspensions'}`,
  },
  delegationEnds: { zh: (day: string) => `${day} 到期`, en: (day: string) => `Ends on ${day}` },
  delegationOff: { zh: '现在不能在本区作出任何决定', en: 'Nothing can be decided here now' },

  effects: { zh: '决定之后的自动处理', en: 'What decisions set off' },
  effectsWell: { zh: '全部送达', en: 'All delivered' },
  parked: {
    zh: (n: string) => `${n} 项多次失败，已停止重试`,
    en: (n: string) => `${n} failed too often and are not tried any more`,
  },
  waiting: { zh: (n: string) => `${n} 项等待自动重试`, en: (n: string) => `${n} waiting, tried again every minute` },

  executions: { zh: '办理流程', en: 'Executions' },
  executionsWell: { zh: '没有丢失的流程', en: 'None is lost' },
  lost: {
    zh: (n: string) => `${n} 件申请的流程已丢失，需要重新启动`,
    en: (n: string) => `${n} lost: their cases wait for a restart`,
  },
  unattended: {
    zh: (n: string) => `${n} 件申请已过应处理的时间`,
    en: (n: string) => `${n} cases are past the moment when something should have happened`,
  },
  unattendedSome: {
    zh: '有申请可能已过应处理的时间',
    en: 'Some cases may be past the moment when something should have happened',
  },

  notices: { zh: '通知', en: 'Notices' },
  noticesWell: { zh: '没有未送达的通知', en: 'All delivered' },
  noticesFailed: { zh: (n: string) => `${n} 条没有送达`, en: (n: string) => `${n} were not delivered` },

  policies: { zh: '政策草案', en: 'Drafts of policies' },
  policiesWell: { zh: '没有在办的草案', en: 'None in work' },
  policiesOpen: { zh: (n: string) => `${n} 份草案在办`, en: (n: string) => `${n} in work` },
  policiesUndeployed: {
    zh: (n: string) => `${n} 份已发布，尚未部署`,
    en: (n: string) => `${n} published, not deployed yet`,
  },

  placeholders: { zh: '辖区资料', en: 'Zone profile' },
  placeholdersWell: { zh: '每个数值都有依据', en: 'Every figure is proven' },
  placeholdersLeft: {
    zh: (n: string) => `${n} 个数值仍是暂代，须由主管部门确定`,
    en: (n: string) => `${n} figures are placeholders for the authority to settle`,
  },

  calendars: { zh: '工作日历', en: 'Calendars' },
  calendarsWell: { zh: (year: string) => `${year}年的放假安排已发布`, en: (year: string) => `${year} is published` },
  calendarsMissing: {
    zh: (years: string) => `${years}年的放假安排尚未发布，涉及的期限为暂定`,
    en: (years: string) => `${years} is not published: due times that reach into it are provisional`,
  },

  staff: { zh: '人员、休假和代办', en: 'Staff, leave and cover' },
  imports: { zh: '批量导入', en: 'Imports' },
  partners: { zh: '合作单位', en: 'Partners' },
  quotas: { zh: '配额', en: 'Quotas' },
};

type Line = { id: string; label: string; to: string; level: Level | 'unknown'; text: ReactNode };

const most = { limit: 100 } as const;

/** Everything that the zone tells of itself, as lines that lead to where something can be done. */
function useLines(): { lines: Line[]; isPending: boolean } {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const { today } = useZone();
  const often = { refetchEvery: 60_000 };
  const delegation = useRead('readDelegation', {}, often);
  const waiting = useRead('listEffects', { query: { ...most, state: 'waiting' } }, often);
  const parked = useRead('listEffects', { query: { ...most, state: 'parked' } }, often);
  const failed = useRead('listEndedExecutions', { query: { ...most, end: 'failed' } }, often);
  const timedOut = useRead('listEndedExecutions', { query: { ...most, end: 'timed-out' } }, often);
  const aborted = useRead('listEndedExecutions', { query: { ...most, end: 'aborted' } }, often);
  const unattended = useRead('listUnattended', {}, often);
  const notices = useRead('listUndelivered', { query: most }, often);
  const drafts = useRead('listPolicyDrafts', { query: most });
  const file = useRead('readZoneFile', {}, { fresh: 300_000 });

  const all = [delegation, waiting, parked, failed, timedOut, aborted, unattended, notices, drafts, file];
  const isPending = all.some((one) => one.isPending);
  const several = ({ n, more }: Counted) => `${dates.number(n)}${more ? '+' : ''}`;
  const joined = (...parts: (string | false)[]) => parts.filter(Boolean).join(' · ');

  const standing = (): Line => {
    const line = { id: 'delegation', label: w.delegation, to: '/admin/delegation' };
    if (!delegation.data) return { ...line, level: 'unknown', text: w.unknown };
    const { holds, suspended, validFrom, validTo } = delegation.data;
    const level = delegationLevel(delegation.data, today);
    const text = !holds
      ? w.delegationOff
      : level === 'well'
        ? w.delegationWell(dates.shortDay(validFrom))
        : joined(
            suspended.length > 0 && w.delegationPart(suspended.length),
            !!validTo && w.delegationEnds(dates.shortDay(validTo)),
          );
    return { ...line, level, text };
  };
  const effects = (): Line => {
    const line = { id: 'effects', label: w.effects, to: '/admin/upkeep' };
    if (!waiting.data || !parked.data) return { ...line, level: 'unknown', text: w.unknown };
    const [left, given] = [counted([waiting.data]), counted([parked.data])];
    const level = given.n > 0 ? 'act' : left.n > 0 ? 'look' : 'well';
    const text = joined(given.n > 0 && w.parked(several(given)), left.n > 0 && w.waiting(several(left)));
    return { ...line, level, text: text || w.effectsWell };
  };
  const executions = (): Line => {
    const line = { id: 'executions', label: w.executions, to: '/admin/upkeep#executions' };
    const pages = [failed.data, timedOut.data, aborted.data];
    if (!unattended.data || pages.some((page) => page === undefined))
      return { ...line, level: 'unknown', text: w.unknown };
    const lost = counted(
      pages.filter((page) => page !== undefined),
      ({ standing: how }) => how === 'lost',
    );
    const late = counted([unattended.data]);
    const level = lost.n > 0 || late.n > 0 ? 'act' : late.more ? 'look' : 'well';
    const text = joined(
      lost.n > 0 && w.lost(dates.number(lost.n)),
      late.n > 0 ? w.unattended(several(late)) : late.more && w.unattendedSome,
    );
    return { ...line, level, text: text || w.executionsWell };
  };
  const told = (): Line => {
    const line = { id: 'notices', label: w.notices, to: '/admin/notices' };
    if (!notices.data) return { ...line, level: 'unknown', text: w.unknown };
    const left = counted([notices.data]);
    return {
      ...line,
      level: left.n > 0 ? 'look' : 'well',
      text: left.n > 0 ? w.noticesFailed(several(left)) : w.noticesWell,
    };
  };
  const policies = (): Line => {
    const line = { id: 'policies', label: w.policies, to: '/admin/policies' };
    if (!drafts.data) return { ...line, level: 'unknown', text: w.unknown };
    const { level, open, undeployed } = draftsToday(drafts.data.items);
    const text = joined(
      open > 0 && w.policiesOpen(dates.number(open)),
      undeployed > 0 && w.policiesUndeployed(dates.number(undeployed)),
    );
    return { ...line, level, text: text || w.policiesWell };
  };
  const profile = (): Line[] => {
    const line = { id: 'placeholders', label: w.placeholders, to: '/admin/zone' };
    const days = { id: 'calendars', label: w.calendars, to: '/admin/zone/calendars' };
    if (!file.data) return [line, days].map((one) => ({ ...one, level: 'unknown' as const, text: w.unknown }));
    const { placeholders, calendars } = file.data;
    const { level, missing } = calendarsToday(calendars, today);
    return [
      {
        ...line,
        level: placeholders > 0 ? 'look' : 'well',
        text: placeholders > 0 ? w.placeholdersLeft(dates.number(placeholders)) : w.placeholdersWell,
      },
      {
        ...days,
        level,
        text:
          missing.length > 0
            ? w.calendarsMissing(missing.join(say({ zh: '、', en: ', ' })))
            : w.calendarsWell(today.slice(0, 4)),
      },
    ];
  };
  return { lines: [standing(), executions(), effects(), told(), policies(), ...profile()], isPending };
}

const marks = { act: '!', look: '○', well: '✓', unknown: '?' } as const;

function Lines({ title, lines, level }: { title: string; lines: Line[]; level: Line['level'] }) {
  const id = useId();
  if (lines.length === 0) return null;
  return (
    <section className="admin-group" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ul className="admin-lines">
        {lines.map((line) => (
          <li key={line.id}>
            <Link to={line.to} className={`admin-line admin-line-${level}`}>
              <span className="admin-mark" aria-hidden>
                {marks[level]}
              </span>
              <strong>{line.label}</strong>
              <span>{line.text}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Today() {
  const w = useWords(words);
  const dates = useDates();
  const zone = useZone();
  const { lines, isPending } = useLines();
  const known = lines.map(({ level }) => level).filter((level) => level !== 'unknown');
  const level = worst(known);
  const isPartial = known.length < lines.length;
  const headings = { act: w.needsYou, look: w.wantsLook, well: w.inOrder };
  return (
    <>
      <Head title={w.title}>{dates.day(zone.today)}</Head>
      <Shown of={{ data: isPending ? undefined : lines, error: null, isPending, refetch: () => undefined }} rows={8}>
        {() => (
          <>
            <p
              className={`admin-verdict admin-verdict-${isPartial && level === 'well' ? 'look' : level}`}
              role="status"
            >
              {isPartial ? w.partly : level === 'well' ? w.calm : w[level]}
            </p>
            {levels.map((one) => (
              <Lines key={one} title={headings[one]} level={one} lines={lines.filter((line) => line.level === one)} />
            ))}
            <Lines title={w.unknown} level="unknown" lines={lines.filter((line) => line.level === 'unknown')} />
          </>
        )}
      </Shown>
      <nav className="admin-also no-print" aria-label={w.more}>
        <Link to="/admin/staff">{w.staff}</Link>
        <Link to="/admin/imports">{w.imports}</Link>
        {zone.parts.includes('partners') && <Link to="/admin/partners">{w.partners}</Link>}
        <Link to="/quota">{w.quotas}</Link>
      </nav>
    </>
  );
}

/** How the zone stands today, for those who lead it: what needs somebody stands first, and all of it leads on. */
export function Overview() {
  return (
    <Gate roles={leads}>
      <Today />
    </Gate>
  );
}
