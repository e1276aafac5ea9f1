import { type ReactNode, useId } from 'react';
import type { Text } from '../../shared/domain/text.ts';
import { useSay, useWords } from '../language/words.tsx';
import { useProblemsAt } from './PlainForm.tsx';

const words = {
  optional: { zh: '（选填）', en: '(optional)' },
  choose: { zh: '请选择', en: 'Choose' },
  chooseOne: { zh: '请选择。', en: 'Please choose.' },
  inChinese: { zh: '中文', en: 'In Chinese' },
  inEnglish: { zh: '英文', en: 'In English' },
};

export type FieldFrame = {
  /** Where its value stands in what is sent, as problems name it. */
  path?: string;
  label: string;
  hint?: ReactNode;
  optional?: boolean;
  /** What the page itself sees to be wrong. */
  own?: string;
  /** Nothing was chosen yet: whatever the zone says of the value then means that. */
  unchosen?: boolean;
};

type Attributes = { id: string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined };

const described = (...ids: (string | false | undefined)[]) => ids.filter(Boolean).join(' ') || undefined;

/** What stands beneath a field that is wrong, in the reader's language. */
function Wrong({
  id,
  told,
  own,
  unchosen,
}: {
  id: string;
  told: ReturnType<typeof useProblemsAt>;
  own: string | undefined;
  unchosen: boolean | undefined;
}) {
  const w = useWords(words);
  const say = useSay();
  if (told.length === 0 && !own) return null;
  // What the page sees now is newer than what the zone said of something that was sent.
  if (own || (unchosen && told.length > 0)) {
    return (
      <div id={id} className="field-problem">
        <p>{own ?? w.chooseOne}</p>
      </div>
    );
  }
  return (
    <div id={id} className="field-problem">
      {told.map(({ path, code, message, text, remedy }) => (
        <p key={`${path} ${code}`}>
          {text ? say(text) : message}
          {remedy && ` ${say(remedy)}`}
        </p>
      ))}
    </div>
  );
}

/** A label, a hint, the field itself and what is wrong with it. */
export function Field({
  path,
  label,
  hint,
  optional,
  own,
  unchosen,
  children,
}: FieldFrame & { children: (attributes: Attributes) => ReactNode }) {
  const w = useWords(words);
  const id = useId();
  const told = useProblemsAt(path);
  const isWrong = told.length > 0 || Boolean(own);
  return (
    <div className={isWrong ? 'field field-wrong' : 'field'}>
      <label htmlFor={id}>
        {label} {optional && <span className="soft">{w.optional}</span>}
      </label>
      {hint && (
        <div id={`${id}-hint`} className="field-hint">
          {hint}
        </div>
      )}
      {children({
        id,
        'aria-describedby': described(hint ? `${id}-hint` : undefined, isWrong && `${id}-wrong`),
        'aria-invalid': isWrong || undefined,
      })}
      <Wrong id={`${id}-wrong`} told={told} own={own} unchosen={unchosen} />
    </div>
  );
}

type Value<T = string> = { value: T; onChange: (value: T) => void };

/** A line of text. */
export function TextField({
  value,
  onChange,
  type = 'text',
  inputMode,
  autoComplete,
  lang,
  narrow,
  onBlur,
  ...frame
}: FieldFrame &
  Value & {
    type?: 'text' | 'email' | 'tel' | 'date' | 'month';
    inputMode?: 'numeric' | 'decimal' | 'tel';
    autoComplete?: string;
    lang?: string;
    narrow?: boolean;
    onBlur?: () => void;
  }) {
  return (
    <Field {...frame} unchosen={value === '' && (type === 'date' || type === 'month')}>
      {(attributes) => (
        <input
          {...attributes}
          type={type}
          inputMode={inputMode}
          autoComplete={autoComplete ?? 'off'}
          lang={lang}
          className={narrow || type === 'date' || type === 'month' ? 'input narrow' : 'input'}
          value={value}
          onChange={({ target }) => onChange(target.value)}
          onBlur={onBlur}
        />
      )}
    </Field>
  );
}

/** A calendar day, in the device's own day picker. */
export const DayField = ({ ...props }: FieldFrame & Value) => <TextField {...props} type="date" />;

