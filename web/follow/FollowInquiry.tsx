import { useEffect, useRef, useState } from 'react';
import { Refusal } from '../client/client.ts';
import type { Answer } from '../client/contract.ts';
import { useChange } from '../client/queries.ts';
import { Talk } from '../desk/Talk.tsx';
import { useTopics } from '../desk/topics.ts';
import { useDates } from '../language/dates.tsx';
import { useWords } from '../language/words.tsx';
import { LongField, TextField } from '../pieces/Fields.tsx';
import { PlainForm } from '../pieces/PlainForm.tsx';

const words = {
  number: { zh: '咨询编号', en: 'Number of the question' },
  code: { zh: '查询码', en: 'Code' },
  codeHint: { zh: '提交咨询时给您的，只显示过一次。', en: 'You got it, once, when you asked.' },
  look: { zh: '查看答复', en: 'Read the answer' },
  unknown: {
    zh: '没有找到。请核对咨询编号和查询码。',
    en: 'Nothing was found. Check the number and the code.',
  },
  open: { zh: '待答复', en: 'Waiting for an answer' },
  'with-asker': { zh: '我们想再了解一点，请在下面回复', en: 'We asked you something: please reply below' },
  answered: { zh: '已答复', en: 'Answered' },
  closed: { zh: '已结束', en: 'Closed' },
  asked: { zh: (when: string) => `提出于 ${when}`, en: (when: string) => `asked ${when}` },
  more: { zh: '继续提问或回复', en: 'Ask on, or reply' },
  send: { zh: '发送', en: 'Send' },
} as const;

/** Reads the answer to a question with its number and code, and asks on. */
export function FollowInquiry({ inquiry, code: known }: { inquiry: string; code: string }) {
  const w = useWords(words);
  const dates = useDates();
  const topics = useTopics();
  const [number, setNumber] = useState(inquiry);
  const [code, setCode] = useState(known);
  const [more, setMore] = useState('');
  const [found, setFound] = useState<Answer<'followInquiry'>>();
  const place = useRef<HTMLElement>(null);
  const look = useChange('followInquiry', { renews: [] });
  const askOn = useChange('followInquiry', { renews: [] });
  const isUnknown = look.error instanceof Refusal && look.error.problem.status === 404;
  useEffect(() => {
    if (found) place.current?.focus();
  }, [found]);
  const path = { inquiry: number.trim() };
  return (
    <>
      <PlainForm
        error={isUnknown ? null : look.error}
        busy={look.isPending}
        submit={w.look}
        onSubmit={() =>
          look.mutate(
            { path, body: { code: code.trim() } },
            { onSuccess: setFound, onError: () => setFound(undefined) },
          )
        }
      >
        <TextField label={w.number} value={number} onChange={setNumber} />
        <TextField path="code" label={w.code} hint={w.codeHint} value={code} onChange={setCode} />
        {isUnknown && (
          <p role="alert" className="unknown">
            {w.unknown}
          </p>
        )}
      </PlainForm>
      {found && (
        <section ref={place} tabIndex={-1} className="standing" aria-labelledby="followed">
          <h2 id="followed">{w[found.state]}</h2>
          <p className="soft">
            {found.id} · {topics.label(found.topic)} · {w.asked(dates.moment(found.askedAt))}
          </p>
          <Talk messages={found.messages} own />
          {found.state !== 'closed' && (
            <PlainForm
              error={askOn.error}
              busy={askOn.isPending}
              submit={w.send}
              onSubmit={() =>
                askOn.mutate(
                  { path: { inquiry: found.id }, body: { code: code.trim(), question: more } },
                  {
                    onSuccess: (answer) => {
                      setFound(answer);
                      setMore('');
                    },
                  },
                )
              }
            >
              <LongField path="question" label={w.more} value={more} onChange={setMore} />
            </PlainForm>
          )}
        </section>
      )}
    </>
  );
}
