import { useWords } from '../language/words.tsx';
import { CheckField, DayField, TextField } from '../pieces/Fields.tsx';
import type { CorrectionEntry } from './matter-body.ts';

const words = {
  annul: { zh: '撤销该记录（不再计入）', en: 'Annul the record: it no longer counts' },
  quantity: { zh: '更正数量', en: 'Right quantity' },
  points: { zh: '更正分值', en: 'Right points' },
  happenedOn: { zh: '更正发生日期', en: 'Right day' },
};

/** What is right instead of what a record says. */
export function CorrectionFields({
  value,
  onChange,
}: {
  value: CorrectionEntry;
  onChange: (entry: CorrectionEntry) => void;
}) {
  const w = useWords(words);
  const set = (part: Partial<CorrectionEntry>) => onChange({ ...value, ...part });
  return (
    <>
      <CheckField path="correction" label={w.annul} value={value.annul} onChange={(annul) => set({ annul })} />
      {!value.annul && (
        <>
          <TextField
            path="correction.quantity"
            label={w.quantity}
            optional
            narrow
            inputMode="decimal"
            value={value.quantity}
            onChange={(quantity) => set({ quantity })}
          />
          <TextField
            path="correction.points"
            label={w.points}
            optional
            narrow
            inputMode="decimal"
            value={value.points}
            onChange={(points) => set({ points })}
          />
          <DayField
            path="correction.happenedOn"
            label={w.happenedOn}
            optional
            value={value.happenedOn}
            onChange={(happenedOn) => set({ happenedOn })}
          />
        </>
      )}
    </>
  );
}
