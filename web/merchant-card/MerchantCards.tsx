import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useRead } from '../client/queries.ts';
import { useHas } from '../client/zone.ts';
import { useWords } from '../language/words.tsx';
import { ActionLink } from '../pieces/ActionLink.tsx';
import { TextField } from '../pieces/Fields.tsx';
import { Head } from '../pieces/Head.tsx';
import { PlainForm } from '../pieces/PlainForm.tsx';
import '../pieces/parts.css';
import { Shown } from '../pieces/Shown.tsx';
import { Gate } from '../sign-in/Gate.tsx';
import { isStaff, useSelf } from '../sign-in/self.ts';
import { CardShown } from './CardShown.tsx';

const words = {
  title: { zh: '外籍商友卡', en: 'Merchant card' },
  line: {
    zh: '在本地使用公交、图书馆等服务的凭证。',
    en: 'It opens services of the place, such as buses and the library.',
  },
  none: { zh: '您还没有商友卡', en: 'You have no merchant card' },
  noneText: {
    zh: '由您本人申请，无须用人单位。准备护照和有效签证或居留证件即可。',
    en: 'You apply yourself; no employer is needed. Have your passport and your visa or residence permit at hand.',
  },
  apply: { zh: '申请商友卡', en: 'Apply for a card' },
  again: { zh: '再次申请', en: 'Apply again' },
  byNumber: { zh: '按卡号查询', en: 'Look a card up' },
  number: { zh: '卡号', en: 'Number of the card' },
  wrong: { zh: '卡号为 18 位数字和字母。', en: 'A number has 18 digits and letters.' },
  look: { zh: '查询', en: 'Look it up' },
  notHere: { zh: '本区未发放商友卡。', en: 'This zone issues no merchant cards.' },
};

const apply = '/applications/new?procedure=merchant-card';

function Mine() {
  const w = useWords(words);
  const read = useRead('listMerchantCards', {});
  return (
    <Shown of={read}>
      {({ items }) =>
        items.length === 0 ? (
          <section className="card empty">
            <h2>{w.none}</h2>
            <p>{w.noneText}</p>
            <ActionLink primary to={apply}>
              {w.apply}
            </ActionLink>
          </section>
        ) : (
          <>
            {items.map((card) => (
              <CardShown key={card.number} card={card} />
            ))}
            {items.every(({ status }) => status === 'ended' || status === 'expired') && (
              <ActionLink primary to={apply}>
                {w.again}
              </ActionLink>
            )}
          </>
        )
      }
    </Shown>
  );
}

function LookUp() {
  const w = useWords(words);
  const go = useNavigate();
  const [typed, setTyped] = useState('');
  const [isWrong, setWrong] = useState(false);
  return (
    <section className="card">
      <PlainForm
        error={undefined}
        busy={false}
        submit={w.look}
        onSubmit={() => {
          const number = typed.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();
          const isNumber = /^[0-9A-Z]{18}$/.test(number);
          setWrong(!isNumber);
          if (isNumber) void go(`/merchant-cards/${number}`);
        }}
      >
        <TextField label={w.number} value={typed} onChange={setTyped} own={isWrong ? w.wrong : undefined} />
      </PlainForm>
    </section>
  );
}

function Either() {
  const w = useWords(words);
  const staff = isStaff(useSelf());
  if (!useHas('merchantCard')) return <Head title={w.title}>{w.notHere}</Head>;
  return (
    <>
      <Head title={w.title}>{staff ? w.byNumber : w.line}</Head>
      {staff ? <LookUp /> : <Mine />}
    </>
  );
}

/** One's own merchant cards; for officers, any by its number. */
export const MerchantCards = () => (
  <Gate roles={['applicant', 'front-officer', 'back-officer', 'decider', 'supervisor', 'inspector']}>
    <Either />
  </Gate>
);
