import { Button } from 'antd';
import { useState } from 'react';
import { Refusal } from '../client/client.ts';
import type { Answer } from '../client/contract.ts';
import { useChange } from '../client/queries.ts';
import { useSay, useWords } from '../language/words.tsx';
import { LongField } from '../pieces/Fields.tsx';
import { FormModal } from '../pieces/FormModal.tsx';
import { useKept } from '../pieces/kept-draft.ts';

const words = {
  withdrawTitle: { zh: '撤回这份申请？', en: 'Withdraw this application?' },
  withdrawText: {
    zh: '撤回后本次申请终止，已交材料不再办理。撤回不影响以后再次申请。',
    en: 'It ends here and nobody works on it any more. It does not stand against you when you apply again.',
  },
  withdraw: { zh: '确认撤回', en: 'Withdraw it' },
  reason: { zh: '撤回原因', en: 'Why you withdraw it' },
  withdrawn: { zh: '申请已撤回。', en: 'The application was withdrawn.' },
  recallTitle: { zh: '取回修改？', en: 'Take it back to change it?' },
  recallText: {
    zh: '申请将回到草稿，可以修改后再次提交；办理时限从再次提交起重新计算。',
    en: 'It becomes a draft again. Change what you like and submit it anew; its time begins then.',
  },
  recall: { zh: '取回', en: 'Take it back' },
  recalled: { zh: '申请已取回，可以修改。', en: 'You have it back and can change it.' },
  changed: {
    zh: '在此期间情况有变化，页面已显示最新状态；请看过后再决定。',
    en: 'Something changed in the meantime. The page shows how it stands now; look at it and decide again.',
  },
};

type Application = Answer<'readApplication'>;
export type Done = (what: string) => void;

/** Whether somebody else was faster: the page shows the present state by then. */
const isOvertaken = (error: unknown): boolean =>
  error instanceof Refusal && ['conflict', 'version-conflict'].includes(error.code);

/** In place of the page's own words where somebody else was faster. */
export function Overtaken({ error }: { error: unknown }) {
  const w = useWords(words);
  return isOvertaken(error) ? <p className="kind-note">{w.changed}</p> : null;
}

function Withdraw({ application, onClose, done }: { application: Application; onClose: () => void; done: Done }) {
  const w = useWords(words);
  const change = useChange('withdrawApplication');
  const [kept, keep, forget] = useKept(`withdraw.${application.id}`, { reason: '' });
  const reason = kept.reason.trim();
  return (
    <FormModal
      open
      danger
      title={w.withdrawTitle}
      submit={w.withdraw}
      onClose={onClose}
      error={change.error}
      busy={change.isPending}
      onSubmit={() =>
        change.mutate(
          { path: { id: application.id }, version: application.version, body: reason ? { reason } : {} },
          {
            onSuccess: () => {
              forget();
              onClose();
              done(w.withdrawn);
            },
          },
        )
      }
    >
      <p>{w.withdrawText}</p>
      <LongField
        path="body.reason"
        label={w.reason}
        optional
        rows={3}
        value={kept.reason}
        onChange={(typed) => keep({ reason: typed })}
      />
      <Overtaken error={change.error} />
    </FormModal>
  );
}

function Recall({ application, onClose, done }: { application: Application; onClose: () => void; done: Done }) {
  const w = useWords(words);
  const change = useChange('recallApplication');
  return (
    <FormModal
      open
      title={w.recallTitle}
      submit={w.recall}
      onClose={onClose}
      error={change.error}
      busy={change.isPending}
      onSubmit={() =>
        change.mutate(
          { path: { id: application.id }, version: application.version, body: {} },
          {
            onSuccess: () => {
              onClose();
              done(w.recalled);
            },
          },
        )
      }
    >
      <p>{w.recallText}</p>
      <Overtaken error={change.error} />
    </FormModal>
  );
}

/** What may be done with a submitted application, as the zone offers it. */
export function Actions({ application, done }: { application: Application; done: Done }) {
  const say = useSay();
  const [open, setOpen] = useState<'withdraw' | 'recall'>();
  const offered = application.next.filter(({ action }) => action === 'recall' || action === 'withdraw');
  const close = () => setOpen(undefined);
  return (
    <>
      {offered.map(({ action, label }) => (
        <Button
          key={action}
          danger={action === 'withdraw'}
          onClick={() => setOpen(action === 'withdraw' ? 'withdraw' : 'recall')}
        >
          {say(label)}
        </Button>
      ))}
      {open === 'withdraw' && <Withdraw application={application} onClose={close} done={done} />}
      {open === 'recall' && <Recall application={application} onClose={close} done={done} />}
    </>
  );
}
