import { type ReactNode, useId, useRef } from 'react';
import { countryName } from '../../shared/domain/countries/countries.ts';
import { languageNames } from '../../shared/domain/languages/names.ts';
import type { Text } from '../../shared/domain/text.ts';
import { isDay } from '../../shared/domain/time.ts';
import { useDates } from '../language/dates.tsx';
import { useLanguage, useSay, useWords } from '../language/words.tsx';
import { same, shownAt } from './draft.ts';
import { countries, numberMeant, tidied } from './entries.ts';
import { Deficiencies, Wrong } from './FieldNotes.tsx';
import { type Told, useFilling } from './filling.ts';
import { type FieldForm, fieldForm, labelOf, type Option } from './form-fields.ts';
import { placeOf } from './steps.ts';

const words = {
  optional: { zh: '（选填）', en: '(optional)' },
  choose: { zh: '请选择', en: 'Choose' },
  calendar: { zh: '打开日历', en: 'Open the calendar' },
  yes: { zh: '是', en: 'Yes' },
  endless: { zh: '长期有效', en: 'It runs without end' },
  addLanguage: { zh: '添加一种语言', en: 'Add a language' },
  removeLanguage: { zh: (name: string) => `删除${name}`, en: (name: string) => `Remove ${name}` },
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The words of a field: its label, as a sentence begins. */
export function useLabel(): (path: string) => string {
  const say = useSay();
  const { language } = useLanguage();
  const { state } = useFilling();
  return (path) => {
    const label = labelOf(path, state.application.questions);
    if (!label) return path;
    return language === 'en' ? capital(say(label)) : say(label);
  };
}

const asText = (value: unknown): string => (value === undefined || value === null ? '' : String(value));
const asList = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

type Attributes = {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
  'aria-required': true | undefined;
};
type ControlProps = {
  path: string;
  form: FieldForm;
  value: unknown;
  onChange: (value: unknown) => void;
  onLeave: () => void;
  attributes: Attributes;
};

/** A calendar day: typed or pasted in whatever order, or picked. */
function DayEntry({ form, value, onChange, onLeave, attributes }: ControlProps) {
  const w = useWords(words);
  const picker = useRef<HTMLInputElement>(null);
  const text = asText(value);
  const isEndless = form.entry.kind === 'day-or-endless' && value === null;
  return (
    <>
      <div className="day-entry">
        <input
          {...attributes}
          className="input"
          inputMode="numeric"
          autoComplete="off"
          placeholder="YYYY-MM-DD"
          disabled={isEndless}
          value={text}
          onChange={({ target }) => onChange(target.value)}
          onBlur={onLeave}
        />
        <button
          type="button"
          className="day-button"
          aria-label={w.calendar}
          disabled={isEndless}
          onClick={() => picker.current?.showPicker()}
        >
          <span aria-hidden>▦</span>
        </button>
        <input
          ref={picker}
          type="date"
          className="day-picker"
          tabIndex={-1}
          aria-hidden
          value={isDay(text) ? text : ''}
          onChange={({ target }) => onChange(target.value)}
        />
      </div>
      {form.entry.kind === 'day-or-endless' && (
        <label className="choice">
          <input type="checkbox" checked={isEndless} onChange={({ target }) => onChange(target.checked ? null : '')} />
          <span>{w.endless}</span>
        </label>
      )}
    </>
  );
}

function CountryEntry({ value, onChange, onLeave, attributes }: ControlProps) {
  const say = useSay();
  return (
    <>
      <input
        {...attributes}
        className="input"
        list={`${attributes.id}-list`}
        autoComplete="off"
        value={asText(value)}
        onChange={({ target }) => onChange(target.value)}
        onBlur={onLeave}
      />
      <datalist id={`${attributes.id}-list`}>
        {countries().map(({ code, name }) => (
          <option key={code} value={say(name)}>
            {code}
          </option>
        ))}
      </datalist>
    </>
  );
}

/** Languages by their names, each with a button that takes it away. */
function LanguagesEntry({ value, onChange, onLeave, attributes }: ControlProps) {
  const w = useWords(words);
  const say = useSay();
  const chosen = asList(value);
  const nameOf = (code: string) => say(languageNames[code] ?? { zh: code, en: code });
  return (
    <div className="languages">
      {chosen.map((code) => (
        <button
          key={code}
          type="button"
          className="language"
          aria-label={w.removeLanguage(nameOf(code))}
          onClick={() => onChange(chosen.filter((known) => known !== code))}
        >
          {nameOf(code)} <span aria-hidden>×</span>
        </button>
      ))}
      <select
        {...attributes}
        className="input"
        value=""
        onBlur={onLeave}
        onChange={({ target }) => target.value && onChange([...chosen, target.value])}
        disabled={chosen.length >= 10}
      >
        <option value="">{w.addLanguage}</option>
        {Object.entries(languageNames)
          .filter(([code]) => !chosen.includes(code))
          .map(([code, name]) => [code, say(name)] as const)
          .sort((one, other) => one[1].localeCompare(other[1]))
          .map(([code, name]) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
      </select>
    </div>
  );
}

function Entry(props: ControlProps) {
  const w = useWords(words);
  const say = useSay();
  const { path, form, value, onChange, onLeave, attributes } = props;
  const { entry, options = [], lang, autoComplete = 'off' } = form;
  if (path === 'applicant.languages') return <LanguagesEntry {...props} />;
  switch (entry.kind) {
    case 'day':
    case 'day-or-endless':
      return <DayEntry {...props} />;
    case 'country':
      return <CountryEntry {...props} />;
    case 'choice':
      return (
        <select
          {...attributes}
          className="input"
          value={asText(value)}
          onChange={({ target }) => onChange(target.value)}
          onBlur={onLeave}
        >
          <option value="">{w.choose}</option>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {say(option.label)}
            </option>
          ))}
        </select>
      );
    case 'paragraph':
      return (
        <textarea
          {...attributes}
          className="input"
          rows={5}
          value={asText(value)}
          onChange={({ target }) => onChange(target.value)}
          onBlur={onLeave}
        />
      );
    default:
      return (
        <input
          {...attributes}
          className="input"
          type={entry.kind === 'email' ? 'email' : entry.kind === 'phone' ? 'tel' : 'text'}
          inputMode={entry.kind === 'number' ? 'decimal' : undefined}
          autoComplete={autoComplete}
          spellCheck={entry.kind === 'line'}
          lang={lang}
          value={asText(value)}
          onChange={({ target }) => onChange(target.value)}
          onBlur={onLeave}
        />
      );
  }
}

