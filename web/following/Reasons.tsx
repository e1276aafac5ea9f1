import type { Answer } from '../client/contract.ts';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';

const words = {
  mend: { zh: '需要补正的事项', en: 'What has to be mended' },
  mendAll: {
    zh: '以下是全部事项，已一次告知。',
    en: 'This is everything, told at once.',
  },
  intended: { zh: '拟不予许可的理由', en: 'Why a refusal is intended' },
  refused: { zh: '不予许可的理由', en: 'Why it was refused' },
  notAccepted: { zh: '不予受理的理由', en: 'Why it was not accepted' },
  rule: { zh: '依据', en: 'Rule' },
  document: { zh: '涉及的文件', en: 'Document concerned' },
  show: { zh: '查看', en: 'Show it' },
  remedies: { zh: '救济途径', en: 'What you can do against it' },
  replied: { zh: '陈述申辩意见', en: 'The reply' },
  repliedBy: {
    zh: (who: string, at: string) => `${who}于${at}提交`,
    en: (who: string, at: string) => `Given by ${who} on ${at}`,
  },
  employer: { zh: '用人单位', en: 'the employer' },
  applicant: { zh: '申请人', en: 'the applicant' },
  notes: { zh: '提示', en: 'Notes' },
  notesText: {
    zh: '以下提示不影响办理，由工作人员考虑。',
    en: 'These keep nothing from going on; officers take them into account.',
  },
};

type Application = Answer<'readApplication'>;
type Reason = NonNullable<Application['refusal']>['reasons'][number];
type Open = (documentId: string) => void;

function ReasonList({ reasons, application, open }: { reasons: Reason[]; application: Application; open: Open }) {
  const w = useWords(words);
  const say = useSay();
  return (
    <ol className="reasons">
      {reasons.map(({ code, rule, text, documentId }) => {
        const document = application.documents.find(({ id }) => id === documentId);
        const line = application.checklist.find(({ kind }) => kind === document?.kind);
        return (
          <li key={`${code} ${rule} ${text.zh}`}>
            <p>{say(text)}</p>
            <p className="soft">
              {w.rule}: {rule}
            </p>
            {document && (
              <p className="soft">
                {w.document}: {line ? say(line.label) : document.kind}{' '}
                <button type="button" className="link" onClick={() => open(document.id)}>
                  {w.show}
                </button>
              </p>
            )}
          </li>
        );
      })}
    </ol>
  );
}

/** What was told to the parties: deficiencies, an intended refusal with what was replied, a refusal with its remedies. */
export function Reasons({ application, open }: { application: Application; open: Open }) {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const { stage, deficiencies, intention, refusal, reply, notes } = application;
  const isReturned = stage === 'returned' || stage === 'lapsed';
  return (
    <>
      {isReturned && deficiencies && (
        <section className="card" aria-labelledby="deficiencies">
          <h2 id="deficiencies">{w.mend}</h2>
          <p className="soft">{w.mendAll}</p>
          <ol className="reasons">
            {deficiencies.map(({ path, code, text, remedy }) => (
              <li key={`${path} ${code}`}>
                <p>{say(text)}</p>
                {remedy && <p className="soft">{say(remedy)}</p>}
              </li>
            ))}
          </ol>
        </section>
      )}
      {refusal ? (
        <section className="card" aria-labelledby="refusal">
          <h2 id="refusal">{stage === 'not-accepted' ? w.notAccepted : w.refused}</h2>
          <ReasonList reasons={refusal.reasons} application={application} open={open} />
          <h3>{w.remedies}</h3>
          <p>{say(refusal.remedies)}</p>
        </section>
      ) : (
        intention && (
          <section className="card" aria-labelledby="intention">
            <h2 id="intention">{w.intended}</h2>
            <ReasonList reasons={intention.reasons} application={application} open={open} />
          </section>
        )
      )}
      {reply && (
        <section className="card" aria-labelledby="reply">
          <h2 id="reply">{w.replied}</h2>
          <p className="soft">
            {w.repliedBy(reply.by === 'employer' ? w.employer : w.applicant, dates.moment(reply.at))}
          </p>
          <p className="said">{reply.text}</p>
        </section>
      )}
      {notes && (
        <section className="card" aria-labelledby="notes">
          <h2 id="notes">{w.notes}</h2>
          <p className="soft">{w.notesText}</p>
          <ul className="reasons">
            {notes.map(({ path, code, text, remedy }) => (
              <li key={`${path} ${code}`}>
                <p>{say(text)}</p>
                {remedy && <p className="soft">{say(remedy)}</p>}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
