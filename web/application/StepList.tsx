import { useSearchParams } from 'react-router';
import { useWords } from '../language/words.tsx';
import type { Step, StepName } from './steps.ts';

export const stepWords = {
  situation: { zh: '办理情况', en: 'Your situation' },
  person: { zh: '申请人', en: 'The applicant' },
  passport: { zh: '护照', en: 'The passport' },
  post: { zh: '职位与合同', en: 'Post and contract' },
  facts: { zh: '学历、经历与积分', en: 'Qualifications and points' },
  employer: { zh: '用人单位', en: 'The employer' },
  questions: { zh: '补充问题', en: 'A few more questions' },
  documents: { zh: '材料', en: 'Documents' },
  check: { zh: '核对并提交', en: 'Check and submit' },
} as const satisfies Record<StepName, { zh: string; en: string }>;

const words = {
  steps: { zh: '填写步骤', en: 'Steps of the application' },
  done: { zh: '已完成', en: 'complete' },
  left: { zh: (n: number) => `还差 ${n} 项`, en: (n: number) => `${n} left` },
  mend: { zh: (n: number) => `${n} 处待补正`, en: (n: number) => `${n} to mend` },
  where: {
    zh: (n: number, all: number, name: string) => `第 ${n} 步，共 ${all} 步：${name}`,
    en: (n: number, all: number, name: string) => `Step ${n} of ${all}: ${name}`,
  },
};

export type StepShown = Step & { open: number; toMend: number };

/** Goes to a page of the form; the address keeps it, so that a reload and the way back lead there. */
export function useStep(): [string | null, (name: StepName) => void] {
  const [query, setQuery] = useSearchParams();
  return [query.get('step'), (name) => setQuery({ step: name }, { preventScrollReset: false })];
}

function Items({
  steps,
  present,
  onGo,
}: {
  steps: readonly StepShown[];
  present: StepName;
  onGo: (name: StepName) => void;
}) {
  const w = useWords(words);
  const titles = useWords(stepWords);
  return (
    <ol className="step-list">
      {steps.map(({ name, open, toMend }, index) => {
        const isDone = open === 0 && toMend === 0 && name !== 'check';
        return (
          <li key={name}>
            <button
              type="button"
              className={name === present ? 'step step-present' : 'step'}
              aria-current={name === present ? 'step' : undefined}
              onClick={() => onGo(name)}
            >
              <span className={isDone ? 'step-mark step-done' : 'step-mark'} aria-hidden>
                {isDone ? '✓' : index + 1}
              </span>
              <span>
                {titles[name]}
                {name !== 'check' && (
                  <small className={toMend > 0 ? 'step-state step-mend' : 'step-state'}>
                    {toMend > 0 ? w.mend(toMend) : open > 0 ? w.left(open) : w.done}
                  </small>
                )}
              </span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}

/** The pages of the form with what is left on each; folded on a narrow screen. */
export function StepList(props: { steps: readonly StepShown[]; present: StepName; onGo: (name: StepName) => void }) {
  const w = useWords(words);
  const titles = useWords(stepWords);
  const { steps, present, onGo } = props;
  const at = steps.findIndex(({ name }) => name === present) + 1;
  return (
    <nav className="steps no-print" aria-label={w.steps}>
      <div className="steps-wide">
        <Items {...props} />
      </div>
      <details className="steps-narrow">
        <summary>{w.where(at, steps.length, titles[present])}</summary>
        <Items
          steps={steps}
          present={present}
          onGo={(name) => {
            onGo(name);
            for (const open of document.querySelectorAll<HTMLDetailsElement>('.steps-narrow[open]')) open.open = false;
          }}
        />
      </details>
    </nav>
  );
}
