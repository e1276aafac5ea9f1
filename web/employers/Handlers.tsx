import { Button, Tag } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { Answer } from '../client/contract.ts';
import { useChange } from '../client/queries.ts';
import { useDates } from '../language/dates.tsx';
import { useWords } from '../language/words.tsx';
import { FormModal } from '../pieces/FormModal.tsx';
import { InviteHandler } from './InviteHandler.tsx';

const words = {
  title: { zh: '经办人', en: 'Handlers' },
  text: {
    zh: '每个单位可有一至三名经办人，权限相同。',
    en: 'One to three people of the employer, all with the same rights.',
  },
  invite: { zh: '邀请经办人', en: 'Invite a handler' },
  invited: { zh: '已邀请，待接受', en: 'Invited, not accepted yet' },
  you: { zh: '您本人', en: 'You' },
  since: { zh: (day: string) => `自 ${day}`, en: (day: string) => `since ${day}` },
  remove: { zh: '移除', en: 'Remove' },
  takeBack: { zh: '撤回邀请', en: 'Withdraw the invitation' },
  removeTitle: { zh: (name: string) => `移除经办人：${name}`, en: (name: string) => `Remove ${name}?` },
  removeText: {
    zh: '移除后，此人不能再查看或办理本单位的申请。已提交的申请不受影响。',
    en: 'They can no longer see or file anything for this employer. Applications that were filed go on.',
  },
  removeOwn: {
    zh: '您将不能再查看或办理本单位的申请。',
    en: 'You will no longer see or file anything for this employer.',
  },
  done: { zh: '邀请已发出。', en: 'The invitation is made.' },
  doneLink: {
    zh: (link: string) => `请把此链接发给对方：${link}`,
    en: (link: string) => `Send them this link: ${link}`,
  },
};

type Employer = Answer<'readEmployer'>;
type Handler = Employer['handlers'][number];

/** Who handles the employer's applications, and how colleagues come and go. */
export function Handlers({ employer, own }: { employer: Employer; own: boolean }) {
  const w = useWords(words);
  const dates = useDates();
  const go = useNavigate();
  const [isInviting, setInviting] = useState(false);
  const [isInvited, setInvited] = useState(false);
  const [removing, setRemoving] = useState<Handler>();
  const remove = useChange('removeHandler', { renews: ['readEmployer', 'listEmployers'] });
  return (
    <section className="card" aria-labelledby="handlers">
      <div className="section-head">
        <h2 id="handlers">{w.title}</h2>
        <Button onClick={() => setInviting(true)}>{w.invite}</Button>
      </div>
      <p className="soft">{w.text}</p>
      <p role="status" className="invited-told">
        {isInvited && (
          <>
            {w.done} {w.doneLink(new URL(`employers/${employer.id}/accept`, document.baseURI).href)}
          </>
        )}
      </p>
      <ul className="plain-list">
        {employer.handlers.map((handler) => (
          <li key={handler.id} className="handler-row">
            <p>
              <strong>{handler.name}</strong> {handler.own && <Tag>{w.you}</Tag>}
              {handler.state === 'invited' && <Tag color="warning">{w.invited}</Tag>}
              <br />
              <span className="soft">
                {handler.phone} · {w.since(dates.shortDay(dates.dayOf(handler.since)))}
              </span>
            </p>
            {own && (
              <Button danger onClick={() => setRemoving(handler)}>
                {handler.state === 'invited' ? w.takeBack : w.remove}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <InviteHandler
        employer={employer}
        bySupervisor={!own}
        open={isInviting}
        onClose={() => setInviting(false)}
        onDone={() => {
          setInviting(false);
          setInvited(true);
        }}
      />
      <FormModal
        open={removing !== undefined}
        title={w.removeTitle(removing?.name ?? '')}
        onClose={() => {
          setRemoving(undefined);
          remove.reset();
        }}
        danger
        error={remove.error}
        busy={remove.isPending}
        submit={removing?.state === 'invited' ? w.takeBack : w.remove}
        onSubmit={() =>
          removing &&
          remove.mutate(
            { path: { id: employer.id, handlerId: removing.id } },
            {
              onSuccess: () => {
                if (removing.own) void go('/employers');
                setRemoving(undefined);
              },
            },
          )
        }
      >
        <p>{removing?.own ? w.removeOwn : w.removeText}</p>
      </FormModal>
    </section>
  );
}
