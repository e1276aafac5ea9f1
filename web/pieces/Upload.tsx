import { Button, Modal } from 'antd';
import { type DragEvent, lazy, Suspense, useEffect, useId, useRef, useState } from 'react';
import { photoKind } from '../../shared/domain/documents/rules.ts';
import type { Text } from '../../shared/domain/text.ts';
import { useZone } from '../client/zone.ts';
import { useSay, useWords } from '../language/words.tsx';
import { nameToKeep, sizeInWords, typeOf } from './file-names.ts';
import { Problems } from './Problems.tsx';
import type { Document, FileProblem, Sending, SendingFiles } from './sending.ts';
import { shrink } from './shrink.ts';
import './upload.css';
import { limitOf } from './use-sending.ts';

const DocumentView = lazy(async () => ({ default: (await import('./DocumentView.tsx')).DocumentView }));

const words = {
  choose: { zh: '选择文件', en: 'Choose a file' },
  chooseSeveral: { zh: '选择文件（可多选）', en: 'Choose files' },
  another: { zh: '换一个文件', en: 'Choose another file' },
  more: { zh: '再添加文件', en: 'Add more files' },
  photograph: { zh: '拍照', en: 'Take a picture' },
  drop: { zh: '或把文件拖到这里。', en: 'or drop it here.' },
  takes: {
    zh: (types: string, size: string) => `${types}，最大 ${size}。`,
    en: (types: string, size: string) => `${types}, at most ${size}.`,
  },
  photoRule: {
    zh: (width: number, height: number) => `白色背景，不小于 ${width} × ${height} 像素。`,
    en: (width: number, height: number) => `White background, at least ${width} × ${height} pixels.`,
  },
  onlyOne: {
    zh: '此项只能有一个文件，已取第一个。多页请合并为一个 PDF。',
    en: 'Only one file counts here, so the first was taken. Put several pages into one PDF.',
  },
  accepted: { zh: '可以使用', en: 'Accepted' },
  rejected: { zh: '不能使用', en: 'Cannot be used' },
  unfinished: { zh: '没有传完，请重新选择该文件', en: 'It did not arrive whole. Choose the file again' },
  pages: { zh: (n: number) => `${n} 页`, en: (n: number) => (n === 1 ? '1 page' : `${n} pages`) },
  look: { zh: '查看', en: 'View' },
  replace: { zh: '替换', en: 'Replace' },
  remove: { zh: '删除', en: 'Remove' },
  removeSure: { zh: '删除此文件？', en: 'Remove this file?' },
  keep: { zh: '保留', en: 'Keep it' },
  noName: { zh: '未命名文件', en: 'A file without a name' },
  waiting: { zh: '排队中', en: 'Waiting' },
  announcing: { zh: '准备上传', en: 'Getting ready' },
  sending: { zh: (n: number) => `正在上传 ${n}%`, en: (n: number) => `Uploading, ${n}%` },
  judging: { zh: '正在检查文件', en: 'Checking the file' },
  lost: {
    zh: '连接中断。文件还在本页面，恢复连接后会继续，也可以现在重试。',
    en: 'The connection was lost. The file is still here: it goes on by itself when you are back, or try again now.',
  },
  'signed-out': {
    zh: '登录已过期。重新登录后请再次选择此文件。',
    en: 'Your session has ended. Sign in again, then choose this file once more.',
  },
  failed: { zh: '没有上传成功。', en: 'It was not uploaded.' },
  refused: { zh: '此文件没有上传', en: 'This file was not uploaded' },
  retry: { zh: '重试', en: 'Try again' },
  cancel: { zh: '取消', en: 'Cancel' },
  dismiss: { zh: '知道了', en: 'Dismiss' },
  shrink: { zh: '在本设备上缩小后上传', en: 'Make it smaller on this device and upload' },
  shrinking: { zh: '正在缩小…', en: 'Making it smaller…' },
  shrinkFailed: {
    zh: '本设备无法把它缩小到要求的大小。请重新拍摄或扫描。',
    en: 'This device cannot make it small enough. Take or scan it again.',
  },
  progress: { zh: '上传进度', en: 'Upload progress' },
  toldAccepted: {
    zh: (what: string) => `${what}：文件可以使用。`,
    en: (what: string) => `${what}: the file is accepted.`,
  },
  toldRejected: {
    zh: (what: string, why: string) => `${what}：文件不能使用。${why}`,
    en: (what: string, why: string) => `${what}: the file cannot be used. ${why}`,
  },
};

