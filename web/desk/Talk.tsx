import type { Answer } from '../client/contract.ts';
import { useDates } from '../language/dates.tsx';
import { tagOf } from '../language/language.ts';
import { useWords } from '../language/words.tsx';
import './desk.css';

const words = {
  said: { zh: '往来内容', en: 'What was said' },
  asker: { zh: '咨询人', en: 'The asker' },
  you: { zh: '您', en: 'You' },
  answer: { zh: '服务窗口答复', en: 'The desk answered' },
  'asked-back': { zh: '服务窗口询问', en: 'The desk asked back' },
  note: { zh: '内部备注（咨询人看不到）', en: 'Note for colleagues (the asker does not see it)' },
  by: { zh: (who: string) => `由 ${who}`, en: (who: string) => `by ${who}` },
  ready: {
    zh: (version: number) => `取自标准答复（第 ${version} 版）`,
    en: (version: number) => `from a ready answer (version ${version})`,
  },
};

/** What was asked and answered, in order. */
export function Talk({ messages, own }: { messages: Answer<'readInquiry'>['messages']; own: boolean }) {
  const w = useWords(words);
  const dates = useDates();
  return (
    <ol className="talk" aria-label={w.said}>
      {messages.map(({ at, kind, words: said, standardAnswer, by }) => (
        <li
          key={`${at} ${kind}`}
          className={kind === 'question' ? 'said' : kind === 'note' ? 'said said-note' : 'said said-desk'}
        >
          <header>
            <strong>{kind === 'question' ? (own ? w.you : w.asker) : w[kind]}</strong>
            {by && <span>{w.by(by)}</span>}
            <time dateTime={at}>{dates.moment(at)}</time>
            {standardAnswer && <span>{w.ready(standardAnswer.version)}</span>}
          </header>
          {(['zh', 'en'] as const).map((one) =>
            said[one] ? (
              <p key={one} lang={tagOf(one)} dir="auto">
                {said[one]}
              </p>
            ) : null,
          )}
        </li>
      ))}
    </ol>
  );
}
