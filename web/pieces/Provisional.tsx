import { useWords } from '../language/words.tsx';
import './provisional.css';

const words = {
  mark: { zh: '暂定', en: 'provisional' },
  title: { zh: '尚无公开依据，以主管部门为准', en: 'No published source proves this; the authority settles it' },
} as const;

/** Marks what no source proves. */
export function Provisional({ when }: { when: boolean | undefined }) {
  const w = useWords(words);
  if (!when) return null;
  return (
    <small className="provisional" title={w.title}>
      {w.mark}
    </small>
  );
}
