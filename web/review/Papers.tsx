import { type RefObject, useId } from 'react';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import { DocumentView } from '../pieces/DocumentView.tsx';
import type { Paper } from './proof.ts';

const words = {
  title: { zh: '文件', en: 'Papers' },
  choose: { zh: '选择文件', en: 'Choose a paper' },
  none: { zh: '没有文件。', en: 'There are no papers.' },
  earlier: { zh: '以前申请中提交', en: 'filed with an earlier application' },
  rejected: { zh: '未通过检查', en: 'did not pass the checks' },
  replaced: { zh: '已被替换', en: 'replaced by a later one' },
  proves: { zh: '对照此文件核对', en: 'Compare with this paper' },
  provesNothing: { zh: '表中没有专门由它证明的内容。', en: 'Nothing in the form rests on this paper alone.' },
  pages: { zh: (n: number) => `${n} 页`, en: (n: number) => (n === 1 ? '1 page' : `${n} pages`) },
  added: { zh: (day: string) => `${day} 上传`, en: (day: string) => `uploaded ${day}` },
  problems: { zh: '自动检查发现', en: 'Found by the automatic checks' },
  back: { zh: '回到刚才的一项', en: 'Back to the line' },
  mend: { zh: '要求补正此文件', en: 'Ask to mend this paper' },
};

type Shown = { path: string; label: string; value: string };

/** The papers of a case: one of them as it was uploaded, with what has to be compared with it. */
export function Papers({
  papers,
  chosen,
  onChoose,
  labelOf,
  compare,
  onMend,
  onBack,
  place,
}: {
  papers: readonly Paper[];
  chosen: Paper | undefined;
  onChoose: (id: string) => void;
  labelOf: (kind: string) => string;
  /** What the form says that this paper shows. */
  compare: readonly Shown[];
  onMend?: ((path: string) => void) | undefined;
  /** To the line from which the paper was opened. */
  onBack?: (() => void) | undefined;
  place: RefObject<HTMLElement | null>;
}) {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const id = useId();
  const said = (paper: Paper) =>
    [
      labelOf(paper.kind),
      paper.earlier && w.earlier,
      paper.state === 'rejected' && w.rejected,
      paper.state === 'replaced' && w.replaced,
    ]
      .filter(Boolean)
      .join(' · ');
  return (
    <section className="case-papers card" aria-labelledby={`${id}-title`} ref={place} tabIndex={-1}>
      <h2 id={`${id}-title`}>{w.title}</h2>
      {onBack && (
        <button type="button" className="case-small case-to-line" onClick={onBack}>
          {w.back}
        </button>
      )}
      {papers.length === 0 ? (
        <p className="soft">{w.none}</p>
      ) : (
        <>
          <label className="visually-hidden" htmlFor={id}>
            {w.choose}
          </label>
          <select
            id={id}
            className="input case-paper-choice"
            value={chosen?.id ?? ''}
            onChange={({ target }) => onChoose(target.value)}
          >
            {papers.map((paper) => (
              <option key={`${paper.applicationId} ${paper.id}`} value={paper.id}>
                {said(paper)}
              </option>
            ))}
          </select>
          {chosen && (
            <>
              <p className="soft case-paper-facts">
                <bdi>{chosen.fileName ?? chosen.contentType}</bdi>
                {chosen.pages !== undefined && ` · ${w.pages(chosen.pages)}`} ·{' '}
                {w.added(dates.shortDay(dates.dayOf(chosen.addedAt)))}
                {onMend && !chosen.earlier && (
                  <button type="button" className="case-small" onClick={() => onMend(`document.${chosen.kind}`)}>
                    {w.mend}
                  </button>
                )}
              </p>
              {chosen.problems.length > 0 && (
                <div className="case-paper-problems">
                  <strong>{w.problems}</strong>
                  <ul>
                    {chosen.problems.map(({ code, text }) => (
                      <li key={code}>{say(text)}</li>
                    ))}
                  </ul>
                </div>
              )}
              <div className="case-compare">
                <h3>{w.proves}</h3>
                {compare.length === 0 ? (
                  <p className="soft">{w.provesNothing}</p>
                ) : (
                  <dl>
                    {compare.map(({ path, label, value }) => (
                      <div key={path}>
                        <dt>{label}</dt>
                        <dd>{value}</dd>
                      </div>
                    ))}
                  </dl>
                )}
              </div>
              <DocumentView
                key={chosen.id}
                application={chosen.applicationId}
                document={chosen.id}
                title={labelOf(chosen.kind)}
              />
            </>
          )}
        </>
      )}
    </section>
  );
}
