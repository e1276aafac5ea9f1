import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { type ReactNode, useId, useState } from 'react';
import { call } from '../client/client.ts';
import type { Answer, Body } from '../client/contract.ts';
import { useRead } from '../client/queries.ts';
import { useSay, useWords } from '../language/words.tsx';
import '../pieces/plain-form.css';
import { Problems } from '../pieces/Problems.tsx';
import type { CaseView, CaseWork, DraftCorrection } from './case-work.ts';
import { type CorrectableFact, correctedFacts, factKinds, isCorrectable, typedNumber } from './correctable.ts';
import { choicesFor, type Paper, usualProof } from './proof.ts';

const words = {
  title: { zh: '积分逐项核对', en: 'Points, row by row' },
  direct: { zh: '直接认定', en: 'Direct route' },
  total: { zh: '合计', en: 'Total' },
  points: {
    zh: (n: number | string, cap: number) => `${n} 分（上限 ${cap}）`,
    en: (n: number | string, cap: number) => `${n} of ${cap}`,
  },
  noRow: { zh: '积分表没有对应的档次', en: 'The table has no row for this' },
  category: { zh: '类别', en: 'Category' },
  open: { zh: '待认定', en: 'open' },
  stated: { zh: '填报', en: 'Stated' },
  proof: { zh: '证明文件', en: 'Proof' },
  confirm: { zh: (label: string) => `确认“${label}”`, en: (label: string) => `Confirm “${label}”` },
  confirmed: { zh: '已确认', en: 'Confirmed' },
  toConfirm: { zh: '确认', en: 'Confirm' },
  noProof: { zh: '没有可用的证明文件：', en: 'No paper proves it yet: ' },
  correct: { zh: '更正', en: 'Correct' },
  correctOf: { zh: (label: string) => `更正“${label}”`, en: (label: string) => `Correct “${label}”` },
  close: { zh: '收起', en: 'Close' },
  undo: { zh: '撤销更正', en: 'Undo the correction' },
  original: {
    zh: (value: string) => `原填报：${value}（保留）`,
    en: (value: string) => `Stated: ${value} (it is kept)`,
  },
  correctedTo: { zh: (value: string) => `更正为：${value}`, en: (value: string) => `Corrected to: ${value}` },
  reason: { zh: '更正理由', en: 'Why it is corrected' },
  settle: { zh: '认定适用的档次', en: 'Decide which row applies' },
  settleReason: { zh: '认定理由', en: 'Why this row applies' },
  chooseRow: { zh: '请选择', en: 'Choose' },
  trial: { zh: '按更正后的事实试算', en: 'Counted with your corrections' },
  trialText: {
    zh: (total: string, category: string) => `合计 ${total} 分，类别 ${category}。提交审查意见时由系统正式计算。`,
    en: (total: string, category: string) =>
      `${total} points, category ${category}. The zone counts it for good when you recommend.`,
  },
  count: {
    zh: (n: number, of: number) => `已确认 ${n}/${of} 项`,
    en: (n: number, of: number) => `${n} of ${of} confirmed`,
  },
  confirmAll: { zh: '其余各项一并确认', en: 'Confirm the rest as well' },
  none: { zh: '不填', en: 'Not stated' },
  yes: { zh: '是', en: 'Yes' },
  no: { zh: '否', en: 'No' },
  wrongNumber: { zh: '请填写数字，且不超过上限。', en: 'Enter a number within what is possible.' },
  reviewed: { zh: '审查人员确认的证明文件', en: 'Confirmed by the reviewer' },
  reviewedBy: { zh: (who: string) => `审查人员 ${who} 的意见`, en: (who: string) => `What the reviewer ${who} found` },
  approve: { zh: '建议准予许可', en: 'Recommends approval' },
  refuse: { zh: '建议不予许可', en: 'Recommends refusal' },
  corrections: { zh: '更正', en: 'Corrections' },
  settled: { zh: '已认定', en: 'settled' },
  settlements: { zh: '认定', en: 'Settled' },
  inPlaceOf: { zh: (who: string) => `（代 ${who} 办理）`, en: (who: string) => ` (in place of ${who})` },
  mend: { zh: (label: string) => `要求补正：${label}`, en: (label: string) => `Ask to mend: ${label}` },
  notConfirmed: { zh: '积分为 0 或由其他项决定，无须证明', en: 'Gives nothing, so it needs no proof' },
} as const;

