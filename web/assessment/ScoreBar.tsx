import { useWords } from '../language/words.tsx';
import type { Assessment } from './options.ts';

const words = {
  points: { zh: (n: number) => `${n} 分`, en: (n: number) => (n === 1 ? '1 point' : `${n} points`) },
  category: { zh: (c: string) => `${c} 类`, en: (c: string) => `category ${c}` },
  open: { zh: (n: number) => `还差 ${n} 项必填`, en: (n: number) => `${n} needed answers to go` },
  begin: { zh: '请先回答问题', en: 'Answer to see your points' },
  show: { zh: '看结果', en: 'See the result' },
} as const;

/** On a narrow screen the result is far below: its gist, and the way there. The full result is what is read aloud. */
export function ScoreBar({ assessment, onShow }: { assessment: Assessment | undefined; onShow: () => void }) {
  const w = useWords(words);
  const points = assessment && (assessment.total ?? assessment.totalWithoutIt ?? 0);
  return (
    <div className="score-bar no-print">
      <span>
        {points === undefined ? w.begin : w.points(points)}
        {assessment?.category && ` · ${w.category(assessment.category)}`}
        {assessment?.missing && ` · ${w.open(assessment.missing.length)}`}
      </span>
      <button type="button" className="plain strong" onClick={onShow}>
        {w.show}
      </button>
    </div>
  );
}
