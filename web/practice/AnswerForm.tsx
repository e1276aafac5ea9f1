import { useId } from 'react';
import type { PracticeDecision } from '../../shared/domain/desk/practice.ts';
import type { Text } from '../../shared/domain/text.ts';
import type { Answer } from '../client/contract.ts';
import { useSay, useWords } from '../language/words.tsx';
import { ChoiceField, FieldGroup } from '../pieces/Fields.tsx';
import { PlainForm } from '../pieces/PlainForm.tsx';
import { formRows, type Names, placeLabel } from './form-rows.ts';
import { leftOpen, type Typed, toggled } from './given-answer.ts';
import './practice.css';

const words = {
  decision: { zh: '您的决定', en: 'What do you decide?' },
  deficiencies: { zh: '须补正的事项', en: 'What has to be mended' },
  deficienciesHint: {
    zh: '一次列明全部。没有的不选；多列一项也会扣分。',
    en: 'Everything at once. Choose nothing where nothing is wrong; one too many costs a mark.',
  },
  papers: { zh: '材料', en: 'Papers' },
  fields: { zh: '申请表', en: 'The form' },
  points: { zh: '逐项积分', en: 'Points, item by item' },
  pointsHint: { zh: '积分表没有对应档次的，选“无对应档次”。', en: 'Where the table has no row for it, say so.' },
  noRow: { zh: '无对应档次', en: 'No row' },
  noRowFor: { zh: (item: string) => `${item}：无对应档次`, en: (item: string) => `${item}: no row` },
  category: { zh: '类别', en: 'Category' },
  categoryOpen: { zh: '待定（取决于没有档次的项目）', en: 'Open (it depends on what has no row)' },
  waived: { zh: '免交的材料', en: 'Papers that need not be given here' },
  takesPlace: { zh: '受理是否占用配额名额', en: 'Does accepting take a place of the quota?' },
  yes: { zh: '占用', en: 'Yes' },
  no: { zh: '不占用', en: 'No' },
  submit: { zh: '交卷', en: 'Hand it in' },
  open: { zh: '请作答：', en: 'Still open: ' },
  and: { zh: '、', en: ', ' },
};

type Practice = Answer<'startAttempt'>['practice'];

function Chosen({
  value,
  onChange,
  options,
}: {
  value: readonly string[];
  onChange: (value: string[]) => void;
  options: readonly { value: string; label: string }[];
}) {
  return options.map((option) => (
    <label key={option.value} className="choice">
      <input
        type="checkbox"
        checked={value.includes(option.value)}
        onChange={({ target }) => onChange(toggled(value, option.value, target.checked))}
      />
      <span>{option.label}</span>
    </label>
  ));
}

/** The form of an answer, as the case asks it. */
export function AnswerForm({
  practice,
  names,
  typed,
  onChange,
  tried,
  error,
  busy,
  onSubmit,
}: {
  practice: Practice;
  names: Names;
  typed: Typed;
  onChange: (change: Partial<Typed>) => void;
  /** Whether it was handed in before while something was open. */
  tried: boolean;
  error: unknown;
  busy: boolean;
  onSubmit: () => void;
}) {
  const w = useWords(words);
  const say = useSay();
  const id = useId();
  const { asks } = practice;
  const named = (label: Text | undefined, otherwise: string) => (label ? say(label) : otherwise);
  const items = names.items.map(({ item }) => item);
  const open = tried ? leftOpen(typed, asks, items) : [];
  const papers = names.materials.map(({ kind, label }) => ({ kind, label: say(label) }));
  const fields = [
    ...new Set([
      ...names.fields.map(({ path }) => path),
      ...names.questions.map(({ id: question }) => `answers.${question}`),
      ...formRows(practice.form).map(([path]) => path),
    ]),
  ].flatMap((path) => {
    const label = placeLabel(path, names);
    return label ? [{ value: path, label: say(label) }] : [];
  });
  const openNames: Readonly<Record<string, string>> = {
    decision: w.decision,
    category: w.category,
    takesPlace: w.takesPlace,
  };
  return (
    <PlainForm error={error} busy={busy} submit={w.submit} onSubmit={onSubmit}>
      <ChoiceField
        path="decision"
        label={w.decision}
        value={typed.decision}
        onChange={(decision) => onChange({ decision: decision as PracticeDecision })}
        options={practice.decisions.map(({ decision, label }) => ({ value: decision, label: say(label) }))}
      />
      {asks.includes('deficiencies') && (
        <FieldGroup path="deficiencies" label={w.deficiencies} hint={w.deficienciesHint}>
          {() => (
            <div className="many-choices">
              <h4>{w.papers}</h4>
              <Chosen
                value={typed.deficiencies}
                onChange={(deficiencies) => onChange({ deficiencies })}
                options={papers.map(({ kind, label }) => ({ value: `document.${kind}`, label }))}
              />
              <h4>{w.fields}</h4>
              <Chosen
                value={typed.deficiencies}
                onChange={(deficiencies) => onChange({ deficiencies })}
                options={fields}
              />
            </div>
          )}
        </FieldGroup>
      )}
      {asks.includes('points') && (
        <FieldGroup path="points" label={w.points} hint={w.pointsHint}>
          {() => (
            <div className="points-rows">
              {names.items.map(({ item, label }) => {
                const figure = typed.points[item] ?? '';
                const set = (value: string) => onChange({ points: { ...typed.points, [item]: value } });
                return (
                  <div key={item} className="points-row">
                    <label htmlFor={`${id}-${item}`}>{say(label)}</label>
                    <input
                      id={`${id}-${item}`}
                      className="input"
                      inputMode="decimal"
                      autoComplete="off"
                      disabled={figure === 'none'}
                      aria-invalid={open.includes(`points.${item}`) || undefined}
                      value={figure === 'none' ? '' : figure}
                      onChange={({ target }) => set(target.value)}
                    />
                    <label className="choice">
                      <input
                        type="checkbox"
                        aria-label={w.noRowFor(say(label))}
                        checked={figure === 'none'}
                        onChange={({ target }) => set(target.checked ? 'none' : '')}
                      />
                      <span>{w.noRow}</span>
                    </label>
                  </div>
                );
              })}
            </div>
          )}
        </FieldGroup>
      )}
      {asks.includes('category') && (
        <ChoiceField
          path="category"
          label={w.category}
          value={typed.category}
          onChange={(category) => onChange({ category })}
          options={[
            { value: 'A', label: 'A' },
            { value: 'B', label: 'B' },
            { value: 'C', label: 'C' },
            { value: 'open', label: w.categoryOpen },
          ]}
        />
      )}
      {asks.includes('waived') && (
        <FieldGroup path="waived" label={w.waived}>
          {() => (
            <div className="many-choices">
              <Chosen
                value={typed.waived}
                onChange={(waived) => onChange({ waived })}
                options={papers.map(({ kind, label }) => ({ value: kind, label }))}
              />
            </div>
          )}
        </FieldGroup>
      )}
      {asks.includes('takesPlace') && (
        <ChoiceField
          path="takesPlace"
          label={w.takesPlace}
          value={typed.takesPlace}
          onChange={(takesPlace) => onChange({ takesPlace })}
          options={[
            { value: 'yes', label: w.yes },
            { value: 'no', label: w.no },
          ]}
        />
      )}
      <div role="status" className="field-problem">
        {open.length > 0 &&
          w.open +
            open
              .map((place) =>
                place.startsWith('points.')
                  ? named(names.items.find(({ item }) => `points.${item}` === place)?.label, place)
                  : (openNames[place] ?? place),
              )
              .join(w.and)}
      </div>
    </PlainForm>
  );
}
