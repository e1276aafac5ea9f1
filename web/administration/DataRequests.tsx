import { Button, Tag } from 'antd';
import { useState } from 'react';
import type { Answer } from '../client/contract.ts';
import { useChange, usePages, useRead } from '../client/queries.ts';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import { BothField, ChoiceField, LongField, TextField } from '../pieces/Fields.tsx';
import { Head } from '../pieces/Head.tsx';
import { More } from '../pieces/More.tsx';
import '../pieces/parts.css';
import { PlainForm } from '../pieces/PlainForm.tsx';
import { Problems } from '../pieces/Problems.tsx';
import { Shown } from '../pieces/Shown.tsx';
import { Gate } from '../sign-in/Gate.tsx';
import { asRead } from './counted.ts';
import { leads } from './leads.ts';

const words = {
  title: { zh: '个人信息请求', en: 'Requests about data' },
  line: {
    zh: '一人提出办理意见，另一人决定。删除由管理员另行执行（npm run erase），决定后才会发生。查看一项请求会留下记录。',
    en: 'One of you proposes, another decides. Erasure is carried out afterwards by an administrator (npm run erase). Opening a request is recorded.',
  },
  none: { zh: '没有请求。', en: 'There is no request.' },
  erasure: { zh: '删除', en: 'Erasure' },
  correction: { zh: '更正', en: 'Correction' },
  explanation: { zh: '说明', en: 'Explanation' },
  retention: { zh: '期满删除', en: 'Erasure by retention' },
  open: { zh: '待提出意见', en: 'Waits for a proposal' },
  proposed: { zh: '待另一人决定', en: 'Waits for a colleague' },
  decided: { zh: '待执行', en: 'Waits to be carried out' },
  'carried-out': { zh: '已办结', en: 'Done' },
  late: { zh: '已逾期', en: 'Late' },
  due: { zh: (day: string) => `最迟 ${day}`, en: (day: string) => `by ${day}` },
  upTo: { zh: (day: string) => `期限至 ${day} 已满的`, en: (day: string) => `what was past its retention on ${day}` },
  look: { zh: '查看', en: 'Open' },
  close: { zh: '收起', en: 'Close' },
  from: { zh: '请求人', en: 'From' },
  goes: { zh: '可以删除', en: 'May go' },
  stays: { zh: '须保留', en: 'Stays' },
  nothingGoes: { zh: '目前没有可以删除的。', en: 'Nothing may go as things stand.' },
  until: { zh: (day: string) => `（至 ${day}）`, en: (day: string) => ` (until ${day})` },
  outcome: { zh: '办理意见', en: 'Proposal' },
  granted: { zh: '同意', en: 'Grant it' },
  refused: { zh: '不同意', en: 'Refuse it' },
  answer: { zh: '给请求人的答复（写明理由）', en: 'Answer to the person, with the reasons' },
  propose: { zh: '提出意见', en: 'Propose' },
  decide: { zh: '按此决定', en: 'Decide so' },
  reason: { zh: '退回理由', en: 'Why you do not agree' },
  sendBack: { zh: '退回', en: 'Send back' },
  wasSentBack: { zh: '上次退回', en: 'Sent back' },
  result: {
    zh: (erased: number, kept: number) => `已删除 ${erased} 项，保留 ${kept} 项。`,
    en: (erased: number, kept: number) => `${erased} erased, ${kept} kept.`,
  },
  order: { zh: '期满删除令', en: 'Order what is past its retention' },
  orderLine: {
    zh: '另一人决定后，管理员据此编号执行：npm run erase -- --due --confirm --order 编号',
    en: 'Once a colleague has decided, an administrator carries it out by its number: npm run erase -- --due --confirm --order <number>',
  },
  day: { zh: '截至日期', en: 'Up to which day' },
  give: { zh: '提出', en: 'Propose the order' },
  paper: { zh: '登记书面请求', en: 'Record a request on paper' },
  person: { zh: '一人一码（许可编号）', en: 'Lifetime code (number of the permit)' },
  received: { zh: '收到日期', en: 'Received on' },
  kind: { zh: '请求内容', en: 'What is asked for' },
  said: { zh: '请求内容摘要', en: 'What they wrote' },
  record: { zh: '登记', en: 'Record it' },
  application: { zh: '申请', en: 'applications' },
  permit: { zh: '许可', en: 'permits' },
  'merchant-card': { zh: '商友卡', en: 'merchant cards' },
  credit: { zh: '信用', en: 'credit' },
  register: { zh: '登记', en: 'register' },
  readings: { zh: '查阅记录', en: 'readings' },
  visit: { zh: '预约', en: 'visits' },
  help: { zh: '求助', en: 'requests for help' },
  inquiry: { zh: '咨询', en: 'inquiries' },
  notices: { zh: '消息', en: 'messages' },
  talent: { zh: '人才库条目', en: 'entries of talents' },
};

