import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { Answer } from '../client/contract.ts';
import { useChange, useRead } from '../client/queries.ts';
import { useDates } from '../language/dates.tsx';
import { useWords } from '../language/words.tsx';
import { LongField } from '../pieces/Fields.tsx';
import { Head } from '../pieces/Head.tsx';
import { useKept } from '../pieces/kept-draft.ts';
import { PlainForm } from '../pieces/PlainForm.tsx';
import { Shown } from '../pieces/Shown.tsx';
import { Gate } from '../sign-in/Gate.tsx';
import './desk.css';
import { stateWords } from './desk-words.ts';
import { OfficerInquiry } from './OfficerInquiry.tsx';
import { Talk } from './Talk.tsx';
import { useTopics } from './topics.ts';

const words = {
  title: { zh: (number: string) => `咨询 ${number}`, en: (number: string) => `Inquiry ${number}` },
  askedOn: { zh: (at: string) => `提出于 ${at}`, en: (at: string) => `asked ${at}` },
  open: {
    zh: '我们已收到，会尽快答复。答复后您会收到通知，也会显示在这里。',
    en: 'We have it and will answer soon. You are told, and the answer appears here.',
  },
  withAsker: {
    zh: '我们想再了解一点，请在下面回复。',
    en: 'We have a question for you. Please reply below.',
  },
  closed: {
    zh: '该咨询已经结束。还有问题的，欢迎另行咨询。',
    en: 'This inquiry is closed. If there is more, ask anew.',
  },
  more: { zh: '继续提问或回复', en: 'Ask on, or reply' },
  send: { zh: '发送', en: 'Send' },
  sent: { zh: '已发送。', en: 'It was sent.' },
  all: { zh: '全部咨询', en: 'All inquiries' },
  ask: { zh: '我要咨询', en: 'Ask something' },
};

type View = Answer<'readInquiry'>;

function AskerInquiry({ inquiry }: { inquiry: View }) {
  const w = useWords(words);
  const [typed, setTyped, forget] = useKept(`ask-on.${inquiry.id}`, { question: '' });
  const [isSent, setSent] = useState(false);
  const send = useChange('followInquiry', { renews: ['readInquiry', 'listInquiries'] });
  return (
    <>
      {inquiry.state === 'open' && <p className="soft">{w.open}</p>}
      {inquiry.state === 'with-asker' && <p className="done">{w.withAsker}</p>}
      <Talk messages={inquiry.messages} own />
      {inquiry.state === 'closed' ? (
        <p>
          {w.closed} <Link to="/ask">{w.ask}</Link>
        </p>
      ) : (
        <section className="card below">
          <PlainForm
            error={send.error}
            busy={send.isPending}
            submit={w.send}
            onSubmit={() => {
              setSent(false);
              send.mutate(
                { path: { inquiry: inquiry.id }, body: { question: typed.question } },
                {
                  onSuccess: () => {
                    setTyped({ question: '' });
                    forget();
                    setSent(true);
                  },
                },
              );
            }}
          >
            <LongField
              path="question"
              label={w.more}
              value={typed.question}
              onChange={(question) => setTyped({ question })}
            />
          </PlainForm>
        </section>
      )}
      <p role="status" className="done">
        {isSent ? w.sent : ''}
      </p>
    </>
  );
}

function Read({ id }: { id: string }) {
  const w = useWords(words);
  const states = useWords(stateWords);
  const dates = useDates();
  const topics = useTopics();
  const found = useRead('readInquiry', { path: { inquiry: id } }, { refetchEvery: 60_000 });
  return (
    <>
      <Head title={w.title(id)} actions={<Link to="/inquiries">{w.all}</Link>}>
        {found.data &&
          [
            topics.label(found.data.topic),
            found.data.procedure && topics.procedureLabel(found.data.procedure),
            w.askedOn(dates.moment(found.data.askedAt)),
            states[found.data.state],
          ]
            .filter(Boolean)
            .join(' · ')}
      </Head>
      <Shown of={found}>
        {(inquiry) =>
          // Only officers are told its version.
          inquiry.version === undefined ? <AskerInquiry inquiry={inquiry} /> : <OfficerInquiry inquiry={inquiry} />
        }
      </Shown>
    </>
  );
}

/** One inquiry: for who asked it, and for the officers of the desk. */
export function Inquiry() {
  const { inquiry = '' } = useParams();
  return (
    <Gate roles={['employer', 'applicant', 'front-officer', 'back-officer', 'supervisor']}>
      <Read key={inquiry} id={inquiry} />
    </Gate>
  );
}
