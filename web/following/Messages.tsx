import { usePages } from '../client/queries.ts';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import { More } from '../pieces/More.tsx';
import { Problems } from '../pieces/Problems.tsx';

const words = {
  none: { zh: '没有关于此申请的消息。', en: 'No messages about this application.' },
  none100: {
    zh: '最近的消息中没有关于此申请的。',
    en: 'None of your latest messages is about this application.',
  },
};

/** What I was told about one application, of the messages in my inbox. */
export function Messages({ application }: { application: string }) {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const inbox = usePages('readInbox', { query: { limit: 100 } });
  const about = inbox.items.filter((notice) => notice.about?.applicationId === application);
  if (inbox.error) return <Problems error={inbox.error} quiet />;
  if (inbox.isPending) return null;
  return (
    <>
      {about.length === 0 ? (
        <p className="soft">{inbox.more ? w.none100 : w.none}</p>
      ) : (
        <ul className="messages">
          {about.map(({ id, at, subject, text }) => (
            <li key={id}>
              <strong>{say(subject)}</strong>
              <small className="soft">{dates.moment(at)}</small>
              <p>{say(text)}</p>
            </li>
          ))}
        </ul>
      )}
      <More list={inbox} />
    </>
  );
}