const renews = ['listDataRequests', 'readDataRequest'] as const;
type Line = Answer<'listDataRequests'>['items'][number];
type Request = Answer<'readDataRequest'>;
type Words = ReturnType<typeof useWords<typeof words>>;

const kindName = (w: Words, kind: string): string => {
  const name = w[kind as keyof Words];
  return typeof name === 'string' ? name : kind;
};

function Propose({ request }: { request: Request }) {
  const w = useWords(words);
  const [outcome, setOutcome] = useState<'granted' | 'refused' | ''>('');
  const [answer, setAnswer] = useState({ zh: '', en: '' });
  const change = useChange('proposeOnDataRequest', { renews });
  const submit = () => {
    if (outcome === '') return;
    change.mutate({ path: { id: request.id }, body: { outcome, answer }, version: request.version });
  };
  const options = (['granted', 'refused'] as const).map((value) => ({ value, label: w[value] }));
  return (
    <PlainForm error={change.error} busy={change.isPending} submit={w.propose} onSubmit={submit}>
      <ChoiceField path="outcome" label={w.outcome} value={outcome} onChange={setOutcome} options={options} />
      <BothField path="answer" label={w.answer} value={answer} onChange={setAnswer} />
    </PlainForm>
  );
}

function SendBack({ request }: { request: Request }) {
  const w = useWords(words);
  const [reason, setReason] = useState('');
  const change = useChange('sendDataRequestBack', { renews });
  const submit = () => change.mutate({ path: { id: request.id }, body: { reason }, version: request.version });
  return (
    <PlainForm error={change.error} busy={change.isPending} submit={w.sendBack} onSubmit={submit}>
      <LongField path="reason" label={w.reason} value={reason} onChange={setReason} rows={2} />
    </PlainForm>
  );
}

function Decide({ request }: { request: Request }) {
  const w = useWords(words);
  const change = useChange('decideDataRequest', { renews });
  return (
    <>
      <Problems error={change.error} />
      <Button
        type="primary"
        loading={change.isPending}
        onClick={() => change.mutate({ path: { id: request.id }, body: {}, version: request.version })}
      >
        {w.decide}
      </Button>
    </>
  );
}

function Whole({ request }: { request: Request }) {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const { email, personId, goes, stays, proposal, sentBack, carriedOut, next } = request;
  return (
    <>
      {(email || personId) && (
        <p>
          <strong>{w.from}</strong> {email ?? personId}
        </p>
      )}
      {request.words && <blockquote>{request.words}</blockquote>}
      {goes && (
        <p>
          <strong>{w.goes}</strong>{' '}
          {goes.length === 0
            ? w.nothingGoes
            : goes.map(({ what, count }) => `${kindName(w, what)} ${count}`).join(', ')}
        </p>
      )}
      {stays && stays.length > 0 && (
        <>
          <strong>{w.stays}</strong>
          <ul>
            {stays.map(({ kind, count, reason, until }) => (
              <li key={`${kind} ${reason.en} ${until}`}>
                {kindName(w, kind)} {count}: {say(reason)}
                {until && w.until(dates.day(until))}
              </li>
            ))}
          </ul>
        </>
      )}
      {sentBack && (
        <p className="soft">
          {w.wasSentBack}: {sentBack.reason}
        </p>
      )}
      {proposal && (
        <p>
          <Tag>{w[proposal.outcome]}</Tag> {say(proposal.answer)}
        </p>
      )}
      {carriedOut && <p>{w.result(carriedOut.erased, carriedOut.kept)}</p>}
      {next.includes('propose') && <Propose request={request} />}
      {next.includes('decide') && <Decide request={request} />}
      {next.includes('send-back') && <SendBack request={request} />}
    </>
  );
}

