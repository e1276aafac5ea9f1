import type { Text } from '../../shared/domain/text.ts';
import { useSay, useWords } from '../language/words.tsx';
import { CheckField, FieldGroup } from '../pieces/Fields.tsx';
import type { PointsTable } from './options.ts';

const words = {
  title: { zh: '五、直接认定条件', en: '5. Direct routes' },
  intro: {
    zh: '符合下列任一条件的，不论积分即属该类别；申请时须提供证明。都不符合的不用选。',
    en: 'Whoever meets one of these is in its category whatever the points; it has to be proven in the application. Leave them empty if none applies.',
  },
  A: { zh: 'A 类', en: 'Into category A' },
  B: { zh: 'B 类', en: 'Into category B' },
  C: { zh: 'C 类（试点）', en: 'Category C (pilot)' },
  amount: {
    zh: (place: string, amount: string) => `${place}现行标准：每年 ${amount}`,
    en: (place: string, amount: string) => `Amount in force in ${place}: ${amount} a year`,
  },
  unknown: {
    zh: '现行金额未见公布，是否达到须由主管部门认定。',
    en: 'The amount in force was not published; the authority decides whether it is reached.',
  },
} as const;

type Entry = { path: string; message: string; text?: Text | undefined };

/** The ways into a category that do not go through points. */
export function RouteClaims({
  title,
  table,
  claimed,
  problems,
  money,
  onChange,
}: {
  /** In place of its own heading. */
  title?: string;
  table: PointsTable;
  claimed: readonly string[];
  problems: readonly Entry[];
  money: (amount: number) => string;
  onChange: (claimed: string[]) => void;
}) {
  const w = useWords(words);
  const say = useSay();
  const hintOf = ({ bySalary, amount, notes }: PointsTable['routes'][number]): string =>
    [
      ...notes.map(say),
      ...(bySalary ? [amount === undefined ? w.unknown : w.amount(say(table.locality), money(amount))] : []),
    ].join(' ');
  const toldAt = (id: string): string => {
    const at = claimed.indexOf(id);
    return problems
      .filter(({ path }) => at >= 0 && path === `facts.directRoutes.${at}`)
      .map(({ text, message }) => (text ? say(text) : message))
      .join(' ');
  };
  return (
    <section className="card">
      <h2>{title ?? w.title}</h2>
      <p className="soft">{w.intro}</p>
      <div className="plain-form">
        {(['A', 'B', 'C'] as const).map((category) => {
          const found = table.routes.filter((route) => route.category === category);
          if (found.length === 0) return null;
          return (
            <FieldGroup key={category} label={w[category]}>
              {() =>
                found.map((route) => (
                  <CheckField
                    key={route.id}
                    label={say(route.label)}
                    hint={hintOf(route)}
                    own={toldAt(route.id)}
                    value={claimed.includes(route.id)}
                    onChange={(isOn) =>
                      onChange(isOn ? [...claimed, route.id] : claimed.filter((known) => known !== route.id))
                    }
                  />
                ))
              }
            </FieldGroup>
          );
        })}
      </div>
    </section>
  );
}