type Item = Answer<'assess'>['items'][number];
type Change = (change: Partial<CaseWork> | ((present: CaseWork) => Partial<CaseWork>)) => void;
type Facts = NonNullable<CaseView['form']['facts']>;

/** Enters one fact anew. What it was stays beside it. */
function FactEditor({
  fact,
  value,
  shown,
  onChange,
}: {
  fact: CorrectableFact;
  value: unknown;
  shown: (value: unknown) => string;
  onChange: (value: unknown) => void;
}) {
  const w = useWords(words);
  const id = useId();
  const kind = factKinds[fact];
  const [typed, type] = useState(typeof value === 'number' ? `${value}` : '');
  const table = useRead('readPointsTable', {}, { enabled: kind.kind === 'routes', fresh: 300_000 }).data;
  if (kind.kind === 'number') {
    const isWrong = typed.trim() !== '' && typedNumber(typed, kind) === undefined;
    return (
      <>
        <input
          className="input narrow"
          inputMode="decimal"
          value={typed}
          aria-label={w.correct}
          aria-invalid={isWrong || undefined}
          aria-describedby={isWrong ? id : undefined}
          onChange={({ target }) => {
            type(target.value);
            const number = typedNumber(target.value, kind);
            if (number !== undefined) onChange(number);
          }}
        />
        {isWrong && (
          <p id={id} className="field-problem">
            {w.wrongNumber}
          </p>
        )}
      </>
    );
  }
  if (kind.kind === 'several' || kind.kind === 'routes') {
    const options = kind.kind === 'several' ? kind.options : (table?.routes.map((route) => route.id) ?? []);
    const chosen = Array.isArray(value) ? (value as string[]) : [];
    return (
      <div className="case-options">
        {options.map((option) => (
          <label key={option} className="choice">
            <input
              type="checkbox"
              checked={chosen.includes(option)}
              onChange={({ target }) =>
                onChange(target.checked ? [...chosen, option] : chosen.filter((one) => one !== option))
              }
            />
            <span>{shown([option])}</span>
          </label>
        ))}
      </div>
    );
  }
  const options: readonly (readonly [string, unknown])[] =
    kind.kind === 'yes-no'
      ? [
          ['true', true],
          ['false', false],
        ]
      : kind.options.map((option) => [option, option] as const);
  return (
    <select
      className="input"
      aria-label={w.correct}
      value={value === undefined ? '' : String(value)}
      onChange={({ target }) => onChange(options.find(([key]) => key === target.value)?.[1])}
    >
      <option value="">{w.none}</option>
      {options.map(([key, one]) => (
        <option key={key} value={key}>
          {shown(one)}
        </option>
      ))}
    </select>
  );
}

