import { useZone } from '../client/zone.ts';
import { useLanguage, useSay, useWords } from '../language/words.tsx';
import { groupPromises, type PromiseLine } from './promises.ts';

const words = {
  title: { zh: '多久办好', en: 'How long it takes' },
  intro: {
    zh: '左边是我们的承诺，右边是法律允许的最长时间。当日不计入；等您补正材料的时间不计入。',
    en: 'What we promise, beside the longest time that the law allows. The first day is not counted, nor the time in which we wait for you.',
  },
  step: { zh: '环节', en: 'Step' },
  promise: { zh: '我们承诺', en: 'We promise' },
  ceiling: { zh: '法律允许', en: 'The law allows' },
  'preliminary-review': {
    zh: '告诉您材料是否齐全（自提交之日起）',
    en: 'We tell you whether everything is there (from submission)',
  },
  review: { zh: '审查完毕（自受理之日起）', en: 'An officer has examined it (from acceptance)' },
  conclusion: { zh: '作出决定（自受理之日起）', en: 'It is decided (from acceptance)' },
  days: {
    zh: (n: number) => (n === 0 ? '当日' : `${n} 个工作日`),
    en: (n: number) => (n === 0 ? 'the same day' : n === 1 ? '1 working day' : `${n} working days`),
  },
  only: {
    zh: (categories: readonly string[]) => `（${categories.join('、')} 类）`,
    en: (categories: readonly string[]) => ` (category ${categories.join(', ')})`,
  },
  all: { zh: '所有事项', en: 'Everything that can be applied for here' },
  silence: {
    zh: '五个工作日内没有告诉您缺什么，就视为已受理。',
    en: 'If nobody tells you within five working days what is missing, your application counts as accepted.',
  },
  longer: {
    zh: '法定时限经批准最多可再延长十个工作日，一次为限，并会告诉您理由。',
    en: 'The time of the law can be extended once, by ten working days at most; you are told why.',
  },
} as const;

/** The promise beside the ceiling, once for all procedures that share it. */
export function Promised() {
  const w = useWords(words);
  const say = useSay();
  const { language } = useLanguage();
  const { promises, procedures, delegation } = useZone();
  const groups = groupPromises(
    promises,
    procedures.map(({ id }) => id),
  );
  const titleOf = (id: string) => {
    const found = procedures.find((procedure) => procedure.id === id);
    return found ? say(found.title) : id;
  };
  const stepOf = ({ stage, categories }: PromiseLine) => {
    const step = stage === 'preliminary-review' || stage === 'review' || stage === 'conclusion' ? w[stage] : stage;
    return categories.length < delegation.categories.length ? `${step}${w.only(categories)}` : step;
  };
  if (groups.length === 0) return null;
  return (
    <section aria-labelledby="promised" className="card">
      <h2 id="promised">{w.title}</h2>
      <p className="soft">{w.intro}</p>
      {groups.map(({ procedures: ids, lines }) => (
        <table key={ids.join(' ')} className="promises">
          <caption>{groups.length === 1 ? w.all : ids.map(titleOf).join(language === 'zh' ? '、' : '; ')}</caption>
          <thead>
            <tr>
              <th scope="col">{w.step}</th>
              <th scope="col">{w.promise}</th>
              <th scope="col">{w.ceiling}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={`${line.stage} ${line.categories.join('')}`}>
                <th scope="row">{stepOf(line)}</th>
                <td className="promise">{w.days(line.promise)}</td>
                <td>{w.days(line.ceiling)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
      <p className="soft">
        {w.silence} {w.longer}
      </p>
    </section>
  );
}
