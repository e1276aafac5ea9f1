import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import type { Answer } from '../client/contract.ts';
import { useRead } from '../client/queries.ts';
import { useSay, useWords } from '../language/words.tsx';
import { BothField, SelectField } from '../pieces/Fields.tsx';
import { type CaseView, type CaseWork, type DraftDeficiency, emptyDeficiency, filled } from './case-work.ts';
import { SlotFields } from './ReadyText.tsx';

const words = {
  one: { zh: (n: number) => `第 ${n} 项`, en: (n: number) => `Item ${n}` },
  place: { zh: '涉及的材料或栏目', en: 'Paper or field concerned' },
  ready: { zh: '选用现成文字', en: 'Begin with a ready text' },
  own: { zh: '自行撰写', en: 'My own words' },
  text: { zh: '问题', en: 'What is wrong' },
  remedy: { zh: '如何补正', en: 'How to mend it' },
  add: { zh: '增加一项', en: 'Add an item' },
  remove: { zh: (n: number) => `删除第 ${n} 项`, en: (n: number) => `Remove item ${n}` },
  none: {
    zh: '还没有补正事项。可点按左侧栏目旁的“＋”，或在此增加。',
    en: 'Nothing yet. Press ＋ beside a field or paper, or add an item here.',
  },
  papers: { zh: '材料', en: 'Papers' },
} as const;

export type ReadyTexts = Answer<'readReadyTexts'>;

export const useReadyTexts = ({ id }: CaseView): ReadyTexts | undefined =>
  useRead('readReadyTexts', { path: { id } }, { fresh: 3_600_000 }).data;

const cut = (text: string): string => (text.length > 70 ? `${text.slice(0, 70)}…` : text);

/** The complete notice: each item with its place, a ready text or one's own, in both languages. */
export function DeficiencyEditor({
  application,
  work,
  set,
  labelOf,
}: {
  application: CaseView;
  work: CaseWork;
  set: (change: Partial<CaseWork>) => void;
  labelOf: (path: string) => string;
}) {
  const w = useWords(words);
  const say = useSay();
  const ready = useReadyTexts(application);
  const { deficiencies } = work;
  const place = useRef<HTMLDivElement>(null);
  const count = useRef(0);
  const last = deficiencies.at(-1);
  const isNew = last !== undefined && last.text.zh === '' && last.text.en === '';
  // An item that was just added is where the officer goes on: at its ready texts, or at its place.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is typed into it moves nothing
  useEffect(() => {
    if (deficiencies.length > count.current && isNew) {
      const items = place.current?.querySelectorAll<HTMLElement>('.deficiency');
      const item = items?.[items.length - 1];
      const fields = item?.querySelectorAll<HTMLElement>('select, textarea');
      fields?.[last.path === '' ? 0 : Math.min(1, fields.length - 1)]?.focus();
      item?.scrollIntoView({ block: 'center' });
    }
    count.current = deficiencies.length;
  }, [deficiencies.length]);
  const change = (key: string, with_: Partial<DraftDeficiency>) =>
    set({ deficiencies: deficiencies.map((one) => (one.key === key ? { ...one, ...with_ } : one)) });
  const places = ready?.places ?? [];
  const known = new Set(places.map(({ path }) => path));
  const others = [...new Set(deficiencies.map(({ path }) => path))].filter((path) => path !== '' && !known.has(path));
  const options = [
    ...places.map(({ path, label }) => ({
      value: path,
      label: path.startsWith('document.') ? `${w.papers} · ${say(label)}` : say(label),
    })),
    ...others.map((path) => ({ value: path, label: labelOf(path) })),
  ];
  return (
    <div ref={place} className="deficiencies">
      {deficiencies.length === 0 && <p className="soft">{w.none}</p>}
      {deficiencies.map((one, index) => {
        const texts = places.find(({ path }) => path === one.path)?.texts ?? [];
        const from = texts.find(({ code, text }) => code === one.code && text.zh === one.text.zh);
        return (
          <fieldset key={one.key} className="deficiency">
            <legend>{w.one(index + 1)}</legend>
            <SelectField
              path={`deficiencies.${index}.path`}
              label={w.place}
              value={one.path}
              onChange={(path) => change(one.key, { path })}
              options={options}
            />
            {texts.length > 0 && (
              <SelectField
                label={w.ready}
                value={from?.id ?? ''}
                none={w.own}
                onChange={(chosen) => {
                  const found = texts.find(({ id }) => id === chosen);
                  if (found) {
                    const { code, text, remedy, slots } = found;
                    change(one.key, { code, text, remedy, slots, filling: {} });
                  } else change(one.key, { code: 'other', slots: [], filling: {} });
                }}
                options={texts.map(({ id, text }) => ({ value: id, label: cut(say(text)) }))}
              />
            )}
            <SlotFields
              slots={one.slots}
              filling={one.filling}
              texts={[one.text, one.remedy]}
              onChange={(filling) => change(one.key, { filling })}
            />
            <BothField
              path={`deficiencies.${index}.text`}
              label={w.text}
              value={filled(one.text, one.filling)}
              onChange={(text) => change(one.key, { text })}
              rows={2}
            />
            <BothField
              path={`deficiencies.${index}.remedy`}
              label={w.remedy}
              value={filled(one.remedy, one.filling)}
              onChange={(remedy) => change(one.key, { remedy })}
              rows={2}
            />
            <Button onClick={() => set({ deficiencies: deficiencies.filter(({ key }) => key !== one.key) })}>
              {w.remove(index + 1)}
            </Button>
          </fieldset>
        );
      })}
      <Button onClick={() => set({ deficiencies: [...deficiencies, emptyDeficiency('')] })}>{w.add}</Button>
    </div>
  );
}
