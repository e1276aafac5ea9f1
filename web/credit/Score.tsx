import { useId } from 'react';
import type { Answer } from '../client/contract.ts';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import { signed } from './credit-paths.ts';
import './credit.css';

const words = {
  why: { zh: '每一分的由来', en: 'Where every point comes from' },
  reason: { zh: '由来', en: 'Why' },
  points: { zh: '分', en: 'Points' },
  sum: { zh: '合计', en: 'Together' },
  categories: { zh: '各类得分', en: 'By category' },
  category: { zh: '类别', en: 'Category' },
  placeholder: {
    zh: '含暂定数值，以主管部门公布的为准。',
    en: 'Rests on placeholders until the authority publishes its own figures.',
  },
  asOf: { zh: (day: string) => `截至 ${day}`, en: (day: string) => `as of ${day}` },
};

type ScoreView = NonNullable<Answer<'readCredit'>['score']>;

/** A score with the reason for every point; the lines add up to the total. */
export function Score({ score, title, level = 2 }: { score: ScoreView; title?: string; level?: 2 | 3 }) {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const id = useId();
  const Heading = level === 2 ? 'h2' : 'h3';
  const some = score.categories.filter(({ points }) => points !== 0);
  return (
    <section className={level === 2 ? 'card' : undefined} aria-labelledby={id}>
      <Heading id={id}>
        {title ?? w.why} <span className="soft score-day">{w.asOf(dates.day(score.on))}</span>
      </Heading>
      <table className="score-lines">
        <thead>
          <tr>
            <th scope="col">{w.reason}</th>
            <th scope="col">{w.points}</th>
          </tr>
        </thead>
        <tbody>
          {score.lines.map((line, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines of a score have no name of their own
            <tr key={at}>
              <td>{say(line.text)}</td>
              <td>{signed(line.points)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{w.sum}</th>
            <td>{dates.number(score.total)}</td>
          </tr>
        </tfoot>
      </table>
      {some.length > 0 && (
        <details>
          <summary>{w.categories}</summary>
          <table className="score-lines">
            <thead>
              <tr>
                <th scope="col">{w.category}</th>
                <th scope="col">{w.points}</th>
              </tr>
            </thead>
            <tbody>
              {some.map(({ category, label, points }) => (
                <tr key={category}>
                  <td>{say(label)}</td>
                  <td>{signed(points)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
      {score.placeholder && <p className="soft">{w.placeholder}</p>}
    </section>
  );
}
