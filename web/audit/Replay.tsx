import { Tag } from 'antd';
import { Link, useParams } from 'react-router';
import type { Answer } from '../client/contract.ts';
import { useRead } from '../client/queries.ts';
import { useDates } from '../language/dates.tsx';
import { useWords } from '../language/words.tsx';
import { Head } from '../pieces/Head.tsx';
import { Sheet } from '../pieces/Sheet.tsx';
import { Shown } from '../pieces/Shown.tsx';
import { stageWords } from '../pieces/StageTag.tsx';
import { opensCases, useSelf } from '../sign-in/self.ts';
import '../pieces/list-page.css';
import { Gate } from '../sign-in/Gate.tsx';
import './audit.css';
import { agrees, shownValue } from './shown-value.ts';

const words = {
  title: { zh: '案件重算', en: 'Replay of a case' },
  open: { zh: '打开案件', en: 'Open the case' },
  agrees: { zh: '重算与记录完全一致。', en: 'Everything computes again to what is on record.' },
  differs: { zh: '重算与记录有不一致之处，见下。', en: 'Something is not as it is on record; see below.' },
  findings: { zh: '环节和记录链', en: 'Stages and chain of events' },
  noFindings: { zh: '每一步都合法，记录链完整。', en: 'Every step is allowed, and the chain is whole.' },
  event: { zh: (n: number) => `第 ${n} 个事件`, en: (n: number) => `Event ${n}` },
  scores: { zh: '积分和类别', en: 'Scores' },
  noScores: { zh: '没有积分记录。', en: 'No score is on record.' },
  clocks: { zh: '办理时限', en: 'Due times' },
  noClocks: { zh: '没有时限记录。', en: 'No due time is on record.' },
  at: { zh: '时间', en: 'When' },
  what: { zh: '事件', en: 'Event' },
  policy: { zh: '积分表和路径', en: 'Table and routes' },
  category: { zh: '类别', en: 'Category' },
  total: { zh: '总分', en: 'Total' },
  stage: { zh: '环节', en: 'Stage' },
  due: { zh: '到期', en: 'Due' },
  result: { zh: '重算', en: 'Again' },
  same: { zh: '一致', en: 'Same' },
  'differs-here': { zh: '不一致', en: 'Differs' },
  'unknown-policy': { zh: '没有这一版政策', en: 'Policy version unknown' },
  'not-assessable': { zh: '无法重算', en: 'Cannot be computed' },
  'published-since': { zh: '其后公布了日历，日期相应变化', en: 'Calendar published since: another day' },
  unreadable: { zh: '无法读取', en: 'Cannot be read' },
  kept: { zh: '记录', en: 'on record' },
  now: { zh: '重算', en: 'again' },
  unproven: { zh: (what: string) => `没有证明文件：${what}`, en: (what: string) => `without proof: ${what}` },
  missing: { zh: (what: string) => `缺少：${what}`, en: (what: string) => `missing: ${what}` },
};

const eventWords = {
  submitted: { zh: '提交', en: 'Submitted' },
  supplemented: { zh: '提交补正', en: 'Supplemented' },
  accepted: { zh: '受理', en: 'Accepted' },
  'deemed-accepted': { zh: '视为受理', en: 'Deemed accepted' },
  returned: { zh: '退回补正', en: 'Returned' },
  reviewed: { zh: '审查', en: 'Reviewed' },
  approved: { zh: '准予许可', en: 'Approved' },
  'deemed-granted': { zh: '视为准予延续', en: 'Deemed granted' },
  'refusal-announced': { zh: '告知拟不予许可', en: 'Refusal announced' },
  replied: { zh: '陈述申辩', en: 'Replied' },
  'reply-period-ended': { zh: '陈述申辩期满', en: 'Reply period ended' },
  paused: { zh: '中止计时', en: 'Paused' },
  resumed: { zh: '恢复计时', en: 'Resumed' },
  'time-extended': { zh: '延长办理期限', en: 'Time extended' },
  'sent-back': { zh: '退回重新审查', en: 'Sent back' },
  reopened: { zh: '重新办理', en: 'Reopened' },
  restored: { zh: '移回本区', en: 'Restored' },
  referred: { zh: '移交委托机关', en: 'Referred' },
};

type Replayed = Answer<'replayApplication'>;
type Difference = { what: string; kept?: unknown; now?: unknown };

function Differences({ of }: { of: readonly Difference[] }) {
  const w = useWords(words);
  if (of.length === 0) return null;
  return (
    <ul className="differences">
      {of.map(({ what, kept, now }) => (
        <li key={what}>
          <code>{what}</code> · {w.kept}: {shownValue(kept)} · {w.now}: {shownValue(now)}
        </li>
      ))}
    </ul>
  );
}

