import { Button } from 'antd';
import { useState } from 'react';
import type { Language } from '../../shared/domain/text.ts';
import { callFile } from '../client/client.ts';
import type { Answer } from '../client/contract.ts';
import { useDates } from '../language/dates.tsx';
import { useWords } from '../language/words.tsx';
import { saveFile } from '../pieces/blob-file.ts';
import { Problems } from '../pieces/Problems.tsx';

const words = {
  title: { zh: '调解协议', en: 'The agreement' },
  made: {
    zh: (number: string, day: string) => `编号 ${number}，双方于 ${day} 接受。`,
    en: (number: string, day: string) => `Number ${number}, accepted by both on ${day}.`,
  },
  zh: { zh: '下载中文 PDF', en: 'Download in Chinese' },
  en: { zh: '下载英文 PDF', en: 'Download in English' },
};

/** The agreement of a mediation as a page to print. */
export function Agreement({ id, agreement }: { id: string; agreement: NonNullable<Answer<'readHelp'>['agreement']> }) {
  const w = useWords(words);
  const dates = useDates();
  const [busy, setBusy] = useState<Language>();
  const [error, setError] = useState<unknown>();
  const save = async (language: Language) => {
    setBusy(language);
    setError(undefined);
    try {
      saveFile(
        await callFile('readAgreement', { path: { id }, query: { language } }),
        `${agreement.number}-${language}.pdf`,
      );
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(undefined);
    }
  };
  return (
    <section className="card next-step" aria-labelledby="agreement">
      <h2 id="agreement">{w.title}</h2>
      <p>{w.made(agreement.number, dates.moment(agreement.at))}</p>
      <Problems error={error} />
      <div className="form-actions">
        {(['zh', 'en'] as const).map((language) => (
          <Button key={language} loading={busy === language} onClick={() => void save(language)}>
            {w[language]}
          </Button>
        ))}
      </div>
    </section>
  );
}
