import { useState } from 'react';
import type { Answer } from '../client/contract.ts';
import { useChange } from '../client/queries.ts';
import { useWords } from '../language/words.tsx';
import { LongField, SelectField, TextField } from '../pieces/Fields.tsx';
import { FormModal } from '../pieces/FormModal.tsx';

const words = {
  title: { zh: '邀请经办人', en: 'Invite a handler' },
  text: {
    zh: '对方用此邮箱登录后，在“用人单位”页面接受邀请。邀请本身不能查看任何内容。',
    en: 'They sign in with this address and accept on the page “Employers”. Until then they see nothing.',
  },
  name: { zh: '姓名', en: 'Name' },
  phone: { zh: '电话', en: 'Telephone' },
  email: { zh: '登录邮箱', en: 'E-mail address they sign in with' },
  replaces: { zh: '接替', en: 'Takes the place of' },
  replacesHint: { zh: '如为新增经办人，不选。', en: 'Leave it if they come in addition.' },
  nobody: { zh: '不接替任何人', en: 'Nobody' },
  reason: { zh: '理由', en: 'Why' },
  reasonHint: {
    zh: '由主管添加经办人时须说明理由，会作记录。',
    en: 'A supervisor who adds a handler says why; it goes on record.',
  },
  submit: { zh: '发出邀请', en: 'Invite' },
};

const empty = { name: '', phone: '', email: '', replaces: '', reason: '' };

/** Invites a colleague; a supervisor does it where nobody of the employer can. */
export function InviteHandler({
  employer,
  bySupervisor,
  open,
  onClose,
  onDone,
}: {
  employer: Answer<'readEmployer'>;
  bySupervisor: boolean;
  open: boolean;
  onClose: () => void;
  onDone: () => void;
}) {
  const w = useWords(words);
  const [typed, setTyped] = useState(empty);
  const invite = useChange('inviteHandler', { renews: ['readEmployer', 'listEmployers'] });
  const set = (part: Partial<typeof empty>) => setTyped((now) => ({ ...now, ...part }));
  const { name, phone, email, replaces, reason } = typed;
  return (
    <FormModal
      open={open}
      title={w.title}
      onClose={onClose}
      error={invite.error}
      busy={invite.isPending}
      submit={w.submit}
      onSubmit={() =>
        invite.mutate(
          {
            path: { id: employer.id },
            body: {
              name,
              phone: phone.trim(),
              email: email.trim(),
              ...(replaces ? { replaces } : {}),
              ...(bySupervisor && reason ? { reason } : {}),
            },
          },
          {
            onSuccess: () => {
              setTyped(empty);
              onDone();
            },
          },
        )
      }
    >
      <p className="soft">{w.text}</p>
      <TextField path="name" label={w.name} value={name} onChange={(next) => set({ name: next })} />
      <TextField path="phone" label={w.phone} type="tel" value={phone} onChange={(next) => set({ phone: next })} />
      <TextField path="email" label={w.email} type="email" value={email} onChange={(next) => set({ email: next })} />
      <SelectField
        path="replaces"
        label={w.replaces}
        hint={w.replacesHint}
        optional
        none={w.nobody}
        value={replaces}
        onChange={(next) => set({ replaces: next })}
        options={employer.handlers.map((handler) => ({ value: handler.id, label: handler.name }))}
      />
      {bySupervisor && (
        <LongField
          path="reason"
          label={w.reason}
          hint={w.reasonHint}
          value={reason}
          onChange={(next) => set({ reason: next })}
        />
      )}
    </FormModal>
  );
}
