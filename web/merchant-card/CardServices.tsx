import { Button, Tag } from 'antd';
import { useState } from 'react';
import { useChange } from '../client/queries.ts';
import { useSay, useWords } from '../language/words.tsx';
import { BothField } from '../pieces/Fields.tsx';
import { FormModal } from '../pieces/FormModal.tsx';
import type { Card } from './card-words.ts';
import './merchant-card.css';

const words = {
  title: { zh: '服务', en: 'Services' },
  open: { zh: '已开通', en: 'Open' },
  closed: { zh: '未开通', en: 'Not open' },
  grant: { zh: '开通', en: 'Grant' },
  withdraw: { zh: '关闭', en: 'Withdraw' },
  grantOf: { zh: (name: string) => `开通：${name}`, en: (name: string) => `Grant: ${name}` },
  withdrawOf: { zh: (name: string) => `关闭：${name}`, en: (name: string) => `Withdraw: ${name}` },
  reason: { zh: '理由（持卡人会看到）', en: 'Why, as the holder reads it' },
};

type Service = Card['services'][number];

function ChangeService({ card, service, onClose }: { card: Card; service: Service; onClose: () => void }) {
  const w = useWords(words);
  const say = useSay();
  const [reason, setReason] = useState({ zh: '', en: '' });
  const change = useChange('changeMerchantCardService', { renews: ['readMerchantCard', 'listMerchantCards'] });
  const name = say(service.label);
  return (
    <FormModal
      open
      title={service.granted ? w.withdrawOf(name) : w.grantOf(name)}
      onClose={onClose}
      danger={service.granted}
      error={change.error}
      busy={change.isPending}
      submit={service.granted ? w.withdraw : w.grant}
      onSubmit={() =>
        change.mutate(
          {
            path: { number: card.number },
            body: { service: service.id, change: service.granted ? 'withdraw' : 'grant', reason },
            version: card.version,
          },
          { onSuccess: onClose },
        )
      }
    >
      <BothField path="reason" label={w.reason} value={reason} onChange={setReason} />
    </FormModal>
  );
}

/** What a card opens; officers open and close each by itself. */
export function CardServices({ card, mayChange }: { card: Card; mayChange: boolean }) {
  const w = useWords(words);
  const say = useSay();
  const [changing, setChanging] = useState<string>();
  const service = card.services.find(({ id }) => id === changing);
  return (
    <section className="card" aria-label={w.title}>
      <h2>{w.title}</h2>
      <ul className="plain-list">
        {card.services.map((one) => (
          <li key={one.id} className="card-service">
            <span>{say(one.label)}</span>
            <span>
              <Tag color={one.granted ? 'success' : 'default'}>{one.granted ? w.open : w.closed}</Tag>
              {mayChange && (
                <Button size="small" onClick={() => setChanging(one.id)}>
                  {one.granted ? w.withdraw : w.grant}
                  <span className="visually-hidden"> {say(one.label)}</span>
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
      {service && (
        <ChangeService key={service.id} card={card} service={service} onClose={() => setChanging(undefined)} />
      )}
    </section>
  );
}
