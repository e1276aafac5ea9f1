import { Modal } from 'antd';
import type { Answer } from '../client/contract.ts';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import { DocumentView } from '../pieces/DocumentView.tsx';

const words = {
  committed: { zh: '以承诺代替', en: 'A signed commitment stands in for it' },
  later: { zh: '容缺后补，决定前须补交', en: 'To follow; needed before it can be approved' },
  missing: { zh: '未提交', en: 'Not there' },
  view: { zh: '查看', en: 'Show' },
  viewOf: { zh: (what: string) => `查看${what}`, en: (what: string) => `Show: ${what}` },
  pages: { zh: (n: number) => `${n} 页`, en: (n: number) => (n === 1 ? '1 page' : `${n} pages`) },
  size: { zh: (kb: string) => `${kb} KB`, en: (kb: string) => `${kb} KB` },
  added: { zh: (day: string) => `${day} 上传`, en: (day: string) => `uploaded ${day}` },
  replaced: { zh: '已被后来的文件代替', en: 'replaced by a later file' },
  other: { zh: '其他文件', en: 'Other documents' },
};

type Application = Answer<'readApplication'>;
type Document = Application['documents'][number];

/** Documents of which the parties may be shown something: what was never finished or was not taken is left out. */
const kept = ({ state }: Document): boolean => state === 'accepted' || state === 'replaced';

function Paper({ document, title, open }: { document: Document; title: string; open: () => void }) {
  const w = useWords(words);
  const dates = useDates();
  const { fileName, pages, bytes, addedAt, state } = document;
  return (
    <li className="paper">
      <span>
        {fileName ?? document.kind}
        <small className="soft">
          {pages !== undefined && `${w.pages(pages)} · `}
          {bytes !== undefined && `${w.size(dates.number(Math.ceil(bytes / 1024)))} · `}
          {w.added(dates.shortDay(dates.dayOf(addedAt)))}
          {state === 'replaced' && ` · ${w.replaced}`}
        </small>
      </span>
      <button type="button" className="link" aria-label={w.viewOf(title)} onClick={open}>
        {w.view}
      </button>
    </li>
  );
}

/** What was handed in, line by line of what was asked for; each document can be looked at. */
export function Papers({ application, open }: { application: Application; open: (documentId: string) => void }) {
  const w = useWords(words);
  const say = useSay();
  const { checklist, documents } = application;
  const listed = new Set(checklist.map(({ kind }) => kind));
  const rest = documents.filter((document) => kept(document) && !listed.has(document.kind));
  return (
    <ul className="papers">
      {checklist.map(({ kind, label, state }) => {
        const own = documents.filter((document) => document.kind === kind && kept(document));
        return (
          <li key={kind}>
            <strong>{say(label)}</strong>
            {own.length === 0 && state !== 'uploaded' && <span className="soft"> · {w[state]}</span>}
            {own.length > 0 && (
              <ul>
                {own.map((document) => (
                  <Paper key={document.id} document={document} title={say(label)} open={() => open(document.id)} />
                ))}
              </ul>
            )}
          </li>
        );
      })}
      {rest.length > 0 && (
        <li>
          <strong>{w.other}</strong>
          <ul>
            {rest.map((document) => (
              <Paper
                key={document.id}
                document={document}
                title={document.fileName ?? document.kind}
                open={() => open(document.id)}
              />
            ))}
          </ul>
        </li>
      )}
    </ul>
  );
}

/** One document above the page. */
export function PaperAbove({
  application,
  documentId,
  onClose,
}: {
  application: Application;
  documentId: string;
  onClose: () => void;
}) {
  const say = useSay();
  const document = application.documents.find(({ id }) => id === documentId);
  const line = application.checklist.find(({ kind }) => kind === document?.kind);
  const title = line ? say(line.label) : (document?.fileName ?? document?.kind ?? '');
  return (
    <Modal open title={title} onCancel={onClose} footer={null} width="min(70rem, 96vw)">
      <DocumentView application={application.id} document={documentId} title={title} />
    </Modal>
  );
}
