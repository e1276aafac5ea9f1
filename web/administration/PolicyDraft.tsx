import { Button, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { useParams } from 'react-router';
import { callFile, Refusal } from '../client/client.ts';
import type { Answer } from '../client/contract.ts';
import { useChange, usePages, useRead } from '../client/queries.ts';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import { ActionLink } from '../pieces/ActionLink.tsx';
import { saveFile } from '../pieces/blob-file.ts';
import { Facts } from '../pieces/Facts.tsx';
import { TextField } from '../pieces/Fields.tsx';
import { FormModal } from '../pieces/FormModal.tsx';
import { Head } from '../pieces/Head.tsx';
import { More } from '../pieces/More.tsx';
import { Problems } from '../pieces/Problems.tsx';
import { Shown } from '../pieces/Shown.tsx';
import { Gate } from '../sign-in/Gate.tsx';
import { useSelf } from '../sign-in/self.ts';
import './administration.css';
import { Changes } from './Changes.tsx';
import { asRead } from './counted.ts';
import { deployedStates, draftColours, draftStates } from './draft-words.ts';
import { leads } from './leads.ts';
import { Moves } from './Moves.tsx';
import './policy.css';
import { changesBetween, comparable } from './policy-content.ts';
import { useRehearsing } from './use-rehearsing.ts';

const words = {
  wait: { zh: '政策草案', en: 'Draft of a policy' },
  all: { zh: '全部草案', en: 'All drafts' },
  edit: { zh: '修改', en: 'Change' },
  withdraw: { zh: '撤回草案', en: 'Withdraw' },
  withdrawTitle: { zh: '撤回这份草案？', en: 'Withdraw this draft?' },
  withdrawText: {
    zh: '撤回后不能再修改或发布；内容和历史仍然保留。',
    en: 'It cannot be changed or published any more. Its contents and history stay.',
  },
  withdrawReason: { zh: '理由', en: 'Why' },
  wasWithdrawn: { zh: '草案已撤回。', en: 'The draft is withdrawn.' },
  effective: { zh: '施行日期', en: 'In force from' },
  names: { zh: '代码', en: 'Names' },
  basedOn: { zh: '起草时的现行政策', en: 'In force when it was begun' },
  authors: { zh: '起草人', en: 'Written by' },
  way: { zh: '从草案到施行', en: 'From a draft to what holds' },

  written: { zh: '1. 起草', en: '1. Written' },
  writtenText: {
    zh: (who: string, at: string, revision: number) => `第 ${revision} 稿，${who}，${at}`,
    en: (who: string, at: string, revision: number) => `Revision ${revision} by ${who}, ${at}`,
  },
  rehearsed: { zh: '2. 试算', en: '2. Rehearsed on open cases' },
  rehearsedText: {
    zh: '用这份草案重新计算每件在办申请，看有多少会改变类别。申请本身不受影响。',
    en: 'Every open case is scored by this draft, to see how many would change their category. No case is touched.',
  },
  rehearse: { zh: '开始试算', en: 'Rehearse' },
  goOn: { zh: '继续试算', en: 'Go on' },
  again: { zh: '重新试算', en: 'Rehearse again' },
  running: { zh: (n: string) => `正在试算，已计算 ${n} 件…`, en: (n: string) => `Rehearsing: ${n} cases so far …` },
  interrupted: {
    zh: (n: string) => `试算未完成，已计算 ${n} 件。`,
    en: (n: string) => `Not complete: ${n} cases so far.`,
  },
  complete: {
    zh: (n: string, at: string) => `已对 ${n} 件在办申请试算完毕，${at}`,
    en: (n: string, at: string) => `Complete: ${n} open cases, ${at}`,
  },
  looked: { zh: '计算的申请', en: 'Cases looked at' },
  otherTotal: { zh: '类别不变、总分改变', en: 'Same category, another total' },
  noRow: { zh: '有数值不在任何档次内', en: 'A value fits no row' },
  notAssessed: { zh: '无法计算', en: 'Could not be assessed' },
  withoutScore: { zh: '无须评分的申请', en: 'Cases that need no score' },
  now: {
    zh: '试算期间申请仍在变化，数字以试算那几分钟为准。',
    en: 'Cases move meanwhile: the figures are those of the minutes in which it ran.',
  },

  approved: { zh: '3. 由另一人批准', en: '3. Approved by somebody else' },
  approvedBy: {
    zh: (who: string, at: string) => `${who} 批准，${at}`,
    en: (who: string, at: string) => `By ${who}, ${at}`,
  },
  approvedText: {
    zh: '参与过起草或修改的人不能批准。批准的是您现在看到的这一稿；以后任何修改都会使批准失效。',
    en: 'Nobody who wrote any of it approves it. The approval is for the revision that you see; every change ends it.',
  },
  ownDraft: {
    zh: '您参与了起草，须由另一位主管或管理员批准。',
    en: 'You wrote part of this draft. Another supervisor or administrator has to approve it.',
  },
  notRehearsed: { zh: '试算完成后才能批准。', en: 'It can be approved once it is rehearsed to the end.' },
  approve: { zh: '批准这一稿', en: 'Approve this revision' },
  approveTitle: { zh: '批准这一稿？', en: 'Approve this revision?' },
  approveText: {
    zh: (day: string) => `批准后可以发布，自 ${day} 起施行的内容即为这一稿。`,
    en: (day: string) => `It can be published then, and this revision is what shall hold from ${day} on.`,
  },
  wasApproved: { zh: '已批准。', en: 'Approved.' },

  published: { zh: '4. 发布为文件', en: '4. Published as a file' },
  publishedText: {
    zh: '发布会生成一个文件，本身不使任何内容施行。辖区代码库用 npm run take-in 收入该文件，经审查和部署后，才从施行日起适用。发布后草案不能再修改。',
    en: 'Publishing makes a file; nothing comes into force by it. The zone’s repository takes the file in (npm run take-in), it is reviewed there, and a deployment puts it into force on its day. A published draft is not changed any more.',
  },
  notApproved: { zh: '批准后才能发布。', en: 'It can be published once it is approved.' },
  publish: { zh: '发布', en: 'Publish' },
  publishTitle: { zh: '发布这份草案？', en: 'Publish this draft?' },
  publishedBy: {
    zh: (who: string, at: string) => `${who} 发布，${at}`,
    en: (who: string, at: string) => `By ${who}, ${at}`,
  },
  download: { zh: '下载发布文件', en: 'Download the file' },
  sha256: { zh: '文件指纹（SHA-256）', en: 'SHA-256 of the file' },
  wasPublished: { zh: '已发布，请下载文件。', en: 'Published. Download the file.' },

  deployed: { zh: '5. 部署和施行', en: '5. Deployed and in force' },
  deployedText: {
    zh: '由代码库的负责人部署；这里显示本区现在运行的内容是否就是这一稿。',
    en: 'Whoever keeps the repository deploys it. Here stands whether the zone runs this very content.',
  },
  points: { zh: '积分表', en: 'Points table' },
  locality: { zh: '适用地区', en: 'Routes of the place' },
  since: { zh: (day: string) => `自 ${day}`, en: (day: string) => `from ${day}` },
  done: { zh: '完成', en: 'done' },
  next: { zh: '现在', en: 'now' },

  changes: { zh: '与现行政策的差别', en: 'What differs from what is in force' },
  history: { zh: '历史', en: 'History' },
  created: { zh: '起草', en: 'Begun' },
  edited: { zh: '修改', en: 'Changed' },
  rehearsedEvent: { zh: (n: string) => `试算完成，${n} 件`, en: (n: string) => `Rehearsed on ${n} cases` },
  approvedEvent: { zh: '批准', en: 'Approved' },
  publishedEvent: { zh: '发布', en: 'Published' },
  withdrawn: { zh: '撤回', en: 'Withdrawn' },
  revision: { zh: (n: number) => `第 ${n} 稿`, en: (n: number) => `revision ${n}` },
  by: { zh: (who: string, at: string) => `${who}，${at}`, en: (who: string, at: string) => `${who}, ${at}` },
  moved: {
    zh: '草案刚刚有变化，请看过现在的内容再继续。',
    en: 'The draft has just changed. Look at it as it stands now before you go on.',
  },
};

type View = Answer<'readPolicyDraft'>;

function Step({ title, state, children }: { title: string; state: 'done' | 'next' | 'later'; children: ReactNode }) {
  const w = useWords(words);
  return (
    <li className={`way-${state}`} aria-current={state === 'next' ? 'step' : undefined}>
      <h3>
        {title}{' '}
        {state === 'done' && (
          <span className="soft">
            <span aria-hidden>✓ </span>
            {w.done}
          </span>
        )}
        {state === 'next' && <Tag color="processing">{w.next}</Tag>}
      </h3>
      {children}
    </li>
  );
}

function Rehearsal({ the, isOpen }: { the: View; isOpen: boolean }) {
  const w = useWords(words);
  const dates = useDates();
  const { run, isRunning, error } = useRehearsing(the.id);
  const { rehearsal } = the;
  const figures = rehearsal && (rehearsal.complete || rehearsal.looked > 0);
  return (
    <>
      <p className="soft">{w.rehearsedText}</p>
      <p role="status">
        {isRunning
          ? w.running(dates.number(rehearsal && !rehearsal.complete ? rehearsal.looked : 0))
          : rehearsal?.complete
            ? w.complete(dates.number(rehearsal.looked), dates.moment(rehearsal.endedAt ?? rehearsal.startedAt))
            : rehearsal
              ? w.interrupted(dates.number(rehearsal.looked))
              : ''}
      </p>
      {isRunning && <progress aria-label={w.rehearsed} />}
      {figures && !isRunning && (
        <>
          <Moves moves={rehearsal.moves} />
          <Facts
            of={[
              [w.looked, dates.number(rehearsal.looked)],
              [w.otherTotal, dates.number(rehearsal.otherTotal)],
              [w.noRow, dates.number(rehearsal.noRow)],
              [w.notAssessed, dates.number(rehearsal.notAssessed)],
              [w.withoutScore, dates.number(rehearsal.withoutScore)],
            ]}
          />
          <p className="soft">{w.now}</p>
        </>
      )}
      <Problems error={error} />
      {isOpen && (
        <div className="admin-buttons no-print">
          <Button
            type={rehearsal?.complete ? 'default' : 'primary'}
            loading={isRunning}
            onClick={() => void run(rehearsal?.complete ?? false)}
          >
            {rehearsal?.complete ? w.again : rehearsal ? w.goOn : w.rehearse}
          </Button>
        </div>
      )}
    </>
  );
}

function useDownload(the: View) {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const name = [the.names.points, the.names.locality?.replaceAll('/', '-')].filter(Boolean).join('-');
  const download = async () => {
    setBusy(true);
    setError(null);
    try {
      saveFile(await callFile('readPublication', { path: { id: the.id } }), `policy-${name}.json`);
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  return { download, isBusy, error };
}

const renewed = ['readPolicyDraft', 'listPolicyDrafts', 'listPolicyDraftEvents'] as const;

function Way({ the, onDone }: { the: View; onDone: (text: string) => void }) {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const self = useSelf();
  const [asking, setAsking] = useState<'approve' | 'publish'>();
  const approve = useChange('approvePolicyDraft', { renews: renewed });
  const publish = useChange('publishPolicyDraft', { renews: renewed });
  const file = useDownload(the);
  const { state, rehearsal, approval, publication } = the;
  const isOpen = state === 'draft' || state === 'approved';
  const isOwn = self !== undefined && the.authors.includes(self.subject);
  const isRehearsed = rehearsal?.complete === true;
  const isRunning = the.deployed?.every((part) => part.state === 'in-force' || part.state === 'former') ?? false;
  const stepState = (isDone: boolean, isNext: boolean) =>
    isDone ? 'done' : isNext && state !== 'withdrawn' ? 'next' : 'later';
  const ask = asking === 'approve' ? approve : publish;
  const isMoved = ask.error instanceof Refusal && ask.error.code === 'version-conflict';
  return (
    <>
      <ol className="way">
        <Step title={w.written} state="done">
          <p>{w.writtenText(the.written.by, dates.moment(the.written.at), the.written.revision)}</p>
          <p className="soft">{the.written.reason}</p>
        </Step>
        <Step title={w.rehearsed} state={stepState(isRehearsed, true)}>
          <Rehearsal the={the} isOpen={isOpen} />
        </Step>
        <Step title={w.approved} state={stepState(approval !== undefined, isRehearsed)}>
          <p className="soft">{w.approvedText}</p>
          {approval ? (
            <p>{w.approvedBy(approval.by, dates.moment(approval.at))}</p>
          ) : (
            isOpen &&
            (!isRehearsed ? (
              <p>{w.notRehearsed}</p>
            ) : isOwn ? (
              <p>{w.ownDraft}</p>
            ) : (
              <div className="admin-buttons no-print">
                <Button type="primary" onClick={() => setAsking('approve')}>
                  {w.approve}
                </Button>
              </div>
            ))
          )}
        </Step>
        <Step title={w.published} state={stepState(publication !== undefined, approval !== undefined)}>
          <p className="soft">{w.publishedText}</p>
          {publication ? (
            <>
              <p>{w.publishedBy(publication.by, dates.moment(publication.at))}</p>
              <div className="admin-buttons no-print">
                <Button type="primary" loading={file.isBusy} onClick={() => void file.download()}>
                  {w.download}
                </Button>
              </div>
              <p className="admin-source">
                {w.sha256} <span className="admin-code">{publication.sha256}</span>
              </p>
              <Problems error={file.error} />
            </>
          ) : (
            isOpen &&
            (approval ? (
              <div className="admin-buttons no-print">
                <Button type="primary" onClick={() => setAsking('publish')}>
                  {w.publish}
                </Button>
              </div>
            ) : (
              <p>{w.notApproved}</p>
            ))
          )}
        </Step>
        <Step title={w.deployed} state={stepState(isRunning, publication !== undefined)}>
          <p className="soft">{w.deployedText}</p>
          {the.deployed?.map((part) => (
            <p key={part.part}>
              {w[part.part]} <span className="admin-code">{part.name}</span>
              {say({ zh: '：', en: ': ' })}
              <strong>{say(deployedStates[part.state])}</strong> {part.from && w.since(dates.day(part.from))}
            </p>
          ))}
        </Step>
      </ol>
      {asking && (
        <FormModal
          open
          title={asking === 'approve' ? w.approveTitle : w.publishTitle}
          onClose={() => {
            ask.reset();
            setAsking(undefined);
          }}
          error={isMoved ? null : ask.error}
          busy={ask.isPending}
          submit={asking === 'approve' ? w.approve : w.publish}
          onSubmit={() =>
            ask.mutate(
              { path: { id: the.id }, body: {}, version: the.version },
              {
                onSuccess: () => {
                  setAsking(undefined);
                  onDone(asking === 'approve' ? w.wasApproved : w.wasPublished);
                },
              },
            )
          }
        >
          {isMoved && (
            <p role="alert" className="admin-summary">
              {w.moved}
            </p>
          )}
          <p>{asking === 'approve' ? w.approveText(dates.day(the.effectiveFrom)) : w.publishedText}</p>
        </FormModal>
      )}
    </>
  );
}

function History({ id }: { id: string }) {
  const w = useWords(words);
  const dates = useDates();
  const list = usePages('listPolicyDraftEvents', { path: { id } });
  const named = {
    created: w.created,
    edited: w.edited,
    approved: w.approvedEvent,
    published: w.publishedEvent,
    withdrawn: w.withdrawn,
  };
  return (
    <section>
      <h2>{w.history}</h2>
      <Shown of={asRead(list)} rows={2}>
        {(items) => (
          <ol className="admin-list">
            {items.map((one) => (
              <li key={`${one.at} ${one.type}`} className="card">
                <h3>
                  {one.type === 'rehearsed' ? w.rehearsedEvent(dates.number(one.looked ?? 0)) : named[one.type]}
                  {one.revision !== undefined && ` · ${w.revision(one.revision)}`}
                </h3>
                {one.reason && <p>{one.reason}</p>}
                <p className="soft">{w.by(one.by, dates.moment(one.at))}</p>
              </li>
            ))}
          </ol>
        )}
      </Shown>
      <More list={list} />
    </section>
  );
}

function Withdraw({ the, onClose, onDone }: { the: View; onClose: () => void; onDone: () => void }) {
  const w = useWords(words);
  const [reason, setReason] = useState('');
  const withdraw = useChange('withdrawPolicyDraft', { renews: renewed });
  return (
    <FormModal
      open
      title={w.withdrawTitle}
      onClose={onClose}
      error={withdraw.error}
      busy={withdraw.isPending}
      danger
      submit={w.withdraw}
      onSubmit={() =>
        withdraw.mutate({ path: { id: the.id }, body: { reason }, version: the.version }, { onSuccess: onDone })
      }
    >
      <p>{w.withdrawText}</p>
      <TextField path="reason" label={w.withdrawReason} value={reason} onChange={setReason} />
    </FormModal>
  );
}

function Page({ id }: { id: string }) {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const [isWithdrawing, setWithdrawing] = useState(false);
  const [done, setDone] = useState('');
  const found = useRead('readPolicyDraft', { path: { id } });
  const basis = useRead('readPolicyInForce', {}, { fresh: 300_000 });
  const isOpen = found.data?.state === 'draft' || found.data?.state === 'approved';
  return (
    <>
      <Head
        title={found.data?.title ?? w.wait}
        actions={
          <>
            {isOpen && <ActionLink to={`/admin/policies/${id}/edit`}>{w.edit}</ActionLink>}
            {isOpen && <Button onClick={() => setWithdrawing(true)}>{w.withdraw}</Button>}
            <ActionLink to="/admin/policies">{w.all}</ActionLink>
          </>
        }
      >
        {found.data && <Tag color={draftColours[found.data.state]}>{say(draftStates[found.data.state])}</Tag>}
      </Head>
      <p className="admin-done" role="status">
        {done}
      </p>
      <Shown of={found} rows={8}>
        {(the) => (
          <>
            <section className="card">
              <Facts
                of={[
                  [w.effective, dates.day(the.effectiveFrom)],
                  [
                    w.names,
                    <span key="names" className="admin-code">
                      {[the.names.points, the.names.locality].filter(Boolean).join(', ')}
                    </span>,
                  ],
                  [
                    w.basedOn,
                    <span key="based" className="admin-code">
                      {the.basedOn.points}, {the.basedOn.routes}
                    </span>,
                  ],
                  [w.authors, <bdi key="authors">{the.authors.join(', ')}</bdi>],
                ]}
              />
            </section>
            <h2>{w.way}</h2>
            <Way the={the} onDone={setDone} />
            <h2>{w.changes}</h2>
            <Shown of={basis} rows={2}>
              {(inForce) => {
                const { points, locality } = the.content;
                const before = {
                  ...(points ? { points: inForce.points } : {}),
                  ...(locality ? { locality: inForce.locality } : {}),
                };
                return <Changes title={w.changes} of={changesBetween(comparable(before), comparable(the.content))} />;
              }}
            </Shown>
            <History id={id} />
            {isWithdrawing && (
              <Withdraw
                the={the}
                onClose={() => setWithdrawing(false)}
                onDone={() => {
                  setWithdrawing(false);
                  setDone(w.wasWithdrawn);
                }}
              />
            )}
          </>
        )}
      </Shown>
    </>
  );
}

/** A draft on its way: written, rehearsed, approved by somebody else, published as a file, deployed. */
export function PolicyDraft() {
  const { draft = '' } = useParams();
  return (
    <Gate roles={leads}>
      <Page key={draft} id={draft} />
    </Gate>
  );
}