const typeNames: Readonly<Record<string, string>> = {
  'application/pdf': 'PDF',
  'image/jpeg': 'JPG',
  'image/png': 'PNG',
};

/** A picture that could be made smaller instead of being turned away. */
const canShrink = ({ file, problems }: Sending): boolean =>
  problems.length > 0 && problems.every(({ code }) => code === 'too-large') && /^image\/(jpeg|png)$/.test(typeOf(file));

function FileProblems({ problems }: { problems: readonly FileProblem[] }) {
  const say = useSay();
  return (
    <ul className="upload-problems">
      {problems.map(({ code, text, remedy }) => (
        <li key={`${code} ${text.en}`}>
          {say(text)} {remedy && <strong>{say(remedy)}</strong>}
        </li>
      ))}
    </ul>
  );
}

/** A file on its way, or one that did not get through, with what can be done about it. */
function OnItsWay({ one, files }: { one: Sending; files: SendingFiles }) {
  const w = useWords(words);
  const zone = useZone();
  const [isShrinking, setShrinking] = useState(false);
  const [shrinkFailed, setShrinkFailed] = useState(false);
  const { key, file, state, share, problems, error } = one;
  const percent = Math.round(share * 100);
  const isMoving = state === 'waiting' || state === 'announcing' || state === 'sending' || state === 'judging';
  const makeSmaller = async () => {
    setShrinking(true);
    const { minimumWidth: width, minimumHeight: height } = zone.uploads.photo;
    const least = one.kind === photoKind ? { width, height } : undefined;
    const smaller = await shrink(file, limitOf(zone, one.kind), least);
    setShrinking(false);
    if (smaller) files.replace(key, smaller);
    else setShrinkFailed(true);
  };
  return (
    <li className={isMoving ? 'upload-file' : 'upload-file upload-wrong'}>
      <p className="upload-name">
        <bdi>{nameToKeep(file.name) ?? w.noName}</bdi> <span className="soft">{sizeInWords(file.size)}</span>
      </p>
      {isMoving ? (
        <>
          <progress
            max={100}
            value={state === 'announcing' || state === 'waiting' ? 0 : percent}
            aria-label={w.progress}
          />
          <p className="soft">{state === 'sending' ? w.sending(percent) : w[state]}</p>
        </>
      ) : state === 'refused' ? (
        <div role="alert">
          <p className="upload-state">{w.refused}</p>
          <FileProblems problems={problems} />
          {shrinkFailed && <p>{w.shrinkFailed}</p>}
        </div>
      ) : (
        <div role="alert">
          <p className="upload-state">{w[state]}</p>
          {state === 'failed' && <Problems error={error} quiet />}
        </div>
      )}
      <div className="upload-actions">
        {(state === 'lost' || state === 'failed') && (
          <Button type="primary" onClick={() => files.retry(key)}>
            {w.retry}
          </Button>
        )}
        {state === 'refused' && canShrink(one) && !shrinkFailed && (
          <Button type="primary" loading={isShrinking} onClick={() => void makeSmaller()}>
            {isShrinking ? w.shrinking : w.shrink}
          </Button>
        )}
        {state !== 'judging' && (
          <Button onClick={() => files.cancel(key)}>{state === 'refused' ? w.dismiss : w.cancel}</Button>
        )}
      </div>
    </li>
  );
}