/** Facts of one item, corrected with a reason. */
function Corrections({
  facts,
  stated,
  corrections,
  labelOf,
  shown,
  onChange,
}: {
  facts: readonly CorrectableFact[];
  stated: Facts;
  corrections: readonly DraftCorrection[];
  labelOf: (path: string) => string;
  shown: (path: string, value: unknown) => string;
  onChange: (corrections: readonly DraftCorrection[]) => void;
}) {
  const w = useWords(words);
  const [undone, undo] = useState(0);
  return facts.map((fact) => {
    const path = `facts.${fact}`;
    const found = corrections.find(({ item }) => item === fact);
    const original = stated[fact];
    const others = corrections.filter(({ item }) => item !== fact);
    const set = (change: Partial<DraftCorrection>) =>
      onChange([...others, { item: fact, value: original, reason: '', ...found, ...change }]);
    const label = labelOf(path);
    return (
      <fieldset key={fact} className="case-correction">
        <legend>{label}</legend>
        <p className="soft">{w.original(original === undefined ? w.none : shown(path, original) || w.none)}</p>
        <FactEditor
          key={undone}
          fact={fact}
          value={found ? found.value : original}
          shown={(value) => shown(path, value)}
          onChange={(value) => set({ value })}
        />
        {found && (
          <>
            <label>
              {w.reason}
              <textarea
                className="input"
                rows={2}
                value={found.reason}
                onChange={({ target }) => set({ reason: target.value })}
              />
            </label>
            <Button
              onClick={() => {
                onChange(others);
                undo(undone + 1);
              }}
            >
              {w.undo}
            </Button>
          </>
        )}
      </fieldset>
    );
  });
}

/** What the score would be with the corrections. */
function useTrial(application: CaseView, corrections: readonly DraftCorrection[]) {
  const { form, assessment } = application;
  const facts = correctedFacts(
    { ...form.facts, ...(form.applicant?.birthDate ? { birthDate: form.applicant.birthDate } : {}) } as Facts,
    corrections,
  ) as Body<'assess'>['facts'];
  const body: Body<'assess'> = { facts, ...(assessment ? { assessedOn: assessment.assessedOn } : {}) };
  return useQuery({
    queryKey: ['assess', body],
    queryFn: ({ signal }) => call('assess', { body }, { signal }),
    enabled: corrections.length > 0,
    staleTime: 300_000,
    retry: false,
  });
}

/**
 * The score of the case. Where the officer reviews, each row that gives points is confirmed with the paper that proves it,
 * corrected with a reason, or settled where the table has no row.
 */
