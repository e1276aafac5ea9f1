import { type ReactNode, useMemo, useRef, useState } from 'react';
import { useSay, useWords } from '../language/words.tsx';
import { useProblemsAt } from '../pieces/PlainForm.tsx';
import { lineOf, linesOf, readJson, spanOfLine } from './json-places.ts';
import './policy.css';
import { placeNames } from './policy-content.ts';

const words = {
  view: { zh: '编辑方式', en: 'How to edit' },
  fields: { zh: '按栏目编辑', en: 'Fields' },
  json: { zh: 'JSON', en: 'JSON' },
  notJson: {
    zh: (line: number) => `第 ${line} 行起不是完整的 JSON，请先改正。`,
    en: (line: number) => `From line ${line} on this is not JSON. Mend it first.`,
  },
  otherShape: {
    zh: '这个内容缺少必要的部分，不能按栏目编辑。可以直接保存，系统会指出问题。',
    en: 'Parts are missing here, so that it cannot be shown as fields. Save it as it is, and the zone says what is wrong.',
  },
  line: { zh: (line: number) => `第 ${line} 行`, en: (line: number) => `line ${line}` },
};

const pathWithin = (path: string, part: string): string => path.slice(`content.${part}.`.length);

/**
 * One half of a draft: by its fields or as JSON, with what the zone found wrong beside its place.
 * @param json what was typed as JSON; undefined while fields are shown
 */
export function PolicyPart<T>({
  part,
  title,
  value,
  json,
  isShape,
  onValue,
  onJson,
  children,
}: {
  part: 'points' | 'locality';
  title: string;
  value: T;
  json: string | undefined;
  isShape: (value: unknown) => value is T;
  onValue: (value: T) => void;
  onJson: (json: string | undefined, value?: T) => void;
  children: (value: T, onChange: (value: T) => void) => ReactNode;
}) {
  const w = useWords(words);
  const say = useSay();
  const place = useRef<HTMLTextAreaElement>(null);
  const [hindrance, setHindrance] = useState('');
  const problems = useProblemsAt(`content.${part}`);
  const read = useMemo(() => (json === undefined ? undefined : readJson(json)), [json]);
  const lines = useMemo(() => (json !== undefined && read?.ok ? linesOf(json) : undefined), [json, read]);
  const content = { content: { [part]: read?.ok ? read.value : value } };
  const toFields = () => {
    if (!read) return;
    if (!read.ok) return setHindrance(w.notJson(read.line));
    if (!isShape(read.value)) return setHindrance(w.otherShape);
    setHindrance('');
    onJson(undefined, read.value);
  };
  const show = (line: number) => {
    const box = place.current;
    if (!box || json === undefined) return;
    const [from, to] = spanOfLine(json, line);
    box.focus();
    box.setSelectionRange(from, to);
    box.scrollTop = Math.max(0, (line - 5) * (box.scrollHeight / Math.max(1, json.split('\n').length)));
  };
  return (
    <section className="policy-part" aria-label={title}>
      <h2>{title}</h2>
      <fieldset className="admin-switches" aria-label={`${title}, ${w.view}`}>
        <button type="button" aria-pressed={json === undefined} onClick={toFields}>
          {w.fields}
        </button>
        <button
          type="button"
          aria-pressed={json !== undefined}
          onClick={() => {
            setHindrance('');
            if (json === undefined) onJson(JSON.stringify(value, null, 2));
          }}
        >
          {w.json}
        </button>
      </fieldset>
      {hindrance && (
        <p role="alert" className="admin-summary">
          {hindrance}
        </p>
      )}
      {problems.length > 0 && (
        <ul className="place-list">
          {problems.map(({ path, code, text, message }) => {
            const names = placeNames(content, path).map((name) => say(name));
            const line = lines && lineOf(lines, pathWithin(path, part));
            return (
              <li key={`${path} ${code}`}>
                {line === undefined ? (
                  names.join(' › ')
                ) : (
                  <button type="button" onClick={() => show(line)}>
                    {w.line(line)} · {names.join(' › ')}
                  </button>
                )}
                {say({ zh: '：', en: ': ' })}
                {text ? say(text) : message}
              </li>
            );
          })}
        </ul>
      )}
      {json === undefined ? (
        children(value, onValue)
      ) : (
        <div className={read && !read.ok ? 'field-wrong' : undefined}>
          <textarea
            ref={place}
            className="input json-view"
            aria-label={`${title}, JSON`}
            aria-invalid={read && !read.ok ? true : undefined}
            spellCheck={false}
            dir="ltr"
            rows={24}
            value={json}
            onChange={({ target }) => onJson(target.value)}
          />
          {read && !read.ok && (
            <p role="status" className="field-problem">
              {w.notJson(read.line)}
            </p>
          )}
        </div>
      )}
    </section>
  );
}
