import { useState } from 'react';
import { useSay, useWords } from '../language/words.tsx';
import { Provisional } from '../pieces/Provisional.tsx';
import { besideMaterial, formatsOf, type Outlook, type ServiceGuide } from './circumstances.ts';

const words = {
  title: { zh: '您的材料清单', en: 'Your checklist' },
  count: {
    zh: (n: number) => `共 ${n} 项材料`,
    en: (n: number) => (n === 1 ? '1 paper' : `${n} papers`),
  },
  ready: { zh: (n: number, of: number) => `已备好 ${n} / ${of}`, en: (n: number, of: number) => `${n} of ${of} ready` },
  none: { zh: '不需要提交材料。', en: 'No papers are needed.' },
  why: { zh: '为什么', en: 'Why' },
  care: { zh: '注意', en: 'Look at' },
  wrong: {
    zh: (n: number) => `退回的申请中 ${n}% 在这里出错`,
    en: (n: number) => `wrong in ${n}% of what was returned`,
  },
  commitment: { zh: '可以签署承诺书代替', en: 'A signed commitment may stand in' },
  later: { zh: '可以受理后补交', en: 'May follow after acceptance' },
  or: { zh: '也可以用', en: 'Serves as well' },
  format: { zh: '格式', en: 'Format' },
  several: { zh: '可多个文件', en: 'several files allowed' },
  also: { zh: '按积分申请时，主张了以下情形的，还须提交', en: 'In addition where you claim points with it' },
  alsoHint: {
    zh: '做过自我评估并选择使用其内容后，清单会自动列入。',
    en: 'With your self-assessment the list adds these by itself.',
  },
  spared: { zh: '您的情况免交', en: 'You are spared' },
} as const;

/** Exactly the papers that an application in these circumstances would be asked for. */
export function Checklist({
  guide,
  outlook,
  isRenewing,
}: {
  guide: ServiceGuide;
  outlook: Outlook;
  isRenewing: boolean;
}) {
  const w = useWords(words);
  const say = useSay();
  const [ready, setReady] = useState<ReadonlySet<string>>(new Set());
  const toggle = (kind: string) => {
    const next = new Set(ready);
    if (!next.delete(kind)) next.add(kind);
    setReady(next);
  };
  const { materials, whereClaimed, spared } = outlook;
  const done = materials.filter(({ kind }) => ready.has(kind)).length;
  return (
    <section className="card" aria-labelledby="checklist" aria-busy={isRenewing}>
      <h2 id="checklist">{w.title}</h2>
      <p className="soft" role="status">
        {materials.length === 0 ? w.none : w.count(materials.length)}
        {done > 0 && ` · ${w.ready(done, materials.length)}`}
      </p>
      <ul className="papers">
        {materials.map(({ kind, label, reason, need, several, contentTypes, alternatives = [], placeholder }) => {
          const { care, wrong } = besideMaterial(guide, kind);
          return (
            <li key={kind}>
              <label className="paper">
                <input type="checkbox" checked={ready.has(kind)} onChange={() => toggle(kind)} />
                <strong>{say(label)}</strong>
              </label>
              <div className="paper-more">
                {need !== 'required' && (
                  <span className="relief">{need === 'commitment-allowed' ? w.commitment : w.later}</span>
                )}
                {wrong && <span className="often">{w.wrong(wrong.share)}</span>}
                <Provisional when={placeholder} />
                <p>{say(reason)}</p>
                {care && (
                  <p>
                    <em>{w.care}</em> {say(care)}
                  </p>
                )}
                {alternatives.length > 0 && (
                  <p>
                    <em>{w.or}</em> {alternatives.map((other) => say(other.label)).join(' / ')}
                  </p>
                )}
                <p className="soft">
                  {w.format}: {formatsOf(contentTypes)}
                  {several && ` · ${w.several}`}
                </p>
              </div>
            </li>
          );
        })}
      </ul>
      {whereClaimed.length > 0 && (
        <>
          <h3>{w.also}</h3>
          <p className="soft no-print">{w.alsoHint}</p>
          <ul>
            {whereClaimed.map(({ kind, label }) => {
              const { when } = besideMaterial(guide, kind);
              return (
                <li key={kind}>
                  {say(label)}
                  {when && <span className="soft"> · {say(when)}</span>}
                </li>
              );
            })}
          </ul>
        </>
      )}
      {spared.length > 0 && (
        <>
          <h3>{w.spared}</h3>
          <ul>
            {spared.map(({ kind, label }) => (
              <li key={kind}>
                <s>{say(label)}</s>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
