import { useSay, useWords } from '../language/words.tsx';
import { BothField, CheckField, ChoiceField, FieldGroup, TextField } from '../pieces/Fields.tsx';
import type { PartnerTyped } from './partner-entry.ts';
import { partnerStates } from './partner-states.ts';
import { useServices } from './use-services.ts';

const words = {
  name: { zh: '名称', en: 'Name' },
  contact: { zh: '联系人', en: 'Contact person' },
  email: { zh: '电子邮箱', en: 'E-mail' },
  phone: { zh: '电话', en: 'Telephone' },
  scopes: { zh: '可以查询的服务', en: 'Services it may ask about' },
  perMinute: { zh: '每分钟最多查询', en: 'Checks a minute, at most' },
  perDay: { zh: '每天最多查询', en: 'Checks a day, at most' },
  status: { zh: '状态', en: 'State' },
  reason: { zh: '理由', en: 'Reason' },
};

/** Everything that is said of a partner; name when it is registered, state afterwards. */
export function PartnerFields({
  typed,
  set,
  isNew,
}: {
  typed: PartnerTyped;
  set: (to: Partial<PartnerTyped>) => void;
  isNew: boolean;
}) {
  const w = useWords(words);
  const say = useSay();
  const services = useServices();
  return (
    <>
      {isNew && <BothField path="name" label={w.name} rows={1} value={typed.name} onChange={(name) => set({ name })} />}
      {!isNew && (
        <ChoiceField
          path="status"
          label={w.status}
          value={typed.status}
          onChange={(status) => set({ status })}
          options={(['active', 'suspended', 'ended'] as const).map((value) => ({
            value,
            label: say(partnerStates[value]),
          }))}
        />
      )}
      <FieldGroup path="scopes" label={w.scopes}>
        {() =>
          services.map(({ id, label }) => (
            <CheckField
              key={id}
              label={say(label)}
              value={typed.scopes.includes(id)}
              onChange={(isIn) =>
                set({ scopes: isIn ? [...typed.scopes, id] : typed.scopes.filter((one) => one !== id) })
              }
            />
          ))
        }
      </FieldGroup>
      <div className="form-pair">
        <TextField
          path="perMinute"
          label={w.perMinute}
          inputMode="numeric"
          value={typed.perMinute}
          onChange={(perMinute) => set({ perMinute })}
        />
        <TextField
          path="perDay"
          label={w.perDay}
          inputMode="numeric"
          value={typed.perDay}
          onChange={(perDay) => set({ perDay })}
        />
      </div>
      <TextField
        path="contact.name"
        label={w.contact}
        value={typed.contactName}
        onChange={(contactName) => set({ contactName })}
      />
      <div className="form-pair">
        <TextField
          path="contact.email"
          label={w.email}
          type="email"
          value={typed.email}
          onChange={(email) => set({ email })}
        />
        <TextField
          path="contact.phone"
          label={w.phone}
          type="tel"
          optional
          value={typed.phone}
          onChange={(phone) => set({ phone })}
        />
      </div>
      <BothField path="reason" label={w.reason} rows={2} value={typed.reason} onChange={(reason) => set({ reason })} />
    </>
  );
}
