import { useRead } from '../client/queries.ts';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import { Letters } from '../pieces/Letters.tsx';
import { Shown } from '../pieces/Shown.tsx';
import type { CaseView } from './case-work.ts';

const words = {
  title: { zh: '办理经过', en: 'What happened' },
  letters: { zh: '文书', en: 'Letters' },
  employer: { zh: '用人单位', en: 'Employer' },
  applicant: { zh: '申请人', en: 'Applicant' },
  authority: { zh: '办理机关', en: 'Authority' },
  system: { zh: '系统', en: 'By itself' },
};

/** What happened to the case, the latest last, and its letters. */
export function History({ application }: { application: CaseView }) {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const { id } = application;
  const timeline = useRead('readTimeline', { path: { id } }, { fresh: 60_000 });
  return (
    <section className="card" aria-labelledby="case-history">
      <h2 id="case-history">{w.title}</h2>
      <Shown of={timeline}>
        {({ items }) => (
          <ol className="case-history">
            {items.map(({ at, type, by, text }) => (
              <li key={`${at} ${type}`}>
                <span className="soft">
                  <time dateTime={at}>{dates.moment(at)}</time> · {w[by]}
                </span>
                <p>{say(text)}</p>
              </li>
            ))}
          </ol>
        )}
      </Shown>
      <h3>{w.letters}</h3>
      <Letters application={id} />
    </section>
  );
}
