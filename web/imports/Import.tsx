import { Button, Tag } from 'antd';
import { useState } from 'react';
import { useParams } from 'react-router';
import { asRead } from '../administration/counted.ts';
import { leads } from '../administration/leads.ts';
import type { Answer } from '../client/contract.ts';
import { useChange, usePages, useRead } from '../client/queries.ts';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import { ActionLink } from '../pieces/ActionLink.tsx';
import { Facts } from '../pieces/Facts.tsx';
import { TextField } from '../pieces/Fields.tsx';
import { FormModal } from '../pieces/FormModal.tsx';
import { Head } from '../pieces/Head.tsx';
import { More } from '../pieces/More.tsx';
import { Problems } from '../pieces/Problems.tsx';
import { Sheet } from '../pieces/Sheet.tsx';
import { Shown } from '../pieces/Shown.tsx';
import { Gate } from '../sign-in/Gate.tsx';
import { importStateColours, importStateNames } from './import-states.ts';
import './imports.css';

const words = {
  wait: { zh: '导入', en: 'Import' },
  all: { zh: '全部导入', en: 'All imports' },
  start: { zh: '开始检查并导入', en: 'Check and import' },
  startText: {
    zh: '文件已上传。开始后，系统在一分钟内检查每一行；全部正确才导入。',
    en: 'The file is uploaded. Once started, every row is checked within minutes, and imported only if all of them are in order.',
  },
  checkingText: {
    zh: '正在检查每一行，完成后这里会更新。可以离开本页。',
    en: 'Every row is being checked. You may leave this page.',
  },
  applyingText: {
    zh: (done: string, of: string) => `已写入 ${done} 行，共 ${of} 行。全部完成之前都不算数。`,
    en: (done: string, of: string) => `${done} of ${of} rows are written. Nothing counts before all of them are.`,
  },
  progress: { zh: '导入进度', en: 'Progress of the import' },
  completeText: { zh: (n: string) => `全部 ${n} 行已经导入。`, en: (n: string) => `All ${n} rows are imported.` },
  refusedText: {
    zh: '一行也没有导入。请在原文件中改正下列各处，然后作为新文件导入。',
    en: 'No row was imported. Mend what is listed in the file itself, and import it as a new file.',
  },
  cancelledText: { zh: '已取消，没有导入任何一行。', en: 'Cancelled. Nothing of it counts.' },
  cancel: { zh: '取消导入', en: 'Cancel the import' },
  cancelTitle: { zh: '取消这次导入？', en: 'Cancel this import?' },
  cancelText: {
    zh: '文件中的内容都不算数；以后可以重新导入。',
    en: 'Nothing of the file will count. It can be imported again later.',
  },
  cancelReason: { zh: '理由', en: 'Why' },
  wasCancelled: { zh: '已取消。', en: 'Cancelled.' },
  kind: { zh: '内容', en: 'What is in it' },
  created: { zh: '上传', en: 'Uploaded' },
  started: { zh: '开始', en: 'Started' },
  ended: { zh: '结束', en: 'Ended' },
  by: { zh: (who: string, at: string) => `${who}，${at}`, en: (who: string, at: string) => `${who}, ${at}` },
  encoding: { zh: '编码', en: 'Encoding' },
  rows: { zh: '行数', en: 'Rows' },
  badRows: { zh: '有问题的行', en: 'Wrong rows' },
  problems: { zh: '问题', en: 'Problems' },
  reason: { zh: '取消理由', en: 'Why it was cancelled' },
  same: { zh: '相同的文件', en: 'The same file' },
  sameOpen: { zh: '查看那次导入', en: 'See that import' },
  list: { zh: '要改正的地方', en: 'What has to be mended' },
  report: { zh: '下载全部问题（CSV）', en: 'Download all of them (CSV)' },
  line: { zh: '行', en: 'Line' },
  column: { zh: '列', en: 'Column' },
  why: { zh: '问题和改法', en: 'What is wrong, and how to mend it' },
  whole: { zh: '整个文件', en: 'whole file' },
};

type View = Answer<'readImport'>;

function WrongRows({ id }: { id: string }) {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const list = usePages('listImportProblems', { path: { id } });
  return (
    <>
      <Shown of={asRead(list)}>
        {(items) => (
          <Sheet title={w.list} quiet>
            <thead>
              <tr>
                <th scope="col" className="figure">
                  {w.line}
                </th>
                <th scope="col">{w.column}</th>
                <th scope="col">{w.why}</th>
              </tr>
            </thead>
            <tbody>
              {items.map(({ line, column, code, text, remedy }) => (
                <tr key={`${line} ${column} ${code} ${text.en}`}>
                  <th scope="row" className="figure">
                    {line === 0 ? w.whole : dates.number(line)}
                  </th>
                  <td>{column}</td>
                  <td>
                    {say(text)}
                    {remedy && <div className="soft">{say(remedy)}</div>}
                  </td>
                </tr>
              ))}
            </tbody>
          </Sheet>
        )}
      </Shown>
      <More list={list} />
    </>
  );
}

