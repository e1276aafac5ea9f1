import { useRead } from '../client/queries.ts';
import { useSay, useWords } from '../language/words.tsx';
import { Head } from '../pieces/Head.tsx';
import { Provisional } from '../pieces/Provisional.tsx';
import { Shown } from '../pieces/Shown.tsx';
import './published.css';

const words = {
  title: { zh: '外国人才库告知', en: 'Notice on the database of foreign talents' },
  whose: { zh: '列入谁', en: 'Who is listed' },
  categories: {
    zh: (list: string) => `${list} 类许可的持证人，许可有效期间。`,
    en: (list: string) => `Holders of a permit of category ${list}, while it is in force.`,
  },
  searched: { zh: '谁可以查询', en: 'Who can search it' },
  supervisor: { zh: '主管', en: 'supervisors' },
  'back-officer': { zh: '审查人员', en: 'back officers' },
  decider: { zh: '决定人员', en: 'deciders' },
  'front-officer': { zh: '窗口人员', en: 'front officers' },
  admin: { zh: '管理员', en: 'administrators' },
  leave: { zh: '不想列入', en: 'If you do not want to be listed' },
  source: { zh: '依据', en: 'Source' },
} as const;

/** What the database of talents holds, who sees it, and how one leaves it. */
export function TalentsNotice() {
  const w = useWords(words);
  const say = useSay();
  const found = useRead('readTalentsNotice', {}, { fresh: 300_000 });
  const roles: Readonly<Record<string, string>> = {
    supervisor: w.supervisor,
    'back-officer': w['back-officer'],
    decider: w.decider,
    'front-officer': w['front-officer'],
    admin: w.admin,
  };
  return (
    <>
      <Head title={w.title} />
      <Shown of={found}>
        {({ notice, categories, searchedBy, objection, source, placeholder }) => (
          <div className="card reading">
            <p>
              {say(notice)} <Provisional when={placeholder} />
            </p>
            <h2>{w.whose}</h2>
            <p>{w.categories(categories.join(', '))}</p>
            <h2>{w.searched}</h2>
            <p>{searchedBy.map((role) => roles[role] ?? role).join(', ')}</p>
            {objection && (
              <>
                <h2>{w.leave}</h2>
                <p>{say(objection)}</p>
              </>
            )}
            <p className="soft">
              {w.source}: {source}
            </p>
          </div>
        )}
      </Shown>
    </>
  );
}
