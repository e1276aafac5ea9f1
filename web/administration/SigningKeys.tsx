import { Button, Tag } from 'antd';
import { useState } from 'react';
import type { Answer } from '../client/contract.ts';
import { useChange, useRead } from '../client/queries.ts';
import { useDates } from '../language/dates.tsx';
import { useWords } from '../language/words.tsx';
import { Problems } from '../pieces/Problems.tsx';
import { Sheet } from '../pieces/Sheet.tsx';
import { Shown } from '../pieces/Shown.tsx';
import { useSelf } from '../sign-in/self.ts';

const words = {
  title: { zh: '签发密钥', en: 'Signing keys' },
  text: {
    zh: '用于签发许可、商友卡和状态列表。更换或停用密钥在辖区文件中写明并部署，步骤见部署文档。',
    en: 'They sign permits, merchant cards and the status list. A key is followed or withdrawn in the zone file; the documentation of signing keys has the steps.',
  },
  due: {
    zh: '现用密钥已到更换期限，请安排更换。',
    en: 'The key that signs is older than planned. Let another one follow it.',
  },
  key: { zh: '密钥', en: 'Key' },
  from: { zh: '启用', en: 'Signs from' },
  state: { zh: '状态', en: 'State' },
  signed: { zh: '已签发', en: 'Signed' },
  ends: { zh: '所签凭证最晚到期', en: 'Last token ends by' },
  leaves: { zh: '停止公布', en: 'Published until' },
  act: { zh: '操作', en: 'Do' },
  signing: { zh: '现用', en: 'Signs' },
  next: { zh: '已公布，待启用', en: 'Published, signs later' },
  former: { zh: '不再签发，仍可核验', en: 'Signs no more, still verifies' },
  left: { zh: '已停止公布', en: 'Published no more' },
  distrusted: { zh: '已停用，不受信任', en: 'Distrusted' },
  reissue: { zh: '重新签发受影响的证件', en: 'Sign anew what it signed' },
  working: { zh: '正在重新签发', en: 'Signing anew' },
  permits: { zh: '许可', en: 'permits' },
  cards: { zh: '商友卡', en: 'merchant cards' },
  done: { zh: '已全部检查完毕', en: 'Everything was gone through' },
  again: {
    zh: '有证件在处理时发生变化，请再执行一次',
    en: 'Some changed meanwhile: do it once more',
  },
};

const colours = {
  signing: 'success',
  next: 'processing',
  former: 'default',
  left: 'default',
  distrusted: 'error',
} as const satisfies Record<Answer<'listSigningKeys'>['items'][number]['state'], string>;

/** The keys that sign, and signing anew what a distrusted one signed, round after round until nothing is left. */
export function SigningKeys() {
  const w = useWords(words);
  const dates = useDates();
  const isAdmin = useSelf()?.roles.includes('admin') ?? false;
  const read = useRead('listSigningKeys', {});
  const reissue = useChange('reissueUnderPresentKey', { renews: ['listSigningKeys'] });
  const [progress, setProgress] = useState('');
  const [running, setRunning] = useState('');

  const signAnew = async (id: string) => {
    const sum = { permits: 0, cards: 0, missed: 0 };
    setRunning(id);
    try {
      for (let cursor: string | undefined; ; ) {
        const round = await reissue.mutateAsync({ path: { id }, body: cursor ? { cursor } : {} });
        sum.permits += round.permits;
        sum.cards += round.cards;
        sum.missed += round.missed;
        cursor = round.next;
        const counts = `${w.permits} ${dates.number(sum.permits)} · ${w.cards} ${dates.number(sum.cards)}`;
        const end = sum.missed > 0 ? w.again : w.done;
        setProgress(`${cursor ? `${w.working} · ${dates.day(round.through)}` : end} · ${counts}`);
        if (!cursor) return;
      }
    } catch {
      // What went wrong is shown; the run goes on from the beginning, and what is done stays done.
    } finally {
      setRunning('');
    }
  };

  return (
    <section id="signing-keys">
      <h2>{w.title}</h2>
      <p className="soft">{w.text}</p>
      <Problems error={reissue.error} />
      <p className="admin-done" role="status">
        {progress}
      </p>
      <Shown of={read} rows={1}>
        {({ items, rotationDue }) => (
          <>
            {rotationDue && <p role="alert">{w.due}</p>}
            <Sheet title={w.title} quiet>
              <thead>
                <tr>
                  <th scope="col">{w.key}</th>
                  <th scope="col">{w.state}</th>
                  <th scope="col">{w.from}</th>
                  <th scope="col" className="figure">
                    {w.signed}
                  </th>
                  <th scope="col">{w.ends}</th>
                  <th scope="col">{w.leaves}</th>
                  {isAdmin && <th scope="col">{w.act}</th>}
                </tr>
              </thead>
              <tbody>
                {items.map((one) => (
                  <tr key={`${one.id} ${one.kid}`}>
                    <th scope="row" className="admin-named">
                      {one.id}
                      <br />
                      <small className="soft admin-code">{one.kid}</small>
                    </th>
                    <td>
                      <Tag color={colours[one.state]}>{w[one.state]}</Tag>
                    </td>
                    <td>{one.from ? dates.day(one.from) : one.publishedAt && dates.moment(one.publishedAt)}</td>
                    <td className="figure">{one.signed !== undefined && dates.number(one.signed)}</td>
                    <td>{one.lastTokenEnds && dates.moment(one.lastTokenEnds)}</td>
                    <td>{one.leavesAt && dates.moment(one.leavesAt)}</td>
                    {isAdmin && (
                      <td>
                        {one.state === 'distrusted' && (
                          <Button loading={running === one.id} onClick={() => void signAnew(one.id)}>
                            {w.reissue}
                          </Button>
                        )}
                      </td>
                    )}
                  </tr>
                ))}
              </tbody>
            </Sheet>
          </>
        )}
      </Shown>
    </section>
  );
}
