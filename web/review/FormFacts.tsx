import { useWords } from '../language/words.tsx';
import { formRows } from '../pieces/form-rows.ts';
import type { CaseView } from './case-work.ts';

const words = {
  application: { zh: '申请', en: 'The application' },
  applicant: { zh: '申请人', en: 'The applicant' },
  post: { zh: '职位与合同', en: 'Post and contract' },
  employer: { zh: '用人单位信息', en: 'The employer' },
  facts: { zh: '积分与类别信息', en: 'Facts for points and category' },
  answers: { zh: '办理情况', en: 'Questions of this procedure' },
  commitments: { zh: '承诺事项', en: 'Commitments' },
  supplyLater: { zh: '容缺后补的材料', en: 'To be supplied later' },
  mend: { zh: (label: string) => `要求补正：${label}`, en: (label: string) => `Ask to mend: ${label}` },
  show: { zh: '点按一项，右侧显示对应文件。', en: 'Choose a line, and the paper that shows it stands beside it.' },
  title: { zh: '申请表内容', en: 'What the form says' },
} as const;

type Part = keyof typeof words;
const isPart = (name: string): name is Part => Object.hasOwn(words, name);

/** What the form says, line by line; choosing a line shows the paper in which it is read. */
export function FormFacts({
  application,
  chosen,
  labelOf,
  shown,
  onChoose,
  onMend,
}: {
  application: CaseView;
  chosen: string | undefined;
  labelOf: (path: string) => string;
  shown: (path: string, value: unknown) => string;
  onChoose: (path: string) => void;
  onMend?: ((path: string) => void) | undefined;
}) {
  const w = useWords(words);
  return (
    <section className="card" aria-labelledby="case-form">
      <h2 id="case-form">{w.title}</h2>
      <p className="soft">{w.show}</p>
      {formRows(application.form).map(({ part, rows }) => {
        const heading = isPart(part) ? w[part] : part;
        return (
          <div key={part} className="case-part">
            <h3>{typeof heading === 'string' ? heading : part}</h3>
            <ul className="case-lines">
              {rows.map(({ path, value }) => {
                const label = path === part ? '' : labelOf(path);
                return (
                  <li key={path} className={chosen === path ? 'chosen' : undefined}>
                    <button
                      type="button"
                      className="case-line"
                      data-check={path}
                      aria-pressed={chosen === path}
                      onClick={() => onChoose(path)}
                    >
                      <span className="case-line-label">{label}</span>
                      <span className="case-line-value">{shown(path, value)}</span>
                    </button>
                    {onMend && path !== part && (
                      <button
                        type="button"
                        className="case-small"
                        data-mend={path}
                        aria-label={w.mend(label)}
                        title={w.mend(label)}
                        onClick={() => onMend(path)}
                      >
                        ＋
                      </button>
                    )}
                  </li>
                );
              })}
            </ul>
          </div>
        );
      })}
    </section>
  );
}