function Opened({ id }: { id: string }) {
  return (
    <Shown of={useRead('readDataRequest', { path: { id } })} rows={3}>
      {(request) => <Whole request={request} />}
    </Shown>
  );
}

function One({ line }: { line: Line }) {
  const w = useWords(words);
  const dates = useDates();
  const [isOpen, setOpen] = useState(false);
  return (
    <li className="card">
      <div className="section-head">
        <h3>
          {w[line.kind]} <Tag color={line.late ? 'error' : 'default'}>{line.late ? w.late : w[line.state]}</Tag>
        </h3>
        <Button aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? w.close : w.look}
        </Button>
      </div>
      <p className="soft">
        {dates.moment(line.createdAt)} · {w.due(dates.day(line.dueOn))}
        {line.upTo && ` · ${w.upTo(dates.day(line.upTo))}`}
        {line.kind === 'retention' && (
          <>
            {' · '}
            <code>{line.id}</code>
          </>
        )}
      </p>
      {isOpen && <Opened id={line.id} />}
    </li>
  );
}

function Order() {
  const w = useWords(words);
  const [upTo, setUpTo] = useState('');
  const change = useChange('openDataRequest', { renews });
  return (
    <section className="card" aria-labelledby="order">
      <h2 id="order">{w.order}</h2>
      <p className="soft">{w.orderLine}</p>
      <PlainForm
        error={change.error}
        busy={change.isPending}
        submit={w.give}
        onSubmit={() => change.mutate({ body: { kind: 'retention', upTo } }, { onSuccess: () => setUpTo('') })}
      >
        <TextField path="upTo" label={w.day} type="date" value={upTo} onChange={setUpTo} />
      </PlainForm>
    </section>
  );
}

const asked = ['erasure', 'correction', 'explanation'] as const;

function Paper() {
  const w = useWords(words);
  const [kind, setKind] = useState<(typeof asked)[number] | ''>('');
  const [personId, setPersonId] = useState('');
  const [receivedOn, setReceivedOn] = useState('');
  const [said, setSaid] = useState('');
  const change = useChange('openDataRequest', { renews });
  const submit = () => {
    if (kind === '') return;
    const body = { kind, personId: personId.trim().toUpperCase(), receivedOn, ...(said.trim() ? { words: said } : {}) };
    change.mutate(
      { body },
      {
        onSuccess: () => {
          setPersonId('');
          setSaid('');
        },
      },
    );
  };
  return (
    <section className="card" aria-labelledby="paper">
      <h2 id="paper">{w.paper}</h2>
      <PlainForm error={change.error} busy={change.isPending} submit={w.record} onSubmit={submit}>
        <ChoiceField
          path="kind"
          label={w.kind}
          value={kind}
          onChange={setKind}
          options={asked.map((value) => ({ value, label: w[value] }))}
        />
        <TextField path="personId" label={w.person} value={personId} onChange={setPersonId} />
        <TextField path="receivedOn" label={w.received} type="date" value={receivedOn} onChange={setReceivedOn} />
        <LongField path="words" label={w.said} optional value={said} onChange={setSaid} rows={2} />
      </PlainForm>
    </section>
  );
}

function List() {
  const w = useWords(words);
  const list = usePages('listDataRequests', {});
  return (
    <>
      <Shown of={asRead(list)}>
        {(items) =>
          items.length === 0 ? (
            <p className="card soft">{w.none}</p>
          ) : (
            <ul className="plain-list">
              {items.map((line) => (
                <One key={line.id} line={line} />
              ))}
            </ul>
          )
        }
      </Shown>
      <More list={list} />
      <Paper />
      <Order />
    </>
  );
}

/** Requests of people about their data: what may go, what one proposes and another decides. */
export function DataRequests() {
  const w = useWords(words);
  return (
    <Gate roles={leads}>
      <Head title={w.title}>{w.line}</Head>
      <List />
    </Gate>
  );
}
