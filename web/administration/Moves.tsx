import { useDates } from '../language/dates.tsx';
import { useWords } from '../language/words.tsx';
import { Sheet } from '../pieces/Sheet.tsx';
import './policy.css';
import { flowOf, type Move, type Standing } from './moves-flow.ts';

const words = {
  title: { zh: '类别会改变的在办申请', en: 'Open cases whose category would change' },
  from: { zh: '现在', en: 'Now' },
  to: { zh: '按草案', en: 'By the draft' },
  cases: { zh: '件数', en: 'Cases' },
  category: {
    zh: (name: Standing) => (name === 'open' ? '未定' : `${name} 类`),
    en: (name: Standing) => (name === 'open' ? 'Open' : `Category ${name}`),
  },
  open: {
    zh: '未定：某项数值不在任何档次内，类别取决于此，须由人工认定。',
    en: 'Open: a value fits no row and the category depends on it, so an officer decides.',
  },
  none: { zh: '没有申请会改变类别。', en: 'No case would change its category.' },
};

const height = 180;
const [left, right] = [92, 328];

/** Cases that would go from one category to another: as a picture, and as a table that says the same. */
export function Moves({ moves }: { moves: readonly Move[] }) {
  const w = useWords(words);
  const dates = useDates();
  if (moves.length === 0) return <p>{w.none}</p>;
  const { before, after, bands } = flowOf(moves, height);
  const middle = (left + right) / 2;
  return (
    <div className="moves">
      <svg viewBox={`0 0 420 ${height}`} aria-hidden="true" className="moves-picture">
        {bands.map(({ from, to, fromTop, toTop, height: thick }) => {
          const [y1, y2] = [fromTop + thick / 2, toTop + thick / 2];
          return (
            <path
              key={`${from} ${to}`}
              className={`moves-band moves-from-${from}`}
              d={`M${left} ${y1} C${middle} ${y1} ${middle} ${y2} ${right} ${y2}`}
              strokeWidth={Math.max(thick, 1.5)}
            />
          );
        })}
        {before.map(({ standing, top, height: thick }) => (
          <g key={standing}>
            <rect
              x={left - 6}
              y={top}
              width={6}
              height={Math.max(thick, 1.5)}
              className={`moves-end moves-end-${standing}`}
            />
            <text x={left - 12} y={top + thick / 2} textAnchor="end" dominantBaseline="middle">
              {w.category(standing)}
            </text>
          </g>
        ))}
        {after.map(({ standing, top, height: thick }) => (
          <g key={standing}>
            <rect
              x={right}
              y={top}
              width={6}
              height={Math.max(thick, 1.5)}
              className={`moves-end moves-end-${standing}`}
            />
            <text x={right + 12} y={top + thick / 2} dominantBaseline="middle">
              {w.category(standing)}
            </text>
          </g>
        ))}
      </svg>
      <Sheet title={w.title}>
        <thead>
          <tr>
            <th scope="col">{w.from}</th>
            <th scope="col">{w.to}</th>
            <th scope="col" className="figure">
              {w.cases}
            </th>
          </tr>
        </thead>
        <tbody>
          {moves.map(({ from, to, cases }) => (
            <tr key={`${from} ${to}`}>
              <th scope="row">{w.category(from)}</th>
              <td>{w.category(to)}</td>
              <td className="figure">{dates.number(cases)}</td>
            </tr>
          ))}
        </tbody>
      </Sheet>
      {moves.some(({ from, to }) => from === 'open' || to === 'open') && <p className="soft">{w.open}</p>}
    </div>
  );
}
