import { Button, Tag } from 'antd';
import { useState } from 'react';
import type { Answer } from '../client/contract.ts';
import { useChange, useRead } from '../client/queries.ts';
import { useDates } from '../language/dates.tsx';
import { useLanguage, useSay, useWords } from '../language/words.tsx';
import { saveFile } from '../pieces/blob-file.ts';
import { ChoiceField, LongField } from '../pieces/Fields.tsx';
import { Head } from '../pieces/Head.tsx';
import '../pieces/parts.css';
import { PlainForm } from '../pieces/PlainForm.tsx';
import { Problems } from '../pieces/Problems.tsx';
import { Shown } from '../pieces/Shown.tsx';
import { Gate } from '../sign-in/Gate.tsx';
import { type CopiedDocument, makeCopy } from './copy.ts';

const words = {
  title: { zh: '我的个人信息', en: 'My data' },
  line: {
    zh: '本区持有您的哪些信息、为什么、保存多久。您可以随时下载，也可以要求更正、删除或说明。',
    en: 'What this zone holds on you, why and for how long. You can download it whenever you want, and ask for it to be corrected, erased or explained.',
  },
  nothing: {
    zh: '本区没有您的申请或其他信息。',
    en: 'This zone holds no application of yours, nor anything else on you.',
  },
  why: { zh: '为什么', en: 'Why' },
  basis: { zh: '依据', en: 'On what basis' },
  kept: { zh: '保存多久', en: 'How long' },
  ifErased: { zh: '如果您要求删除', en: 'If you ask for erasure' },
  goes: {
    zh: (n: number) => `${n} 项可以删除。`,
    en: (n: number) => (n === 1 ? 'One can go.' : `${n} can go.`),
  },
  stays: { zh: (n: number) => `${n} 项须保留：`, en: (n: number) => (n === 1 ? 'One stays: ' : `${n} stay: `) },
  until: { zh: (day: string) => `至 ${day} 止。`, en: (day: string) => ` Until ${day}.` },
  copy: { zh: '下载我的信息', en: 'Download my data' },
  copyLine: {
    zh: '得到两个文件：一个便于阅读的网页，一个完整的数据文件（JSON）；下面列出您的材料，可逐个下载。每次下载都会留下记录。',
    en: 'You get two files, a page to read and the whole as data (JSON), and links to your documents below. Every download is recorded.',
  },
  made: { zh: '已下载。材料链接十分钟内有效：', en: 'Downloaded. The links to your documents open for ten minutes:' },
  ask: { zh: '提出请求', en: 'Ask for something' },
  askLine: {
    zh: (days: number) => `两名工作人员共同决定，${days} 天内答复。不会影响正在办理的申请。`,
    en: (days: number) =>
      `Two officers decide together; you have an answer within ${days} days. It changes nothing for your open cases.`,
  },
  kind: { zh: '您希望', en: 'What you want' },
  erasure: { zh: '删除可以删除的信息', en: 'Erase what can be erased' },
  correction: { zh: '更正不准确的信息', en: 'Correct what is wrong' },
  explanation: { zh: '说明处理规则', en: 'Explain how it is used' },
  retention: { zh: '按期限删除', en: 'Erasure by retention' },
  more: { zh: '补充说明', en: 'Anything to add' },
  send: { zh: '提交请求', en: 'Send the request' },
  sent: { zh: '已提交，请等待答复。', en: 'It is sent; you will be told the answer.' },
  requests: { zh: '我的请求', en: 'My requests' },
  due: { zh: (day: string) => `最迟 ${day} 答复`, en: (day: string) => `answer by ${day}` },
  open: { zh: '等待答复', en: 'Waits for an answer' },
  granted: { zh: '已同意', en: 'Granted' },
  refused: { zh: '未同意', en: 'Not granted' },
  done: { zh: (day: string) => `已于 ${day} 完成。`, en: (day: string) => `Done on ${day}.` },
  rights: { zh: '您的权利', en: 'Your rights' },
};

type Data = Answer<'readMyData'>;
type Line = Data['held'][number];
type Request = Data['requests'][number];