function Standing({ the }: { the: View }) {
  const w = useWords(words);
  const dates = useDates();
  const { state, rows = 0, applied } = the;
  if (state === 'awaiting-file') return <p>{w.startText}</p>;
  if (state === 'checking')
    return (
      <>
        <p>{w.checkingText}</p>
        <progress className="import-progress" aria-label={w.progress} />
      </>
    );
  if (state === 'applying')
    return (
      <>
        <p>{w.applyingText(dates.number(applied), dates.number(rows))}</p>
        <progress className="import-progress" max={Math.max(rows, 1)} value={applied} aria-label={w.progress} />
      </>
    );
  if (state === 'complete') return <p>{w.completeText(dates.number(applied))}</p>;
  return <p>{state === 'cancelled' ? w.cancelledText : w.refusedText}</p>;
}

function Cancel({ id, onClose, onDone }: { id: string; onClose: () => void; onDone: () => void }) {
  const w = useWords(words);
  const [reason, setReason] = useState('');
  const cancel = useChange('cancelImport', { renews: ['readImport', 'listImports'] });
  return (
    <FormModal
      open
      title={w.cancelTitle}
      onClose={onClose}
      error={cancel.error}
      busy={cancel.isPending}
      danger
      submit={w.cancel}
      onSubmit={() => cancel.mutate({ path: { id }, body: { reason } }, { onSuccess: onDone })}
    >
      <p>{w.cancelText}</p>
      <TextField path="reason" label={w.cancelReason} value={reason} onChange={setReason} />
    </FormModal>
  );
}

function Page({ id }: { id: string }) {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const [isMoving, setMoving] = useState(true);
  const [isCancelling, setCancelling] = useState(false);
  const [done, setDone] = useState('');
  const found = useRead('readImport', { path: { id } }, isMoving ? { refetchEvery: 3000 } : {});
  const start = useChange('startImport', { renews: ['readImport', 'listImports'] });
  const state = found.data?.state;
  const isWorked = state === 'checking' || state === 'applying';
  if (state !== undefined && isMoving !== isWorked) setMoving(isWorked);
  return (
    <>
      <Head title={found.data?.fileName ?? w.wait} actions={<ActionLink to="/admin/imports">{w.all}</ActionLink>}>
        {found.data && (
          <Tag color={importStateColours[found.data.state]}>{say(importStateNames[found.data.state])}</Tag>
        )}
      </Head>
      <p role="status" className="import-done">
        {done}
      </p>
      <Shown of={found}>
        {(the) => (
          <>
            <section className="card">
              <div aria-live="polite">
                <Standing the={the} />
              </div>
              <Facts
                of={[
                  [w.kind, say(the.label)],
                  [w.created, w.by(the.createdBy, dates.moment(the.createdAt))],
                  [w.started, the.startedAt && w.by(the.startedBy ?? '', dates.moment(the.startedAt))],
                  [w.ended, the.endedAt && dates.moment(the.endedAt)],
                  [w.encoding, the.encoding],
                  [w.rows, the.rows !== undefined && dates.number(the.rows)],
                  [w.badRows, the.badRows ? dates.number(the.badRows) : undefined],
                  [w.problems, the.problems ? dates.number(the.problems) : undefined],
                  [w.reason, the.reason],
                  [
                    w.same,
                    the.sameFileAs && (
                      <ActionLink key="same" to={`/admin/imports/${the.sameFileAs}`}>
                        {w.sameOpen}
                      </ActionLink>
                    ),
                  ],
                ]}
              />
              <Problems error={start.error} />
              <div className="import-acts no-print">
                {the.state === 'awaiting-file' && (
                  <Button type="primary" loading={start.isPending} onClick={() => start.mutate({ path: { id } })}>
                    {w.start}
                  </Button>
                )}
                {(the.state === 'awaiting-file' || isWorked) && (
                  <Button onClick={() => setCancelling(true)}>{w.cancel}</Button>
                )}
              </div>
            </section>
            {the.state === 'refused-with-problems' && (
              <>
                <h2>{w.list}</h2>
                {the.report && (
                  <p>
                    <a href={the.report.url}>{w.report}</a>
                  </p>
                )}
                <WrongRows id={id} />
              </>
            )}
          </>
        )}
      </Shown>
      {isCancelling && (
        <Cancel
          id={id}
          onClose={() => setCancelling(false)}
          onDone={() => {
            setCancelling(false);
            setDone(w.wasCancelled);
          }}
        />
      )}
    </>
  );
}

/** One import: how it stands, what is wrong with its rows, starting and cancelling it. */
export function Import() {
  const { id = '' } = useParams();
  return (
    <Gate roles={leads}>
      <Page key={id} id={id} />
    </Gate>
  );
}
