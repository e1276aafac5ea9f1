import { Button } from 'antd';
import { useSearchParams } from 'react-router';
import { type HelpKind, helpKinds } from '../../shared/domain/help/mediation.ts';
import { usePages } from '../client/queries.ts';
import { useWords } from '../language/words.tsx';
import { ActionLink } from '../pieces/ActionLink.tsx';
import { Head } from '../pieces/Head.tsx';
import { More } from '../pieces/More.tsx';
import '../pieces/parts.css';
import { Shown } from '../pieces/Shown.tsx';
import { holds, useSelf } from '../sign-in/self.ts';
import { HelpLines } from './HelpLines.tsx';
import './help.css';
import { kindWords } from './help-words.ts';

const words = {
  title: { zh: '求助与纠纷', en: 'Help and disputes' },
  line: { zh: '等待工作人员处理的求助，等得最久的在前。', en: 'What waits for the office, the longest waiting first.' },
  statistics: { zh: '统计', en: 'Figures' },
  kinds: { zh: '求助类型', en: 'Kind' },
  none: { zh: '没有等待处理的求助。', en: 'Nothing of this kind waits.' },
};

const isKind = (name: string | null): name is HelpKind => helpKinds.some((kind) => kind === name);

/** What waits for officers, kind by kind. */
export function HelpQueue() {
  const w = useWords(words);
  const kinds = useWords(kindWords);
  const self = useSelf();
  const [search, setSearch] = useSearchParams();
  const asked = search.get('kind');
  const kind = isKind(asked) ? asked : 'guidance';
  const list = usePages('listHelp', { query: { kind } }, { refetchEvery: 60_000 });
  const read = { ...list, data: list.isPending || list.error ? undefined : list.items };
  return (
    <>
      <Head
        title={w.title}
        actions={holds(self, 'supervisor') && <ActionLink to="/help/statistics">{w.statistics}</ActionLink>}
      >
        {w.line}
      </Head>
      <fieldset className="kind-tabs">
        <legend className="visually-hidden">{w.kinds}</legend>
        {helpKinds.map((one) => (
          <Button
            key={one}
            type={one === kind ? 'primary' : 'default'}
            aria-pressed={one === kind}
            onClick={() => setSearch({ kind: one }, { replace: true })}
          >
            {kinds[one]}
          </Button>
        ))}
      </fieldset>
      <section className="card">
        <Shown of={read}>
          {(items) => (items.length === 0 && !list.more ? <p>{w.none}</p> : <HelpLines items={items} />)}
        </Shown>
        <More list={list} />
      </section>
    </>
  );
}
