import type { ReactNode } from 'react';
import { dayIn, daysBetween, instantOf } from '../../shared/domain/time.ts';
import type { Answer } from '../client/contract.ts';
import { useNow } from '../client/now.ts';
import { useZone } from '../client/zone.ts';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import { inOrder } from './timeline.ts';

const words = {
  turn: { zh: '现在轮到谁', en: 'Whose turn it is' },
  owes: { zh: '还有材料请您补交', en: 'Papers are still to come from you' },
  owesText: {
    zh: '申请已受理，正在办理；请在下面补交约定的材料，补交之前不能准予许可。',
    en: 'It was accepted and is being worked on. Please hand in below what was to follow: nothing can be approved before.',
  },
  yours: { zh: '现在需要您处理', en: 'It is your turn' },
  theirs: { zh: '现在不需要您做什么', en: 'Nothing for you to do now' },
  'respond-by': { zh: '请在此日前处理', en: 'Please act by' },
  'paused-until': { zh: '计时中止至', en: 'The clock stands still until' },
  promised: { zh: '承诺办结日期', en: 'Decision promised by' },
  ceiling: { zh: '法定期限', en: 'Limit set by law' },
  'deemed-accepted': { zh: '依法视为受理', en: 'Accepted by law on' },
  'deemed-granted': { zh: '依法视为准予', en: 'Granted by law on' },
  provisional: {
    zh: '暂定：以国务院公布的放假安排为准',
    en: 'Provisional until the official calendar of that year is published',
  },
  today: { zh: '就是今天', en: 'today' },
  tomorrow: { zh: '明天', en: 'tomorrow' },
  inDays: { zh: (n: number) => `还有 ${n} 天`, en: (n: number) => `in ${n} days` },
  gone: { zh: (n: number) => `已过 ${n} 天`, en: (n: number) => (n === 1 ? 'a day ago' : `${n} days ago`) },
  late: {
    zh: '办理已超过承诺时限，主管正在跟进。很抱歉让您久等，您不需要做任何事。',
    en: 'This has taken longer than we promised. A supervisor is looking into it; we are sorry, and you need not do anything.',
  },
  extended: {
    zh: (n: number) => `经批准，办理期限延长了 ${n} 个工作日。`,
    en: (n: number) => `The time was extended once, by ${n} working ${n === 1 ? 'day' : 'days'}.`,
  },
  paused: {
    zh: (since: string) => `自${since}起暂停计时，暂停的时间不计入办理时限。`,
    en: (since: string) => `The clock has stood still since ${since}; that time does not count.`,
  },
  referred: {
    zh: (to: string, since: string) => `自${since}起由${to}办理。`,
    en: (to: string, since: string) => `It has been with ${to} since ${since}.`,
  },
  blocked: {
    zh: '准予的决定未能执行，工作人员正在重新决定：',
    en: 'What was approved could not be carried out, so an officer decides anew:',
  },
};

type Application = Answer<'readApplication'>;
type Guidance = Answer<'readGuidance'>;

/** A day with how far away it is, and what kind of day it is. */
function Milestone({ date }: { date: Guidance['dates'][number] }) {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const { timeZone } = useZone();
  const now = useNow();
  const away = daysBetween(dayIn(timeZone, instantOf(now)), date.on);
  const known = date.what in words ? w[date.what as 'promised'] : undefined;
  const isDeemed = date.what.startsWith('deemed');
  const isLaw = isDeemed || date.what === 'ceiling';
  const far = away === 0 ? w.today : away === 1 ? w.tomorrow : away > 1 ? w.inDays(away) : w.gone(-away);
  return (
    <div className={isLaw ? 'milestone' : `milestone milestone-${date.what}`}>
      <dt>{known ?? say(date.text)}</dt>
      <dd>
        <strong>{dates.day(date.on)}</strong>
        <span>
          {dates.weekday(date.on)} · {far}
        </span>
        {date.provisional && <span className="milestone-mark">{w.provisional}</span>}
        {isDeemed && known && <span className="soft">{say(date.text)}</span>}
      </dd>
    </div>
  );
}

/** In one glance: where it stands, whose turn it is, and until when. */
export function Standing({
  application,
  guidance,
  owes,
  children,
}: {
  application: Application;
  guidance: Guidance;
  /** Papers that were to follow are not there yet. */
  owes: boolean;
  /** Where to go on from here. */
  children?: ReactNode;
}) {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const { clock, pause, extendedBy, referred, blocked } = application;
  const { now } = guidance;
  const isYours = now.with === 'parties';
  const isElsewhere = !isYours && !owes && now.with !== 'nobody';
  const holder = now.with === 'nobody' || say(now.withLabel) === say(now.title) ? '' : say(now.withLabel);
  const said = isYours ? w.yours : owes ? w.owes : holder;
  // While it is with the parties their own day says it all.
  const milestones = inOrder(guidance.dates.filter(({ what }) => !isYours || what !== 'paused-until'));
  return (
    <section
      className={isYours || owes ? 'card standing standing-yours' : 'card standing'}
      aria-labelledby="standing-title"
    >
      <p className="turn" hidden={!said && !isElsewhere}>
        <span className="visually-hidden">{w.turn}: </span>
        {said && <strong>{said}</strong>}
        {isElsewhere && (
          <span className="soft">
            {said && ' · '}
            {w.theirs}
          </span>
        )}
      </p>
      <h2 id="standing-title">{say(now.title)}</h2>
      <p>{owes ? w.owesText : say(now.text)}</p>
      {clock?.late && !pause && <p className="kind-note">{w.late}</p>}
      {referred && (
        <div className="kind-note">
          <p>{w.referred(say(referred.to), dates.day(dates.dayOf(referred.since)))}</p>
          <p>{say(referred.reason)}</p>
        </div>
      )}
      {pause && !referred && !isYours && (
        <div className="kind-note">
          <p>{w.paused(dates.day(dates.dayOf(pause.since)))}</p>
          {pause.announcement && <p>{say(pause.announcement)}</p>}
        </div>
      )}
      {blocked && (
        <p className="kind-note">
          {w.blocked} {say(blocked.reason)}
        </p>
      )}
      {milestones.length > 0 && (
        <dl className="milestones">
          {milestones.map((date) => (
            <Milestone key={date.what} date={date} />
          ))}
        </dl>
      )}
      {extendedBy !== undefined && <p className="soft">{w.extended(extendedBy)}</p>}
      {children && <div className="go-on no-print">{children}</div>}
    </section>
  );
}
