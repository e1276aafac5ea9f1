import { Link } from 'react-router';
import type { Answer } from '../client/contract.ts';
import { useRead } from '../client/queries.ts';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import { Head } from '../pieces/Head.tsx';
import { Provisional } from '../pieces/Provisional.tsx';
import { Shown } from '../pieces/Shown.tsx';
import { listWords } from './list-words.ts';
import './published.css';

type Item = Answer<'readCreditRules'>['items'][number];

const words = {
  title: { zh: '信用评价规则', en: 'How credit is counted' },
  since: { zh: (day: string) => `自 ${day} 起适用`, en: (day: string) => `In force since ${day}` },
  begin: { zh: '起点和总分', en: 'Where it begins and what it adds up to' },
  base: {
    zh: (person: number, enterprise: number) => `个人从 ${person} 分开始，企业从 ${enterprise} 分开始。`,
    en: (person: number, enterprise: number) => `A person begins at ${person} points, an enterprise at ${enterprise}.`,
  },
  weights: {
    zh: (person: number, enterprise: number) => `总分中个人占 ${person}%，所在企业占 ${enterprise}%。`,
    en: (person: number, enterprise: number) =>
      `Of the total, the person counts ${person}% and the enterprise ${enterprise}%.`,
  },
  limits: {
    zh: (floor: number, cap: number) => `总分在 ${floor} 到 ${cap} 分之间。`,
    en: (floor: number, cap: number) => `The total lies between ${floor} and ${cap}.`,
  },
  extension: { zh: '对延期的影响', en: 'What it means for an extension' },
  months: {
    zh: (points: number, months: number, inclusive: boolean) =>
      `${inclusive ? '达到' : '超过'} ${points} 分：最长延期 ${months} 个月。`,
    en: (points: number, months: number, inclusive: boolean) =>
      `${inclusive ? 'From' : 'Above'} ${points} points${inclusive ? ' on' : ''}: extended by up to ${months} months.`,
  },
  categories: { zh: (list: string) => `适用于 ${list} 类。`, en: (list: string) => `For category ${list}.` },
  item: { zh: '子项', en: 'Sub-item' },
  points: { zh: '分值', en: 'Points' },
  evidence: { zh: '依据材料', en: 'Evidence' },
  valid: { zh: (n: number) => `有效 ${n} 个月`, en: (n: number) => `counts for ${n} months` },
  repair: {
    zh: (n: number, condition: string) => `${n} 个月后可申请修复：${condition}`,
    en: (n: number, condition: string) => `Can be repaired after ${n} months: ${condition}`,
  },
  each: {
    zh: (points: number, per: number, unit: string) => `每 ${per} ${unit} ${points} 分`,
    en: (points: number, per: number, unit: string) => `${points} for each ${per} ${unit}`,
  },
  bracket: {
    zh: (points: number, from: string, unit: string) => `满 ${from} ${unit} ${points} 分`,
    en: (points: number, from: string, unit: string) => `${points} from ${from} ${unit} on`,
  },
  stated: {
    zh: (least: number, most: number) => `${least} 至 ${most} 分，由报送部门给出`,
    en: (least: number, most: number) => `${least} to ${most}, as the reporting office states`,
  },
  person: { zh: '个人', en: 'person' },
  enterprise: { zh: '企业', en: 'enterprise' },
  both: { zh: '个人和企业', en: 'person and enterprise' },
  lists: { zh: '公布的名单', en: 'Published lists' },
} as const;

function usePoints() {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  return ({ value }: Item): string => {
    switch (value.kind) {
      case 'fixed':
        return dates.number(value.points);
      case 'per-unit':
        return w.each(value.points, value.per, say(value.unit));
      case 'brackets':
        return value.brackets
          .map(({ from, points }) => w.bracket(points, dates.number(from), say(value.unit)))
          .join('; ');
      case 'stated':
        return w.stated(value.least, value.most);
    }
  };
}

/** The rules of credit, with every value that no source proves marked. */
export function CreditRules() {
  const w = useWords(words);
  const lists = useWords(listWords);
  const say = useSay();
  const dates = useDates();
  const pointsOf = usePoints();
  const found = useRead('readCreditRules', {}, { fresh: 300_000 });
  return (
    <>
      {!found.data && <Head title={w.title} />}
      <Shown of={found} rows={12}>
        {(rules) => (
          <>
            <Head title={w.title}>
              {say(rules.title)} · {w.since(dates.day(rules.effectiveFrom))}
            </Head>
            <p className="notice">{say(rules.notice)}</p>
            <section className="card">
              <h2>{w.begin}</h2>
              <ul>
                <li>
                  {w.base(rules.base.person, rules.base.enterprise)} <Provisional when={rules.base.placeholder} />
                </li>
                <li>
                  {w.weights(rules.weights.person, rules.weights.enterprise)}{' '}
                  <Provisional when={rules.weights.placeholder} />
                </li>
                <li>
                  {w.limits(rules.total.floor, rules.total.cap)} <Provisional when={rules.total.placeholder} />
                </li>
              </ul>
              <h2>{w.extension}</h2>
              <ul>
                {rules.extension.thresholds.map(({ points, months }) => (
                  <li key={points}>{w.months(points, months, rules.extension.inclusive)}</li>
                ))}
              </ul>
              <p className="soft">
                {w.categories(rules.extension.categories.join(', '))} <Provisional when={rules.extension.placeholder} />
              </p>
            </section>
            {rules.categories.map((category) => {
              const items = rules.items.filter((item) => item.category === category.id);
              return (
                <section key={category.id} className="card">
                  <table className="rules-table">
                    <caption>
                      {say(category.label)}{' '}
                      <span className="soft">
                        {category.floor} … {category.cap}
                      </span>{' '}
                      <Provisional when={category.placeholder} />
                    </caption>
                    <thead>
                      <tr>
                        <th scope="col">{w.item}</th>
                        <th scope="col">{w.points}</th>
                        <th scope="col">{w.evidence}</th>
                      </tr>
                    </thead>
                    <tbody>
                      {items.map((item) => (
                        <tr key={item.id}>
                          <th scope="row">
                            {say(item.label)} <span className="soft">{w[item.subject]}</span>
                            {item.repair && (
                              <p className="soft">{w.repair(item.repair.afterMonths, say(item.repair.condition))}</p>
                            )}
                          </th>
                          <td>
                            {pointsOf(item)}
                            {item.validMonths !== null && <p className="soft">{w.valid(item.validMonths)}</p>}
                          </td>
                          <td>{say(item.evidence)}</td>
                        </tr>
                      ))}
                    </tbody>
                  </table>
                </section>
              );
            })}
            <section className="card">
              <h2>{w.lists}</h2>
              <ul className="published-lists">
                {(['red', 'black'] as const).map((list) => (
                  <li key={list}>
                    <Link to={`/published/credit/${list}`}>{lists[list]}</Link>
                  </li>
                ))}
              </ul>
            </section>
          </>
        )}
      </Shown>
    </>
  );
}