function Outcome({
  outcome,
}: {
  outcome: Replayed['scores'][number]['outcome'] | Replayed['clocks'][number]['outcome'];
}) {
  const w = useWords(words);
  return (
    <Tag color={outcome === 'same' ? 'success' : outcome === 'published-since' ? 'processing' : 'error'}>
      {outcome === 'differs' ? w['differs-here'] : w[outcome]}
    </Tag>
  );
}

function Compared({ replay }: { replay: Replayed }) {
  const w = useWords(words);
  const events: Readonly<Record<string, string>> = useWords(eventWords);
  const stages = useWords(stageWords);
  const dates = useDates();
  const isSame = agrees(replay);
  return (
    <>
      <p role="status" className={isSame ? 'replay-good' : 'replay-bad'}>
        {isSame ? w.agrees : w.differs}
      </p>
      <section className="card">
        <h2>{w.findings}</h2>
        {replay.findings.length === 0 ? (
          <p>{w.noFindings}</p>
        ) : (
          <ul>
            {replay.findings.map(({ sequence, code, detail }) => (
              <li key={`${sequence} ${code}`}>
                {w.event(sequence)} · <code>{code}</code> · {detail}
              </li>
            ))}
          </ul>
        )}
      </section>
      <section className="card">
        <h2>{w.scores}</h2>
        {replay.scores.length === 0 ? (
          <p className="soft">{w.noScores}</p>
        ) : (
          <Sheet title={w.scores} quiet>
            <thead>
              <tr>
                <th scope="col">{w.what}</th>
                <th scope="col">{w.at}</th>
                <th scope="col">{w.policy}</th>
                <th scope="col">{w.category}</th>
                <th scope="col" className="figure">
                  {w.total}
                </th>
                <th scope="col">{w.result}</th>
              </tr>
            </thead>
            <tbody>
              {replay.scores.map((one) => (
                <tr key={one.sequence}>
                  <th scope="row">
                    {one.sequence}. {events[one.type] ?? one.type}
                  </th>
                  <td>{dates.moment(one.at)}</td>
                  <td>
                    {one.policy}
                    <small className="soft block">{one.routes}</small>
                  </td>
                  <td>{one.category}</td>
                  <td className="figure">
                    {one.total === undefined || one.total === null ? '–' : dates.number(one.total)}
                  </td>
                  <td>
                    <Outcome outcome={one.outcome} />
                    <Differences of={one.differences ?? []} />
                    {one.unproven && one.unproven.length > 0 && <p>{w.unproven(one.unproven.join(', '))}</p>}
                    {one.missing && one.missing.length > 0 && <p>{w.missing(one.missing.join(', '))}</p>}
                    {one.problems && one.problems.length > 0 && <p>{one.problems.join(', ')}</p>}
                  </td>
                </tr>
              ))}
            </tbody>
          </Sheet>
        )}
      </section>
      <section className="card">
        <h2>{w.clocks}</h2>
        {replay.clocks.length === 0 ? (
          <p className="soft">{w.noClocks}</p>
        ) : (
          <Sheet title={w.clocks} quiet>
            <thead>
              <tr>
                <th scope="col">{w.what}</th>
                <th scope="col">{w.at}</th>
                <th scope="col">{w.stage}</th>
                <th scope="col">{w.due}</th>
                <th scope="col">{w.result}</th>
              </tr>
            </thead>
            <tbody>
              {replay.clocks.map((one) => (
                <tr key={`${one.sequence} ${one.stage}`}>
                  <th scope="row">
                    {one.sequence}. {events[one.type] ?? one.type}
                  </th>
                  <td>{dates.moment(one.at)}</td>
                  <td>{stages[one.stage]}</td>
                  <td>{dates.moment(one.dueAt)}</td>
                  <td>
                    <Outcome outcome={one.outcome} />
                    <Differences of={one.differences} />
                  </td>
                </tr>
              ))}
            </tbody>
          </Sheet>
        )}
      </section>
    </>
  );
}

function Read({ id }: { id: string }) {
  const w = useWords(words);
  const self = useSelf();
  const found = useRead('replayApplication', { path: { id } }, { fresh: 600_000 });
  return (
    <>
      <Head title={w.title} actions={opensCases(self) && <Link to={`/cases/${id}`}>{w.open}</Link>}>
        {id}
      </Head>
      <Shown of={found} rows={8}>
        {(replay) => <Compared replay={replay} />}
      </Shown>
    </>
  );
}

/** A case computed again beside what is on record. */
export function Replay() {
  const { id = '' } = useParams();
  return (
    <Gate roles={['supervisor', 'admin']}>
      <Read key={id} id={id} />
    </Gate>
  );
}
