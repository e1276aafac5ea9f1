import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import { Sheet } from '../pieces/Sheet.tsx';
import './policy.css';
import type { Change } from './policy-content.ts';

const words = {
  where: { zh: '位置', en: 'Where' },
  before: { zh: '原来', en: 'Before' },
  after: { zh: '改为', en: 'After' },
  nothing: { zh: '（无）', en: '(nothing)' },
  none: { zh: '没有差别。', en: 'There is no difference.' },
  more: { zh: (n: string) => `另有 ${n} 处，请在 JSON 中查看。`, en: (n: string) => `And ${n} more: see the JSON.` },
};

const most = 100;

/** What differs, each with its place in words. */
export function Changes({
  of,
  title,
  sides,
}: {
  of: readonly Change[];
  title: string;
  /** What the two sides are called where they are no before and after. */
  sides?: readonly [string, string];
}) {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  if (of.length === 0) return <p>{w.none}</p>;
  return (
    <>
      <Sheet title={title} quiet>
        <thead>
          <tr>
            <th scope="col">{w.where}</th>
            <th scope="col">{sides?.[0] ?? w.before}</th>
            <th scope="col">{sides?.[1] ?? w.after}</th>
          </tr>
        </thead>
        <tbody>
          {of.slice(0, most).map(({ where, before, after }) => {
            const place = where.map((name) => say(name)).join(' › ');
            return (
              <tr key={`${place} ${before} ${after}`}>
                <th scope="row">{place}</th>
                <td>{before === undefined ? w.nothing : <del className="change-before">{before}</del>}</td>
                <td>{after === undefined ? w.nothing : <ins className="change-after">{after}</ins>}</td>
              </tr>
            );
          })}
        </tbody>
      </Sheet>
      {of.length > most && <p className="soft">{w.more(dates.number(of.length - most))}</p>}
    </>
  );
}
