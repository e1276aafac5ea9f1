import { useState } from 'react';
import { useChange } from '../client/queries.ts';
import { useWords } from '../language/words.tsx';
import { BothField, CheckField, DayField, SelectField } from '../pieces/Fields.tsx';
import { FormModal } from '../pieces/FormModal.tsx';
import { type Card, stayWords } from './card-words.ts';
import type { CardDeed } from './what-may-be-done.ts';

export const deedWords = {
  'report-loss': { zh: '挂失', en: 'Report it lost' },
  reissue: { zh: '补发', en: 'Reissue' },
  stay: { zh: '登记停居留', en: 'Note the stay' },
  suspend: { zh: '暂停', en: 'Suspend' },
  reinstate: { zh: '恢复', en: 'Reinstate' },
  end: { zh: '终止', en: 'End it' },
} as const;

const words = {
  lossText: {
    zh: '从现在起，此卡的二维码不能再使用任何服务。需要新码时，请携护照到服务窗口补发，卡号不变。',
    en: 'From this moment its QR opens nothing. For a new QR come to the service desk with your passport; the number stays.',
  },
  lossOfficer: { zh: '从现在起，此卡的二维码不能再使用任何服务。', en: 'From this moment its QR opens nothing.' },
  reissueText: {
    zh: '卡号不变，换发新的二维码，旧码不再有效。',
    en: 'The number stays; it gets a new QR and the old one stays refused.',
  },
  identitySeen: { zh: '已当面核对持卡人和护照', en: 'I saw the holder with the passport' },
  endText: { zh: '终止后不能恢复，须重新申请。', en: 'This cannot be undone: another card has to be applied for.' },
  stayText: { zh: '停居留到期不影响此卡，查询时会显示。', en: 'The card goes on; whoever looks it up is told.' },
  kind: { zh: '停居留方式', en: 'Kind of stay' },
  until: { zh: '至', en: 'Until' },
  reason: { zh: '理由（持卡人会看到）', en: 'Why, as the holder reads it' },
};

const renews = ['readMerchantCard', 'listMerchantCards', 'drawMerchantCard'] as const;
const stays = ['residence-permit', 'visa', 'visa-free'] as const;

/** One thing done with a card, with what it needs to be told. */
export function CardDeedForm({
  card,
  deed,
  byHolder,
  onClose,
}: {
  card: Card;
  deed: CardDeed;
  byHolder: boolean;
  onClose: () => void;
}) {
  const w = useWords(words);
  const deeds = useWords(deedWords);
  const kinds = useWords(stayWords);
  const [reason, setReason] = useState({ zh: '', en: '' });
  const [kind, setKind] = useState<(typeof stays)[number] | ''>('');
  const [until, setUntil] = useState('');
  const [isSeen, setSeen] = useState(false);
  const loss = useChange('reportMerchantCardLost', { renews });
  const reissue = useChange('reissueMerchantCard', { renews });
  const stay = useChange('noteMerchantCardStay', { renews });
  const suspend = useChange('suspendMerchantCard', { renews });
  const reinstate = useChange('reinstateMerchantCard', { renews });
  const end = useChange('endMerchantCard', { renews });
  const change = { 'report-loss': loss, reissue, stay, suspend, reinstate, end }[deed];
  const at = { path: { number: card.number }, version: card.version };
  const done = { onSuccess: onClose };
  const said = reason.zh.trim() || reason.en.trim() ? { reason } : {};
  const send = () => {
    switch (deed) {
      case 'report-loss':
        return loss.mutate({ ...at, body: { ...said } }, done);
      case 'reissue':
        return reissue.mutate({ ...at, body: { identitySeen: isSeen as true, ...said } }, done);
      case 'stay':
        return stay.mutate({ ...at, body: { kind: kind as 'visa', until, reason } }, done);
      case 'suspend':
        return suspend.mutate({ ...at, body: { reason } }, done);
      case 'reinstate':
        return reinstate.mutate({ ...at, body: { reason } }, done);
      case 'end':
        return end.mutate({ ...at, body: { reason } }, done);
    }
  };
  return (
    <FormModal
      open
      title={deeds[deed]}
      onClose={onClose}
      danger={deed === 'end' || deed === 'report-loss' || deed === 'suspend'}
      error={change.error}
      busy={change.isPending}
      submit={deeds[deed]}
      onSubmit={send}
    >
      {deed === 'report-loss' && <p>{byHolder ? w.lossText : w.lossOfficer}</p>}
      {deed === 'reissue' && (
        <>
          <p>{w.reissueText}</p>
          <CheckField path="identitySeen" label={w.identitySeen} value={isSeen} onChange={setSeen} />
        </>
      )}
      {deed === 'end' && <p>{w.endText}</p>}
      {deed === 'stay' && (
        <>
          <p>{w.stayText}</p>
          <SelectField
            path="kind"
            label={w.kind}
            value={kind}
            onChange={setKind}
            options={stays.map((value) => ({ value, label: kinds[value] ?? value }))}
          />
          <DayField path="until" label={w.until} value={until} onChange={setUntil} />
        </>
      )}
      {!byHolder && deed !== 'reissue' && deed !== 'report-loss' && (
        <BothField path="reason" label={w.reason} value={reason} onChange={setReason} />
      )}
    </FormModal>
  );
}
