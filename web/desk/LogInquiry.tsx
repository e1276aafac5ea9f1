import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useChange, usePages } from '../client/queries.ts';
import { useSay, useWords } from '../language/words.tsx';
import { BothField, CheckField, ChoiceField, LongField, SelectField, TextField } from '../pieces/Fields.tsx';
import { Head } from '../pieces/Head.tsx';
import { useKept } from '../pieces/kept-draft.ts';
import { PlainForm } from '../pieces/PlainForm.tsx';
import { Gate } from '../sign-in/Gate.tsx';
import { insertReady, wordsSaid } from './answer-body.ts';
import './desk.css';
import { channelWords, languageWords } from './desk-words.ts';
import { useTopics } from './topics.ts';

const words = {
  title: { zh: '登记电话或窗口咨询', en: 'Log a call or a visit' },
  line: {
    zh: '每一次咨询都计入公报。不要记录姓名、护照号码等个人信息。',
    en: 'Every inquiry counts in the bulletin. Write down no name, passport number or anything else about the person.',
  },
  channel: { zh: '渠道', en: 'How it came' },
  topic: { zh: '主题', en: 'Topic' },
  procedure: { zh: '办理事项', en: 'Procedure' },
  noProcedure: { zh: '不涉及具体事项', en: 'None in particular' },
  language: { zh: '咨询语言', en: 'Asked in' },
  question: { zh: '问了什么', en: 'What was asked' },
  now: { zh: '已当场答复', en: 'It was answered at once' },
  nowHint: {
    zh: '没有当场答复的，会进入待答复列表，并给咨询人一个查询码。',
    en: 'Otherwise it goes to the list, and the asker is given a code for reading the answer.',
  },
  answer: { zh: '答复了什么', en: 'What was answered' },
  answerHint: { zh: '至少写一种语言，或选择标准答复。', en: 'One language is enough, or choose a ready answer.' },
  ready: { zh: '使用标准答复', en: 'Take a ready answer' },
  noReady: { zh: '不使用', en: 'None' },
  email: { zh: '答复发送到邮箱', en: 'Send the answer to an e-mail address' },
  submit: { zh: '登记', en: 'Log it' },
  logged: { zh: '已登记', en: 'It was logged' },
  number: { zh: '咨询编号', en: 'Number of the inquiry' },
  code: { zh: '查询码（只显示这一次，请告知咨询人）', en: 'Code (shown only now: tell it to the asker)' },
  open: { zh: '打开该咨询', en: 'Open it' },
  another: { zh: '再登记一件', en: 'Log another one' },
  all: { zh: '全部咨询', en: 'All inquiries' },
};

const empty = {
  channel: 'telephone' as 'telephone' | 'window',
  topic: '',
  procedure: '',
  language: 'zh' as 'zh' | 'en',
  question: '',
  isAnswered: true,
  answer: { zh: '', en: '' },
  standardAnswer: '',
  email: '',
};

