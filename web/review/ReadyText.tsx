import { useId } from 'react';
import type { Text } from '../../shared/domain/text.ts';
import { useSay, useWords } from '../language/words.tsx';
import { type Filling, openSlots, type Slot } from './case-work.ts';

const words = {
  fill: { zh: '补全文字中的空缺', en: 'Fill the gaps of the text' },
  zh: { zh: (label: string) => `${label}（中文）`, en: (label: string) => `${label} (in Chinese)` },
  en: {
    zh: (label: string) => `${label}（英文，与中文相同可不填）`,
    en: (label: string) => `${label} (in English; leave empty if it is the same)`,
  },
  open: {
    zh: (labels: string) => `尚未补全：${labels}`,
    en: (labels: string) => `Still to be filled: ${labels}`,
  },
};

/** The gaps of a ready text, in both languages. */
export function SlotFields({
  slots,
  filling,
  texts,
  onChange,
}: {
  slots: readonly Slot[];
  filling: Filling;
  texts: readonly Text[];
  onChange: (filling: Filling) => void;
}) {
  const w = useWords(words);
  const say = useSay();
  const id = useId();
  const inTexts = slots.filter(({ name }) => texts.some(({ zh, en }) => `${zh} ${en}`.includes(`{${name}}`)));
  if (inTexts.length === 0) return null;
  const open = openSlots({ slots, filling, texts });
  const set = (name: string, language: 'zh' | 'en', value: string) =>
    onChange({ ...filling, [name]: { zh: '', en: '', ...filling[name], [language]: value } });
  return (
    <fieldset className="slot-fields">
      <legend>{w.fill}</legend>
      {inTexts.map(({ name, label }) =>
        (['zh', 'en'] as const).map((language) => (
          <label key={`${name} ${language}`} htmlFor={`${id}-${name}-${language}`}>
            <span>{w[language](say(label))}</span>
            <input
              id={`${id}-${name}-${language}`}
              className="input"
              lang={language === 'zh' ? 'zh-CN' : 'en'}
              value={filling[name]?.[language] ?? ''}
              onChange={({ target }) => set(name, language, target.value)}
            />
          </label>
        )),
      )}
      {open.length > 0 && <p className="field-problem">{w.open(open.map(({ label }) => say(label)).join(' · '))}</p>}
    </fieldset>
  );
}