export function Points({
  application,
  work,
  set,
  isOpen,
  papers,
  kindOf,
  labelOf,
  shown,
  chosen,
  onChoose,
  onMend,
}: {
  application: CaseView;
  work: CaseWork;
  set: Change;
  /** Whether rows are confirmed here; otherwise they are shown. */
  isOpen: { confirm: boolean; correct: boolean };
  papers: readonly Paper[];
  kindOf: (kind: string) => string;
  labelOf: (path: string) => string;
  shown: (path: string, value: unknown) => string;
  chosen: string | undefined;
  onChoose: (path: string, paper?: string) => void;
  onMend?: ((path: string) => void) | undefined;
}) {
  const w = useWords(words);
  const say = useSay();
  const [correcting, correct] = useState<string>();
  const table = useRead('readPointsTable', {}, { enabled: application.assessment !== undefined, fresh: 300_000 }).data;
  const trial = useTrial(application, work.corrections);
  const { assessment, evidenceNeeded = [], holes = [], review, form } = application;
  if (!assessment) return null;
  const present = work.corrections.length > 0 && trial.data ? trial.data : assessment;
  const needs = new Map(evidenceNeeded.map((need) => [need.item, need]));
  const direct = evidenceNeeded.filter(({ row }) => row === null);
  const toConfirm = evidenceNeeded.filter(({ item }) =>
    present.items.every((one) => one.item !== item || (one.points ?? 0) > 0),
  );
  const done = toConfirm.filter(({ item }) => work.confirmed[item]?.length).length;
  const byReviewer = (item: string) =>
    review?.evidence.filter((one) => one.item === item).map((one) => one.documentId) ?? [];
  const titleOf = (documentId: string) => {
    const paper = papers.find(({ id }) => id === documentId);
    return paper ? kindOf(paper.kind) : documentId;
  };
  const confirmItem = (item: string, documentIds: readonly string[] | undefined) =>
    set(({ confirmed }) => {
      const { [item]: _, ...others } = confirmed;
      return { confirmed: documentIds ? { ...others, [item]: documentIds } : others };
    });
  const anyAccepted = [...new Set(papers.filter(({ state }) => state === 'accepted').map(({ kind }) => kind))];

  const proofOf = (
    item: string,
    label: string,
    need: { item: string; provenBy: readonly (readonly string[])[] },
  ): ReactNode => {
    const choices = choicesFor(need, papers);
    const lacking = choices.filter((choice) => choice.papers.length === 0);
    const confirmedWith = work.confirmed[item];
    const usual = usualProof(need, papers);
    if (!isOpen.confirm) {
      const proven = byReviewer(item);
      return proven.length > 0 ? (
        <span className="soft">
          {w.reviewed}：{proven.map(titleOf).join(' · ')}
        </span>
      ) : null;
    }
    if (lacking.length > 0 || !usual) {
      return (
        <span className="field-problem">
          {w.noProof}
          {lacking.map(({ kinds }) => kinds.map(kindOf).join(' / ')).join('；')}
        </span>
      );
    }
    const ids = confirmedWith ?? usual;
    return (
      <>
        {choices.map((choice, index) =>
          choice.papers.length > 1 ? (
            <select
              key={choice.kinds.join()}
              className="input"
              aria-label={`${w.proof}: ${label}`}
              value={ids[index] ?? ''}
              onChange={({ target }) => {
                const next = usual.map((id, at) => (at === index ? target.value : (ids[at] ?? id)));
                if (confirmedWith) confirmItem(item, next);
                onChoose(`points.${item}`, target.value);
                if (!confirmedWith) confirmItem(item, next);
              }}
            >
              {choice.papers.map((paper) => (
                <option key={paper.id} value={paper.id}>
                  {kindOf(paper.kind)} {paper.fileName ? `(${paper.fileName})` : ''}
                </option>
              ))}
            </select>
          ) : (
            <span key={choice.kinds.join()} className="soft">
              {choice.papers.map(({ kind }) => kindOf(kind)).join()}
            </span>
          ),
        )}
        <label className="choice case-confirm">
          <input
            type="checkbox"
            checked={confirmedWith !== undefined}
            aria-label={w.confirm(label)}
            onChange={({ target }) => confirmItem(item, target.checked ? ids : undefined)}
          />
          <span aria-hidden="true">{confirmedWith ? w.confirmed : w.toConfirm}</span>
        </label>
      </>
    );
  };

  const row = (one: Item) => {
    const stated = assessment.items.find(({ item }) => item === one.item);
    const source = table?.items.find(({ item }) => item === one.item);
    const label = source ? say(source.label) : say(one.label);
    const facts = (source?.facts ?? []).filter(isCorrectable);
    const hole = holes.find(({ item }) => item === one.item);
    const settlement = work.settlements[one.item];
    const fixed = application.settlements?.find(({ item }) => item === one.item);
    const given = work.corrections.filter(({ item }) => facts.some((fact) => fact === item));
    const need =
      needs.get(one.item) ?? ((one.points ?? 0) > 0 ? { item: one.item, provenBy: [anyAccepted] } : undefined);
    const path = `points.${one.item}`;
    const told = (source?.facts ?? [])
      .map((fact) => {
        const value = fact === 'birthDate' ? form.applicant?.birthDate : form.facts?.[fact as CorrectableFact];
        return value === undefined ? '' : shown(fact === 'birthDate' ? 'applicant.birthDate' : `facts.${fact}`, value);
      })
      .filter((said) => said !== '' && said !== say(one.label))
      .join(' · ');
    const changed = stated && (stated.row !== one.row || stated.points !== one.points);
    return (
      <li key={one.item} className={chosen === path ? 'case-point chosen' : 'case-point'}>
        <button
          type="button"
          className="case-line"
          data-check={path}
          aria-pressed={chosen === path}
          onClick={() => onChoose(path, work.confirmed[one.item]?.[0])}
        >
          <span className="case-line-label">{label}</span>
          <span className="case-line-value">
            {one.row === null ? <strong className="case-changed">{w.noRow}</strong> : say(one.label)}
            <small className="soft">
              {w.points(one.points ?? '—', one.cap)}
              {told && ` · ${w.stated} ${told}`}
            </small>
            {one.settled && <small> {w.settled}</small>}
            {changed && <small className="case-changed"> ← {stated.row === null ? w.noRow : say(stated.label)}</small>}
          </span>
        </button>
        <div className="case-point-do">
          {need && (one.points ?? 0) > 0 ? (
            proofOf(one.item, label, need)
          ) : isOpen.confirm && !hole ? (
            <span className="soft">{w.notConfirmed}</span>
          ) : null}
          {isOpen.correct && facts.length > 0 && (
            <Button
              size="small"
              aria-expanded={correcting === one.item}
              aria-label={w.correctOf(label)}
              data-correct={path}
              onClick={() => correct(correcting === one.item ? undefined : one.item)}
            >
              {correcting === one.item ? w.close : w.correct}
            </Button>
          )}
          {onMend && facts[0] && (
            <button
              type="button"
              className="case-small"
              data-mend={path}
              aria-label={w.mend(label)}
              title={w.mend(label)}
              onClick={() => onMend(`facts.${facts[0]}`)}
            >
              ＋
            </button>
          )}
        </div>
        {given.map(({ item, value, reason }) => (
          <p key={item} className="case-changed">
            {labelOf(`facts.${item}`)}：{w.correctedTo(value === undefined ? w.none : shown(`facts.${item}`, value))}
            {reason && ` · ${reason}`}
          </p>
        ))}
        {correcting === one.item && isOpen.correct && (
          <Corrections
            facts={facts}
            stated={form.facts ?? {}}
            corrections={work.corrections}
            labelOf={labelOf}
            shown={shown}
            // What was confirmed before is confirmed anew: the row may be another one now.
            onChange={(corrections) =>
              set(({ confirmed: { [one.item]: _, ...confirmed } }) => ({ corrections, confirmed }))
            }
          />
        )}
        {hole && isOpen.correct && (
          <fieldset className="case-correction">
            <legend>{w.settle}</legend>
            <select
              className="input"
              aria-label={w.settle}
              value={settlement?.row ?? ''}
              onChange={({ target }) =>
                set(({ settlements }) => ({
                  settlements: { ...settlements, [one.item]: { reason: '', ...settlement, row: target.value } },
                }))
              }
            >
              <option value="">{w.chooseRow}</option>
              {hole.options.map((option) => (
                <option key={option.row} value={option.row}>
                  {say(option.label)} · {option.points}
                </option>
              ))}
            </select>
            {settlement && settlement.row !== '' && (
              <>
                <label>
                  {w.settleReason}
                  <textarea
                    className="input"
                    rows={2}
                    value={settlement.reason}
                    onChange={({ target }) =>
                      set(({ settlements }) => ({
                        settlements: { ...settlements, [one.item]: { row: settlement.row, reason: target.value } },
                      }))
                    }
                  />
                </label>
                {(hole.options.find((option) => option.row === settlement.row)?.points ?? 0) > 0 &&
                  proofOf(one.item, label, {
                    item: one.item,
                    provenBy: hole.options.find((option) => option.row === settlement.row)?.provenBy ?? [],
                  })}
              </>
            )}
          </fieldset>
        )}
        {fixed && <p className="soft">{fixed.reason}</p>}
      </li>
    );
  };

  const rest = toConfirm.flatMap((need) => {
    const usual = usualProof(need, papers);
    return work.confirmed[need.item] === undefined && usual ? [[need.item, usual] as const] : [];
  });
  return (
    <section className="card" aria-labelledby="case-points">
      <h2 id="case-points">{w.title}</h2>
      <p>
        <strong>
          {w.total} {assessment.total ?? `${assessment.totalWithoutIt ?? 0} + ?`} · {w.category}{' '}
          {assessment.category ?? w.open}
        </strong>{' '}
        <span className="soft">{say(assessment.route.label)}</span>
      </p>
      {work.corrections.length > 0 && (
        <div className="case-trial" role="status">
          <strong>{w.trial}</strong>
          {trial.data && <p>{w.trialText(`${trial.data.total ?? '?'}`, trial.data.category ?? w.open)}</p>}
          <Problems error={trial.error} quiet />
        </div>
      )}
      {direct.length > 0 && (
        <ul className="case-lines">
          {direct.map((need) => (
            <li key={need.item} className={chosen === `points.${need.item}` ? 'case-point chosen' : 'case-point'}>
              <button
                type="button"
                className="case-line"
                data-check={`points.${need.item}`}
                aria-pressed={chosen === `points.${need.item}`}
                onClick={() => onChoose(`points.${need.item}`, work.confirmed[need.item]?.[0])}
              >
                <span className="case-line-label">{w.direct}</span>
                <span className="case-line-value">{say(need.label)}</span>
              </button>
              <div className="case-point-do">{proofOf(need.item, say(need.label), need)}</div>
            </li>
          ))}
        </ul>
      )}
      <ul className="case-lines">{present.items.map(row)}</ul>
      {isOpen.confirm && toConfirm.length > 0 && (
        <p className="case-confirmed" role="status">
          {w.count(done, toConfirm.length)}
          {rest.length > 0 && done > 0 && (
            <Button
              size="small"
              onClick={() => set(({ confirmed }) => ({ confirmed: { ...confirmed, ...Object.fromEntries(rest) } }))}
            >
              {w.confirmAll}
            </Button>
          )}
        </p>
      )}
    </section>
  );
}