/** What the page understood of what was typed: a date in full, a country by its name, an amount. */
function Understood({ path, form, value }: Pick<ControlProps, 'path' | 'form' | 'value'>) {
  const say = useSay();
  const dates = useDates();
  const { entry } = form;
  const text = typeof value === 'string' ? tidied(entry, value) : asText(value);
  if (text === '') return null;
  if ((entry.kind === 'day' || entry.kind === 'day-or-endless') && isDay(text)) {
    return (
      <p className="understood">
        {dates.day(text)} {dates.weekday(text)}
      </p>
    );
  }
  if (entry.kind === 'country' && /^[A-Z]{3}$/.test(text)) {
    const name = countryName(text);
    return name.zh === text ? null : <p className="understood">{say(name)}</p>;
  }
  if (path !== 'facts.annualSalary') return null;
  const amount = numberMeant(text);
  return amount === undefined ? null : <p className="understood">{dates.money(amount)}</p>;
}

/** What is told at a field: by the page itself once it was left, by the zone when saving or submitting, by an officer. */
export function useToldAt(path: string) {
  const { state, told, isLeft } = useFilling();
  const own = state.wrong[path];
  const refused = state.refused[path];
  const current = shownAt(state.application.form, state.changes, path);
  const here = told.filter(({ at }) => at === path);
  const wrong: Pick<Told, 'code' | 'text' | 'remedy'>[] = [];
  if (own && isLeft(path)) wrong.push({ code: 'own', text: own });
  if (refused && same(refused.given, current)) {
    for (const { code, message, text, remedy } of refused.problems) {
      wrong.push({ code, text: text ?? { zh: message, en: message }, remedy });
    }
  }
  if (wrong.length === 0) wrong.push(...here.filter(({ isDeficiency }) => !isDeficiency));
  return { wrong, deficiencies: here.filter(({ isDeficiency }) => isDeficiency) };
}

