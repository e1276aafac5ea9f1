import { Button } from 'antd';
import { useState } from 'react';
import type { Text } from '../../shared/domain/text.ts';
import type { Answer, Body } from '../client/contract.ts';
import { useChange } from '../client/queries.ts';
import { tagOf } from '../language/language.ts';
import { useLanguage, useSay, useWords } from '../language/words.tsx';
import { Facts } from '../pieces/Facts.tsx';
import { BothField, ChoiceField, LongField, SelectField } from '../pieces/Fields.tsx';
import { useKept } from '../pieces/kept-draft.ts';
import { PlainForm } from '../pieces/PlainForm.tsx';
import { Problems } from '../pieces/Problems.tsx';
import { holds, useSelf } from '../sign-in/self.ts';
import { answerBody, emptyReply, insertReady, type Reply } from './answer-body.ts';
import './desk.css';
import { channelWords, languageWords, officeWords } from './desk-words.ts';
import { Talk } from './Talk.tsx';
import { useTopics } from './topics.ts';

const words = {
  about: { zh: '咨询情况', en: 'About it' },
  topic: { zh: '主题', en: 'Topic' },
  procedure: { zh: '办理事项', en: 'Procedure' },
  language: { zh: '咨询语言', en: 'Asked in' },
  channel: { zh: '渠道', en: 'How it came' },
  office: { zh: '由谁答复', en: 'Who answers' },
  taken: { zh: '领取人', en: 'Taken by' },
  me: { zh: '我', en: 'me' },
  email: { zh: '答复方式', en: 'The answer goes' },
  toEmail: { zh: '同时发送到咨询人留下的邮箱', en: 'also to the e-mail address that was left' },
  onlyHere: { zh: '在网上查看', en: 'to this page alone' },
  take: { zh: '我来办理', en: 'Take it' },
  giveBack: { zh: '放回', en: 'Give it back' },
  close: { zh: '结束咨询', en: 'Close it' },
  otherTopic: { zh: '更改主题', en: 'Change the topic' },
  colleague: {
    zh: (who: string) => `${who} 正在办理。如需接手，请先由其放回，或由主管处理。`,
    en: (who: string) => `${who} has it. Let them give it back first, or ask a supervisor.`,
  },
  closed: { zh: '该咨询已经结束，不能再答复。', en: 'It is closed; nothing can be added.' },
  reply: { zh: '答复', en: 'Reply' },
  act: { zh: '要做什么', en: 'What to do' },
  answer: { zh: '答复咨询人', en: 'Answer' },
  'ask-back': { zh: '向咨询人了解情况', en: 'Ask the asker something' },
  'hand-over': { zh: '转给另一办公室', en: 'Hand over to the other office' },
  words: { zh: '答复内容', en: 'The words' },
  wordsHint: {
    zh: (asked: string) => `咨询人使用${asked}。两种语言都写更好，至少写其中一种。`,
    en: (asked: string) => `They asked in ${asked}. Both languages are better; one is enough.`,
  },
  note: { zh: '给同事的备注', en: 'Note for the colleagues' },
  noteHint: { zh: '咨询人看不到。', en: 'The asker does not see it.' },
  send: { zh: '发送答复', en: 'Send the answer' },
  sendQuestion: { zh: '发送询问', en: 'Send the question' },
  handOver: {
    zh: (office: string) => `转给${office}`,
    en: (office: string) => `Hand over to the ${office.toLowerCase()}`,
  },
  ready: { zh: '该主题的标准答复', en: 'Ready answers on this topic' },
  insert: { zh: '插入', en: 'Insert' },
  inserted: {
    zh: '已插入两种语言，可以修改后再发送。',
    en: 'Inserted in both languages. You can change it before you send it.',
  },
  from: { zh: (title: string) => `取自标准答复“${title}”`, en: (title: string) => `From the ready answer “${title}”` },
  detach: { zh: '不再引用', en: 'Do not refer to it' },
  noReady: { zh: '该主题还没有标准答复。', en: 'There is none on this topic yet.' },
};

const doneWords = {
  claim: { zh: '已由您办理，同事会看到。', en: 'It is yours now; colleagues see that.' },
  release: { zh: '已放回，任何同事都可以办理。', en: 'Given back: any colleague can take it.' },
  answer: { zh: '答复已发送，咨询人会收到通知。', en: 'The answer is sent, and the asker is told.' },
  'ask-back': {
    zh: '询问已发送，等咨询人回复后会重新出现在列表中。',
    en: 'Sent. It comes back to the list once they reply.',
  },
  're-topic': { zh: '主题已更改。', en: 'The topic was changed.' },
  'hand-over': { zh: '已转出。', en: 'It was handed over.' },
  close: { zh: '咨询已结束。', en: 'It is closed.' },
} as const;

type View = Answer<'readInquiry'>;
type Act = Body<'handleInquiry'>;

