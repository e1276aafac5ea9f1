import { Button, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import type { Answer } from '../client/contract.ts';
import { useChange, usePages } from '../client/queries.ts';
import { useDates } from '../language/dates.tsx';
import { useWords } from '../language/words.tsx';
import { CaseLink } from '../pieces/CaseLink.tsx';
import { Head } from '../pieces/Head.tsx';
import { More } from '../pieces/More.tsx';
import '../pieces/parts.css';
import { Problems } from '../pieces/Problems.tsx';
import { useProcedureTitle } from '../pieces/procedure-titles.ts';
import { Sheet } from '../pieces/Sheet.tsx';
import { Shown } from '../pieces/Shown.tsx';
import { stageWords } from '../pieces/StageTag.tsx';
import { Gate } from '../sign-in/Gate.tsx';
import './administration.css';
import { asRead } from './counted.ts';
import { leads } from './leads.ts';
import { SigningKeys } from './SigningKeys.tsx';

const words = {
  title: { zh: '运行维护', en: 'Upkeep' },
  line: {
    zh: '决定已经保存，但随后应自动完成的事没有完成时，会出现在这里。系统每分钟自动重试；这里的按钮只是立即再试一次，重复按不会办两次。',
    en: 'Here stands what should have followed a decision and did not. The decision itself is safe. The zone tries again every minute; the buttons try now, and trying twice does nothing twice.',
  },
  effects: { zh: '等待自动重试', en: 'Waiting' },
  effectsText: { zh: '系统每分钟重试。', en: 'Tried again every minute.' },
  noEffects: { zh: '没有等待的事项。', en: 'Nothing waits.' },
  parked: { zh: '多次失败，已停止重试', en: 'Failed too often' },
  parkedText: {
    zh: '系统不再自动重试。查明并排除原因后，请在这里重新送达。',
    en: 'Nobody tries these any more. Mend the cause, then deliver them here.',
  },
  noParked: { zh: '没有停止重试的事项。', en: 'None has failed too often.' },
  what: { zh: '应完成的事', en: 'What should happen' },
  'start-approval': { zh: '启动办理流程', en: 'Start the execution of the case' },
  'wake-approval': { zh: '通知办理流程继续', en: 'Wake the execution of the case' },
  case: { zh: '申请', en: 'Case' },
  openCase: { zh: '打开申请', en: 'Open the case' },
  since: { zh: '开始时间', en: 'Since' },
  attempts: { zh: '尝试次数', en: 'Attempts' },
  failed: { zh: '最近的错误', en: 'Last error' },
  act: { zh: '操作', en: 'Do' },
  deliver: { zh: '立即送达', en: 'Deliver now' },
  delivered: { zh: '已送达。', en: 'Delivered.' },
  deliveryFailed: { zh: '又失败了，原因见列表。', en: 'It failed again; the list says why.' },
  nothingLeft: { zh: '已由系统或他人送达，无需再办。', en: 'It was delivered meanwhile. Nothing is left to do.' },

  executions: { zh: '异常结束的办理流程', en: 'Executions that ended badly' },
  executionsText: {
    zh: '流程只负责等待和提醒，不保存任何决定。标为“丢失”的可以从申请重新启动。',
    en: 'Executions wait and remind; no decision lies in them. One that is lost is started again from its application.',
  },
  noExecutions: { zh: '没有。', en: 'None.' },
  end: { zh: '如何结束', en: 'How it ended' },
  endFailed: { zh: '失败', en: 'Failed' },
  endTimedOut: { zh: '超时', en: 'Timed out' },
  endAborted: { zh: '被中止', en: 'Aborted' },
  stopped: { zh: '结束时间', en: 'Ended' },
  standing: { zh: '现状', en: 'Now' },
  lost: { zh: '丢失，需要重启', en: 'Lost: wants a restart' },
  replaced: { zh: '已有新的流程', en: 'Another one watches the case' },
  'not-needed': { zh: '不再需要', en: 'Not needed any more' },
  unknown: { zh: '没有对应的申请', en: 'There is no such case' },
  restart: { zh: '重新启动', en: 'Restart' },
  restarted: { zh: '流程已重新启动。', en: 'The execution was started again.' },
  running: { zh: '流程正在运行，无需重启。', en: 'An execution runs already. Nothing had to be done.' },

  unattended: { zh: '已过时间而没有动静的申请', en: 'Cases past their moment' },
  unattendedText: {
    zh: '五分钟前就应自动发生的事（到期、视为决定）还没有发生。流程仍在运行的，系统会自行跟上。',
    en: 'Something should have happened by itself more than five minutes ago. Where an execution runs, the zone catches up by itself.',
  },
  noUnattended: { zh: '没有。', en: 'None.' },
  lookOn: { zh: '这一部分没有，还可以继续查找。', en: 'None among those looked at; there are more to look at.' },
  dueAt: { zh: '到期', en: 'Due' },
  deemsAt: { zh: '法律视为决定', en: 'The law decides' },
  isRunning: { zh: '运行中', en: 'runs' },
  notRunning: { zh: '没有运行', en: 'does not run' },
  execution: { zh: '流程', en: 'Execution' },
  stage: { zh: '环节', en: 'Stage' },

  history: { zh: '历史', en: 'History' },
  noHistory: { zh: '没有人工处理过。', en: 'Nothing was done by hand yet.' },
  'effect-redriven': { zh: '送达', en: 'Delivered' },
  'execution-redriven': { zh: '重启流程', en: 'Execution restarted' },
  who: { zh: '经手', en: 'By' },
  at: { zh: '时间', en: 'When' },
};

const renewed = ['listEffects', 'listEndedExecutions', 'listUnattended', 'listRedrives'] as const;

function Part({ id, title, text, children }: { id?: string; title: string; text?: string; children: ReactNode }) {
  return (
    <section id={id}>
      <h2>{title}</h2>
      {text && <p className="soft">{text}</p>}
      {children}
    </section>
  );
}

function CaseOf({ id, receiptNumber }: { id: string; receiptNumber?: string | undefined }) {
  const w = useWords(words);
  return <CaseLink id={id}>{receiptNumber ?? w.openCase}</CaseLink>;
}

function Effects({ state, tell }: { state: 'waiting' | 'parked'; tell: (text: string) => void }) {
  const w = useWords(words);
  const dates = useDates();
  const list = usePages('listEffects', { query: { state } }, { refetchEvery: 30_000 });
  const deliver = useChange('deliverEffect', { renews: renewed });
  const title = state === 'parked' ? w.parked : w.effects;
  return (
    <Part title={title} text={state === 'parked' ? w.parkedText : w.effectsText}>
      <Problems error={deliver.error} />
      <Shown of={asRead(list)} rows={1}>
        {(items) =>
          items.length === 0 ? (
            <p className="admin-nothing">{state === 'parked' ? w.noParked : w.noEffects}</p>
          ) : (
            <Sheet title={title} quiet>
              <thead>
                <tr>
                  <th scope="col">{w.what}</th>
                  <th scope="col">{w.case}</th>
                  <th scope="col">{w.since}</th>
                  <th scope="col" className="figure">
                    {w.attempts}
                  </th>
                  <th scope="col">{w.failed}</th>
                  <th scope="col">{w.act}</th>
                </tr>
              </thead>
              <tbody>
                {items.map((one) => (
                  <tr key={one.id}>
                    <th scope="row" className="admin-named">
                      {w[one.kind]}
                    </th>
                    <td>
                      <CaseOf id={one.applicationId} />
                    </td>
                    <td>{dates.moment(one.since)}</td>
                    <td className="figure">{dates.number(one.attempts)}</td>
                    <td className="admin-code">{one.failed}</td>
                    <td>
                      <Button
                        loading={deliver.isPending && deliver.variables.path.id === one.id}
                        onClick={() =>
                          deliver.mutate(
                            { path: { id: one.id } },
                            {
                              onSuccess: ({ outcome }) =>
                                tell(
                                  outcome === 'delivered'
                                    ? w.delivered
                                    : outcome === 'failed'
                                      ? w.deliveryFailed
                                      : w.nothingLeft,
                                ),
                            },
                          )
                        }
                      >
                        {w.deliver}
                      </Button>
                    </td>
                  </tr>
                ))}
              </tbody>
            </Sheet>
          )
        }
      </Shown>
      <More list={list} />
    </Part>
  );
}

type Ended = Answer<'listEndedExecutions'>['items'][number];
const ends = ['failed', 'timed-out', 'aborted'] as const;
const standingColours = { lost: 'error', replaced: 'default', 'not-needed': 'default', unknown: 'default' } as const;

function useRestart(tell: (text: string) => void) {
  const w = useWords(words);
  const restart = useChange('restartExecution', { renews: renewed });
  const button = (id: string) => (
    <Button
      loading={restart.isPending && restart.variables.path.id === id}
      onClick={() =>
        restart.mutate(
          { path: { id } },
          { onSuccess: ({ outcome }) => tell(outcome === 'restarted' ? w.restarted : w.running) },
        )
      }
    >
      {w.restart}
    </Button>
  );
  return { button, error: restart.error };
}

function Executions({ tell }: { tell: (text: string) => void }) {
  const w = useWords(words);
  const dates = useDates();
  const procedureTitle = useProcedureTitle();
  const stage = useWords(stageWords);
  const [end, setEnd] = useState<Ended['end']>('failed');
  const list = usePages('listEndedExecutions', { query: { end } });
  const restart = useRestart(tell);
  const endNames = { failed: w.endFailed, 'timed-out': w.endTimedOut, aborted: w.endAborted };
  return (
    <Part id="executions" title={w.executions} text={w.executionsText}>
      <fieldset className="admin-switches" aria-label={w.end}>
        {ends.map((one) => (
          <button key={one} type="button" aria-pressed={end === one} onClick={() => setEnd(one)}>
            {endNames[one]}
          </button>
        ))}
      </fieldset>
      <Problems error={restart.error} />
      <Shown of={asRead(list)} rows={2}>
        {(items) =>
          items.length === 0 ? (
            <p className="admin-nothing">{list.more ? w.lookOn : w.noExecutions}</p>
          ) : (
            <Sheet title={`${w.executions}: ${endNames[end]}`} quiet>
              <thead>
                <tr>
                  <th scope="col">{w.case}</th>
                  <th scope="col">{w.stage}</th>
                  <th scope="col">{w.stopped}</th>
                  <th scope="col">{w.standing}</th>
                  <th scope="col">{w.act}</th>
                </tr>
              </thead>
              <tbody>
                {items.map((one) => (
                  <tr key={one.execution}>
                    <th scope="row" className="admin-named">
                      <CaseOf id={one.applicationId} receiptNumber={one.receiptNumber} />
                      <br />
                      <small className="soft">{one.procedure && procedureTitle(one.procedure)}</small>
                    </th>
                    <td>{one.stage && stage[one.stage]}</td>
                    <td>{dates.moment(one.stoppedAt ?? one.startedAt)}</td>
                    <td>
                      <Tag color={standingColours[one.standing]}>{w[one.standing]}</Tag>
                    </td>
                    <td>{one.standing === 'lost' && restart.button(one.applicationId)}</td>
                  </tr>
                ))}
              </tbody>
            </Sheet>
          )
        }
      </Shown>
      <More list={list} />
    </Part>
  );
}

function Unattended({ tell }: { tell: (text: string) => void }) {
  const w = useWords(words);
  const dates = useDates();
  const procedureTitle = useProcedureTitle();
  const stage = useWords(stageWords);
  const list = usePages('listUnattended', {});
  const restart = useRestart(tell);
  return (
    <Part title={w.unattended} text={w.unattendedText}>
      <Problems error={restart.error} />
      <Shown of={asRead(list)} rows={2}>
        {(items) =>
          items.length === 0 ? (
            <p className="admin-nothing">{list.more ? w.lookOn : w.noUnattended}</p>
          ) : (
            <Sheet title={w.unattended} quiet>
              <thead>
                <tr>
                  <th scope="col">{w.case}</th>
                  <th scope="col">{w.stage}</th>
                  <th scope="col">{w.dueAt}</th>
                  <th scope="col">{w.deemsAt}</th>
                  <th scope="col">{w.execution}</th>
                  <th scope="col">{w.act}</th>
                </tr>
              </thead>
              <tbody>
                {items.map((one) => (
                  <tr key={one.applicationId}>
                    <th scope="row" className="admin-named">
                      <CaseOf id={one.applicationId} receiptNumber={one.receiptNumber} />
                      <br />
                      <small className="soft">{one.procedure && procedureTitle(one.procedure)}</small>
                    </th>
                    <td>{one.stage && stage[one.stage]}</td>
                    <td>{one.dueAt && dates.moment(one.dueAt)}</td>
                    <td>{one.deemsAt && dates.moment(one.deemsAt)}</td>
                    <td>
                      <Tag color={one.running ? 'processing' : 'error'}>{one.running ? w.isRunning : w.notRunning}</Tag>
                    </td>
                    <td>{!one.running && restart.button(one.applicationId)}</td>
                  </tr>
                ))}
              </tbody>
            </Sheet>
          )
        }
      </Shown>
      <More list={list} />
    </Part>
  );
}

function History() {
  const w = useWords(words);
  const dates = useDates();
  const list = usePages('listRedrives', {});
  return (
    <Part title={w.history}>
      <Shown of={asRead(list)} rows={2}>
        {(items) =>
          items.length === 0 ? (
            <p className="admin-nothing">{list.more ? w.lookOn : w.noHistory}</p>
          ) : (
            <Sheet title={w.history} quiet>
              <thead>
                <tr>
                  <th scope="col">{w.at}</th>
                  <th scope="col">{w.what}</th>
                  <th scope="col">{w.case}</th>
                  <th scope="col">{w.who}</th>
                </tr>
              </thead>
              <tbody>
                {items.map((one) => (
                  <tr key={`${one.at} ${one.applicationId} ${one.type}`}>
                    <th scope="row">{dates.moment(one.at)}</th>
                    <td>
                      {w[one.type]}
                      {(one.kind === 'start-approval' || one.kind === 'wake-approval') && ` · ${w[one.kind]}`}
                    </td>
                    <td>
                      <CaseOf id={one.applicationId} />
                    </td>
                    <td>
                      <bdi>{one.by}</bdi>
                    </td>
                  </tr>
                ))}
              </tbody>
            </Sheet>
          )
        }
      </Shown>
      <More list={list} />
    </Part>
  );
}

function Page() {
  const w = useWords(words);
  const [done, setDone] = useState('');
  return (
    <>
      <Head title={w.title}>{w.line}</Head>
      <p className="admin-done" role="status">
        {done}
      </p>
      <Effects state="parked" tell={setDone} />
      <Effects state="waiting" tell={setDone} />
      <Executions tell={setDone} />
      <Unattended tell={setDone} />
      <SigningKeys />
      <History />
    </>
  );
}

/** What should have followed a decision and did not, and the means to have it done now. */
export function Upkeep() {
  return (
    <Gate roles={leads}>
      <Page />
    </Gate>
  );
}
