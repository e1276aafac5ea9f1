import { useId } from 'react';
import { useDates } from '../language/dates.tsx';
import { useWords } from '../language/words.tsx';
import { type Bar, scaleOf, shares } from './bars.ts';

const words = {
  number: { zh: '数量', en: 'Number' },
} as const;

const width = 300;
const height = 16;

/**
 * Figures as bars, each in the row of the table that tells its number: the picture says nothing that the table does
 * not. Parts are told apart by a pattern as well as by a colour.
 */
export function Bars({
  title,
  bars,
  of,
  parts,
}: {
  title: string;
  bars: readonly Bar[];
  of: string;
  parts?: readonly string[];
}) {
  const w = useWords(words);
  const dates = useDates();
  const id = useId();
  const most = scaleOf(bars);
  return (
    <table className="bars">
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">{of}</th>
          {parts ? (
            parts.map((part, index) => (
              <th key={part} scope="col" className="bars-number">
                <svg width="12" height="12" aria-hidden="true">
                  <rect className={`part-${index}`} width="12" height="12" rx="2" />
                </svg>{' '}
                {part}
              </th>
            ))
          ) : (
            <th scope="col" className="bars-number">
              {w.number}
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {bars.map(({ key, label, values, told }) => (
          <tr key={key}>
            <th scope="row">
              {label}
              <svg
                className="bars-picture"
                viewBox={`0 0 ${width} ${height}`}
                preserveAspectRatio="none"
                aria-hidden="true"
              >
                {shares(values, most).map(({ from, size }, index) => (
                  <rect
                    // biome-ignore lint/suspicious/noArrayIndexKey: parts have no other name here
                    key={index}
                    className={`part-${index}`}
                    x={from * width}
                    width={size * width}
                    height={height}
                  />
                ))}
              </svg>
            </th>
            {(parts ? values : [values.reduce((sum, value) => sum + value, 0)]).map((value, index) => (
              <td key={parts?.[index] ?? id} className="bars-number">
                {told ?? dates.number(value)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
