import { Button } from 'antd';
import { useRef, useState } from 'react';
import { Link } from 'react-router';
import { roles } from '../../shared/domain/access/roles.ts';
import type { Answer } from '../client/contract.ts';
import { useChange, usePages } from '../client/queries.ts';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import { Head } from '../pieces/Head.tsx';
import { More } from '../pieces/More.tsx';
import { Problems } from '../pieces/Problems.tsx';
import { Shown } from '../pieces/Shown.tsx';
import { Gate } from '../sign-in/Gate.tsx';
import './inbox.css';
import { useUnread } from './unread.ts';
import { unreadFirst } from './unread-first.ts';

const words = {
  title: { zh: '消息', en: 'Messages' },
  unread: {
    zh: (n: number) => (n === 0 ? '没有未读消息。' : `${n} 条未读。`),
    en: (n: number) => (n === 0 ? 'Nothing unread.' : `${n} unread.`),
  },
  new: { zh: '未读', en: 'New' },
  earlier: { zh: '已读', en: 'Read before' },
  none: {
    zh: '还没有消息。有进展时会在这里通知您。',
    en: 'No messages yet. You are told here when something happens.',
  },
  open: { zh: '查看', en: 'Open it' },
  openOf: { zh: (subject: string) => `查看：${subject}`, en: (subject: string) => `Open it: ${subject}` },
  mark: { zh: '标为已读', en: 'Mark as read' },
  markOf: { zh: (subject: string) => `标为已读：${subject}`, en: (subject: string) => `Mark as read: ${subject}` },
  markAll: { zh: '以上全部标为已读', en: 'Mark all of these as read' },
  marked: { zh: '已标为已读。', en: 'Marked as read.' },
};

type Notice = Answer<'readInbox'>['items'][number];

function One({ notice, mark, busy }: { notice: Notice; mark: () => void; busy: boolean }) {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const { at, subject, text, link, readAt } = notice;
  const isPage = link?.startsWith('/') && !link.startsWith('//');
  return (
    <li className={readAt ? 'notice' : 'notice notice-new'}>
      <div>
        <h3>{say(subject)}</h3>
        <small className="soft">{dates.moment(at)}</small>
        <p>{say(text)}</p>
      </div>
      <div className="notice-actions">
        {isPage && link && (
          <Link to={link} aria-label={w.openOf(say(subject))} onClick={() => !readAt && mark()}>
            {w.open}
          </Link>
        )}
        {!readAt && (
          <Button size="small" onClick={mark} loading={busy} aria-label={w.markOf(say(subject))}>
            {w.mark}
          </Button>
        )}
      </div>
    </li>
  );
}

function List() {
  const w = useWords(words);
  const inbox = usePages('readInbox', { query: { limit: 50 } });
  const unread = useUnread();
  const change = useChange('markNoticeRead', { renews: ['readInbox'] });
  const [said, setSaid] = useState('');
  const [busy, setBusy] = useState<string>();
  const place = useRef<HTMLDivElement>(null);
  const { fresh, earlier } = unreadFirst(inbox.items);
  const mark = async (notices: readonly Notice[]) => {
    setSaid('');
    for (const { id } of notices) {
      setBusy(id);
      try {
        await change.mutateAsync({ path: { id } });
      } catch {
        // Told by the change itself.
        setBusy(undefined);
        return;
      }
    }
    setBusy(undefined);
    setSaid(w.marked);
    // What had the focus is gone with its button.
    place.current?.focus();
  };
  const row = (notice: Notice) => (
    <One key={notice.id} notice={notice} busy={busy === notice.id} mark={() => void mark([notice])} />
  );
  return (
    <>
      <div ref={place} tabIndex={-1} className="inbox-said">
        <p role="status">
          {unread !== undefined && w.unread(unread)} {said}
        </p>
      </div>
      <Problems error={change.error} />
      <Shown
        of={{
          data: inbox.isPending || (inbox.error && inbox.items.length === 0) ? undefined : inbox.items,
          error: inbox.error,
          isPending: inbox.isPending,
          refetch: inbox.refetch,
        }}
      >
        {(items) =>
          items.length === 0 ? (
            <p className="card soft">{w.none}</p>
          ) : (
            <>
              {fresh.length > 0 && (
                <section className="card" aria-labelledby="fresh">
                  <h2 id="fresh">{w.new}</h2>
                  <ul className="notices">{fresh.map(row)}</ul>
                  {fresh.length > 1 && (
                    <Button onClick={() => void mark(fresh)} disabled={busy !== undefined}>
                      {w.markAll}
                    </Button>
                  )}
                </section>
              )}
              {earlier.length > 0 && (
                <section className="card" aria-labelledby="earlier">
                  <h2 id="earlier">{w.earlier}</h2>
                  <ul className="notices">{earlier.map(row)}</ul>
                </section>
              )}
              <More list={inbox} />
            </>
          )
        }
      </Shown>
    </>
  );
}

/** What I was told: unread first, each with the way to what it is about. */
export function Inbox() {
  const w = useWords(words);
  return (
    <Gate roles={roles}>
      <Head title={w.title} />
      <List />
    </Gate>
  );
}
