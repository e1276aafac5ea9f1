import { useCallback, useRef, useState } from 'react';
import { isOfficerStage } from '../../shared/domain/application/transitions.ts';
import type { Answer } from '../client/contract.ts';
import { useRead } from '../client/queries.ts';
import { personName } from '../language/names.ts';
import { useSay, useWords } from '../language/words.tsx';
import { ActionLink } from '../pieces/ActionLink.tsx';
import { FormShown } from '../pieces/FormShown.tsx';
import { Head } from '../pieces/Head.tsx';
import { Letters } from '../pieces/Letters.tsx';
import '../pieces/parts.css';
import { useProcedureTitle } from '../pieces/procedure-titles.ts';
import { Shown } from '../pieces/Shown.tsx';
import { StageTag } from '../pieces/StageTag.tsx';
import { Actions } from './Actions.tsx';
import { Ahead, Contact } from './Ahead.tsx';
import { Assessed } from './Assessed.tsx';
import './following.css';
import { Messages } from './Messages.tsx';
import { PaperAbove, Papers } from './Papers.tsx';
import { Reasons } from './Reasons.tsx';
import { Reply } from './Reply.tsx';
import { Standing } from './Standing.tsx';
import { PapersToFollow } from './Supply.tsx';
import { Timeline } from './Timeline.tsx';

const words = {
  permit: { zh: '查看许可', en: 'Open the permit' },
  happened: { zh: '办理经过', en: 'What happened' },
  letters: { zh: '文书', en: 'Letters' },
  messages: { zh: '消息', en: 'Messages' },
  papers: { zh: '已提交的材料', en: 'What was handed in' },
  form: { zh: '申请内容', en: 'What the application says' },
};

type Application = Answer<'readApplication'>;

/** What the parties of an application see once it was submitted: where it stands, whose turn it is, what may be done. */
export function Following({ application }: { application: Application }) {
  const w = useWords(words);
  const say = useSay();
  const title = useProcedureTitle()(application.procedure);
  const [reading, setReading] = useState<string>();
  const [said, setSaid] = useState('');
  const { id, stage, form, employer, receiptNumber, permitNumber } = application;
  const guidance = useRead('readGuidance', { path: { id } }, { fresh: 0 });
  const who = form.applicant ? personName(form.applicant) : '';
  const party = who || (employer ? say({ zh: employer.name.zh ?? '', en: employer.name.en ?? '' }) : '');
  const note = useRef<HTMLParagraphElement>(null);
  // What had the focus is gone with its form.
  const done = useCallback((what: string) => {
    setSaid(what);
    window.scrollTo({ top: 0 });
    note.current?.focus({ preventScroll: true });
  }, []);
  const owes = isOfficerStage(stage) && application.checklist.some(({ state }) => state === 'later');
  const mayReply = application.next.some(({ action }) => action === 'reply');
  return (
    <div className="following">
      <Head title={party || title} tab={title} actions={<Actions application={application} done={done} />}>
        <span className="following-line">
          <StageTag stage={stage} />
          {party && <span>{title}</span>}
          {receiptNumber && <span className="receipt">{receiptNumber}</span>}
        </span>
      </Head>
      <p ref={note} tabIndex={-1} role="status" className={said ? 'done-note' : 'visually-hidden'}>
        {said}
      </p>
      <Shown of={guidance} rows={6}>
        {(guide) => (
          <>
            <Standing application={application} guidance={guide} owes={owes}>
              {stage === 'issued' && permitNumber && (
                <ActionLink primary to={`/permits/${permitNumber}`}>
                  {w.permit}
                </ActionLink>
              )}
            </Standing>
            {owes && <PapersToFollow application={application} />}
            <Reasons application={application} open={setReading} />
            {mayReply && <Reply application={application} done={done} />}
            <div className="following-columns">
              <div>
                <Ahead guidance={guide} />
                <Assessed application={application} />
                <Contact of={guide.contact} serviceWindow={application.serviceWindow?.number} />
              </div>
              <div>
                <section className="card" aria-labelledby="happened">
                  <h2 id="happened">{w.happened}</h2>
                  <Timeline application={id} />
                </section>
                <section className="card no-print" aria-labelledby="letters">
                  <h2 id="letters">{w.letters}</h2>
                  <Letters application={id} />
                </section>
              </div>
            </div>
          </>
        )}
      </Shown>
      <details className="card">
        <summary>
          <h2>{w.papers}</h2>
        </summary>
        <Papers application={application} open={setReading} />
      </details>
      <details className="card">
        <summary>
          <h2>{w.form}</h2>
        </summary>
        <FormShown application={application} />
      </details>
      <details className="card no-print">
        <summary>
          <h2>{w.messages}</h2>
        </summary>
        <Messages application={id} />
      </details>
      {reading && <PaperAbove application={application} documentId={reading} onClose={() => setReading(undefined)} />}
    </div>
  );
}
