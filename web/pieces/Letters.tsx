import { Button, Modal } from 'antd';
import { useState } from 'react';
import type { Language } from '../../shared/domain/text.ts';
import type { Answer } from '../client/contract.ts';
import { useRead } from '../client/queries.ts';
import { useDates } from '../language/dates.tsx';
import { useLanguage, useSay, useWords } from '../language/words.tsx';
import { saveFile, useBlobUrl, useFile } from './blob-file.ts';
import './letters.css';
import { Shown } from './Shown.tsx';

const words = {
  none: { zh: '还没有文书。', en: 'No letters yet.' },
  read: { zh: '查看', en: 'Read' },
  readOf: { zh: (title: string) => `查看${title}`, en: (title: string) => `Read: ${title}` },
  download: { zh: '下载 PDF', en: 'Download PDF' },
  inChinese: { zh: '中文', en: 'Chinese' },
  inEnglish: { zh: '英文', en: 'English' },
  language: { zh: '文书语言', en: 'Language of the letter' },
  prevails: { zh: '以中文文本为准。', en: 'The Chinese text prevails.' },
  close: { zh: '关闭', en: 'Close' },
  number: { zh: (number: string) => `文书编号 ${number}`, en: (number: string) => `Number ${number}` },
  noViewer: {
    zh: '此浏览器不能在页面内显示 PDF，请下载后查看。',
    en: 'This browser shows no PDF inside a page. Download it instead.',
  },
};

type Letter = Answer<'listLetters'>['items'][number];

/** A letter above the page, in either language. */
function LetterRead({ application, letter, onClose }: { application: string; letter: Letter; onClose: () => void }) {
  const w = useWords(words);
  const say = useSay();
  const { language: own } = useLanguage();
  const [language, setLanguage] = useState<Language>(own);
  const file = useFile('readLetter', {
    path: { id: application, file: `${letter.number}.pdf` },
    query: { language },
  });
  const url = useBlobUrl(file.data);
  const title = say(letter.title);
  return (
    <Modal
      open
      title={title}
      onCancel={onClose}
      width="min(60rem, 96vw)"
      footer={[
        <Button
          key="save"
          type="primary"
          disabled={!file.data}
          onClick={() => file.data && saveFile(file.data, `${letter.number}-${language}.pdf`)}
        >
          {w.download}
        </Button>,
        <Button key="close" onClick={onClose}>
          {w.close}
        </Button>,
      ]}
    >
      <fieldset className="letter-language">
        <legend className="visually-hidden">{w.language}</legend>
        {(['zh', 'en'] as const).map((offered) => (
          <label key={offered}>
            <input
              type="radio"
              name="letter-language"
              checked={language === offered}
              onChange={() => setLanguage(offered)}
            />
            {offered === 'zh' ? w.inChinese : w.inEnglish}
          </label>
        ))}
        <span className="soft">{w.prevails}</span>
      </fieldset>
      <div className="letter-pages">
        <Shown of={file} rows={8}>
          {() =>
            navigator.pdfViewerEnabled === false ? (
              <p>{w.noViewer}</p>
            ) : (
              url && <iframe src={`${url}#view=FitH&navpanes=0`} title={title} />
            )
          }
        </Shown>
      </div>
    </Modal>
  );
}

/** The letters about an application that are addressed to whoever looks, the latest first. */
export function Letters({ application }: { application: string }) {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const found = useRead('listLetters', { path: { id: application } });
  const [reading, setReading] = useState<Letter>();
  return (
    <Shown of={found} rows={2}>
      {({ items }) =>
        items.length === 0 ? (
          <p className="soft">{w.none}</p>
        ) : (
          <>
            <ul className="letters">
              {items.toReversed().map((letter) => (
                <li key={letter.number}>
                  <div>
                    <strong>{say(letter.title)}</strong>
                    <small className="soft">
                      {dates.shortDay(letter.date)} · {w.number(letter.number)}
                    </small>
                  </div>
                  <Button aria-label={w.readOf(say(letter.title))} onClick={() => setReading(letter)}>
                    {w.read}
                  </Button>
                </li>
              ))}
            </ul>
            {reading && <LetterRead application={application} letter={reading} onClose={() => setReading(undefined)} />}
          </>
        )
      }
    </Shown>
  );
}
