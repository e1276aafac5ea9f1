import { useNavigate } from 'react-router';
import { useChange } from '../client/queries.ts';
import { useWords } from '../language/words.tsx';
import { Head } from '../pieces/Head.tsx';
import { useKept } from '../pieces/kept-draft.ts';
import { PlainForm } from '../pieces/PlainForm.tsx';
import { Gate } from '../sign-in/Gate.tsx';
import { EmployerFields } from './EmployerFields.tsx';
import '../pieces/parts.css';
import './employers.css';
import { emptyEntry, registrationOf } from './entry.ts';

const words = {
  title: { zh: '填报用人单位', en: 'Add an employer' },
  line: {
    zh: '先填报单位信息，再提交注册申请；注册通过后即可为外国人申请。',
    en: 'First tell us about the employer, then apply to have it registered. After that you can apply for foreigners.',
  },
  ahead: { zh: '接下来', en: 'What happens next' },
  thenFill: { zh: '填报本页，立即生效。', en: 'You fill in this page; it counts at once.' },
  thenApply: {
    zh: '提交“用人单位注册”申请，上传营业执照等材料。',
    en: 'You apply for registration, with the business licence and what else the checklist names.',
  },
  thenDecided: {
    zh: '窗口审核；通过后，您可以开始为外国人申请工作许可。',
    en: 'The office looks at it; once it is granted, you apply for work permits.',
  },
  joining: {
    zh: '如单位已注册：请让现有经办人在单位页面邀请您的邮箱，无须再次填报。',
    en: 'Is the employer registered already? Ask its handler to invite your e-mail address instead of adding it again.',
  },
  submit: { zh: '填报并继续', en: 'Add and go on' },
};

function Form() {
  const w = useWords(words);
  const go = useNavigate();
  const [entry, change, forget] = useKept('new-employer', emptyEntry);
  const register = useChange('registerEmployer', { renews: ['listEmployers'] });
  return (
    <>
      <Head title={w.title}>{w.line}</Head>
      <div className="with-aside">
        <PlainForm
          error={register.error}
          busy={register.isPending}
          submit={w.submit}
          onSubmit={() =>
            register.mutate(
              { body: registrationOf(entry) },
              {
                onSuccess: ({ id }) => {
                  forget();
                  void go(`/employers/${id}`, { state: { declared: true } });
                },
              },
            )
          }
        >
          <EmployerFields isNew entry={entry} onChange={(part) => change((now) => ({ ...now, ...part }))} />
        </PlainForm>
        <aside className="card" aria-labelledby="ahead">
          <h2 id="ahead">{w.ahead}</h2>
          <ol className="steps-ahead">
            <li>{w.thenFill}</li>
            <li>{w.thenApply}</li>
            <li>{w.thenDecided}</li>
          </ol>
          <p className="soft">{w.joining}</p>
        </aside>
      </div>
    </>
  );
}

/** Declaring an employer: the first step of whoever employs a foreigner. */
export const NewEmployer = () => (
  <Gate roles={['employer']}>
    <Form />
  </Gate>
);
