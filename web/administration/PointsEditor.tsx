import { Button } from 'antd';
import { useSay, useWords } from '../language/words.tsx';
import { useProblemsAt } from '../pieces/PlainForm.tsx';
import { Sheet } from '../pieces/Sheet.tsx';
import { NameCells, NumberCell } from './Cells.tsx';
import './policy.css';
import { type Item, type Points, replaced } from './policy-content.ts';

const words = {
  thresholds: { zh: '类别分数线', en: 'Thresholds' },
  threshold: { zh: '分数线', en: 'Threshold' },
  category: { zh: '类别', en: 'Category' },
  from: { zh: '不少于（分）', en: 'At least (points)' },
  cap: { zh: '本项最高分', en: 'Cap of the item' },
  capShort: { zh: (n: number) => `最高 ${n} 分`, en: (n: number) => `at most ${n} points` },
  name: { zh: '名称', en: 'Name' },
  points: { zh: '分值', en: 'Points' },
  atLeast: { zh: '≥ 不少于', en: '≥ at least' },
  moreThan: { zh: '> 多于', en: '> more than' },
  lessThan: { zh: '< 少于', en: '< less than' },
  atMost: { zh: '≤ 不多于', en: '≤ at most' },
  unit: { zh: (unit: string) => `单位：${unit}`, en: (unit: string) => `Counted in ${unit}` },
  row: { zh: (row: number) => `第 ${row} 档`, en: (row: number) => `Row ${row}` },
  otherwise: { zh: '其他情形', en: 'Otherwise' },
  remove: { zh: '删除', en: 'Remove' },
  removeRow: { zh: (name: string) => `删除：${name}`, en: (name: string) => `Remove: ${name}` },
  act: { zh: '操作', en: 'Do' },
  add: { zh: '增加一档', en: 'Add a row' },
  newRow: { zh: '新档次', en: 'New row' },
  firstYear: { zh: '从第几年起计分', en: 'Points begin at year' },
  first: { zh: '起始分值', en: 'Points then' },
  further: { zh: '每增加一年加分', en: 'Each further year' },
  granted: {
    zh: '由主管部门按本地标准给分，这里只定最高分。',
    en: 'Granted by the authority by its own criteria; only the cap stands here.',
  },
  texts: {
    zh: '修改界限时，请一并修改名称；申请人看到的“如何提高”提示和证明材料在 JSON 中修改。',
    en: 'When you change a bound, change its name too. What applicants read about reaching a row, and the papers that prove it, are changed in the JSON.',
  },
};

type Change = (path: (string | number)[], value: unknown) => void;

const bounds = ['atLeast', 'moreThan', 'lessThan', 'atMost'] as const;

/** A name for a new row that no other has. */
const freeId = (item: Item, ids: readonly string[]): string => {
  for (let number = ids.length + 1; ; number++) {
    const id = `${item.id}-${number}`;
    if (!ids.includes(id)) return id;
  }
};