function Held({ line }: { line: Line }) {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  return (
    <li className="card">
      <h3>
        {say(line.title)} <Tag>{line.count}</Tag>
      </h3>
      <p>
        <strong>{w.why}</strong> {say(line.why)}
      </p>
      <p>
        <strong>{w.kept}</strong> {say(line.kept)}
      </p>
      <p className="soft">
        <strong>{w.basis}</strong> {say(line.basis)}
      </p>
      <p>
        <strong>{w.ifErased}</strong> {line.goes > 0 && w.goes(line.goes)}
      </p>
      {line.stays.length > 0 && (
        <ul>
          {line.stays.map(({ count, reason, until }) => (
            <li key={`${reason.en} ${until}`}>
              {w.stays(count)}
              {say(reason)}
              {until && w.until(dates.day(until))}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

function Copy() {
  const w = useWords(words);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const [documents, setDocuments] = useState<CopiedDocument[]>();
  const make = async () => {
    setBusy(true);
    setError(undefined);
    try {
      const copy = await makeCopy();
      saveFile(copy.json, 'personal-data.json');
      saveFile(copy.page, 'my-data.html');
      setDocuments(copy.documents);
    } catch (problem) {
      setError(problem);
    }
    setBusy(false);
  };
  return (
    <section className="card" aria-labelledby="copy">
      <h2 id="copy">{w.copy}</h2>
      <p>{w.copyLine}</p>
      <Problems error={error} />
      <Button type="primary" loading={busy} onClick={() => void make()}>
        {w.copy}
      </Button>
      <div role="status">
        {documents && (
          <>
            <p>{w.made}</p>
            <ul>
              {documents.map(({ id, name, link }) => (
                <li key={id}>
                  <a href={link} target="_blank" rel="noreferrer">
                    {name}
                  </a>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </section>
  );
}

type Kind = 'erasure' | 'correction' | 'explanation';

function Ask({ days }: { days: number }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const [kind, setKind] = useState<Kind | ''>('');
  const [more, setMore] = useState('');
  const send = useChange('requestOfMyData', { renews: ['readMyData'] });
  const submit = () => {
    if (kind === '') return;
    const body = { kind, language, ...(more.trim() ? { words: more } : {}) };
    send.mutate(
      { body },
      {
        onSuccess: () => {
          setKind('');
          setMore('');
        },
      },
    );
  };
  const choices = (['erasure', 'correction', 'explanation'] as const).map((value) => ({ value, label: w[value] }));
  return (
    <section className="card" aria-labelledby="ask">
      <h2 id="ask">{w.ask}</h2>
      <p>{w.askLine(days)}</p>
      <PlainForm error={send.error} busy={send.isPending} submit={w.send} onSubmit={submit}>
        <ChoiceField path="kind" label={w.kind} value={kind} onChange={setKind} options={choices} />
        <LongField path="words" label={w.more} optional value={more} onChange={setMore} rows={3} />
      </PlainForm>
      <p role="status">{send.isSuccess && w.sent}</p>
    </section>
  );
}

function Requested({ request }: { request: Request }) {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const { kind, createdAt, dueOn, outcome, answer, remedy, carriedOutAt } = request;
  return (
    <li className="card">
      <h3>
        {w[kind]} <Tag>{outcome ? w[outcome] : w.open}</Tag>
      </h3>
      <small className="soft">
        {dates.moment(createdAt)}
        {!outcome && ` · ${w.due(dates.day(dueOn))}`}
      </small>
      {request.words && <blockquote>{request.words}</blockquote>}
      {answer && <p>{say(answer)}</p>}
      {carriedOutAt && <p>{w.done(dates.moment(carriedOutAt))}</p>}
      {remedy && <p className="soft">{say(remedy)}</p>}
    </li>
  );
}

function Everything({ data }: { data: Data }) {
  const w = useWords(words);
  const say = useSay();
  return (
    <>
      {data.held.length === 0 ? (
        <p className="card soft">{w.nothing}</p>
      ) : (
        <ul className="plain-list">
          {data.held.map((line) => (
            <Held key={line.kind} line={line} />
          ))}
        </ul>
      )}
      {data.held.length > 0 && <Copy />}
      <Ask days={data.answerDays} />
      {data.requests.length > 0 && (
        <section aria-labelledby="requests">
          <h2 id="requests">{w.requests}</h2>
          <ul className="plain-list">
            {data.requests.map((request) => (
              <Requested key={request.id} request={request} />
            ))}
          </ul>
        </section>
      )}
      <section className="card" aria-labelledby="rights">
        <h2 id="rights">{w.rights}</h2>
        <ul>
          {data.rights.map((right) => (
            <li key={right.en}>{say(right)}</li>
          ))}
        </ul>
      </section>
    </>
  );
}

function Own() {
  return <Shown of={useRead('readMyData', {})}>{(data) => <Everything data={data} />}</Shown>;
}

/** What the zone holds on me, a copy of it, and what I ask for. */
export function MyData() {
  const w = useWords(words);
  return (
    <Gate roles={['applicant']}>
      <Head title={w.title}>{w.line}</Head>
      <Own />
    </Gate>
  );
}
