import { useState } from 'react';
import { type CreditSource, creditSources } from '../../shared/domain/credit/rule-set.ts';
import { useChange, useRead } from '../client/queries.ts';
import { useSay, useWords } from '../language/words.tsx';
import { DayField, LongField, SelectField, TextField } from '../pieces/Fields.tsx';
import { FormModal } from '../pieces/FormModal.tsx';
import type { PathKind, SubjectKind } from './credit-paths.ts';
import { sourceWords } from './credit-words.ts';
import { typedNumber } from './matter-body.ts';

const words = {
  title: { zh: '录入信用记录', en: 'Put something on record' },
  text: {
    zh: '扣分的记录须经另一名工作人员确认后才计入。',
    en: 'What takes points away counts once another officer has confirmed it.',
  },
  item: { zh: '子项', en: 'Item' },
  source: { zh: '来源', en: 'Reported by' },
  happenedOn: { zh: '发生日期', en: 'Happened on' },
  quantity: { zh: (unit: string) => `数量（${unit}）`, en: (unit: string) => `Quantity (${unit})` },
  points: {
    zh: (least: number, most: number) => `分值（${least} 至 ${most}）`,
    en: (least: number, most: number) => `Points (${least} to ${most})`,
  },
  reference: { zh: '文号或凭据编号', en: 'Number of the paper or decision' },
  evidence: { zh: (what: string) => `须凭：${what}`, en: (what: string) => `Proven by: ${what}` },
  note: { zh: '备注', en: 'Note' },
  submit: { zh: '录入', en: 'Put on record' },
};

const empty = {
  item: '',
  source: '' as CreditSource | '',
  happenedOn: '',
  quantity: '',
  points: '',
  reference: '',
  note: '',
};

/** An officer puts something on somebody's record. */
export function AddRecord({
  subject,
  kind,
  code,
  version,
  onClose,
}: {
  subject: SubjectKind;
  kind: PathKind;
  code: string;
  version: number | undefined;
  onClose: () => void;
}) {
  const w = useWords(words);
  const sources = useWords(sourceWords);
  const say = useSay();
  const rules = useRead('readCreditRules', {}, { fresh: 600_000 }).data;
  const [typed, setTyped] = useState(empty);
  const set = (part: Partial<typeof empty>) => setTyped((now) => ({ ...now, ...part }));
  const add = useChange('addCreditRecord', { renews: ['readCredit', 'readCreditHistory', 'readCreditMatters'] });
  const items = rules?.items.filter((item) => item.subject === 'both' || item.subject === subject) ?? [];
  const item = items.find(({ id }) => id === typed.item);
  const unit = item && 'unit' in item.value ? item.value.unit : undefined;
  const stated = item?.value.kind === 'stated' ? item.value : undefined;
  const quantity = unit && typedNumber(typed.quantity);
  const points = stated && typedNumber(typed.points);
  const wanted: readonly CreditSource[] = item?.sources ?? creditSources;
  return (
    <FormModal
      open
      title={w.title}
      onClose={onClose}
      error={add.error}
      busy={add.isPending}
      submit={w.submit}
      onSubmit={() =>
        add.mutate(
          {
            path: { kind, code },
            body: {
              item: typed.item,
              source: typed.source as CreditSource,
              happenedOn: typed.happenedOn,
              ...(quantity === undefined ? {} : { quantity }),
              ...(points === undefined ? {} : { points }),
              ...(typed.reference.trim() ? { reference: typed.reference } : {}),
              ...(typed.note.trim() ? { note: typed.note } : {}),
            },
            ...(version ? { version } : {}),
          },
          { onSuccess: onClose },
        )
      }
    >
      <p className="soft">{w.text}</p>
      <SelectField
        path="item"
        label={w.item}
        value={typed.item}
        onChange={(next) => set({ item: next, source: '', quantity: '', points: '' })}
        options={items.map(({ id, label, direction }) => ({
          value: id,
          label: `${direction === 'minus' ? '−' : '+'} ${say(label)}`,
        }))}
      />
      <SelectField
        path="source"
        label={w.source}
        value={typed.source}
        onChange={(source) => set({ source })}
        options={wanted.map((value) => ({ value, label: sources[value] }))}
      />
      <DayField
        path="happenedOn"
        label={w.happenedOn}
        value={typed.happenedOn}
        onChange={(happenedOn) => set({ happenedOn })}
      />
      {unit && (
        <TextField
          path="quantity"
          label={w.quantity(say(unit))}
          narrow
          inputMode="decimal"
          value={typed.quantity}
          onChange={(next) => set({ quantity: next })}
        />
      )}
      {stated && (
        <TextField
          path="points"
          label={w.points(stated.least, stated.most)}
          narrow
          inputMode="decimal"
          value={typed.points}
          onChange={(next) => set({ points: next })}
        />
      )}
      <TextField
        path="reference"
        label={w.reference}
        hint={item && w.evidence(say(item.evidence))}
        value={typed.reference}
        onChange={(reference) => set({ reference })}
      />
      <LongField path="note" label={w.note} optional rows={3} value={typed.note} onChange={(note) => set({ note })} />
    </FormModal>
  );
}
