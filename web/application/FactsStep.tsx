import type { Text } from '../../shared/domain/text.ts';
import { optionsFor, otherwise } from '../assessment/options.ts';
import { RouteClaims } from '../assessment/RouteClaims.tsx';
import type { Answer } from '../client/contract.ts';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import { shownAt } from './draft.ts';
import { FormField } from './FormField.tsx';
import { useFilling } from './filling.ts';
import type { Option } from './form-fields.ts';
import { placeOf, type Step } from './steps.ts';

type PointsTable = Answer<'readPointsTable'>;

const words = {
  intro: {
    zh: '积分和类别随填写自动计算。有的内容须以材料证明。',
    en: 'Points and category are counted as you go. Some of it has to be proven by documents.',
  },
  score: { zh: '目前结果', en: 'As it stands' },
  points: { zh: (n: number) => `${n} 分`, en: (n: number) => (n === 1 ? '1 point' : `${n} points`) },
  category: { zh: (name: string) => `${name} 类`, en: (name: string) => `category ${name}` },
  open: {
    zh: '填写薪资、学历、工作年限、在华月数和出生日期后显示积分。',
    en: 'Fill in salary, education, years and months of work, and the date of birth to see it.',
  },
  noRow: {
    zh: '积分表对其中一项没有相应档次，由审查人员认定。',
    en: 'The table has no row for one of the values; an officer decides which applies.',
  },
  lift: { zh: '可以提高积分的情形', en: 'What would add points' },
  routes: { zh: '不看积分、直接认定类别的情形', en: 'Ways into a category without points' },
  routesTitle: { zh: '直接认定条件', en: 'Direct routes' },
  none: { zh: '没有', en: 'None' },
  belowBachelor: { zh: '学士以下', en: 'Below bachelor' },
  elsewhere: { zh: '其他地区', en: 'Elsewhere' },
};

const one = (zh: string, en: string): Text => ({ zh, en });

/** What can be chosen for a fact, named as the points table names it. */
function optionsOf(table: PointsTable, path: string): Option[] | undefined {
  const fact = path.replace('facts.', '');
  const found = optionsFor(table, fact);
  switch (fact) {
    case 'education':
      return [{ value: 'none', label: one(words.belowBachelor.zh, words.belowBachelor.en) }, ...found];
    case 'vocationalCertificate':
      return [{ value: 'none', label: one(words.none.zh, words.none.en) }, ...found];
    case 'workLocation':
      return [{ value: 'other', label: otherwise(table, fact) ?? words.elsewhere }, ...found];
    case 'hsk':
      return [{ value: '0', label: one(words.none.zh, words.none.en) }, ...found];
    case 'distinctions':
      return found;
    default:
      return undefined;
  }
}

/** The score as the zone counted it at the last save. */
function Score() {
  const w = useWords(words);
  const say = useSay();
  const { state } = useFilling();
  const { assessment, category, lane } = state.application;
  return (
    <section className="score" aria-live="polite">
      <h3>{w.score}</h3>
      {assessment ? (
        <>
          <p className="score-figure">
            {[
              assessment.route.kind === 'direct'
                ? say(assessment.route.label)
                : (assessment.total ?? assessment.totalWithoutIt) !== undefined &&
                  w.points(assessment.total ?? assessment.totalWithoutIt ?? 0),
              category && w.category(category),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
          {assessment.noRow.length > 0 && <p>{w.noRow}</p>}
          {lane && <p className="soft">{say(lane.text)}</p>}
          {assessment.advice.length > 0 && (
            <details>
              <summary>{w.lift}</summary>
              <ul>
                {assessment.advice.map(({ item, text }) => (
                  <li key={`${item} ${text.en}`}>{say(text)}</li>
                ))}
              </ul>
            </details>
          )}
        </>
      ) : (
        <p className="soft">{w.open}</p>
      )}
    </section>
  );
}

/** Education, experience and the rest of what the points are counted from, with the score as it stands. */
export function FactsStep({ step, table }: { step: Step; table: PointsTable }) {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const { draft, state, told } = useFilling();
  const claimed = shownAt(state.application.form, state.changes, 'facts.directRoutes');
  const routes = Array.isArray(claimed) ? claimed.map(String) : [];
  const problems = told.filter(({ path }) => path.startsWith('facts.directRoutes'));
  return (
    <>
      <p className="soft">{w.intro}</p>
      <Score />
      {step.paths
        .filter((path) => path !== 'facts.directRoutes')
        .map((path) => {
          const options = optionsOf(table, path);
          return (
            <FormField key={path} path={path} isNeeded={step.needed.includes(path)} {...(options ? { options } : {})} />
          );
        })}
      <details id={placeOf('facts.directRoutes')} className="routes-claimed" open={routes.length > 0 || undefined}>
        <summary>{w.routes}</summary>
        <RouteClaims
          title={w.routesTitle}
          table={table}
          claimed={routes}
          problems={problems.map(({ path, text }) => ({ path, text, message: say(text) }))}
          money={dates.money}
          onChange={(next) => draft.type('facts.directRoutes', next)}
        />
      </details>
    </>
  );
}
