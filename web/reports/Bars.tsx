import { useDates } from '../language/dates.tsx';
import { axisEnd, marks } from './bar-lengths.ts';
import './reports.css';

export type Series = { name: string; values: readonly number[] };

const rowHeight = 22;
const gap = 14;
const left = 110;
const right = 46;
const width = 420;
const top = 10;

/**
 * Bars that lie beside each other in groups. Everything it shows stands in a table too, to which the page refers; series
 * differ by pattern as well as by colour.
 */
export function Bars({
  title,
  groups,
  series,
}: {
  title: string;
  groups: readonly string[];
  series: readonly Series[];
}) {
  const dates = useDates();
  const end = axisEnd(series.flatMap(({ values }) => values));
  const room = width - left - right;
  const groupHeight = series.length * rowHeight + gap;
  const height = top + groups.length * groupHeight + 26;
  const at = (value: number) => left + (value / end) * room;
  return (
    <figure className="bars">
      <figcaption>{title}</figcaption>
      <ul className="bars-key" aria-hidden>
        {series.map(({ name }, index) => (
          <li key={name}>
            <svg width="16" height="16" aria-hidden>
              <rect width="16" height="16" rx="3" className={`bar bar-${index}`} />
            </svg>
            {name}
          </li>
        ))}
      </ul>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={title}>
        {marks(end).map((mark) => (
          <g key={mark}>
            <line x1={at(mark)} x2={at(mark)} y1={top} y2={height - 22} className="bars-line" />
            <text x={at(mark)} y={height - 6} textAnchor="middle" className="bars-mark">
              {dates.number(mark)}
            </text>
          </g>
        ))}
        {groups.map((group, row) => (
          <g key={group}>
            <text
              x={left - 10}
              y={top + row * groupHeight + (series.length * rowHeight) / 2 + 5}
              textAnchor="end"
              className="bars-name"
            >
              {group}
            </text>
            {series.map(({ name, values }, index) => {
              const value = values[row] ?? 0;
              const y = top + row * groupHeight + index * rowHeight;
              return (
                <g key={name}>
                  <rect
                    x={left}
                    y={y + 2}
                    width={Math.max(0, at(value) - left)}
                    height={rowHeight - 4}
                    rx="3"
                    className={`bar bar-${index}`}
                  />
                  <text x={at(value) + 6} y={y + rowHeight / 2 + 5} className="bars-value">
                    {dates.number(value)}
                  </text>
                </g>
              );
            })}
          </g>
        ))}
      </svg>
    </figure>
  );
}