function ReadyAnswers({ inquiry, onInsert }: { inquiry: View; onInsert: (id: string, answer: Text) => void }) {
  const w = useWords(words);
  const say = useSay();
  const { language } = useLanguage();
  const list = inquiry.standardAnswers ?? [];
  return (
    <section className="card">
      <h2>{w.ready}</h2>
      {list.length === 0 ? (
        <p className="soft">{w.noReady}</p>
      ) : (
        <ul className="ready">
          {list.map(({ id, title, answer }) => (
            <li key={id}>
              <details>
                <summary>{say(title)}</summary>
                <p lang={tagOf(language)}>{say(answer)}</p>
              </details>
              <Button size="small" onClick={() => onInsert(id, answer)} aria-label={`${w.insert}: ${say(title)}`}>
                {w.insert}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** An inquiry as the desk works on it. */
export function OfficerInquiry({ inquiry }: { inquiry: View }) {
  const w = useWords(words);
  const done = useWords(doneWords);
  const channels = useWords(channelWords);
  const offices = useWords(officeWords);
  const languages = useWords(languageWords);
  const say = useSay();
  const topics = useTopics();
  const self = useSelf();
  const { id, version, language, topic, claimedBy, state } = inquiry;
  const [reply, setReply, forget] = useKept<Reply>(`inquiry.${id}`, emptyReply);
  const [said, setSaid] = useState('');
  const handle = useChange('handleInquiry', { renews: ['readInquiry', 'listInquiries'] });
  const retopic = useChange('handleInquiry', { renews: ['readInquiry', 'listInquiries'] });
  const isMine = claimedBy === self?.subject;
  const isOthers = claimedBy !== undefined && !isMine && !holds(self, 'supervisor');
  const other = inquiry.office === 'back' ? 'front' : 'back';
  const ready = inquiry.standardAnswers?.find((one) => one.id === reply.standardAnswer);
  const act = (body: Act) => {
    setSaid('');
    const way = body.act === 're-topic' ? retopic : handle;
    way.mutate(
      { path: { inquiry: id }, body, version },
      {
        onSuccess: () => {
          setSaid(done[body.act]);
          if (body.act !== 'answer' && body.act !== 'ask-back' && body.act !== 'hand-over') return;
          setReply(emptyReply);
          forget();
        },
      },
    );
  };
  return (
    <div className="beside">
      <div>
        <p role="status" className="done">
          {said}
        </p>
        <Talk messages={inquiry.messages} own={false} />
        {state === 'closed' ? (
          <p className="soft">{w.closed}</p>
        ) : isOthers ? (
          <p className="soft">{w.colleague(claimedBy)}</p>
        ) : (
          <section className="card below">
            <h2>{w.reply}</h2>
            <PlainForm
              error={handle.error}
              busy={handle.isPending}
              submit={
                reply.act === 'answer' ? w.send : reply.act === 'ask-back' ? w.sendQuestion : w.handOver(offices[other])
              }
              onSubmit={() => act(answerBody(reply, other, ready?.answer))}
            >
              <ChoiceField
                label={w.act}
                value={reply.act}
                onChange={(chosen) => setReply((now) => ({ ...now, act: chosen }))}
                options={(['answer', 'ask-back', 'hand-over'] as const).map((value) => ({ value, label: w[value] }))}
              />
              {reply.act === 'hand-over' ? (
                <LongField
                  path="note"
                  label={w.note}
                  hint={w.noteHint}
                  value={reply.note}
                  onChange={(note) => setReply((now) => ({ ...now, note }))}
                />
              ) : (
                <BothField
                  path="words"
                  label={w.words}
                  hint={w.wordsHint(languages[language])}
                  rows={7}
                  value={reply.words}
                  onChange={(typed) => setReply((now) => ({ ...now, words: typed }))}
                />
              )}
              {ready && reply.act === 'answer' && (
                <p className="soft">
                  {w.from(say(ready.title))}{' '}
                  <Button
                    type="link"
                    size="small"
                    onClick={() => setReply((now) => ({ ...now, standardAnswer: undefined }))}
                  >
                    {w.detach}
                  </Button>
                </p>
              )}
            </PlainForm>
          </section>
        )}
      </div>
      <div>
        <section className="card">
          <h2>{w.about}</h2>
          <Facts
            of={[
              [w.procedure, inquiry.procedure && topics.procedureLabel(inquiry.procedure)],
              [w.language, languages[language]],
              [w.channel, inquiry.channel && channels[inquiry.channel]],
              [w.office, inquiry.office && offices[inquiry.office]],
              [w.email, inquiry.answeredByEmail ? w.toEmail : w.onlyHere],
              [w.taken, claimedBy && (isMine ? w.me : claimedBy)],
            ]}
          />
          <div className="answer-acts">
            {state !== 'closed' && !claimedBy && (
              <Button loading={handle.isPending} onClick={() => act({ act: 'claim' })}>
                {w.take}
              </Button>
            )}
            {state !== 'closed' && claimedBy && !isOthers && (
              <Button loading={handle.isPending} onClick={() => act({ act: 'release' })}>
                {w.giveBack}
              </Button>
            )}
            {state !== 'closed' && !isOthers && (
              <Button loading={handle.isPending} onClick={() => act({ act: 'close' })}>
                {w.close}
              </Button>
            )}
          </div>
          <div className="topic-choice">
            <SelectField
              label={w.otherTopic}
              value={topic}
              onChange={(chosen) => {
                if (chosen && chosen !== topic) act({ act: 're-topic', topic: chosen });
              }}
              options={topics.options}
            />
            <Problems error={retopic.error} />
          </div>
        </section>
        {state !== 'closed' && !isOthers && (
          <ReadyAnswers
            inquiry={inquiry}
            onInsert={(standardAnswer, answer) => {
              setReply((now) => insertReady(now, standardAnswer, answer));
              setSaid(w.inserted);
            }}
          />
        )}
      </div>
    </div>
  );
}
