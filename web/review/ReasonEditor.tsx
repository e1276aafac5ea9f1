import { Button } from 'antd';
import { useRead } from '../client/queries.ts';
import { useHas } from '../client/zone.ts';
import { useSay, useWords } from '../language/words.tsx';
import { BothField, SelectField, TextField } from '../pieces/Fields.tsx';
import { type CaseView, type CaseWork, type DraftReason, emptyReason, filled, reasonsFrom } from './case-work.ts';
import { useReadyTexts } from './DeficiencyEditor.tsx';
import type { Paper } from './proof.ts';
import { SlotFields } from './ReadyText.tsx';

const words = {
  one: { zh: (n: number) => `理由 ${n}`, en: (n: number) => `Reason ${n}` },
  ready: { zh: '选用现成理由', en: 'Begin with a ready reason' },
  own: { zh: '自行撰写', en: 'My own words' },
  rule: { zh: '依据的条款', en: 'Rule' },
  ruleHint: { zh: '例如“《行政许可法》第三十八条”', en: 'Such as “Administrative Licensing Law art. 38”' },
  text: { zh: '理由', en: 'Reason' },
  document: { zh: '依据的文件', en: 'Paper behind it' },
  noDocument: { zh: '不针对某一文件', en: 'No paper in particular' },
  add: { zh: '增加一条理由', en: 'Add a reason' },
  remove: { zh: (n: number) => `删除理由 ${n}`, en: (n: number) => `Remove reason ${n}` },
  fromReview: { zh: '采用审查人员的理由', en: "Take the reviewer's reasons" },
  announced: { zh: '采用已告知的理由', en: 'Take the reasons that were announced' },
  onlyAnnounced: {
    zh: '只能以已告知的理由作出不予许可决定。',
    en: 'A refusal rests on reasons that were announced, and on no others.',
  },
} as const;

const cut = (text: string): string => (text.length > 70 ? `${text.slice(0, 70)}…` : text);

/** The reasons of a refusal: each with its rule, its words in both languages and the paper behind it. */
export function ReasonEditor({
  application,
  work,
  set,
  decision,
  papers,
  kindOf,
}: {
  application: CaseView;
  work: CaseWork;
  set: (change: Partial<CaseWork>) => void;
  decision: 'refuse-acceptance' | 'recommend' | 'announce-refusal' | 'refuse';
  papers: readonly Paper[];
  kindOf: (kind: string) => string;
}) {
  const w = useWords(words);
  const say = useSay();
  const ready = useReadyTexts(application);
  const hasCredit = useHas('credit');
  const forCredit = decision !== 'refuse-acceptance' && hasCredit;
  const credit = useRead('readCaseCredit', { path: { id: application.id } }, { enabled: forCredit, fresh: 60_000 }).data
    ?.refusalReason;
  const { reasons } = work;
  const asks = decision === 'refuse-acceptance' ? 'refuse-acceptance' : 'refuse';
  const offered = [
    ...(ready?.reasons ?? []).filter(({ decisions }) => decisions.includes(asks)),
    ...(credit ? [{ ...credit, slots: [] }] : []),
  ];
  const change = (key: string, with_: Partial<DraftReason>) =>
    set({ reasons: reasons.map((one) => (one.key === key ? { ...one, ...with_ } : one)) });
  const { intention, review } = application;
  const usable = papers.filter(({ earlier, state }) => !earlier && state === 'accepted');
  return (
    <div className="deficiencies">
      {decision === 'refuse' && <p className="soft">{w.onlyAnnounced}</p>}
      {intention && decision === 'refuse' && (
        <Button onClick={() => set({ reasons: reasonsFrom(intention.reasons) })}>{w.announced}</Button>
      )}
      {review?.reasons && review.reasons.length > 0 && decision === 'announce-refusal' && (
        <Button onClick={() => set({ reasons: reasonsFrom(review.reasons ?? []) })}>{w.fromReview}</Button>
      )}
      {reasons.map((one, index) => {
        const from = offered.findIndex(({ code, text }) => code === one.code && text.zh === one.text.zh);
        return (
          <fieldset key={one.key} className="deficiency">
            <legend>{w.one(index + 1)}</legend>
            {offered.length > 0 && decision !== 'refuse' && (
              <SelectField
                label={w.ready}
                value={from < 0 ? '' : `${from}`}
                none={w.own}
                onChange={(chosen) => {
                  const found = chosen === '' ? undefined : offered[Number(chosen)];
                  if (found) {
                    const { code, rule, text, slots } = found;
                    const named = 'papers' in found ? found.papers : undefined;
                    const paper = usable.find(({ kind }) => named?.includes(kind));
                    change(one.key, { code, rule, text, slots, filling: {}, documentId: paper?.id ?? '' });
                  } else change(one.key, { code: 'other', slots: [], filling: {} });
                }}
                options={offered.map(({ text }, at) => ({ value: `${at}`, label: cut(say(text)) }))}
              />
            )}
            <TextField
              path={`reasons.${index}.rule`}
              label={w.rule}
              hint={w.ruleHint}
              value={one.rule}
              onChange={(rule) => change(one.key, { rule })}
            />
            <SlotFields
              slots={one.slots}
              filling={one.filling}
              texts={[one.text]}
              onChange={(filling) => change(one.key, { filling })}
            />
            <BothField
              path={`reasons.${index}.text`}
              label={w.text}
              value={filled(one.text, one.filling)}
              onChange={(text) => change(one.key, { text })}
              rows={3}
            />
            <SelectField
              path={`reasons.${index}.documentId`}
              label={w.document}
              optional
              none={w.noDocument}
              value={one.documentId}
              onChange={(documentId) => change(one.key, { documentId })}
              options={usable.map(({ id, kind, fileName }) => ({
                value: id,
                label: fileName ? `${kindOf(kind)} (${fileName})` : kindOf(kind),
              }))}
            />
            <Button onClick={() => set({ reasons: reasons.filter(({ key }) => key !== one.key) })}>
              {w.remove(index + 1)}
            </Button>
          </fieldset>
        );
      })}
      <Button onClick={() => set({ reasons: [...reasons, emptyReason()] })}>{w.add}</Button>
    </div>
  );
}
