import type { Answer } from '../client/contract.ts';
import { useWords } from '../language/words.tsx';
import './form-shown.css';
import { formRows } from './form-rows.ts';
import { useFormWords } from './form-words.ts';

const words = {
  application: { zh: '申请', en: 'The application' },
  applicant: { zh: '申请人', en: 'The applicant' },
  post: { zh: '职位与合同', en: 'Post and contract' },
  employer: { zh: '用人单位信息', en: 'The employer' },
  facts: { zh: '积分与类别信息', en: 'Facts for points and category' },
  answers: { zh: '办理情况', en: 'Questions of this procedure' },
  commitments: { zh: '承诺事项', en: 'Commitments' },
  supplyLater: { zh: '容缺后补的材料', en: 'To be supplied later' },
};

type PartName = 'application' | 'applicant' | 'post' | 'employer' | 'facts' | 'answers' | 'commitments' | 'supplyLater';

type Application = Pick<Answer<'readApplication'>, 'form' | 'checklist' | 'questions'>;

/** What a form says, as it was handed in, in words and with the dates and countries of the reader's language. */
export function FormShown({ application }: { application: Application }) {
  const w = useWords(words);
  const { labelOf, shown } = useFormWords(application);
  return (
    <div className="form-shown">
      {formRows(application.form).map(({ part, rows }) => (
        <section key={part}>
          <h3>{w[part as PartName]}</h3>
          <dl>
            {rows.map(({ path, value }) => (
              <div key={path}>
                {path !== part && <dt>{labelOf(path)}</dt>}
                <dd>{shown(path, value)}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}
