import { useState } from 'react';
import type { Answer } from '../client/contract.ts';
import { useRead } from '../client/queries.ts';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import { Shown } from '../pieces/Shown.tsx';
import { byDay } from './timeline.ts';

const words = {
  employer: { zh: '用人单位', en: 'Employer' },
  applicant: { zh: '申请人', en: 'Applicant' },
  authority: { zh: '办理机关', en: 'Authority' },
  system: { zh: '系统', en: 'By itself' },
  letter: { zh: (number: string) => `文书 ${number}`, en: (number: string) => `Letter ${number}` },
  follow: { zh: '凭编号查询', en: 'Follow it without signing in' },
  followText: {
    zh: '凭以下编号和查询码，任何人无需登录即可查看进度。请只告诉您信任的人。',
    en: 'With this number and code anybody can see where it stands, without signing in. Give them only to people you trust.',
  },
  receipt: { zh: '收件编号', en: 'Receipt number' },
  code: { zh: '查询码', en: 'Code' },
  show: { zh: '显示查询码', en: 'Show the code' },
};

type Told = Answer<'readTimeline'>;

/** The number and code by which somebody follows it who does not sign in; shown when asked for. */
function FollowCode({ follow }: { follow: NonNullable<Told['follow']> }) {
  const w = useWords(words);
  const [isShown, setShown] = useState(false);
  return (
    <div className="follow-code no-print">
      <h3>{w.follow}</h3>
      <p className="soft">{w.followText}</p>
      {isShown ? (
        <dl className="codes">
          <dt>{w.receipt}</dt>
          <dd>{follow.receiptNumber}</dd>
          <dt>{w.code}</dt>
          <dd>{follow.code}</dd>
        </dl>
      ) : (
        <button type="button" className="link" onClick={() => setShown(true)}>
          {w.show}
        </button>
      )}
    </div>
  );
}

/** What happened to an application in plain words, the latest first. */
export function Timeline({ application }: { application: string }) {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const found = useRead('readTimeline', { path: { id: application } });
  return (
    <Shown of={found} rows={5}>
      {({ items, follow }) => (
        <>
          <ol className="timeline">
            {byDay(items, dates.dayOf).map(({ day, items: ofDay }) => (
              <li key={day}>
                <h3>
                  {dates.day(day)} <span className="soft">{dates.weekday(day)}</span>
                </h3>
                <ul>
                  {ofDay.map(({ at, type, by, text, letter }) => (
                    <li key={`${at} ${type} ${letter ?? ''}`}>
                      <span className="soft">
                        {dates.time(at)} · {w[by]}
                      </span>
                      <p>{say(text)}</p>
                      {letter && <small className="soft">{w.letter(letter)}</small>}
                    </li>
                  ))}
                </ul>
              </li>
            ))}
          </ol>
          {follow && <FollowCode follow={follow} />}
        </>
      )}
    </Shown>
  );
}
