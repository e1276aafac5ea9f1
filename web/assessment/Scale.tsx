import { useSay, useWords } from '../language/words.tsx';
import type { PointsTable } from './options.ts';

const words = {
  label: {
    zh: (points: number, most: number, marks: string) => `${points} 分，满分 ${most} 分；${marks}`,
    en: (points: number, most: number, marks: string) => `${points} of ${most} points; ${marks}`,
  },
} as const;

const width = 320;

/** Where the points lie between nothing and everything, with the thresholds of the categories. */
export function Scale({ table, points, most }: { table: PointsTable; points: number; most: number }) {
  const w = useWords(words);
  const say = useSay();
  const at = (value: number) => (Math.min(value, most) / most) * width;
  const marks = table.thresholds.map(({ category, label }) => `${category}: ${say(label)}`).join('; ');
  return (
    <svg className="scale" viewBox={`0 0 ${width} 40`} role="img" aria-label={w.label(points, most, marks)}>
      <rect className="scale-ground" x="0" y="18" width={width} height="8" rx="4" />
      <rect className="scale-points" x="0" y="18" width={at(points)} height="8" rx="4" />
      {table.thresholds.map(({ category, atLeast }) => (
        <g key={category}>
          <line className="scale-mark" x1={at(atLeast)} x2={at(atLeast)} y1="13" y2="31" />
          <text x={at(atLeast)} y="9" textAnchor="middle">
            {category} {atLeast}
          </text>
        </g>
      ))}
    </svg>
  );
}
