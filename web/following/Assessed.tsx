import type { Answer } from '../client/contract.ts';
import { useRead } from '../client/queries.ts';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import { Sheet } from '../pieces/Sheet.tsx';

const words = {
  title: { zh: '类别与积分', en: 'Category and points' },
  category: { zh: (letter: string) => `${letter} 类`, en: (letter: string) => `Category ${letter}` },
  open: { zh: '类别待定', en: 'The category is still open' },
  total: { zh: (n: string) => `共 ${n} 分`, en: (n: string) => `${n} points in all` },
  without: {
    zh: (n: string) => `已有依据的项目共 ${n} 分`,
    en: (n: string) => `${n} points from the items that have a row`,
  },
  as: { zh: (day: string) => `按 ${day} 的情况计算`, en: (day: string) => `as of ${day}` },
  item: { zh: '项目', en: 'Item' },
  row: { zh: '适用档次', en: 'Row that applies' },
  points: { zh: '得分', en: 'Points' },
  of: {
    zh: (points: string, cap: number) => `${points}／${cap}`,
    en: (points: string, cap: number) => `${points} of ${cap}`,
  },
  noRow: { zh: '积分表没有对应档次，由审查人员认定', en: 'The table has no row for this; the reviewer decides' },
  settled: { zh: '由工作人员认定', en: 'settled by an officer' },
  sheet: { zh: '逐项积分', en: 'Points, item by item' },
  lane: { zh: '办理方式', en: 'How it is worked' },
  place: { zh: '名额', en: 'Place in the quota' },
  reserved: { zh: '已为本申请预留', en: 'reserved for this application' },
  confirmed: { zh: '已使用', en: 'taken by this permit' },
  available: { zh: '尚有名额', en: 'places are left' },
  few: { zh: '名额不多', en: 'few places are left' },
  none: { zh: '名额已用完', en: 'no place is left' },
  free: { zh: (n: number) => `剩余 ${n} 个`, en: (n: number) => `${n} left` },
};

type Application = Answer<'readApplication'>;

/** What its category is, what that means here, and how each point came about. */
export function Assessed({ application }: { application: Application }) {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const { assessment, lane, category, settlements = [] } = application;
  const table = useRead('readPointsTable', {}, { enabled: assessment !== undefined, fresh: 300_000 }).data;
  if (!assessment && !lane) return null;
  const itemLabel = (item: string) => {
    const known = table?.items.find((one) => one.item === item)?.label;
    return known ? say(known) : undefined;
  };
  const known = category ?? assessment?.category;
  return (
    <section className="card" aria-labelledby="assessed">
      <h2 id="assessed">{w.title}</h2>
      <p className="category-line">
        <strong>{known ? w.category(known) : w.open}</strong>
        {assessment && <span> · {say(assessment.route.label)}</span>}
        {assessment && assessment.total !== null && <span> · {w.total(dates.number(assessment.total))}</span>}
        {assessment && assessment.total === null && assessment.totalWithoutIt !== undefined && (
          <span> · {w.without(dates.number(assessment.totalWithoutIt))}</span>
        )}
        {assessment && <span className="soft"> · {w.as(dates.shortDay(assessment.assessedOn))}</span>}
      </p>
      {lane && (
        <dl className="lane">
          <dt>{w.lane}</dt>
          <dd>{say(lane.text)}</dd>
          {lane.places && (
            <>
              <dt>{w.place}</dt>
              <dd>
                {lane.places.year} · {say(lane.places.label)} · {w[lane.places.state]}
                {lane.places.free !== undefined && ` · ${w.free(lane.places.free)}`}
              </dd>
            </>
          )}
        </dl>
      )}
      {assessment && assessment.items.length > 0 && (
        <details>
          <summary>{w.sheet}</summary>
          <Sheet title={w.sheet} quiet>
            <thead>
              <tr>
                <th scope="col">{w.item}</th>
                <th scope="col">{w.row}</th>
                <th scope="col" className="number">
                  {w.points}
                </th>
              </tr>
            </thead>
            <tbody>
              {assessment.items.map(({ item, row, label, points, cap, settled }) => (
                <tr key={item}>
                  <th scope="row">{itemLabel(item) ?? say(label)}</th>
                  <td>
                    {row === null && assessment.noRow.includes(item) ? w.noRow : say(label)}
                    {settled && <span className="soft"> ({w.settled})</span>}
                    {settlements
                      .filter((one) => one.item === item)
                      .map(({ reason }) => (
                        <p key={reason} className="soft said">
                          {reason}
                        </p>
                      ))}
                  </td>
                  <td className="number">{w.of(points === null ? '—' : dates.number(points), cap)}</td>
                </tr>
              ))}
            </tbody>
          </Sheet>
        </details>
      )}
    </section>
  );
}
