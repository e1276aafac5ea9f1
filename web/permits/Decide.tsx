import { Button } from 'antd';
import { useState } from 'react';
import type { Text } from '../../shared/domain/text.ts';
import type { Answer } from '../client/contract.ts';
import { useChange } from '../client/queries.ts';
import { useWords } from '../language/words.tsx';
import { BothField } from '../pieces/Fields.tsx';
import { FormModal } from '../pieces/FormModal.tsx';
import { useKept } from '../pieces/kept-draft.ts';
import { holds, useSelf } from '../sign-in/self.ts';

const words = {
  title: { zh: '对许可作出处理', en: 'Decide about this permit' },
  suspend: { zh: '暂停许可', en: 'Suspend' },
  suspendText: {
    zh: '暂停后不能凭此许可工作，二维码显示“暂停”。持证人和用人单位会收到通知，可以随时恢复。',
    en: 'It stops allowing work at once, and its QR code answers "suspended". Holder and employer see why; it can be reinstated.',
  },
  reinstate: { zh: '恢复许可', en: 'Reinstate' },
  reinstateText: { zh: '恢复后立即有效。', en: 'It holds again at once.' },
  revoke: { zh: '撤销许可', en: 'Revoke' },
  revokeText: {
    zh: '撤销是永久的，不能恢复。请确认已经依法告知并听取意见。',
    en: 'This is for good and cannot be undone. Be sure that the parties were told and heard as the law asks.',
  },
  reason: { zh: '理由', en: 'Reason' },
  hint: {
    zh: '持证人和用人单位会看到，并与决定一起保存。每种语言最多 500 字。',
    en: 'Holder and employer read it, and it is kept with the decision. Up to 500 characters in each language.',
  },
  done: { zh: '已处理。', en: 'Done.' },
};

type Permit = Answer<'readPermit'>;
type Act = 'suspend' | 'reinstate' | 'revoke';

const routes = { suspend: 'suspendPermit', reinstate: 'reinstatePermit', revoke: 'revokePermit' } as const;

const open: Readonly<Record<Permit['status'], readonly Act[]>> = {
  valid: ['suspend', 'revoke'],
  'not-yet-valid': ['suspend', 'revoke'],
  suspended: ['reinstate', 'revoke'],
  expired: [],
  revoked: [],
  cancelled: [],
};

/** One line in each language, as the card and the letter carry it. */
const asLine = ({ zh, en }: Text): Text => ({ zh: zh.replace(/\s+/g, ' ').trim(), en: en.replace(/\s+/g, ' ').trim() });

function DecideNow({ permit, act, onClose }: { permit: Permit; act: Act; onClose: (done: boolean) => void }) {
  const w = useWords(words);
  const change = useChange(routes[act]);
  const [reason, setReason, forget] = useKept(`permit.${permit.number}.${act}`, { zh: '', en: '' });
  return (
    <FormModal
      open
      title={w[act]}
      submit={w[act]}
      danger={act !== 'reinstate'}
      error={change.error}
      busy={change.isPending}
      onClose={() => onClose(false)}
      onSubmit={() =>
        change.mutate(
          { path: { number: permit.number }, version: permit.version, body: { reason: asLine(reason) } },
          {
            onSuccess: () => {
              forget();
              onClose(true);
            },
          },
        )
      }
    >
      <p>{w[`${act}Text`]}</p>
      <BothField path="body.reason" label={w.reason} hint={w.hint} value={reason} onChange={setReason} rows={2} />
    </FormModal>
  );
}

/** For those who may: to suspend, reinstate or revoke a permit, with a reason that its parties read. */
export function Decide({ permit }: { permit: Permit }) {
  const w = useWords(words);
  const self = useSelf();
  const [act, setAct] = useState<Act>();
  const [isDone, setDone] = useState(false);
  const offered = holds(self, 'supervisor', 'decider') ? open[permit.status] : [];
  if (offered.length === 0 && !isDone) return null;
  return (
    <section className="card no-print" aria-labelledby="decide">
      <h2 id="decide">{w.title}</h2>
      <p role="status">{isDone && w.done}</p>
      <div className="card-tools">
        {offered.map((name) => (
          <Button key={name} danger={name !== 'reinstate'} onClick={() => setAct(name)}>
            {w[name]}
          </Button>
        ))}
      </div>
      {act && (
        <DecideNow
          key={act}
          permit={permit}
          act={act}
          onClose={(done) => {
            setAct(undefined);
            setDone(done);
          }}
        />
      )}
    </section>
  );
}