/** What the reviewer proposed, for the second pair of eyes. */
export function Proposal({
  application,
  labelOf,
  shown,
}: {
  application: CaseView;
  labelOf: (path: string) => string;
  shown: (path: string, value: unknown) => string;
}) {
  const w = useWords(words);
  const say = useSay();
  const { review } = application;
  if (!review) return null;
  return (
    <section className="card case-proposal" aria-labelledby="case-proposal">
      <h2 id="case-proposal">{w.reviewedBy(review.by)}</h2>
      <p>
        <strong>{w[review.recommendation]}</strong>
        {review.inPlaceOf && w.inPlaceOf(review.inPlaceOf)}
        {review.score && (
          <span className="soft">
            {' '}
            · {w.total} {review.score.total ?? '?'} · {w.category} {review.score.category ?? w.open}
          </span>
        )}
      </p>
      {review.note && <p className="case-text">{review.note}</p>}
      {review.reasons && review.reasons.length > 0 && (
        <ol className="case-reasons">
          {review.reasons.map(({ code, rule, text }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two reasons may say the same
            <li key={`${code} ${index}`}>
              {say(text)} <small className="soft">{rule}</small>
            </li>
          ))}
        </ol>
      )}
      {review.corrections.length > 0 && (
        <>
          <h3>{w.corrections}</h3>
          <ul>
            {review.corrections.map(({ item, original, value, reason }) => (
              <li key={item}>
                {labelOf(`facts.${item}`)}：
                <del>{original === undefined ? w.none : shown(`facts.${item}`, original)}</del> →{' '}
                <strong>{value === undefined ? w.none : shown(`facts.${item}`, value)}</strong>
                <span className="case-text soft">{reason}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {review.settlements && review.settlements.length > 0 && (
        <>
          <h3>{w.settlements}</h3>
          <ul>
            {review.settlements.map(({ item, row, reason }) => (
              <li key={item}>
                {item} → {row} <span className="case-text soft">{reason}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
