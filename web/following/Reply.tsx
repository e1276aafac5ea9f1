import type { Answer } from '../client/contract.ts';
import { useChange } from '../client/queries.ts';
import { useDates } from '../language/dates.tsx';
import { useWords } from '../language/words.tsx';
import { LongField } from '../pieces/Fields.tsx';
import { useKept } from '../pieces/kept-draft.ts';
import { PlainForm } from '../pieces/PlainForm.tsx';
import { type Done, Overtaken } from './Actions.tsx';
import { PapersWithReply } from './Supply.tsx';

const words = {
  title: { zh: '陈述申辩', en: 'Your reply' },
  text: {
    zh: '请针对上面的理由说明情况。您的意见会在作出决定前被认真考虑；可以先补充文件再提交，只能提交一次。',
    en: 'Say what you think of the reasons above. It is considered before anything is decided. Add papers first if you have any: you reply once.',
  },
  until: {
    zh: (day: string) => `请在 ${day}（含当日）之前提交。`,
    en: (day: string) => `Please send it by ${day}, that day included.`,
  },
  label: { zh: '陈述申辩意见', en: 'What you want to say' },
  hint: {
    zh: '最多 4000 字。您写的内容会保存在本设备上。',
    en: 'Up to 4,000 characters. What you type is kept on this device.',
  },
  send: { zh: '提交意见', en: 'Send the reply' },
  sent: { zh: '意见已提交，等待决定。', en: 'Your reply was sent; the decision follows.' },
};

/** What a party says to an announced refusal. */
export function Reply({ application, done }: { application: Answer<'readApplication'>; done: Done }) {
  const w = useWords(words);
  const dates = useDates();
  const change = useChange('replyToIntention');
  const [kept, keep, forget] = useKept(`reply.${application.id}`, { text: '' });
  const { id, version, respondBy } = application;
  return (
    <section className="card" aria-labelledby="reply-title">
      <h2 id="reply-title">{w.title}</h2>
      <p>{w.text}</p>
      <PapersWithReply application={application} />
      {respondBy && <p className="kind-note">{w.until(dates.day(respondBy.on))}</p>}
      <PlainForm
        error={change.error}
        busy={change.isPending}
        submit={w.send}
        onSubmit={() =>
          change.mutate(
            { path: { id }, version, body: { text: kept.text } },
            {
              onSuccess: () => {
                forget();
                done(w.sent);
              },
            },
          )
        }
      >
        <LongField
          path="body.text"
          label={w.label}
          hint={w.hint}
          rows={7}
          value={kept.text}
          onChange={(text) => keep({ text })}
        />
        <Overtaken error={change.error} />
      </PlainForm>
    </section>
  );
}