/** Several lines of text. */
export function LongField({
  value,
  onChange,
  rows = 4,
  lang,
  ...frame
}: FieldFrame & Value & { rows?: number; lang?: string }) {
  return (
    <Field {...frame}>
      {(attributes) => (
        <textarea
          {...attributes}
          rows={rows}
          lang={lang}
          className="input"
          value={value}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </Field>
  );
}

export type Choice<T extends string = string> = { value: T; label: string; hint?: string; disabled?: boolean };

/** One of a list; with `none` it begins without any. */
export function SelectField<T extends string>({
  value,
  onChange,
  options,
  none,
  ...frame
}: FieldFrame & { value: T | ''; onChange: (value: T | '') => void; options: readonly Choice<T>[]; none?: string }) {
  const w = useWords(words);
  return (
    <Field {...frame} unchosen={value === ''}>
      {(attributes) => (
        <select
          {...attributes}
          className="input"
          value={value}
          onChange={({ target }) => onChange(options.find((option) => option.value === target.value)?.value ?? '')}
        >
          <option value="">{none ?? w.choose}</option>
          {options.map((option) => (
            <option key={option.value} value={option.value} disabled={option.disabled}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** Several things that belong together under one heading of a form, such as choices. */
export function FieldGroup({
  path,
  label,
  hint,
  optional,
  own,
  unchosen,
  children,
}: FieldFrame & { children: (name: string) => ReactNode }) {
  const w = useWords(words);
  const id = useId();
  const told = useProblemsAt(path);
  const isWrong = told.length > 0 || Boolean(own);
  return (
    <fieldset
      className={isWrong ? 'field field-wrong' : 'field'}
      aria-describedby={described(hint ? `${id}-hint` : undefined, isWrong && `${id}-wrong`)}
    >
      <legend>
        {label} {optional && <span className="soft">{w.optional}</span>}
      </legend>
      {hint && (
        <div id={`${id}-hint`} className="field-hint">
          {hint}
        </div>
      )}
      {children(id)}
      <Wrong id={`${id}-wrong`} told={told} own={own} unchosen={unchosen} />
    </fieldset>
  );
}

/** One of a few, all of them seen at once. */
export function ChoiceField<T extends string>({
  value,
  onChange,
  options,
  ...frame
}: FieldFrame & { value: T | ''; onChange: (value: T) => void; options: readonly Choice<T>[] }) {
  return (
    <FieldGroup {...frame} unchosen={value === ''}>
      {(name) =>
        options.map((option) => (
          <label key={option.value} className="choice">
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={value === option.value}
              disabled={option.disabled ?? false}
              onChange={() => onChange(option.value)}
            />
            <span>
              {option.label}
              {option.hint && <small className="soft">{option.hint}</small>}
            </span>
          </label>
        ))
      }
    </FieldGroup>
  );
}

/** Yes or no. */
export function CheckField({ value, onChange, label, hint, path, own }: Omit<FieldFrame, 'optional'> & Value<boolean>) {
  const id = useId();
  const told = useProblemsAt(path);
  const isWrong = told.length > 0 || Boolean(own);
  return (
    <div className={isWrong ? 'field field-wrong' : 'field'}>
      <label className="choice">
        <input
          type="checkbox"
          checked={value}
          aria-invalid={isWrong || undefined}
          aria-describedby={isWrong ? `${id}-wrong` : undefined}
          onChange={({ target }) => onChange(target.checked)}
        />
        <span>
          {label}
          {hint && <small className="soft">{hint}</small>}
        </span>
      </label>
      <Wrong id={`${id}-wrong`} told={told} own={own} unchosen={false} />
    </div>
  );
}

/** The same in both languages, as officers write what parties read. */
export function BothField({
  path,
  label,
  hint,
  value,
  onChange,
  rows = 3,
}: Omit<FieldFrame, 'optional' | 'own'> & Value<Text> & { rows?: number }) {
  const w = useWords(words);
  return (
    <FieldGroup label={label} hint={hint}>
      {() => (
        <div className="both">
          <LongField
            path={`${path}.zh`}
            label={w.inChinese}
            lang="zh-CN"
            rows={rows}
            value={value.zh}
            onChange={(zh) => onChange({ ...value, zh })}
          />
          <LongField
            path={`${path}.en`}
            label={w.inEnglish}
            lang="en"
            rows={rows}
            value={value.en}
            onChange={(en) => onChange({ ...value, en })}
          />
        </div>
      )}
    </FieldGroup>
  );
}
