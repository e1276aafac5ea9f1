import type { Text } from '../../shared/domain/text.ts';
import { call } from '../client/client.ts';
import type { Answer } from '../client/contract.ts';
import { useSay, useWords } from '../language/words.tsx';
import type { Document, SendingFiles } from '../pieces/sending.ts';
import { Upload, type UploadedKind } from '../pieces/Upload.tsx';
import { shownAt } from './draft.ts';
import { Deficiencies, Wrong } from './FieldNotes.tsx';
import { useToldAt } from './FormField.tsx';
import { useFilling } from './filling.ts';
import { placeOf } from './steps.ts';

type Guide = Answer<'readGuide'>;
type Material = Guide['materials'][number];
type Line = Answer<'readApplication'>['checklist'][number];

const words = {
  progress: {
    zh: (done: number, all: number) => `${all} 项材料，已备齐 ${done} 项。`,
    en: (done: number, all: number) => `${done} of ${all} documents are there.`,
  },
  all: { zh: '材料已齐全。', en: 'Every document is there.' },
  missing: { zh: '待提供', en: 'Still needed' },
  committed: { zh: '以承诺代替', en: 'Commitment given' },
  later: { zh: '受理后补交', en: 'To follow after acceptance' },
  uploaded: { zh: '已提供', en: 'Done' },
  commit: { zh: '不上传，以承诺代替（承诺制）', en: 'Give a signed commitment instead of this document' },
  commitMeans: {
    zh: '您承诺符合此项要求并对承诺负责，不再提交该材料。',
    en: 'You state that you meet what it proves, and answer for that. The document itself is not handed in.',
  },
  supply: { zh: '受理后再补交（容缺受理）', en: 'Hand it in after acceptance' },
  supplyMeans: {
    zh: '可以先受理，您随后补交；补交之前不能批准。',
    en: 'The application can be accepted without it and you add it afterwards. Nothing is approved before it is there.',
  },
  instead: { zh: '也可以用其他材料代替', en: 'Another document serves as well' },
  care: { zh: '提交前看一看：', en: 'Before you upload:' },
  others: { zh: '其他已上传的文件', en: 'Other files that were uploaded' },
  othersText: {
    zh: '目前的填写内容不需要这些文件，可以保留或删除。',
    en: 'As the form stands they are not asked for. You may keep or remove them.',
  },
};

const kindOf = (material: Material | undefined, kind: string, label: Text): UploadedKind => ({
  kind,
  label,
  contentTypes: material?.contentTypes ?? ['application/pdf', 'image/jpeg', 'image/png'],
  several: material?.several ?? true,
});

/** A choice in place of the paper, with what it means. */
function InsteadOf({
  path,
  kind,
  label,
  means,
}: {
  path: 'commitments' | 'supplyLater';
  kind: string;
  label: string;
  means: string;
}) {
  const { draft, state } = useFilling();
  const given = shownAt(state.application.form, state.changes, path);
  const chosen = Array.isArray(given) ? given.map(String) : [];
  return (
    <label className="choice">
      <input
        type="checkbox"
        checked={chosen.includes(kind)}
        onChange={({ target }) =>
          draft.type(path, target.checked ? [...chosen, kind] : chosen.filter((known) => known !== kind))
        }
      />
      <span>
        {label}
        <small className="soft">{means}</small>
      </span>
    </label>
  );
}

