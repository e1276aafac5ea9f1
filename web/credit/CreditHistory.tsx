import { useRead } from '../client/queries.ts';
import { useDates } from '../language/dates.tsx';
import { useWords } from '../language/words.tsx';
import { Shown } from '../pieces/Shown.tsx';
import type { PathKind } from './credit-paths.ts';
import { signed } from './credit-paths.ts';
import './credit.css';
import { type Area, scorePath } from './score-line.ts';

const words = {
  title: { zh: '变化', en: 'How it moved' },
  drawn: {
    zh: (from: string, to: string) => `从 ${from} 到 ${to} 的总分变化，数据见下表。`,
    en: (from: string, to: string) => `The score from ${from} to ${to}; the table below has every number.`,
  },
  table: { zh: '逐日数据', en: 'Every number' },
  day: { zh: '日期', en: 'Day' },
  total: { zh: '总分', en: 'Score' },
  change: { zh: '变化', en: 'Change' },
  none: { zh: '还没有变化。', en: 'Nothing has changed it yet.' },
};

const area: Area = { width: 640, height: 180, left: 36, right: 12, top: 12, bottom: 24 };

/** How a score moved, drawn and in numbers. */
export function CreditHistory({ kind, code }: { kind: PathKind; code: string }) {
  const w = useWords(words);
  const dates = useDates();
  const read = useRead('readCreditHistory', { path: { kind, code } });
  return (
    <section className="card" aria-labelledby="moved">
      <h2 id="moved">{w.title}</h2>
      <Shown of={read}>
        {({ items }) => {
          const [first, last] = [items[0], items.at(-1)];
          if (!first || !last) return <p>{w.none}</p>;
          const { path, marks, least, most, zero } = scorePath(items, area);
          return (
            <>
              {items.length > 1 && (
                <svg
                  className="score-drawn"
                  viewBox={`0 0 ${area.width} ${area.height}`}
                  role="img"
                  aria-label={w.drawn(dates.day(first.on), dates.day(last.on))}
                >
                  <line x1={area.left} x2={area.width - area.right} y1={zero} y2={zero} className="score-ground" />
                  <text x={area.left - 6} y={area.top + 10} textAnchor="end">
                    {most}
                  </text>
                  <text x={area.left - 6} y={area.height - area.bottom} textAnchor="end">
                    {least}
                  </text>
                  <text x={area.left} y={area.height - 6}>
                    {dates.shortDay(first.on)}
                  </text>
                  <text x={area.width - area.right} y={area.height - 6} textAnchor="end">
                    {dates.shortDay(last.on)}
                  </text>
                  <path d={path} className="score-path" />
                  {marks.map((mark) => (
                    <circle key={`${mark.on} ${mark.total}`} cx={mark.x} cy={mark.y} r="3.5" className="score-mark">
                      <title>{`${dates.shortDay(mark.on)}: ${mark.total}`}</title>
                    </circle>
                  ))}
                </svg>
              )}
              <details open={items.length === 1}>
                <summary>{w.table}</summary>
                <table className="score-lines">
                  <thead>
                    <tr>
                      <th scope="col">{w.day}</th>
                      <th scope="col">{w.total}</th>
                      <th scope="col">{w.change}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {items.map(({ on, total, change }) => (
                      <tr key={on}>
                        <td>{dates.day(on)}</td>
                        <td>{dates.number(total)}</td>
                        <td>{signed(change)}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </details>
            </>
          );
        }}
      </Shown>
    </section>
  );
}
