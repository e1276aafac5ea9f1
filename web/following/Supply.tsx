import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useId, useState } from 'react';
import type { Answer } from '../client/contract.ts';
import { useRead } from '../client/queries.ts';
import { useSay, useWords } from '../language/words.tsx';
import { Shown } from '../pieces/Shown.tsx';
import { Upload } from '../pieces/Upload.tsx';
import { useSending } from '../pieces/use-sending.ts';

const words = {
  later: { zh: '请补交容缺材料', en: 'Papers that were to follow' },
  laterText: {
    zh: '您承诺受理后补交以下材料。补交之前不能准予许可；上传并通过检查后即视为已交。',
    en: 'You said that these would follow after acceptance. Nothing can be approved before they are here; once a file has passed its check it counts as given.',
  },
  more: { zh: '补充文件', en: 'Add papers to your reply' },
  which: { zh: '文件种类', en: 'Kind of paper' },
  choose: { zh: '请选择', en: 'Choose' },
};

type Application = Answer<'readApplication'>;
type Material = Answer<'readGuide'>['materials'][number];

/** The means to send documents to a case that is not a form any more, and to see it anew once one was judged. */
function useSupplying(application: Application) {
  const queries = useQueryClient();
  const renew = useCallback(() => queries.invalidateQueries(), [queries]);
  const files = useSending(application.id, renew);
  const guide = useRead('readGuide', { query: { procedure: application.procedure } }, { fresh: 300_000 });
  return { files, guide };
}

/** Papers that were allowed to follow after acceptance, while they are not there. */
export function PapersToFollow({ application }: { application: Application }) {
  const w = useWords(words);
  const say = useSay();
  const { files, guide } = useSupplying(application);
  const owed = application.checklist.filter(({ state }) => state === 'later');
  return (
    <section className="card standing standing-yours" aria-labelledby="papers-to-follow">
      <h2 id="papers-to-follow">{w.later}</h2>
      <p>{w.laterText}</p>
      <Shown of={guide} rows={3}>
        {({ materials }) =>
          owed.map((line) => {
            const material = materials.find(({ kind }) => kind === line.kind);
            return (
              material && (
                <div key={line.kind} className="paper-to-follow">
                  <h3>{say(line.label)}</h3>
                  <Upload application={application.id} of={material} documents={application.documents} files={files} />
                </div>
              )
            );
          })
        }
      </Shown>
    </section>
  );
}

/** Whether another document of a material can go with a reply: one of which one counts stays as it is once it is there. */
const mayBeAdded = ({ documents }: Application, { kind, several }: Material): boolean =>
  several || !documents.some((document) => document.kind === kind && document.state === 'accepted');

/** Papers that are added before a reply is sent. */
export function PapersWithReply({ application }: { application: Application }) {
  const w = useWords(words);
  const say = useSay();
  const id = useId();
  const [chosen, setChosen] = useState('');
  const { files, guide } = useSupplying(application);
  return (
    <details className="papers-with-reply">
      <summary>{w.more}</summary>
      <Shown of={guide} rows={2}>
        {({ materials }) => {
          const material = materials.find(({ kind }) => kind === chosen);
          return (
            <div className="field">
              <label htmlFor={id}>{w.which}</label>
              <select id={id} className="input" value={chosen} onChange={({ target }) => setChosen(target.value)}>
                <option value="">{w.choose}</option>
                {materials
                  .filter((one) => one.kind === chosen || mayBeAdded(application, one))
                  .map(({ kind, label }) => (
                    <option key={kind} value={kind}>
                      {say(label)}
                    </option>
                  ))}
              </select>
              {material && (
                <Upload application={application.id} of={material} documents={application.documents} files={files} />
              )}
            </div>
          );
        }}
      </Shown>
    </details>
  );
}
