import { useWords } from '../language/words.tsx';
import './inbox.css';
import { useUnread } from './unread.ts';

const words = {
  unread: { zh: (n: number) => `${n} 条未读消息`, en: (n: number) => `${n} unread` },
};

/** How many messages are unread, beside the word that leads to them; nothing where all are read. */
export function UnreadCount() {
  const w = useWords(words);
  const unread = useUnread();
  if (!unread) return null;
  return (
    <span className="unread">
      <span aria-hidden="true">{unread}</span>
      <span className="visually-hidden">{w.unread(unread)}</span>
    </span>
  );
}
