import { useNavigate, useSearchParams } from 'react-router';
import { helpKinds } from '../../shared/domain/help/mediation.ts';
import { useChange, useRead } from '../client/queries.ts';
import { useLanguage, useSay, useWords } from '../language/words.tsx';
import { ChoiceField, LongField, SelectField, TextField } from '../pieces/Fields.tsx';
import { Head } from '../pieces/Head.tsx';
import { useKept } from '../pieces/kept-draft.ts';
import { PlainForm } from '../pieces/PlainForm.tsx';
import '../pieces/parts.css';
import { useProcedureTitle } from '../pieces/procedure-titles.ts';
import { Gate } from '../sign-in/Gate.tsx';
import { kindHints, kindWords } from './help-words.ts';
import { emptyRequest, requestBody } from './request-entry.ts';

const words = {
  title: { zh: '我要求助', en: 'Ask for help' },
  line: {
    zh: '说明您的情况，工作人员会在此答复您。',
    en: 'Say what it is about; an officer answers you here.',
  },
  kind: { zh: '需要什么帮助', en: 'What do you need?' },
  topic: { zh: '关于什么', en: 'What is it about?' },
  description: { zh: '情况说明', en: 'Describe it' },
  descriptionHint: {
    zh: '发生了什么、何时、您希望怎样解决。请勿填写护照号码。',
    en: 'What happened, when, and what you would like. Leave out passport numbers.',
  },
  descriptionDispute: {
    zh: '只有工作人员看到您写的内容；另一方看到的是调解员写的中立摘要。',
    en: 'Only the office reads your words; the other party reads a neutral summary by the mediator.',
  },
  language: { zh: '用什么语言答复', en: 'Answer me in' },
  zh: { zh: '中文', en: 'Chinese' },
  en: { zh: '英文', en: 'English' },
  about: { zh: '相关申请', en: 'One of my applications' },
  noneAbout: { zh: '与申请无关', en: 'None of them' },
  station: { zh: '希望前往的服务站', en: 'Service station where I would like to come' },
  noStation: { zh: '不需要', en: 'None' },
  parties: { zh: '争议双方', en: 'The two sides' },
  name: { zh: '您的姓名或单位名称', en: 'Your name, or your employer’s' },
  nameHint: { zh: '达成协议时按此写入。', en: 'As an agreement would name you.' },
  otherName: { zh: '另一方姓名或名称', en: 'Name of the other party' },
  otherEmail: { zh: '另一方邮箱', en: 'E-mail of the other party' },
  otherEmailHint: {
    zh: '工作人员了解情况后才会邀请对方，现在不会发送任何内容。',
    en: 'Nothing is sent now: an officer looks into it first, and then invites them.',
  },
  submit: { zh: '提交求助', en: 'Ask for help' },
};

function Form() {
  const w = useWords(words);
  const kinds = useWords(kindWords);
  const hints = useWords(kindHints);
  const say = useSay();
  const { language } = useLanguage();
  const go = useNavigate();
  const [search] = useSearchParams();
  const titleOf = useProcedureTitle();
  const known = useRead('listStations', {}, { fresh: 600_000 }).data;
  const own = useRead('listApplications', { query: { limit: 50 } }).data?.items ?? [];
  const [entry, change, forget] = useKept('new-help', {
    ...emptyRequest,
    applicationId: search.get('applicationId') ?? '',
  });
  const set = (part: Partial<typeof entry>) => change((now) => ({ ...now, ...part }));
  const send = useChange('requestHelp', { renews: ['listHelp'] });
  const { kind } = entry;
  const topics = known?.topics.filter((topic) => kind === '' || topic.kinds.includes(kind)) ?? [];
  return (
    <>
      <Head title={w.title}>{w.line}</Head>
      <section className="card">
        <PlainForm
          error={send.error}
          busy={send.isPending}
          submit={w.submit}
          onSubmit={() =>
            send.mutate(
              { body: requestBody(entry, language) },
              {
                onSuccess: ({ id }) => {
                  forget();
                  void go(`/help/${id}`);
                },
              },
            )
          }
        >
          <ChoiceField
            path="kind"
            label={w.kind}
            value={kind}
            onChange={(next) => {
              const fits = known?.topics.find(({ id }) => id === entry.topic)?.kinds.includes(next);
              set({ kind: next, ...(fits ? {} : { topic: '' }) });
            }}
            options={helpKinds.map((value) => ({ value, label: kinds[value], hint: hints[value] }))}
          />
          <SelectField
            path="topic"
            label={w.topic}
            value={entry.topic}
            onChange={(topic) => set({ topic })}
            options={topics.map(({ id, label }) => ({ value: id, label: say(label) }))}
          />
          <LongField
            path="description"
            label={w.description}
            hint={
              <>
                <p>{w.descriptionHint}</p>
                {kind === 'dispute' && <p>{w.descriptionDispute}</p>}
              </>
            }
            rows={7}
            value={entry.description}
            onChange={(description) => set({ description })}
          />
          {kind === 'dispute' && (
            <>
              <TextField
                path="name"
                label={w.name}
                hint={w.nameHint}
                value={entry.name}
                onChange={(name) => set({ name })}
              />
              <TextField
                path="otherParty.name"
                label={w.otherName}
                value={entry.otherName}
                onChange={(otherName) => set({ otherName })}
              />
              <TextField
                path="otherParty.email"
                label={w.otherEmail}
                hint={w.otherEmailHint}
                type="email"
                value={entry.otherEmail}
                onChange={(otherEmail) => set({ otherEmail })}
              />
            </>
          )}
          <ChoiceField
            path="language"
            label={w.language}
            value={entry.language || language}
            onChange={(next) => set({ language: next })}
            options={[
              { value: 'zh', label: w.zh },
              { value: 'en', label: w.en },
            ]}
          />
          {own.length > 0 && (
            <SelectField
              path="about"
              label={w.about}
              optional
              none={w.noneAbout}
              value={entry.applicationId}
              onChange={(applicationId) => set({ applicationId })}
              options={own.map(({ id, procedure, applicantName, employerName }) => ({
                value: id,
                label: [titleOf(procedure), applicantName ?? employerName].filter(Boolean).join(' · '),
              }))}
            />
          )}
          {known && known.items.length > 0 && (
            <SelectField
              path="station"
              label={w.station}
              optional
              none={w.noStation}
              value={entry.station}
              onChange={(station) => set({ station })}
              options={known.items.map(({ id, name }) => ({ value: id, label: say(name) }))}
            />
          )}
        </PlainForm>
      </section>
    </>
  );
}

/** Asking for help. */
export const NewHelp = () => (
  <Gate roles={['employer', 'applicant']}>
    <Form />
  </Gate>
);
