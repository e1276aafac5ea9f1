import { Button } from 'antd';
import { useSay, useWords } from '../language/words.tsx';
import { Sheet } from '../pieces/Sheet.tsx';
import { NumberCell, TextCell } from './Cells.tsx';
import './policy.css';
import { type Locality, replaced } from './policy-content.ts';

const words = {
  multiples: { zh: '工资倍数', en: 'Salary multiples' },
  category: { zh: '类别', en: 'Category' },
  times: { zh: '年平均工资的倍数', en: 'Times the average wage' },
  source: { zh: '依据', en: 'Source' },
  bases: { zh: '年平均工资', en: 'Average wages' },
  basesText: { zh: '每年公布后在这里加一行。', en: 'Each year’s published figure is a row.' },
  from: { zh: '起始日期', en: 'From' },
  to: { zh: '截止日期', en: 'Until' },
  wage: { zh: '年平均工资（元）', en: 'Average wage a year (CNY)' },
  mark: { zh: '依据的性质', en: 'What it rests on' },
  law: { zh: '法律法规', en: 'law' },
  official: { zh: '官方公布', en: 'official' },
  transcribed: { zh: '官方文本转录', en: 'transcribed' },
  secondary: { zh: '转引', en: 'secondary' },
  derived: { zh: '推算', en: 'derived' },
  'not-found': { zh: '未找到依据', en: 'not found' },
  act: { zh: '操作', en: 'Do' },
  remove: { zh: '删除', en: 'Remove' },
  removeBase: { zh: (from: string) => `删除：${from}`, en: (from: string) => `Remove: ${from}` },
  add: { zh: '增加一年', en: 'Add a year' },
  none: { zh: '还没有：工资倍数由主管部门人工认定。', en: 'None yet: the authority judges the multiple by hand.' },
  row: { zh: (n: number) => `第 ${n} 行`, en: (n: number) => `Row ${n}` },
  direct: { zh: '本地的直接认定条件', en: 'Direct routes of this place' },
  noDirect: { zh: '没有。', en: 'None.' },
  inJson: { zh: '在 JSON 中修改。', en: 'They are changed in the JSON.' },
};

const marks = ['law', 'official', 'transcribed', 'secondary', 'derived', 'not-found'] as const;

/** The routes of a place by their fields: multiples and average wages. */
export function LocalityEditor({ value, onChange }: { value: Locality; onChange: (value: Locality) => void }) {
  const w = useWords(words);
  const say = useSay();
  const change = (path: (string | number)[], to: unknown) => onChange(replaced(value, path, to));
  return (
    <>
      <Sheet title={w.multiples}>
        <thead>
          <tr>
            <th scope="col">{w.category}</th>
            <th scope="col">{w.times}</th>
            <th scope="col">{w.source}</th>
          </tr>
        </thead>
        <tbody>
          {(['A', 'B'] as const).map((name) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className="policy-number">
                <NumberCell
                  label={`${name}, ${w.times}`}
                  path={`content.locality.multiples.${name}.times`}
                  value={value.multiples[name].times}
                  onChange={(to) => change(['multiples', name, 'times'], to)}
                />
              </td>
              <td className="policy-texts">
                <TextCell
                  label={`${name}, ${w.source}`}
                  path={`content.locality.multiples.${name}.source`}
                  value={value.multiples[name].source}
                  onChange={(to) => change(['multiples', name, 'source'], to)}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </Sheet>
      <h3>{w.bases}</h3>
      <p className="soft">{value.salaryBases.length === 0 ? w.none : w.basesText}</p>
      {value.salaryBases.length > 0 && (
        <Sheet title={w.bases} quiet>
          <thead>
            <tr>
              <th scope="col">{w.from}</th>
              <th scope="col">{w.to}</th>
              <th scope="col">{w.wage}</th>
              <th scope="col">{w.source}</th>
              <th scope="col">{w.mark}</th>
              <th scope="col">{w.act}</th>
            </tr>
          </thead>
          <tbody>
            {value.salaryBases.map((base, index) => {
              const path = `content.locality.salaryBases.${index}`;
              const row = w.row(index + 1);
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: rows have no names of their own while they are typed
                <tr key={index}>
                  <td>
                    <TextCell
                      type="date"
                      label={`${row}, ${w.from}`}
                      path={`${path}.validFrom`}
                      value={base.validFrom}
                      onChange={(to) => change(['salaryBases', index, 'validFrom'], to)}
                    />
                  </td>
                  <td>
                    <TextCell
                      type="date"
                      label={`${row}, ${w.to}`}
                      path={`${path}.validTo`}
                      value={base.validTo}
                      onChange={(to) => change(['salaryBases', index, 'validTo'], to === '' ? null : to)}
                    />
                  </td>
                  <td className="policy-number">
                    <NumberCell
                      label={`${row}, ${w.wage}`}
                      path={`${path}.averageWage`}
                      value={base.averageWage}
                      onChange={(to) => change(['salaryBases', index, 'averageWage'], to ?? null)}
                    />
                  </td>
                  <td className="policy-texts">
                    <TextCell
                      label={`${row}, ${w.source}`}
                      path={`${path}.source`}
                      value={base.source}
                      onChange={(to) => change(['salaryBases', index, 'source'], to)}
                    />
                  </td>
                  <td>
                    <select
                      className="input"
                      aria-label={`${row}, ${w.mark}`}
                      value={base.mark}
                      onChange={({ target }) => change(['salaryBases', index, 'mark'], target.value)}
                    >
                      {marks.map((mark) => (
                        <option key={mark} value={mark}>
                          {w[mark]}
                        </option>
                      ))}
                    </select>
                  </td>
                  <td>
                    <Button
                      aria-label={w.removeBase(base.validFrom)}
                      onClick={() => change(['salaryBases', index], undefined)}
                    >
                      {w.remove}
                    </Button>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </Sheet>
      )}
      <div>
        <Button
          onClick={() =>
            change(
              ['salaryBases'],
              [...value.salaryBases, { validFrom: '', validTo: null, averageWage: null, source: '', mark: 'official' }],
            )
          }
        >
          {w.add}
        </Button>
      </div>
      <h3>{w.direct}</h3>
      {value.direct.length === 0 ? (
        <p className="soft">
          {w.noDirect} {w.inJson}
        </p>
      ) : (
        <>
          <p className="soft">{w.inJson}</p>
          <ul>
            {value.direct.map((route) => (
              <li key={route.id}>
                {route.category} · {say(route.label)}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
