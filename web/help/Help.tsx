import { usePages } from '../client/queries.ts';
import { useHas } from '../client/zone.ts';
import { useWords } from '../language/words.tsx';
import { ActionLink } from '../pieces/ActionLink.tsx';
import { Head } from '../pieces/Head.tsx';
import { More } from '../pieces/More.tsx';
import '../pieces/parts.css';
import { Shown } from '../pieces/Shown.tsx';
import { Gate } from '../sign-in/Gate.tsx';
import { holds, useSelf } from '../sign-in/self.ts';
import { HelpLines } from './HelpLines.tsx';
import { HelpQueue } from './HelpQueue.tsx';

const words = {
  title: { zh: '求助与纠纷调解', en: 'Help and disputes' },
  line: {
    zh: '不清楚规定、不会准备材料、需要翻译，或与他人有争议，都可以在此求助。免费。',
    en: 'A rule is unclear, a paper hard to prepare, you need an interpreter, or you are at odds with somebody: ask here. It is free.',
  },
  ask: { zh: '我要求助', en: 'Ask for help' },
  mine: { zh: '我的求助', en: 'What I asked' },
  noneMine: { zh: '您还没有提出过求助。', en: 'You have not asked for help yet.' },
  invited: { zh: '邀请我参加的调解', en: 'Mediations to which I am invited' },
  notHere: { zh: '本区未开通此服务。', en: 'This zone does not offer this.' },
};

/** What this person asked, and disputes to which they are invited. */
function Mine() {
  const w = useWords(words);
  const asked = usePages('listHelp', { query: { as: 'requester' } });
  const invited = usePages('listHelp', { query: { as: 'other-party' } });
  return (
    <>
      <Head
        title={w.title}
        actions={
          <ActionLink primary to="/help/new">
            {w.ask}
          </ActionLink>
        }
      >
        {w.line}
      </Head>
      {invited.items.length > 0 && (
        <section className="card next-step">
          <h2>{w.invited}</h2>
          <HelpLines items={invited.items} />
          <More list={invited} />
        </section>
      )}
      <section className="card">
        <h2>{w.mine}</h2>
        <Shown of={{ ...asked, data: asked.isPending || asked.error ? undefined : asked.items }}>
          {(items) => (items.length === 0 ? <p>{w.noneMine}</p> : <HelpLines items={items} />)}
        </Shown>
        <More list={asked} />
      </section>
    </>
  );
}

function Either() {
  const w = useWords(words);
  const self = useSelf();
  if (!useHas('help')) return <Head title={w.title}>{w.notHere}</Head>;
  return holds(self, 'front-officer', 'supervisor') ? <HelpQueue /> : <Mine />;
}

/** Requests for help: for parties their own, for officers what waits. */
export const Help = () => (
  <Gate roles={['employer', 'applicant', 'front-officer', 'supervisor']}>
    <Either />
  </Gate>
);
