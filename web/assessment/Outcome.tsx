import { Button } from 'antd';
import { useNavigate } from 'react-router';
import { useZone } from '../client/zone.ts';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import { ActionLink } from '../pieces/ActionLink.tsx';
import { Problems } from '../pieces/Problems.tsx';
import { mayFile, useSelf } from '../sign-in/self.ts';
import type { Facts } from './answers.ts';
import { handOverFacts } from './kept-answers.ts';
import { type Assessment, mostPoints, type PointsTable } from './options.ts';
import { Scale } from './Scale.tsx';

const words = {
  title: { zh: '结果', en: 'Your result' },
  begin: {
    zh: '回答左侧问题后，这里会立即显示每一项的得分。',
    en: 'Answer the questions: your points appear here, item by item, while you do.',
  },
  points: { zh: '分', en: 'points' },
  soFar: { zh: '分（目前）', en: 'points so far' },
  sure: { zh: '分（已确定）', en: 'points that are sure' },
  category: { zh: (c: string) => `${c} 类`, en: (c: string) => `Category ${c}` },
  open: { zh: '类别待定', en: 'Category still open' },
  missing: { zh: '还需要回答', en: 'Still needed' },
  noRow: { zh: '积分表没有对应档次', en: 'The table has no row for this' },
  noRowText: {
    zh: '不计 0 分，也不估分：由主管部门认定适用哪一档。认定结果可能影响类别。',
    en: 'It is not counted as 0 and not guessed: the authority decides which row applies, and the category may depend on it.',
  },
  means: { zh: '在本区意味着', en: 'What this means here' },
  items: { zh: '逐项得分', en: 'Points, item by item' },
  item: { zh: '项目', en: 'Item' },
  row: { zh: '适用档次', en: 'Row that applies' },
  score: { zh: '得分', en: 'Points' },
  of: {
    zh: (points: number, cap: number) => `${points} / ${cap}`,
    en: (points: number, cap: number) => `${points} of ${cap}`,
  },
  undecided: { zh: '待认定', en: 'not decided' },
  notGiven: { zh: '未填', en: 'not given' },
  lift: { zh: '怎样可以提高', en: 'What would lift it' },
  lifts: { zh: (c: string) => `可达 ${c} 类`, en: (c: string) => `reaches category ${c}` },
  nothing: { zh: '没有可以再加的分。', en: 'There is nothing left to add.' },
  rests: { zh: '尚无公开依据、以主管部门为准的部分', en: 'What no published source settles: ask the authority' },
  table: {
    zh: (name: string, on: string) => `依据：${name}，${on}。`,
    en: (name: string, on: string) => `By the ${name}, as of ${on}.`,
  },
  start: { zh: '用这些内容开始申请', en: 'Begin an application with these facts' },
  guide: { zh: '看这一类需要的材料', en: 'See the papers for this category' },
  ask: { zh: '有疑问？咨询', en: 'Not sure? Ask' },
  age: {
    zh: (n: number) => `未满 ${n} 周岁不能申请工作许可。`,
    en: (n: number) => `Nobody under ${n} can be granted a work permit.`,
  },
} as const;

function Items({ table, assessment }: { table: PointsTable; assessment: Assessment }) {
  const w = useWords(words);
  const say = useSay();
  return (
    <table className="items">
      <caption>{w.items}</caption>
      <thead>
        <tr>
          <th scope="col">{w.item}</th>
          <th scope="col">{w.row}</th>
          <th scope="col">{w.score}</th>
        </tr>
      </thead>
      <tbody>
        {assessment.items.map(({ item, label, points, cap }) => {
          const known = table.items.find((one) => one.item === item);
          const isHole = assessment.noRow.includes(item);
          return (
            <tr key={item} className={isHole ? 'hole' : undefined}>
              <th scope="row">{known ? say(known.label) : item}</th>
              <td>{say(label)}</td>
              <td className="number">{points !== null ? w.of(points, cap) : isHole ? w.undecided : w.notGiven}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** What the answers come to: read aloud when it changes. */
export function Outcome({
  table,
  facts,
  assessment,
  error,
  isCounting,
}: {
  table: PointsTable;
  facts: Facts;
  assessment: Assessment | undefined;
  error: unknown;
  isCounting: boolean;
}) {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const zone = useZone();
  const navigate = useNavigate();
  const files = mayFile(useSelf());
  if (!assessment) {
    return (
      <div className="card">
        <h2>{w.title}</h2>
        <p className="soft">{w.begin}</p>
        <Problems error={error} quiet />
      </div>
    );
  }
  const { total, totalWithoutIt, category, noRow, missing, advice, placeholders = [] } = assessment;
  const counted = total ?? totalWithoutIt ?? 0;
  const lane = zone.classification.find((one) => one.category === category);
  const names = (items: readonly string[]) =>
    items.map((id) => {
      const found = table.items.find(({ item }) => item === id);
      return found ? say(found.label) : id;
    });
  const open = (missing ?? []).map(({ path }) => {
    const found = table.items.find(({ facts: asked }) => asked.includes(path.replace('facts.', '')));
    return found ? say(found.label) : path;
  });
  const unproven = table.placeholders.filter(({ id }) => placeholders.includes(id));
  const start = () => {
    handOverFacts(facts);
    navigate('/applications/new');
  };
  return (
    <div className="card">
      <h2>{w.title}</h2>
      <Problems error={error} quiet />
      <div role="status" aria-busy={isCounting} className="gist">
        <p className="total">
          <strong>{counted}</strong> {total !== null ? w.points : missing ? w.soFar : w.sure}
        </p>
        <p className={category ? `badge badge-${category}` : 'badge'}>{category ? w.category(category) : w.open}</p>
        <p className="why">
          {assessment.route.id === 'under-age' ? w.age(table.minimumAge) : say(assessment.route.label)}
        </p>
      </div>
      <Scale table={table} points={counted} most={mostPoints(table)} />
      {open.length > 0 && (
        <div className="todo">
          <h3>{w.missing}</h3>
          <ul>
            {open.map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
        </div>
      )}
      {noRow.length > 0 && (
        <div className="todo">
          <h3>{w.noRow}</h3>
          <p>
            <strong>{names(noRow).join('、')}</strong> {w.noRowText}
          </p>
        </div>
      )}
      {lane && (
        <div className="means">
          <h3>{w.means}</h3>
          <p>{say(lane.text)}</p>
        </div>
      )}
      <p className="outcome-actions no-print">
        {category && files && (
          <Button type="primary" onClick={start}>
            {w.start}
          </Button>
        )}
        {category && <ActionLink to={`/guide?procedure=new-permit&category=${category}`}>{w.guide}</ActionLink>}
        <ActionLink to="/ask">{w.ask}</ActionLink>
      </p>
      <Items table={table} assessment={assessment} />
      {!missing && (
        <>
          <h3>{w.lift}</h3>
          {advice.length === 0 ? (
            <p className="soft">{w.nothing}</p>
          ) : (
            <ul className="advice">
              {advice.map(({ item, points, lifts, text }) => (
                <li key={`${item} ${points} ${text.en}`}>
                  {lifts && <span className="lifts">{w.lifts(lifts)}</span>}
                  {say(text)}
                </li>
              ))}
            </ul>
          )}
        </>
      )}
      {unproven.length > 0 && (
        <details>
          <summary>{w.rests}</summary>
          <ul>
            {unproven.map(({ id, text }) => (
              <li key={id}>{say(text)}</li>
            ))}
          </ul>
        </details>
      )}
      <p className="soft">{w.table(say(table.title), dates.day(assessment.assessedOn))}</p>
    </div>
  );
}