function LogForm() {
  const w = useWords(words);
  const say = useSay();
  const channels = useWords(channelWords);
  const languages = useWords(languageWords);
  const topics = useTopics();
  const [typed, setTyped, forget] = useKept('log-inquiry', empty);
  const [told, setTold] = useState<{ id: string; code?: string | undefined; text: { zh: string; en: string } }>();
  const log = useChange('logInquiry', { renews: ['listInquiries'] });
  const ready = usePages(
    'listStandardAnswers',
    { query: { topic: typed.topic, limit: 50 } },
    { enabled: typed.topic !== '' },
  ).items.filter(({ withdrawn }) => !withdrawn);
  const set = (change: Partial<typeof empty>) => setTyped((now) => ({ ...now, ...change }));
  const chosen = ready.find(({ id }) => id === typed.standardAnswer);
  if (told) {
    return (
      <>
        <Head title={w.logged} />
        <div className="told-once" role="status">
          <span>{w.number}</span>
          <strong>{told.id}</strong>
          {told.code && (
            <>
              <span>{w.code}</span>
              <strong>{told.code}</strong>
              <p>{say(told.text)}</p>
            </>
          )}
        </div>
        <div className="answer-acts">
          <Button
            type="primary"
            onClick={() => {
              log.reset();
              setTold(undefined);
            }}
          >
            {w.another}
          </Button>
          <Link to={`/inquiries/${told.id}`}>{w.open}</Link>
          <Link to="/inquiries">{w.all}</Link>
        </div>
      </>
    );
  }
  const send = () => {
    const answer = wordsSaid(typed.answer);
    const isReadyAlone = chosen && typed.answer.zh === chosen.answer.zh && typed.answer.en === chosen.answer.en;
    log.mutate(
      {
        body: {
          channel: typed.channel,
          topic: typed.topic,
          ...(typed.procedure ? { procedure: typed.procedure } : {}),
          language: typed.language,
          question: typed.question,
          ...(typed.isAnswered
            ? {
                ...(isReadyAlone ? {} : { answer: answer ?? {} }),
                ...(chosen ? { standardAnswer: chosen.id } : {}),
              }
            : typed.email.trim()
              ? { email: typed.email.trim() }
              : {}),
        },
      },
      {
        onSuccess: (logged) => {
          setTold(logged);
          // The next call often comes the same way.
          setTyped({ ...empty, channel: typed.channel, language: typed.language });
          forget();
        },
      },
    );
  };
  return (
    <>
      <Head title={w.title} actions={<Link to="/inquiries">{w.all}</Link>}>
        {w.line}
      </Head>
      <section className="card">
        <PlainForm error={log.error} busy={log.isPending} submit={w.submit} onSubmit={send}>
          <div className="form-pair">
            <ChoiceField
              path="channel"
              label={w.channel}
              value={typed.channel}
              onChange={(channel) => set({ channel })}
              options={(['telephone', 'window'] as const).map((value) => ({ value, label: channels[value] }))}
            />
            <ChoiceField
              path="language"
              label={w.language}
              value={typed.language}
              onChange={(language) => set({ language })}
              options={(['zh', 'en'] as const).map((value) => ({ value, label: languages[value] }))}
            />
          </div>
          <SelectField
            path="topic"
            label={w.topic}
            value={typed.topic}
            onChange={(topic) => set({ topic, standardAnswer: '' })}
            options={topics.options}
          />
          <SelectField
            path="procedure"
            label={w.procedure}
            optional
            none={w.noProcedure}
            value={typed.procedure}
            onChange={(procedure) => set({ procedure })}
            options={topics.procedures}
          />
          <LongField
            path="question"
            label={w.question}
            value={typed.question}
            onChange={(question) => set({ question })}
          />
          <CheckField
            label={w.now}
            hint={w.nowHint}
            value={typed.isAnswered}
            onChange={(isAnswered) => set({ isAnswered })}
          />
          {typed.isAnswered ? (
            <>
              {ready.length > 0 && (
                <SelectField
                  path="standardAnswer"
                  label={w.ready}
                  optional
                  none={w.noReady}
                  value={typed.standardAnswer}
                  onChange={(standardAnswer) => {
                    const taken = ready.find(({ id }) => id === standardAnswer);
                    const base = { act: 'answer' as const, note: '', words: typed.answer, standardAnswer: undefined };
                    set({
                      standardAnswer,
                      ...(taken ? { answer: insertReady(base, taken.id, taken.answer).words } : {}),
                    });
                  }}
                  options={ready.map(({ id, title }) => ({ value: id, label: say(title) }))}
                />
              )}
              <BothField
                path="answer"
                label={w.answer}
                hint={w.answerHint}
                value={typed.answer}
                onChange={(answer) => set({ answer })}
              />
            </>
          ) : (
            <TextField
              path="email"
              type="email"
              label={w.email}
              optional
              value={typed.email}
              onChange={(email) => set({ email })}
            />
          )}
        </PlainForm>
      </section>
    </>
  );
}

/** Where the front office writes down what was asked on the telephone or at the window. */
export function LogInquiry() {
  return (
    <Gate roles={['front-officer', 'supervisor']}>
      <LogForm />
    </Gate>
  );
}
