import { Button } from 'antd';
import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react';
import { call } from '../client/client.ts';
import type { Answer } from '../client/contract.ts';
import { serverNow } from '../client/now.ts';
import { useWords } from '../language/words.tsx';
import './document-view.css';
import { Shown } from './Shown.tsx';

const words = {
  larger: { zh: '放大', en: 'Larger' },
  smaller: { zh: '缩小', en: 'Smaller' },
  left: { zh: '向左旋转', en: 'Turn left' },
  right: { zh: '向右旋转', en: 'Turn right' },
  fit: { zh: '适合大小', en: 'Fit' },
  tools: { zh: '查看工具', en: 'Viewing tools' },
  keys: {
    zh: '图片：按 + - 缩放，按 [ ] 旋转，按 0 还原，方向键移动。',
    en: 'On the picture: + and - change its size, [ and ] turn it, 0 fits it, arrow keys move it.',
  },
  open: { zh: '在新标签页打开', en: 'Open in a new tab' },
  failed: { zh: '文件没有显示出来。', en: 'The document could not be shown.' },
  again: { zh: '重新载入', en: 'Load it again' },
  noViewer: {
    zh: '此浏览器不能在页面内显示 PDF，请在新标签页打开。',
    en: 'This browser shows no PDF inside a page. Open it in a new tab.',
  },
};

type Size = { width: number; height: number };

const zooms = [0.5, 0.75, 1, 1.5, 2, 3, 4] as const;
const plain = 2;

/** A picture that fits the place it has, and is enlarged and turned in it by buttons or keys. */
function Picture({ url, title, onFail }: { url: string; title: string; onFail: () => void }) {
  const w = useWords(words);
  const place = useRef<HTMLFieldSetElement>(null);
  const [step, setStep] = useState(plain);
  const [turns, setTurns] = useState(0);
  const [own, setOwn] = useState<Size>();
  const [room, setRoom] = useState(0);
  useEffect(() => {
    const frame = place.current;
    if (!frame) return;
    const watch = new ResizeObserver(([entry]) => setRoom(entry?.contentRect.width ?? 0));
    watch.observe(frame);
    return () => watch.disconnect();
  }, []);
  const isTurned = turns % 2 !== 0;
  const shown = own && isTurned ? { width: own.height, height: own.width } : own;
  // The whole picture is seen first; as high as the style sheet lets its place be.
  const whole = shown && room > 0 ? Math.min(1, room / shown.width, (0.74 * window.innerHeight) / shown.height) : 0;
  const scale = whole * (zooms[step] ?? 1);
  const resize = (by: number) => setStep((now) => Math.min(zooms.length - 1, Math.max(0, now + by)));
  const turn = (by: number) => setTurns((now) => now + by);
  const fit = () => {
    setStep(plain);
    setTurns(0);
  };
  const acts: Record<string, () => void> = {
    '+': () => resize(1),
    '=': () => resize(1),
    '-': () => resize(-1),
    '[': () => turn(-1),
    ']': () => turn(1),
    '0': fit,
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const act = acts[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  return (
    <>
      <div className="document-tools no-print" role="toolbar" aria-label={w.tools}>
        <Button size="small" onClick={() => resize(-1)} disabled={step === 0}>
          {w.smaller}
        </Button>
        <Button size="small" onClick={() => resize(1)} disabled={step === zooms.length - 1}>
          {w.larger}
        </Button>
        <Button size="small" onClick={() => turn(-1)}>
          {w.left}
        </Button>
        <Button size="small" onClick={() => turn(1)}>
          {w.right}
        </Button>
        <Button size="small" onClick={fit}>
          {w.fit}
        </Button>
      </div>
      <fieldset
        ref={place}
        className="document-picture"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
        tabIndex={0}
        aria-label={`${title}. ${w.keys}`}
        onKeyDown={onKeyDown}
      >
        <div
          className="document-sheet"
          style={shown ? { width: shown.width * scale, height: shown.height * scale } : undefined}
        >
          <img
            src={url}
            alt={title}
            onLoad={({ currentTarget }) =>
              setOwn({ width: currentTarget.naturalWidth, height: currentTarget.naturalHeight })
            }
            onError={onFail}
            style={
              own
                ? {
                    width: own.width * scale,
                    height: own.height * scale,
                    transform: `translate(-50%, -50%) rotate(${turns * 90}deg)`,
                  }
                : undefined
            }
          />
        </div>
      </fieldset>
    </>
  );
}

type Link = Answer<'readDocument'>;

/**
 * The link to a document. Kept here and not among what was read before: it lasts a minute, and each asking by an officer
 * is recorded, so that a change elsewhere on the page must not ask again.
 */
function useLink(application: string, id: string) {
  const [link, setLink] = useState<Link>();
  const [error, setError] = useState<Error | null>(null);
  const ask = useCallback(
    async (signal?: AbortSignal): Promise<Link | undefined> => {
      try {
        const found = await call('readDocument', { path: { id: application, documentId: id } }, { signal });
        if (signal?.aborted) return undefined;
        setLink(found);
        setError(null);
        return found;
      } catch (problem) {
        if (!signal?.aborted) setError(problem as Error);
        return undefined;
      }
    },
    [application, id],
  );
  useEffect(() => {
    const leaving = new AbortController();
    setLink(undefined);
    setError(null);
    void ask(leaving.signal);
    return () => leaving.abort();
  }, [ask]);
  return { data: link, error: link ? null : error, isPending: !link && !error, refetch: () => ask() };
}

/** One document of an application, as it was uploaded; it is asked for when this is shown. */
export function DocumentView({
  application,
  document: id,
  title,
}: {
  application: string;
  document: string;
  /** What the document is, in the reader's language. */
  title: string;
}) {
  const w = useWords(words);
  const found = useLink(application, id);
  const [failedUrl, setFailedUrl] = useState<string>();
  return (
    <div className="document-view">
      <Shown of={found} rows={8}>
        {({ document: { contentType }, url, expiresAt }) => (
          <>
            {failedUrl === url ? (
              <div className="document-failed" role="alert">
                <p>{w.failed}</p>
                <Button onClick={() => void found.refetch()}>{w.again}</Button>
              </div>
            ) : contentType !== 'application/pdf' ? (
              <Picture key={id} url={url} title={title} onFail={() => setFailedUrl(url)} />
            ) : navigator.pdfViewerEnabled === false ? (
              <p className="document-failed">{w.noViewer}</p>
            ) : (
              <iframe key={url} src={`${url}#view=FitH&navpanes=0`} title={title} className="document-pages" />
            )}
            <p className="document-open no-print">
              <a
                href={url}
                target="_blank"
                rel="noreferrer"
                onClick={(event) => {
                  if (Date.parse(expiresAt) - serverNow() > 3000) return;
                  event.preventDefault();
                  void found.refetch().then((renewed) => {
                    if (renewed) window.open(renewed.url, '_blank', 'noopener,noreferrer');
                  });
                }}
              >
                {w.open}
              </a>
            </p>
          </>
        )}
      </Shown>
    </div>
  );
}
