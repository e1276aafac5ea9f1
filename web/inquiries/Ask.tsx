import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import type { Answer } from '../client/contract.ts';
import { useChange } from '../client/queries.ts';
import { useZone } from '../client/zone.ts';
import { useLanguage, useSay, useWords } from '../language/words.tsx';
import { ChoiceField, LongField, SelectField, TextField } from '../pieces/Fields.tsx';
import { Head } from '../pieces/Head.tsx';
import { useKept } from '../pieces/kept-draft.ts';
import { PlainForm } from '../pieces/PlainForm.tsx';
import { useSession } from '../sign-in/self.ts';
import { Asked } from './Asked.tsx';
import './inquiries.css';

const words = {
  title: { zh: '我要咨询', en: 'Ask a question' },
  intro: {
    zh: '工作人员会书面答复。请不要写护照号码等个人信息，咨询用不到。',
    en: 'An officer answers in writing. Please leave out passport numbers and the like: a question does not need them.',
  },
  first: {
    zh: '也许已有答案：',
    en: 'It may be answered already:',
  },
  guide: { zh: '办事指南', en: 'the guide' },
  assess: { zh: '自我评估', en: 'the self-assessment' },
  topic: { zh: '咨询事项', en: 'What it is about' },
  procedure: { zh: '涉及的办理事项', en: 'For which procedure' },
  any: { zh: '都不是，或不清楚', en: 'None, or not sure' },
  question: { zh: '您的问题', en: 'Your question' },
  questionHint: { zh: '最多 2000 字。', en: 'Up to 2,000 characters.' },
  left: { zh: (n: number) => `还可以写 ${n} 字`, en: (n: number) => `${n} characters left` },
  tooLong: { zh: (n: number) => `超出 ${n} 字`, en: (n: number) => `${n} characters too many` },
  language: { zh: '用哪种语言答复', en: 'Answer me in' },
  zh: { zh: '中文', en: 'Chinese' },
  en: { zh: '英文', en: 'English' },
  email: { zh: '电子邮箱', en: 'E-mail' },
  emailHint: {
    zh: '填写后，答复也会发到邮箱；工作人员看不到您的邮箱。',
    en: 'The answer is then sent there too. Officers do not see the address.',
  },
  noTopic: { zh: '请选择咨询事项。', en: 'Please choose what it is about.' },
  noQuestion: { zh: '请写下您的问题。', en: 'Please write your question.' },
  send: { zh: '提交咨询', en: 'Send the question' },
  anonymous: {
    zh: '不登录也可以咨询：提交后给您一个编号和查询码，凭它们查看答复。',
    en: 'You need not sign in: you get a number and a code with which you read the answer.',
  },
  another: { zh: '再问一个', en: 'Ask something else' },
} as const;

const longest = 2000;
const empty = { topic: '', procedure: '', question: '', language: '', email: '' };

/** Asks the desk something; who is not signed in reads the answer with a code that is told once. */
export function Ask() {
  const w = useWords(words);
  const say = useSay();
  const { language } = useLanguage();
  const { desk, procedures } = useZone();
  const { state } = useSession();
  const [draft, setDraft, forget] = useKept('ask', empty);
  const [tries, setTries] = useState(0);
  const isTried = tries > 0;
  const card = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (tries > 0) card.current?.querySelector<HTMLElement>('.field-wrong :is(select, textarea)')?.focus();
  }, [tries]);
  const [asked, setAsked] = useState<Answer<'askInquiry'>>();
  const ask = useChange('askInquiry', { renews: ['listInquiries'] });
  const answerIn = draft.language === 'zh' || draft.language === 'en' ? draft.language : language;
  const change = (next: Partial<typeof empty>) => setDraft((before) => ({ ...before, ...next }));
  const left = longest - draft.question.length;
  const isEmpty = draft.question.trim() === '';
  const send = () => {
    if (!draft.topic || isEmpty) {
      setTries((before) => before + 1);
      return;
    }
    ask.mutate(
      {
        body: {
          topic: draft.topic,
          ...(draft.procedure ? { procedure: draft.procedure } : {}),
          question: draft.question,
          language: answerIn,
          ...(draft.email.trim() ? { email: draft.email.trim() } : {}),
        },
      },
      {
        onSuccess: (answer) => {
          forget();
          setDraft(empty);
          setAsked(answer);
          setTries(0);
        },
      },
    );
  };
  if (asked) {
    return (
      <Asked asked={asked}>
        <Button onClick={() => setAsked(undefined)}>{w.another}</Button>
      </Asked>
    );
  }
  return (
    <>
      <Head title={w.title}>{w.intro}</Head>
      <p>
        {w.first} <Link to="/guide">{w.guide}</Link> · <Link to="/assessment">{w.assess}</Link>
      </p>
      <div ref={card} className="card">
        <PlainForm error={ask.error} busy={ask.isPending} submit={w.send} onSubmit={send}>
          <SelectField
            path="topic"
            label={w.topic}
            value={draft.topic}
            own={isTried && !draft.topic ? w.noTopic : ''}
            options={desk.topics.list.map(({ id, label }) => ({ value: id, label: say(label) }))}
            onChange={(topic) => change({ topic })}
          />
          <SelectField
            path="procedure"
            label={w.procedure}
            optional
            none={w.any}
            value={draft.procedure}
            options={procedures.map(({ id, title }) => ({ value: id, label: say(title) }))}
            onChange={(procedure) => change({ procedure })}
          />
          <LongField
            path="question"
            label={w.question}
            hint={left < 0 ? w.tooLong(-left) : draft.question ? w.left(left) : w.questionHint}
            rows={6}
            value={draft.question}
            own={isTried && isEmpty ? w.noQuestion : ''}
            onChange={(question) => change({ question })}
          />
          <ChoiceField
            path="language"
            label={w.language}
            value={answerIn}
            options={[
              { value: 'zh', label: w.zh },
              { value: 'en', label: w.en },
            ]}
            onChange={(chosen) => change({ language: chosen })}
          />
          <TextField
            path="email"
            label={w.email}
            optional
            hint={w.emailHint}
            type="email"
            autoComplete="email"
            value={draft.email}
            onChange={(email) => change({ email })}
          />
          {state === 'anonymous' && <p className="soft">{w.anonymous}</p>}
        </PlainForm>
      </div>
    </>
  );
}
