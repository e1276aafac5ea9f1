import { useId, useState } from 'react';
import { useSay } from '../language/words.tsx';
import { useProblemsAt } from '../pieces/PlainForm.tsx';

const numberIn = (text: string): number | undefined => {
  const found = Number(text);
  return text.trim() === '' || !Number.isFinite(found) ? undefined : found;
};

function useCell(path: string) {
  const say = useSay();
  const id = useId();
  const told = useProblemsAt(path);
  const isWrong = told.length > 0;
  return {
    className: isWrong ? 'policy-cell policy-cell-wrong field-wrong' : 'policy-cell',
    attributes: { 'aria-invalid': isWrong || undefined, 'aria-describedby': isWrong ? id : undefined },
    wrong: isWrong && <p id={id}>{told.map(({ text, message }) => (text ? say(text) : message)).join(' ')}</p>,
  };
}

/** A number in a table; what is no number stays as it was typed and counts as nothing. */
export function NumberCell({
  label,
  path,
  value,
  onChange,
}: {
  label: string;
  path: string;
  value: number | null | undefined;
  onChange: (value: number | undefined) => void;
}) {
  const cell = useCell(path);
  const [text, setText] = useState('');
  const present = value ?? undefined;
  const shown = numberIn(text) === present && text !== '' ? text : (present?.toString() ?? text);
  return (
    <div className={cell.className}>
      <input
        {...cell.attributes}
        className="input"
        inputMode="decimal"
        autoComplete="off"
        aria-label={label}
        value={shown}
        onChange={({ target }) => {
          setText(target.value);
          onChange(numberIn(target.value));
        }}
      />
      {cell.wrong}
    </div>
  );
}

/** A line of text in a table. */
export function TextCell({
  label,
  path,
  value,
  onChange,
  lang,
  type = 'text',
}: {
  label: string;
  path: string;
  value: string | null | undefined;
  onChange: (value: string) => void;
  lang?: string;
  type?: 'text' | 'date';
}) {
  const cell = useCell(path);
  return (
    <div className={cell.className}>
      <input
        {...cell.attributes}
        type={type}
        className="input"
        autoComplete="off"
        lang={lang}
        aria-label={label}
        value={value ?? ''}
        onChange={({ target }) => onChange(target.value)}
      />
      {cell.wrong}
    </div>
  );
}

/** A name in both languages, one above the other. */
export function NameCells({
  label,
  path,
  value,
  onChange,
}: {
  label: string;
  path: string;
  value: { zh: string; en: string };
  onChange: (language: 'zh' | 'en', value: string) => void;
}) {
  const say = useSay();
  return (
    <>
      <TextCell
        label={`${label}, ${say({ zh: '中文', en: 'Chinese' })}`}
        path={`${path}.zh`}
        lang="zh-CN"
        value={value.zh}
        onChange={(text) => onChange('zh', text)}
      />
      <TextCell
        label={`${label}, ${say({ zh: '英文', en: 'English' })}`}
        path={`${path}.en`}
        lang="en"
        value={value.en}
        onChange={(text) => onChange('en', text)}
      />
    </>
  );
}