/** A file that the zone has, with its verdict. */
function Uploaded({
  document,
  title,
  onLook,
  onReplace,
  onRemove,
}: {
  document: Document;
  title: string;
  onLook: () => void;
  /** Where another file of the kind would stand beside it. */
  onReplace?: (() => void) | undefined;
  onRemove?: (() => Promise<void>) | undefined;
}) {
  const w = useWords(words);
  const [isAsking, setAsking] = useState(false);
  const [isRemoving, setRemoving] = useState(false);
  const { state, fileName, bytes, pages, width, height, problems } = document;
  const isGood = state === 'accepted';
  const name = fileName ?? w.noName;
  const remove = async () => {
    setRemoving(true);
    await onRemove?.().finally(() => setRemoving(false));
  };
  return (
    <li className={isGood ? 'upload-file upload-good' : 'upload-file upload-wrong'}>
      <p className="upload-name">
        <bdi>{name}</bdi>{' '}
        <span className="soft">
          {[
            bytes !== undefined && sizeInWords(bytes),
            pages !== undefined && w.pages(pages),
            width !== undefined && height !== undefined && `${width} × ${height}`,
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </p>
      <p className="upload-state">
        {isGood ? `✓ ${w.accepted}` : state === 'awaiting-upload' ? w.unfinished : `✕ ${w.rejected}`}
      </p>
      {problems.length > 0 && <FileProblems problems={problems} />}
      <div className="upload-actions">
        {state !== 'awaiting-upload' && (
          <Button onClick={onLook} aria-label={`${w.look}: ${title}, ${name}`}>
            {w.look}
          </Button>
        )}
        {onReplace && (
          <Button onClick={onReplace} aria-label={`${w.replace}: ${title}, ${name}`}>
            {w.replace}
          </Button>
        )}
        {onRemove &&
          (isAsking ? (
            <>
              <span>{w.removeSure}</span>
              <Button danger loading={isRemoving} onClick={() => void remove()}>
                {w.remove}
              </Button>
              <Button onClick={() => setAsking(false)}>{w.keep}</Button>
            </>
          ) : (
            <Button onClick={() => setAsking(true)} aria-label={`${w.remove}: ${title}, ${name}`}>
              {w.remove}
            </Button>
          ))}
      </div>
    </li>
  );
}

export type UploadedKind = {
  kind: string;
  label: Text;
  contentTypes: readonly string[];
  several: boolean;
};

/** What is still worth showing of a kind: no file that another one has replaced. */
export const worthShowing = (documents: readonly Document[], kind: string): Document[] => {
  const own = documents.filter((document) => document.kind === kind && document.state !== 'replaced');
  const isServed = own.some(({ state }) => state === 'accepted');
  return own.filter(({ state }) => state === 'accepted' || !isServed);
};

/**
 * The place of one kind of document: files are dropped, chosen or photographed here, sent with their progress, judged at
 * once, looked at, replaced and removed.
 * @param of the kind, as the service guide describes it
 * @param files from `useSending`
 */
export function Upload({
  application,
  of,
  documents,
  files,
  onRemove,
  describedBy,
  isClosed,
}: {
  application: string;
  of: UploadedKind;
  documents: readonly Document[];
  files: SendingFiles;
  /** Takes a document out; absent where none can be taken out. */
  onRemove?: (document: Document) => Promise<void>;
  describedBy?: string | undefined;
  /** Nothing more can be given. */
  isClosed?: boolean;
}) {
  const w = useWords(words);
  const say = useSay();
  const zone = useZone();
  const id = useId();
  const chooser = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const replacer = useRef<HTMLInputElement>(null);
  const [replacing, setReplacing] = useState<string>();
  const [tookOne, setTookOne] = useState(false);
  const [looking, setLooking] = useState<Document>();
  const { kind, contentTypes, several } = of;
  const title = say(of.label);
  const moving = files.read().filter((one) => one.kind === kind);
  const present = worthShowing(documents, kind);
  const verdict = files.verdicts().findLast((told) => told.kind === kind)?.document;
  const has = present.some(({ state }) => state === 'accepted');
  const isPhoto = kind === photoKind;
  const take = (list: FileList | null) => {
    const chosen = [...(list ?? [])];
    if (chosen.length === 0) return;
    setTookOne(!several && chosen.length > 1);
    files.add(kind, several ? chosen : chosen.slice(0, 1));
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (!isClosed) take(event.dataTransfer.files);
  };
  // A file that misses its place must not take the whole page away.
  useEffect(() => {
    const stay = (event: Event) => event.preventDefault();
    window.addEventListener('dragover', stay);
    window.addEventListener('drop', stay);
    return () => {
      window.removeEventListener('dragover', stay);
      window.removeEventListener('drop', stay);
    };
  }, []);
  const chooseLabel = has ? (several ? w.more : w.another) : several ? w.chooseSeveral : w.choose;
  const accept = contentTypes.join(',');
  const takesPictures = contentTypes.some((type) => type.startsWith('image/'));
  const types = contentTypes.map((type) => typeNames[type] ?? type).join(' / ');
  const rules = `${w.takes(types, sizeInWords(limitOf(zone, kind)))}${
    isPhoto ? ` ${w.photoRule(zone.uploads.photo.minimumWidth, zone.uploads.photo.minimumHeight)}` : ''
  }`;
  const described = [`${id}-rules`, describedBy].filter(Boolean).join(' ');
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is one more way beside the buttons
    <div
      className={isOver ? 'upload upload-over' : 'upload'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {(present.length > 0 || moving.length > 0) && (
        <ul className="upload-files">
          {present.map((document) => (
            <Uploaded
              key={document.id}
              document={document}
              title={title}
              onLook={() => setLooking(document)}
              onReplace={
                several && onRemove && !isClosed
                  ? () => {
                      setReplacing(document.id);
                      replacer.current?.click();
                    }
                  : undefined
              }
              onRemove={onRemove && (() => onRemove(document))}
            />
          ))}
          {moving.map((one) => (
            <OnItsWay key={one.key} one={one} files={files} />
          ))}
        </ul>
      )}
      {!isClosed && (
        <div className="upload-choose no-print">
          <input
            ref={chooser}
            type="file"
            hidden
            data-kind={kind}
            accept={accept}
            multiple={several}
            onChange={({ target }) => {
              take(target.files);
              target.value = '';
            }}
          />
          <input
            ref={replacer}
            type="file"
            hidden
            data-replaces={kind}
            accept={accept}
            onChange={({ target }) => {
              const [file] = target.files ?? [];
              if (file) files.add(kind, [file], replacing);
              target.value = '';
            }}
          />
          <Button
            type={present.length > 0 ? 'default' : 'primary'}
            ghost={present.length === 0}
            aria-label={`${chooseLabel}: ${title}`}
            aria-describedby={described}
            onClick={() => chooser.current?.click()}
          >
            {chooseLabel}
          </Button>
          {takesPictures && (
            <>
              <input
                ref={camera}
                type="file"
                hidden
                accept="image/jpeg,image/png"
                capture={isPhoto ? 'user' : 'environment'}
                onChange={({ target }) => {
                  take(target.files);
                  target.value = '';
                }}
              />
              <Button
                className="upload-camera"
                aria-label={`${w.photograph}: ${title}`}
                aria-describedby={described}
                onClick={() => camera.current?.click()}
              >
                {w.photograph}
              </Button>
            </>
          )}
          <span className="upload-drop soft">{w.drop}</span>
          <span id={`${id}-rules`} className="soft upload-rules">
            {rules}
          </span>
          {tookOne && <p role="status">{w.onlyOne}</p>}
        </div>
      )}
      <p className="visually-hidden" role="status" aria-live="polite">
        {verdict?.state === 'accepted'
          ? w.toldAccepted(title)
          : verdict?.state === 'rejected'
            ? w.toldRejected(
                title,
                verdict.problems.map(({ text, remedy }) => `${say(text)} ${remedy ? say(remedy) : ''}`).join(' '),
              )
            : ''}
      </p>
      <Modal
        open={looking !== undefined}
        onCancel={() => setLooking(undefined)}
        footer={null}
        width={900}
        title={title}
        destroyOnHidden
      >
        {looking && (
          <Suspense fallback={null}>
            <DocumentView application={application} document={looking.id} title={title} />
          </Suspense>
        )}
      </Modal>
    </div>
  );
}
