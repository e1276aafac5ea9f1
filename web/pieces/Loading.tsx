import { useWords } from '../language/words.tsx';

const words = { loading: { zh: '正在载入…', en: 'Loading …' } };

/** Stands where a page will be. It is seen only when that takes a moment. */
export function Loading() {
  const w = useWords(words);
  return (
    <p className="loading soft" role="status">
      {w.loading}
    </p>
  );
}
