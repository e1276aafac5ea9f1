import { useSay, useWords } from '../language/words.tsx';
import { Provisional } from '../pieces/Provisional.tsx';
import type { ServiceGuide } from './circumstances.ts';

const words = {
  title: { zh: '办理条件', en: 'What must hold' },
  only: { zh: '适用于', en: 'Only where' },
  category: { zh: '类别怎样确定', en: 'How the category is found' },
  time: { zh: '办理时限', en: 'How long it takes' },
  step: { zh: '环节', en: 'Step' },
  promise: { zh: '我们承诺', en: 'We promise' },
  ceiling: { zh: '法律允许', en: 'The law allows' },
  submission: { zh: '自提交之日起', en: 'from submission' },
  acceptance: { zh: '自受理之日起', en: 'from acceptance' },
  days: {
    zh: (n: number) => (n === 0 ? '当日' : `${n} 个工作日`),
    en: (n: number) => (n === 0 ? 'the same day' : n === 1 ? '1 working day' : `${n} working days`),
  },
  only2: {
    zh: (categories: readonly string[]) => `${categories.join('、')} 类`,
    en: (categories: readonly string[]) => `category ${categories.join(', ')}`,
  },
  decides: { zh: '由谁决定', en: 'Who decides' },
} as const;

/** What must hold, how long it takes and who decides. */
export function Rules({ guide }: { guide: ServiceGuide }) {
  const w = useWords(words);
  const say = useSay();
  return (
    <>
      <section className="card" aria-labelledby="rules">
        <h2 id="rules">{w.title}</h2>
        <ul className="rules">
          {guide.rules.map(({ code, text, when, placeholder }) => (
            <li key={`${code} ${text.en}`}>
              {say(text)} <Provisional when={placeholder} />
              {when && (
                <p className="soft">
                  {w.only}: {say(when)}
                </p>
              )}
            </li>
          ))}
        </ul>
        {guide.categoryFrom.length > 0 && (
          <>
            <h3>{w.category}</h3>
            <ul className="rules">
              {guide.categoryFrom.map(({ from, text, when }) => (
                <li key={`${from} ${text.en}`}>
                  {say(text)}
                  {when && (
                    <p className="soft">
                      {w.only}: {say(when)}
                    </p>
                  )}
                </li>
              ))}
            </ul>
          </>
        )}
      </section>
      <section className="card" aria-labelledby="clocks">
        <h2 id="clocks">{w.time}</h2>
        <table className="clocks">
          <thead>
            <tr>
              <th scope="col">{w.step}</th>
              <th scope="col">{w.promise}</th>
              <th scope="col">{w.ceiling}</th>
            </tr>
          </thead>
          <tbody>
            {guide.clocks.map(({ stage, label, categories, from, promise, ceiling, placeholder }) => (
              <tr key={`${stage} ${categories.join('')}`}>
                <th scope="row">
                  {say(label)}{' '}
                  <span className="soft">
                    {from === 'submission' ? w.submission : w.acceptance}
                    {!guide.category && categories.length < 3 && ` · ${w.only2(categories)}`}
                  </span>{' '}
                  <Provisional when={placeholder} />
                </th>
                <td>{w.days(promise)}</td>
                <td>{w.days(ceiling)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p>
          <em>{w.decides}</em> {guide.decidedBy.map(({ label }) => say(label)).join(' / ')}. {say(guide.effect.text)}
        </p>
      </section>
    </>
  );
}
