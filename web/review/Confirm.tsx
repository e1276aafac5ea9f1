import { Button, Modal } from 'antd';
import { useState } from 'react';
import type { Language } from '../../shared/domain/text.ts';
import { callFile, Refusal } from '../client/client.ts';
import type { Body } from '../client/contract.ts';
import { useLanguage, useWords } from '../language/words.tsx';
import { useBlobUrl } from '../pieces/blob-file.ts';
import { Problems } from '../pieces/Problems.tsx';
import { useLostRace } from './use-case.ts';

const words = {
  title: { zh: (act: string) => `确认：${act}`, en: (act: string) => `Confirm: ${act}` },
  letter: {
    zh: '以下文书将送达当事人。请核对后确认。',
    en: 'This is the letter that the parties will get. Read it before you confirm.',
  },
  noLetter: { zh: '此决定不产生文书，或文书在之后生成。', en: 'This decision brings no letter now.' },
  inChinese: { zh: '中文文书', en: 'The Chinese letter' },
  inEnglish: { zh: '英文文书', en: 'The English letter' },
  back: { zh: '返回修改', en: 'Back' },
  confirm: { zh: '确认', en: 'Confirm' },
  noViewer: { zh: '此浏览器不能显示 PDF。', en: 'This browser shows no PDF inside a page.' },
  download: { zh: '在新窗口打开', en: 'Open it in a new tab' },
};

type Previewed = Body<'previewLetter'>;

/** Decisions that bring no letter, and zones that preview none. */
const bringsNone = (error: unknown): boolean =>
  error instanceof Refusal && (error.code === 'not-found' || error.code === 'conflict');

/**
 * Shows the letter of a decision before it is made. What the zone would refuse is refused here already, with the same
 * places, so that the form shows it.
 */
export function usePreview(id: string, version: number) {
  const { language: own } = useLanguage();
  const catchUp = useLostRace(id);
  const [state, setState] = useState<{ body: Previewed; language: Language; blob: Blob | undefined }>();
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const ask = async (body: Previewed, language: Language = own): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      const blob = await callFile('previewLetter', { path: { id }, query: { language }, body: { ...body, version } });
      setState({ body, language, blob });
    } catch (problem) {
      if (bringsNone(problem)) setState({ body, language, blob: undefined });
      else {
        setState(undefined);
        setError(problem);
        catchUp(problem);
      }
    } finally {
      setBusy(false);
    }
  };
  return { state, error, busy, ask, close: () => setState(undefined) };
}

/** The letter, and the last word of the officer. */
export function Confirm({
  preview,
  act,
  danger,
  busy,
  error,
  onConfirm,
}: {
  preview: ReturnType<typeof usePreview>;
  act: string;
  danger?: boolean;
  busy: boolean;
  error: unknown;
  onConfirm: () => void;
}) {
  const w = useWords(words);
  const { state } = preview;
  const url = useBlobUrl(state?.blob);
  const other: Language = state?.language === 'zh' ? 'en' : 'zh';
  return (
    <Modal
      open={state !== undefined}
      title={w.title(act)}
      onCancel={preview.close}
      mask={{ closable: false }}
      width="min(60rem, 96vw)"
      footer={[
        <Button key="back" onClick={preview.close}>
          {w.back}
        </Button>,
        <Button key="confirm" type="primary" danger={danger ?? false} loading={busy} onClick={onConfirm}>
          {act}
        </Button>,
      ]}
    >
      {state?.blob ? (
        <>
          <p>{w.letter}</p>
          <p>
            <Button loading={preview.busy} onClick={() => void preview.ask(state.body, other)}>
              {other === 'zh' ? w.inChinese : w.inEnglish}
            </Button>{' '}
            {url && (
              <a href={url} target="_blank" rel="noreferrer">
                {w.download}
              </a>
            )}
          </p>
          {navigator.pdfViewerEnabled === false ? (
            <p>{w.noViewer}</p>
          ) : (
            // The place is there before the letter, so that the buttons below do not move under the hand.
            <div className="case-letter">{url && <iframe src={`${url}#view=FitH&navpanes=0`} title={w.letter} />}</div>
          )}
        </>
      ) : (
        <p>{w.noLetter}</p>
      )}
      <Problems error={error} />
    </Modal>
  );
}
