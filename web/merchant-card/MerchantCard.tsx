import { useParams } from 'react-router';
import { useRead } from '../client/queries.ts';
import { useWords } from '../language/words.tsx';
import { Head } from '../pieces/Head.tsx';
import { Shown } from '../pieces/Shown.tsx';
import { Gate } from '../sign-in/Gate.tsx';
import { CardShown } from './CardShown.tsx';

const words = { title: { zh: '外籍商友卡', en: 'Merchant card' } };

function Found() {
  const w = useWords(words);
  const { number = '' } = useParams();
  const read = useRead('readMerchantCard', { path: { number } });
  return (
    <>
      <Head title={`${w.title} ${number}`} />
      <Shown of={read}>{(card) => <CardShown key={card.number} card={card} />}</Shown>
    </>
  );
}

/** One merchant card, for officers. */
export const MerchantCard = () => (
  <Gate roles={['applicant', 'front-officer', 'back-officer', 'decider', 'supervisor', 'inspector']}>
    <Found />
  </Gate>
);
