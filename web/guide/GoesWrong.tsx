import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import type { ServiceGuide } from './circumstances.ts';

const words = {
  title: { zh: '最容易出错的地方', en: 'What goes wrong most' },
  basis: {
    zh: (from: string, to: string) => `来自 ${from} 至 ${to} 真实退回的申请。`,
    en: (from: string, to: string) => `From applications that were really returned between ${from} and ${to}.`,
  },
  share: { zh: (n: number) => `${n}% 的退回申请`, en: (n: number) => `in ${n}% of the returned applications` },
  avoid: { zh: '怎样避免', en: 'How to avoid it' },
} as const;

/** The deficiencies that officers name most, with how to avoid each. */
export function GoesWrong({ guide: { goesWrong } }: { guide: ServiceGuide }) {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  if (!goesWrong) return null;
  return (
    <section className="card" aria-labelledby="goes-wrong">
      <h2 id="goes-wrong">{w.title}</h2>
      <p className="soft">{w.basis(dates.shortDay(goesWrong.from), dates.shortDay(goesWrong.to))}</p>
      <ol className="wrongs">
        {goesWrong.reasons.map(({ path, label, share, what, avoid }) => (
          <li key={path}>
            <strong>{say(label)}</strong> <span className="soft">{w.share(share)}</span>
            {what && <p>{say(what)}</p>}
            <p>
              <em>{w.avoid}</em> {say(avoid)}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
