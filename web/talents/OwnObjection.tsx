import { Button, Tag } from 'antd';
import { useChange, usePages, useRead } from '../client/queries.ts';
import { useHas } from '../client/zone.ts';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import { Head } from '../pieces/Head.tsx';
import '../pieces/parts.css';
import { Problems } from '../pieces/Problems.tsx';
import { Shown } from '../pieces/Shown.tsx';
import { Gate } from '../sign-in/Gate.tsx';

const words = {
  title: { zh: '外国人才库', en: 'Database of talents' },
  what: { zh: '人才库里有什么', en: 'What it holds, and who sees it' },
  mine: { zh: '我是否列入', en: 'Whether you stand in it' },
  listed: { zh: '许可有效期间列入', en: 'Listed while the permit is in force' },
  left: { zh: '已退出', en: 'You left it' },
  leftOn: { zh: (at: string) => `退出时间 ${at}`, en: (at: string) => `since ${at}` },
  leave: { zh: '退出人才库', en: 'Leave the database' },
  comeBack: { zh: '重新加入', en: 'Be listed again' },
  permit: { zh: (number: string) => `许可 ${number}`, en: (number: string) => `Permit ${number}` },
  none: {
    zh: '您没有工作许可，因此未列入人才库。',
    en: 'You hold no permit, so you do not stand in it.',
  },
  noObjection: {
    zh: '本区暂不提供网上退出，请联系服务窗口。',
    en: 'This zone does not offer leaving it here; ask the service desk.',
  },
  notHere: { zh: '本区没有外国人才库。', en: 'This zone keeps no database of talents.' },
};

/** Whether the holder of one permit is listed, and the means to change that. */
function Standing({ code, mayObject }: { code: string; mayObject: boolean }) {
  const w = useWords(words);
  const dates = useDates();
  const read = useRead('readTalentObjection', { path: { code } });
  const leave = useChange('objectToTalents', { renews: ['readTalentObjection'] });
  const comeBack = useChange('withdrawTalentObjection', { renews: ['readTalentObjection'] });
  return (
    <li className="card">
      <h3>{w.permit(code)}</h3>
      <Problems error={leave.error ?? comeBack.error} />
      <Shown of={read} rows={1}>
        {({ objected, at }) => (
          <div className="section-head" role="status">
            <span>
              <Tag color={objected ? 'default' : 'processing'}>{objected ? w.left : w.listed}</Tag>
              {at && <span className="soft">{w.leftOn(dates.moment(at))}</span>}
            </span>
            {mayObject && (
              <Button
                loading={leave.isPending || comeBack.isPending}
                onClick={() => (objected ? comeBack : leave).mutate({ path: { code } })}
              >
                {objected ? w.comeBack : w.leave}
              </Button>
            )}
          </div>
        )}
      </Shown>
    </li>
  );
}

function Mine() {
  const w = useWords(words);
  const say = useSay();
  const notice = useRead('readTalentsNotice', {}, { fresh: 600_000 });
  const permits = usePages('listPermits', { query: { limit: 50 } });
  const codes = [...new Set(permits.items.map(({ number }) => number))];
  return (
    <>
      <section className="card">
        <h2>{w.what}</h2>
        <Shown of={notice}>
          {({ notice: text, objection }) => (
            <>
              <p>{say(text)}</p>
              <p>{objection ? say(objection) : w.noObjection}</p>
            </>
          )}
        </Shown>
      </section>
      <h2>{w.mine}</h2>
      <Shown of={{ ...permits, data: permits.isPending || permits.error ? undefined : codes }}>
        {(found) =>
          found.length === 0 ? (
            <p>{w.none}</p>
          ) : (
            <ul className="plain-list">
              {found.map((code) => (
                <Standing key={code} code={code} mayObject={notice.data?.objection !== undefined} />
              ))}
            </ul>
          )
        }
      </Shown>
    </>
  );
}

function Offered() {
  const w = useWords(words);
  const has = useHas('talents');
  return (
    <>
      <Head title={w.title}>{!has && w.notHere}</Head>
      {has && <Mine />}
    </>
  );
}

/** What the holder of a permit is told about the database of talents, and how they leave it. */
export const OwnObjection = () => (
  <Gate roles={['applicant']}>
    <Offered />
  </Gate>
);
