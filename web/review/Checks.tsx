import { lazy, type ReactNode, Suspense } from 'react';
import { Link } from 'react-router';
import { countryName } from '../../shared/domain/countries/countries.ts';
import { useHas } from '../client/zone.ts';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import { Facts } from '../pieces/Facts.tsx';
import { useProcedureTitle } from '../pieces/procedure-titles.ts';
import { StageTag } from '../pieces/StageTag.tsx';
import type { CaseView } from './case-work.ts';

const words = {
  title: { zh: '系统已核对', en: 'What was checked already' },
  first: { zh: '请先留意', en: 'Look at this first' },
  materials: { zh: '材料清单', en: 'Checklist' },
  missing: { zh: '未提交', en: 'missing' },
  committed: { zh: '已承诺', en: 'commitment signed' },
  later: { zh: '容缺后补，决定前须补交', en: 'to follow; approval waits for it' },
  uploaded: { zh: '已上传', en: 'uploaded' },
  notes: { zh: '提示（不影响办理）', en: 'Notes (they keep nothing from going on)' },
  lane: { zh: '分类管理', en: 'How the category is worked' },
  demand: {
    zh: (year: number) => `${year} 年紧缺职业`,
    en: (year: number) => `Occupations in short supply in ${year}`,
  },
  placeholder: { zh: '暂定数据，以主管部门公布为准', en: 'placeholder until the authority publishes its own' },
  quota: { zh: '配额', en: 'Place of the quota' },
  quotaText: {
    zh: (year: number, group: string, number: number) => `${year} 年 ${group} 第 ${number} 号`,
    en: (year: number, group: string, number: number) => `${group} ${year}, number ${number}`,
  },
  reserved: { zh: '已预留', en: 'reserved' },
  confirmed: { zh: '已确认', en: 'confirmed' },
  presentPermit: { zh: '该人员现有许可', en: "The person's present permit" },
  same: { zh: '可能是同一人', en: 'Perhaps the same person' },
  sameText: {
    zh: '登记簿中有同名同生日者，或同一护照号码的人。受理（或审查）时请核对并选择。',
    en: 'The register knows somebody with the same name and birth date, or with this passport. Say which when you accept (or review).',
  },
  noPermit: { zh: '尚无许可', en: 'no permit yet' },
  sameCode: { zh: '同一信用代码的其他填报', en: 'Others who declared this credit code' },
  openCases: { zh: '在办申请', en: 'Open cases' },
  blocked: { zh: '批准后未能执行，需重新决定', en: 'What was approved could not be carried out: decide anew' },
  intention: { zh: '已告知拟不予许可', en: 'An intended refusal was announced' },
  reply: { zh: '陈述申辩', en: 'The reply' },
  noReply: { zh: '尚未收到陈述申辩。', en: 'No reply has come yet.' },
  refused: { zh: '已作出的拒绝理由', en: 'Why it was refused' },
  returned: { zh: '上次一次性告知', en: 'The last complete notice' },
  acceptance: { zh: '受理', en: 'Acceptance' },
  acceptedBy: { zh: (who: string, at: string) => `${who}，${at}`, en: (who: string, at: string) => `${who}, ${at}` },
  inPlaceOf: { zh: (who: string) => `（代 ${who} 办理）`, en: (who: string) => ` (in place of ${who})` },
  paused: { zh: '计时中止', en: 'The clock stands still' },
  extended: {
    zh: (days: number) => `已延长 ${days} 个工作日`,
    en: (days: number) => `The time was extended by ${days} working days`,
  },
  referred: { zh: '已移交委托机关', en: 'With the delegating authority' },
  valid: { zh: '有效', en: 'valid' },
  suspended: { zh: '已暂停', en: 'suspended' },
  revoked: { zh: '已撤销', en: 'revoked' },
  cancelled: { zh: '已注销', en: 'cancelled' },
  declared: { zh: '已填报', en: 'declared' },
  registered: { zh: '已注册', en: 'registered' },
  until: { zh: (day: string) => `至 ${day}`, en: (day: string) => `until ${day}` },
  rule: { zh: '依据', en: 'Rule' },
  credit: { zh: '信用', en: 'Credit' },
} as const;

type Permit = NonNullable<CaseView['presentPermit']>;
type Reason = NonNullable<CaseView['refusal']>['reasons'][number];

const CaseCredit = lazy(async () => ({ default: (await import('../credit/CaseCredit.tsx')).CaseCredit }));

/** One permit in a line, as far as it tells persons apart. */
function PermitLine({ permit }: { permit: Permit }) {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const { number, status, name, nationality, category, employerName, post, validTo } = permit;
  return (
    <span>
      <Link to={`/permits/${number}`}>{number}</Link> · {w[status]} · {w.until(dates.shortDay(validTo))}
      <br />
      <small className="soft">
        {name} · {say(countryName(nationality))} · {category} · {say(employerName)} · {post}
      </small>
    </span>
  );
}

/** Reasons as they were told, with the rule behind each. */
function ReasonList({ reasons }: { reasons: readonly Reason[] }) {
  const w = useWords(words);
  const say = useSay();
  return (
    <ol className="case-reasons">
      {reasons.map(({ code, rule, text }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two reasons may say the same
        <li key={`${code} ${index}`}>
          {say(text)}
          <small className="soft">
            {w.rule}: {rule}
          </small>
        </li>
      ))}
    </ol>
  );
}