const described = (...ids: (string | false | undefined)[]) => ids.filter(Boolean).join(' ') || undefined;

/** One field of the application: its label, why it is asked, the field, what was understood and what is wrong. */
export function FormField({
  path,
  isNeeded,
  options,
  label: given,
  hint: givenHint,
  fixed,
}: {
  path: string;
  isNeeded: boolean;
  /** What can be chosen, where the page knows it and the form does not. */
  options?: readonly Option[];
  label?: string;
  hint?: ReactNode;
  /** It stands and cannot be changed here. */
  fixed?: boolean;
}) {
  const w = useWords(words);
  const say = useSay();
  const id = useId();
  const labelFor = useLabel();
  const { draft, state, onLeave } = useFilling();
  const { wrong, deficiencies } = useToldAt(path);
  const known = fieldForm(path, state.application.questions);
  if (!known) return null;
  const form: FieldForm = options ? { ...known, options } : known;
  const value = shownAt(state.application.form, state.changes, path);
  const label = given ?? labelFor(path);
  const hint = givenHint ?? (form.hint && say(form.hint as Text));
  const isWrong = wrong.length > 0;
  const isRight = !isWrong;
  const change = (next: unknown) => draft.type(path, next);
  const leave = () => {
    onLeave(path);
    if (typeof value !== 'string') return;
    const text = tidied(form.entry, value);
    if (text !== value) draft.type(path, text);
  };
  const className = isWrong ? 'field field-wrong' : 'field';
  const mark = !isNeeded && <span className="soft">{w.optional}</span>;
  const attributes: Attributes = {
    id,
    'aria-describedby': described(hint ? `${id}-hint` : undefined, isWrong && `${id}-wrong`),
    'aria-invalid': isWrong || undefined,
    'aria-required': isNeeded || undefined,
  };
  const hintShown = hint && (
    <div id={`${id}-hint`} className="field-hint">
      {hint}
    </div>
  );
  const after = (
    <>
      <Wrong id={`${id}-wrong`} of={wrong} />
      <Deficiencies of={deficiencies} />
    </>
  );
  if (fixed) {
    return (
      <div id={placeOf(path)} className={className}>
        <p className="fixed-label">{label}</p>
        <p className="fixed-value">{asText(value)}</p>
        {after}
      </div>
    );
  }
  if (form.entry.kind === 'flag') {
    const { 'aria-required': _needed, ...box } = attributes;
    return (
      <div id={placeOf(path)} className={className}>
        <label className="choice">
          <input {...box} type="checkbox" checked={value === true} onChange={({ target }) => change(target.checked)} />
          <span>{label}</span>
        </label>
        {hintShown}
        {after}
      </div>
    );
  }
  const isGroup =
    (form.entry.kind === 'choice' && (form.options?.length ?? 0) <= 5) ||
    (form.entry.kind === 'several' && path !== 'applicant.languages');
  if (isGroup) {
    const several = form.entry.kind === 'several';
    const chosen = several ? asList(value) : [asText(value)];
    return (
      <fieldset
        id={placeOf(path)}
        className={className}
        aria-describedby={attributes['aria-describedby']}
        onBlur={({ currentTarget, relatedTarget }) => {
          if (!currentTarget.contains(relatedTarget)) onLeave(path);
        }}
      >
        <legend>
          {label} {mark}
        </legend>
        {hintShown}
        {form.options?.map((option) => (
          <label key={option.value} className="choice">
            <input
              type={several ? 'checkbox' : 'radio'}
              name={id}
              value={option.value}
              checked={chosen.includes(option.value)}
              onChange={({ target }) =>
                change(
                  several
                    ? target.checked
                      ? [...chosen, option.value]
                      : chosen.filter((kept) => kept !== option.value)
                    : option.value,
                )
              }
            />
            <span>{say(option.label)}</span>
          </label>
        ))}
        {after}
      </fieldset>
    );
  }
  return (
    <div id={placeOf(path)} className={className}>
      <label htmlFor={id}>
        {label} {mark}
      </label>
      {hintShown}
      <Entry path={path} form={form} value={value} onChange={change} onLeave={leave} attributes={attributes} />
      {isRight && <Understood path={path} form={form} value={value} />}
      {after}
    </div>
  );
}
