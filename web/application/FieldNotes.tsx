import { useSay, useWords } from '../language/words.tsx';
import { keyOf, type Told, useFilling } from './filling.ts';

const words = {
  mend: { zh: '窗口要求补正', en: 'The office asks you to mend this' },
  mended: { zh: '已补正', en: 'I have mended it' },
};

/** What an officer wants mended here, with its remedy, and a tick for what is done. */
export function Deficiencies({ of }: { of: readonly Told[] }) {
  const w = useWords(words);
  const say = useSay();
  const { mended, onMended } = useFilling();
  return of.map((told) => {
    const key = keyOf(told);
    const isMended = mended.includes(key);
    return (
      <div key={key} className={isMended ? 'deficiency deficiency-mended' : 'deficiency'}>
        <p>
          <strong>{w.mend}</strong> {say(told.text)}
        </p>
        {told.remedy && <p>{say(told.remedy)}</p>}
        <label className="choice">
          <input type="checkbox" checked={isMended} onChange={({ target }) => onMended(told, target.checked)} />
          <span>{w.mended}</span>
        </label>
      </div>
    );
  });
}

/** What is wrong at a field, in the reader's language. */
export function Wrong({ id, of }: { id: string; of: readonly Pick<Told, 'text' | 'remedy' | 'code'>[] }) {
  const say = useSay();
  if (of.length === 0) return null;
  return (
    <div id={id} className="field-problem">
      {of.map(({ code, text, remedy }) => (
        <p key={`${code} ${text.en}`}>
          {say(text)} {remedy && say(remedy)}
        </p>
      ))}
    </div>
  );
}