function MaterialLine({
  line,
  guide,
  files,
  onRemove,
}: {
  line: Line;
  guide: Guide | undefined;
  files: SendingFiles;
  onRemove: (document: Document) => Promise<void>;
}) {
  const w = useWords(words);
  const say = useSay();
  const { state } = useFilling();
  const { application } = state;
  const { kind, label, reason, need } = line;
  const path = `document.${kind}`;
  const { wrong, deficiencies } = useToldAt(path);
  const material = guide?.materials.find((one) => one.kind === kind);
  const id = placeOf(path);
  const cares = (guide?.takeCare ?? []).filter((care) => care.path === path);
  const alternatives = material?.alternatives ?? [];
  const hasAlternative = alternatives.some((other) =>
    application.documents.some((document) => document.kind === other.kind && document.state !== 'replaced'),
  );
  const isSettled = line.state !== 'missing';
  return (
    <li id={id} className={isSettled ? 'material material-done' : 'material'} tabIndex={-1}>
      <div className="material-head">
        <h3>{say(label)}</h3>
        <span className={`material-state material-${line.state}`}>
          {line.state === 'uploaded' ? '✓ ' : ''}
          {w[line.state]}
        </span>
      </div>
      <p id={`${id}-reason`} className="soft">
        {say(reason)}
      </p>
      {(isSettled ? [] : cares).map(({ text }) => (
        <p key={text.en} className="soft">
          {w.care} {say(text)}
        </p>
      ))}
      {!isSettled && <Wrong id={`${id}-wrong`} of={wrong} />}
      <Deficiencies of={deficiencies} />
      <Upload
        application={application.id}
        of={kindOf(material, kind, label)}
        documents={application.documents}
        files={files}
        onRemove={onRemove}
        describedBy={`${id}-reason`}
      />
      {need === 'commitment-allowed' && line.state !== 'uploaded' && (
        <InsteadOf path="commitments" kind={kind} label={w.commit} means={w.commitMeans} />
      )}
      {need === 'supply-later-allowed' && line.state !== 'uploaded' && (
        <InsteadOf path="supplyLater" kind={kind} label={w.supply} means={w.supplyMeans} />
      )}
      {alternatives.length > 0 && (
        <details open={hasAlternative || undefined}>
          <summary>{w.instead}</summary>
          {alternatives.map((other) => (
            <div key={other.kind} className="material-other">
              <h4>{say(other.label)}</h4>
              {other.when && <p className="soft">{say(other.when)}</p>}
              <Upload
                application={application.id}
                of={kindOf(
                  guide?.materials.find((one) => one.kind === other.kind),
                  other.kind,
                  other.label,
                )}
                documents={application.documents}
                files={files}
                onRemove={onRemove}
              />
            </div>
          ))}
        </details>
      )}
    </li>
  );
}

/** The checklist: it ticks itself as documents are given, promised or allowed to follow. */
export function DocumentsStep({
  guide,
  files,
  onChanged,
}: {
  guide: Guide | undefined;
  files: SendingFiles;
  onChanged: () => Promise<void>;
}) {
  const w = useWords(words);
  const say = useSay();
  const { state } = useFilling();
  const { checklist, documents, id } = state.application;
  const done = checklist.filter((line) => line.state !== 'missing').length;
  const served = new Set(
    checklist.flatMap(({ kind }) => [
      kind,
      ...(guide?.materials.find((one) => one.kind === kind)?.alternatives ?? []).map((other) => other.kind),
    ]),
  );
  const others = documents.filter(({ kind, state: its }) => !served.has(kind) && its !== 'replaced');
  const labelOf = (kind: string): Text =>
    guide?.materials.find((one) => one.kind === kind)?.label ?? { zh: kind, en: kind };
  const remove = async (document: Document) => {
    await call('removeDocument', { path: { id, documentId: document.id } });
    await onChanged();
  };
  return (
    <>
      <p role="status" aria-live="polite">
        {done === checklist.length ? w.all : w.progress(done, checklist.length)}
      </p>
      <progress className="material-progress" max={Math.max(1, checklist.length)} value={done} aria-hidden />
      <ul className="materials">
        {checklist.map((line) => (
          <MaterialLine key={line.kind} line={line} guide={guide} files={files} onRemove={remove} />
        ))}
      </ul>
      {others.length > 0 && (
        <section>
          <h3>{w.others}</h3>
          <p className="soft">{w.othersText}</p>
          {[...new Set(others.map(({ kind }) => kind))].map((kind) => (
            <div key={kind}>
              <h4>{say(labelOf(kind))}</h4>
              <Upload
                application={id}
                of={kindOf(undefined, kind, labelOf(kind))}
                documents={documents}
                files={files}
                onRemove={remove}
                isClosed
              />
            </div>
          ))}
        </section>
      )}
    </>
  );
}