function Brackets({
  item,
  path,
  at,
  change,
}: {
  item: Item & { kind: 'brackets' };
  path: string;
  at: number;
  change: Change;
}) {
  const w = useWords(words);
  const say = useSay();
  return (
    <>
      <p className="soft">{w.unit(say(item.unitLabel))}</p>
      <Sheet title={say(item.label)} quiet>
        <thead>
          <tr>
            <th scope="col">{w.name}</th>
            {bounds.map((bound) => (
              <th key={bound} scope="col">
                {w[bound]}
              </th>
            ))}
            <th scope="col">{w.points}</th>
            <th scope="col">{w.act}</th>
          </tr>
        </thead>
        <tbody>
          {item.rows.map((row, index) => (
            <tr key={row.id}>
              <td className="policy-texts">
                <NameCells
                  label={`${w.row(index + 1)}, ${w.name}`}
                  path={`${path}.rows.${index}.label`}
                  value={row.label}
                  onChange={(language, text) => change(['items', at, 'rows', index, 'label', language], text)}
                />
              </td>
              {bounds.map((bound) => (
                <td key={bound} className="policy-number">
                  <NumberCell
                    label={`${w.row(index + 1)}, ${w[bound]}`}
                    path={`${path}.rows.${index}.${bound}`}
                    value={row[bound]}
                    onChange={(value) => change(['items', at, 'rows', index, bound], value)}
                  />
                </td>
              ))}
              <td className="policy-number">
                <NumberCell
                  label={`${w.row(index + 1)}, ${w.points}`}
                  path={`${path}.rows.${index}.points`}
                  value={row.points}
                  onChange={(value) => change(['items', at, 'rows', index, 'points'], value)}
                />
              </td>
              <td>
                <Button
                  disabled={item.rows.length === 1}
                  aria-label={w.removeRow(say(row.label))}
                  onClick={() => change(['items', at, 'rows', index], undefined)}
                >
                  {w.remove}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </Sheet>
      <div>
        <Button
          onClick={() =>
            change(
              ['items', at, 'rows'],
              [
                ...item.rows,
                {
                  id: freeId(
                    item,
                    item.rows.map(({ id }) => id),
                  ),
                  label: { zh: words.newRow.zh, en: words.newRow.en },
                  points: 0,
                },
              ],
            )
          }
        >
          {w.add}
        </Button>
      </div>
    </>
  );
}

function Alternatives({
  item,
  path,
  at,
  change,
}: {
  item: Item & { kind: 'alternatives' };
  path: string;
  at: number;
  change: Change;
}) {
  const w = useWords(words);
  const say = useSay();
  const rows = [
    ...item.options.map((row, index) => ({
      row,
      path: ['options', index] as (string | number)[],
      label: w.row(index + 1),
    })),
    { row: item.otherwise, path: ['otherwise'] as (string | number)[], label: w.otherwise },
  ];
  return (
    <Sheet title={say(item.label)} quiet>
      <thead>
        <tr>
          <th scope="col">{w.name}</th>
          <th scope="col">{w.points}</th>
          <th scope="col">{w.act}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ row, path: place, label }) => (
          <tr key={row.id}>
            <td className="policy-texts">
              <NameCells
                label={`${label}, ${w.name}`}
                path={`${path}.${place.join('.')}.label`}
                value={row.label}
                onChange={(language, text) => change(['items', at, ...place, 'label', language], text)}
              />
            </td>
            <td className="policy-number">
              <NumberCell
                label={`${label}, ${w.points}`}
                path={`${path}.${place.join('.')}.points`}
                value={row.points}
                onChange={(value) => change(['items', at, ...place, 'points'], value)}
              />
            </td>
            <td>
              {place.length > 1 && (
                <Button
                  disabled={item.options.length === 1}
                  aria-label={w.removeRow(say(row.label))}
                  onClick={() => change(['items', at, ...place], undefined)}
                >
                  {w.remove}
                </Button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </Sheet>
  );
}

function ItemEditor({ item, path, at, change }: { item: Item; path: string; at: number; change: Change }) {
  const w = useWords(words);
  const say = useSay();
  const isWrong = useProblemsAt(path).length > 0;
  const number = (label: string, field: string, value: number | undefined) => (
    // biome-ignore lint/a11y/noLabelWithoutControl: the field names itself
    <label>
      <span aria-hidden>{label}</span>
      <NumberCell
        label={label}
        path={`${path}.${field}`}
        value={value}
        onChange={(next) => change(['items', at, field], next)}
      />
    </label>
  );
  return (
    <details className={isWrong ? 'policy-item policy-item-wrong' : 'policy-item'} open={isWrong || undefined}>
      <summary>
        {say(item.label)} <small>{w.capShort(item.cap)}</small>
      </summary>
      <div>
        <div className="policy-fields">
          {number(w.cap, 'cap', item.cap)}
          {item.kind === 'years' && (
            <>
              {number(w.firstYear, 'from', item.from)}
              {number(w.first, 'points', item.points)}
              {number(w.further, 'perFurtherYear', item.perFurtherYear)}
            </>
          )}
        </div>
        {item.kind === 'granted' && <p className="soft">{w.granted}</p>}
        {item.kind === 'brackets' && <Brackets item={item} path={path} at={at} change={change} />}
        {item.kind === 'alternatives' && <Alternatives item={item} path={path} at={at} change={change} />}
      </div>
    </details>
  );
}

/** A points table by its fields: thresholds, caps, rows with their bounds and points. */
export function PointsEditor({ value, onChange }: { value: Points; onChange: (value: Points) => void }) {
  const w = useWords(words);
  const say = useSay();
  const change: Change = (path, to) => onChange(replaced(value, path, to));
  return (
    <>
      <Sheet title={w.thresholds}>
        <thead>
          <tr>
            <th scope="col">{w.threshold}</th>
            <th scope="col">{w.category}</th>
            <th scope="col">{w.from}</th>
          </tr>
        </thead>
        <tbody>
          {value.thresholds.map((one, index) => (
            <tr key={one.id}>
              <th scope="row">{say(one.label)}</th>
              <td>{one.category}</td>
              <td className="policy-number">
                <NumberCell
                  label={`${say(one.label)}, ${w.from}`}
                  path={`content.points.thresholds.${index}.atLeast`}
                  value={one.atLeast}
                  onChange={(to) => change(['thresholds', index, 'atLeast'], to)}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </Sheet>
      <p className="soft">{w.texts}</p>
      {value.items.map((item, index) => (
        <ItemEditor key={item.id} item={item} at={index} path={`content.points.items.${index}`} change={change} />
      ))}
    </>
  );
}
