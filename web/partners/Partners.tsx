import { Button, Tag } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { leads } from '../administration/leads.ts';
import { useChange, useRead } from '../client/queries.ts';
import { useDates } from '../language/dates.tsx';
import { useSay, useWords } from '../language/words.tsx';
import { FormModal } from '../pieces/FormModal.tsx';
import { Head } from '../pieces/Head.tsx';
import { useKept } from '../pieces/kept-draft.ts';
import { Sheet } from '../pieces/Sheet.tsx';
import { Shown } from '../pieces/Shown.tsx';
import { Gate } from '../sign-in/Gate.tsx';
import { holds, useSelf } from '../sign-in/self.ts';
import { PartnerFields } from './PartnerFields.tsx';
import { noPartner, registrationOf } from './partner-entry.ts';
import { partnerColours, partnerStates } from './partner-states.ts';
import './partners.css';
import { useServices } from './use-services.ts';

const words = {
  title: { zh: '合作单位', en: 'Partners' },
  line: {
    zh: '公交、图书馆、自行车等提供外籍商友卡服务的单位。它们只能问“这张卡现在能否使用这项服务”，得不到持卡人的任何信息。',
    en: 'Buses, libraries, bicycles: whoever offers services of the merchant card. They ask whether a card opens a service now, and learn nothing of its holder.',
  },
  register: { zh: '登记合作单位', en: 'Register a partner' },
  none: { zh: '还没有合作单位。', en: 'There is no partner yet.' },
  name: { zh: '名称', en: 'Name' },
  state: { zh: '状态', en: 'State' },
  services: { zh: '服务', en: 'Services' },
  keys: { zh: '有效密钥', en: 'Keys in use' },
  limits: { zh: '查询上限', en: 'Limits' },
  limit: {
    zh: (minute: string, day: string) => `每分钟 ${minute}，每天 ${day}`,
    en: (minute: string, day: string) => `${minute} a minute, ${day} a day`,
  },
};

function Register({ onClose }: { onClose: () => void }) {
  const w = useWords(words);
  const navigate = useNavigate();
  const [typed, setTyped, forget] = useKept('register-partner', noPartner);
  const register = useChange('registerPartner', { renews: ['listPartners'] });
  return (
    <FormModal
      open
      title={w.register}
      onClose={onClose}
      error={register.error}
      busy={register.isPending}
      submit={w.register}
      onSubmit={() =>
        register.mutate(
          { body: registrationOf(typed) },
          {
            onSuccess: ({ id }) => {
              forget();
              void navigate(`/admin/partners/${id}`);
            },
          },
        )
      }
    >
      <PartnerFields typed={typed} set={(to) => setTyped((now) => ({ ...now, ...to }))} isNew />
    </FormModal>
  );
}

function List() {
  const w = useWords(words);
  const say = useSay();
  const dates = useDates();
  const self = useSelf();
  const services = useServices();
  const [isOpen, setOpen] = useState(false);
  const found = useRead('listPartners', {});
  const nameOf = (id: string) => {
    const known = services.find((one) => one.id === id);
    return known ? say(known.label) : id;
  };
  return (
    <>
      <Head
        title={w.title}
        actions={
          holds(self, 'admin') && (
            <Button type="primary" onClick={() => setOpen(true)}>
              {w.register}
            </Button>
          )
        }
      >
        {w.line}
      </Head>
      <Shown of={found}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="partners-nothing">{w.none}</p>
          ) : (
            <Sheet title={w.title} quiet>
              <thead>
                <tr>
                  <th scope="col">{w.name}</th>
                  <th scope="col">{w.state}</th>
                  <th scope="col">{w.services}</th>
                  <th scope="col" className="figure">
                    {w.keys}
                  </th>
                  <th scope="col">{w.limits}</th>
                </tr>
              </thead>
              <tbody>
                {items.map((one) => (
                  <tr key={one.id}>
                    <th scope="row">
                      <Link to={`/admin/partners/${one.id}`}>{say(one.name)}</Link>
                    </th>
                    <td>
                      <Tag color={partnerColours[one.status]}>{say(partnerStates[one.status])}</Tag>
                    </td>
                    <td>{one.scopes.map(nameOf).join(say({ zh: '、', en: ', ' }))}</td>
                    <td className="figure">{dates.number(one.keys.filter(({ revokedAt }) => !revokedAt).length)}</td>
                    <td>{w.limit(dates.number(one.perMinute), dates.number(one.perDay))}</td>
                  </tr>
                ))}
              </tbody>
            </Sheet>
          )
        }
      </Shown>
      {isOpen && <Register onClose={() => setOpen(false)} />}
    </>
  );
}

/** Who offers services of the merchant card, and may ask whether a card opens them. */
export function Partners() {
  return (
    <Gate roles={leads}>
      <List />
    </Gate>
  );
}