const block = (title: string, body: ReactNode, tone?: 'warn') => (
  <div className={tone ? 'case-check case-check-warn' : 'case-check'}>
    <h3>{title}</h3>
    {body}
  </div>
);

/** What an officer has to see before anything else: nothing where the case has nothing of the kind. */
export function Warnings({ application }: { application: CaseView }) {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const titleOf = useProcedureTitle();
  const { possiblySamePerson, sameCode, blocked, intention, reply, pause, referred } = application;
  const hasAny =
    blocked || intention || pause || referred || (possiblySamePerson?.length ?? 0) > 0 || (sameCode?.length ?? 0) > 0;
  if (!hasAny) return null;
  return (
    <section className="card" aria-labelledby="case-warnings">
      <h2 id="case-warnings">{w.first}</h2>
      {blocked && block(w.blocked, <p>{say(blocked.reason)}</p>, 'warn')}
      {referred && block(w.referred, <p>{say(referred.reason)}</p>, 'warn')}
      {pause &&
        block(
          w.paused,
          <p>
            {pause.until && w.until(dates.day(pause.until))} {pause.announcement && say(pause.announcement)}
          </p>,
          'warn',
        )}
      {intention &&
        block(
          w.intention,
          <>
            <ReasonList reasons={intention.reasons} />
            <strong>{w.reply}</strong>
            <p className="case-text">{reply ? reply.text : w.noReply}</p>
          </>,
          'warn',
        )}
      {possiblySamePerson &&
        possiblySamePerson.length > 0 &&
        block(
          w.same,
          <>
            <p>{w.sameText}</p>
            <ul>
              {possiblySamePerson.map(({ personId, permit }) => (
                <li key={personId}>{permit ? <PermitLine permit={permit} /> : `${personId} · ${w.noPermit}`}</li>
              ))}
            </ul>
          </>,
          'warn',
        )}
      {sameCode &&
        sameCode.length > 0 &&
        block(
          w.sameCode,
          <ul>
            {sameCode.map(({ employerId, name, status, handler, openCases }) => (
              <li key={employerId}>
                {say(name)} · {w[status]} · {handler.name} {handler.phone}
                {openCases.length > 0 && (
                  <ul aria-label={w.openCases}>
                    {openCases.map(({ id, receiptNumber, stage, procedure }) => (
                      <li key={id}>
                        <Link to={`/cases/${id}`}>{receiptNumber ?? id}</Link> · {titleOf(procedure)} ·{' '}
                        <StageTag stage={stage} office />
                      </li>
                    ))}
                  </ul>
                )}
              </li>
            ))}
          </ul>,
          'warn',
        )}
    </section>
  );
}

/** Whatever the zone found out by itself, and what officers said before: so that nobody looks for it twice. */
export function Checks({ application }: { application: CaseView }) {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const hasCredit = useHas('credit');
  const {
    checklist,
    notes = [],
    lane,
    marketDemand,
    quota,
    presentPermit,
    refusal,
    deficiencies,
    acceptance,
    extendedBy,
  } = application;
  return (
    <section className="card" aria-labelledby="case-checks">
      <h2 id="case-checks">{w.title}</h2>
      {refusal && block(w.refused, <ReasonList reasons={refusal.reasons} />)}
      {presentPermit && block(w.presentPermit, <PermitLine permit={presentPermit} />)}
      <Facts
        of={[
          [w.lane, lane && `${say(lane.text)}${lane.why ? `（${say(lane.why)}）` : ''}`],
          [w.quota, quota && `${w.quotaText(quota.year, quota.group, quota.number)} · ${w[quota.state]}`],
          [
            marketDemand ? w.demand(marketDemand.year) : w.lane,
            marketDemand && (
              <>
                {marketDemand.occupations.map((one) => say(one)).join(' · ') || '—'}
                {marketDemand.placeholder && <small className="soft"> （{w.placeholder}）</small>}
              </>
            ),
          ],
          [w.extended(extendedBy ?? 0), extendedBy !== undefined && '✓'],
          [
            w.acceptance,
            acceptance && (
              <>
                {w.acceptedBy(acceptance.by, dates.moment(acceptance.at))}
                {acceptance.inPlaceOf && w.inPlaceOf(acceptance.inPlaceOf)}
                {acceptance.note && <span className="case-text">{acceptance.note}</span>}
              </>
            ),
          ],
        ]}
      />
      {notes.length > 0 &&
        block(
          w.notes,
          <ul>
            {notes.map(({ path, code, text }) => (
              <li key={`${path} ${code}`}>{say(text)}</li>
            ))}
          </ul>,
        )}
      {deficiencies &&
        deficiencies.length > 0 &&
        block(
          w.returned,
          <ul>
            {deficiencies.map(({ path, code, text, remedy }) => (
              <li key={`${path} ${code} ${text.zh}`}>
                {say(text)} {remedy && <small className="soft">{say(remedy)}</small>}
              </li>
            ))}
          </ul>,
        )}
      {block(
        w.materials,
        <ul className="case-checklist">
          {checklist.map(({ kind, label, state }) => (
            <li key={kind} className={`material-${state}`}>
              <span aria-hidden="true">{state === 'uploaded' || state === 'committed' ? '✓' : '！'}</span>
              <span>{say(label)}</span>
              <span className="soft">{w[state]}</span>
            </li>
          ))}
        </ul>,
      )}
      {hasCredit && (
        <div className="case-check">
          <h3>{w.credit}</h3>
          <Suspense fallback={null}>
            <CaseCredit application={application.id} />
          </Suspense>
        </div>
      )}
    </section>
  );
}
