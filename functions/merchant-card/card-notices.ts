import type { Text } from '../../shared/domain/text.ts';
import type { Instant } from '../../shared/domain/time.ts';
import { noticeSteps } from '../../shared/notices/notice.ts';
import type { CardEvent, MerchantCard } from '../../shared/records/merchant-card.ts';
import type { TransactionStep } from '../../shared/records/table.ts';

type Told = Exclude<CardEvent['act'], 'issued' | 'renewed' | 'stay-noted'>;

/** What the holder is told when something becomes of the card. */
const words: Record<Told, { subject: Text; text: Text }> = {
  'reported-lost': {
    subject: { zh: '商友卡已挂失', en: 'Your merchant card was reported lost' },
    text: {
      zh: '您的商友卡已挂失，原二维码自此不能使用。如需补发，请持护照到窗口办理；如非本人意愿，请立即致电本区窗口。',
      en: 'Your merchant card was reported lost and its QR code opens nothing any more. Come to the window with your passport for a new one. If you did not want this, call us at once.',
    },
  },
  reissued: {
    subject: { zh: '商友卡已补发', en: 'Your merchant card has a new QR code' },
    text: {
      zh: '您的商友卡已补发新的二维码，卡号不变。原二维码不能再使用。',
      en: 'Your merchant card has a new QR code; its number is the same. The old code opens nothing any more.',
    },
  },
  suspended: {
    subject: { zh: '商友卡已暂停使用', en: 'Your merchant card was suspended' },
    text: {
      zh: '您的商友卡已暂停使用，理由见卡片详情。如有疑问，请联系本区窗口。',
      en: 'Your merchant card was suspended; the reason stands with the card. Please ask us if anything is unclear.',
    },
  },
  reinstated: {
    subject: { zh: '商友卡已恢复使用', en: 'Your merchant card can be used again' },
    text: { zh: '您的商友卡已恢复使用。', en: 'The suspension of your merchant card has ended.' },
  },
  ended: {
    subject: { zh: '商友卡已终止', en: 'Your merchant card has ended' },
    text: {
      zh: '您的商友卡已终止，理由见卡片详情。如仍需要，可以重新申请。',
      en: 'Your merchant card has ended; the reason stands with the card. You can apply for another one.',
    },
  },
  'service-granted': {
    subject: { zh: '商友卡新增服务', en: 'Your merchant card opens another service' },
    text: {
      zh: '您的商友卡已新增一项服务，详见卡片。',
      en: 'Your merchant card opens another service; the card shows which.',
    },
  },
  'service-withdrawn': {
    subject: { zh: '商友卡取消一项服务', en: 'A service of your merchant card was withdrawn' },
    text: {
      zh: '您的商友卡取消了一项服务，理由见卡片详情。',
      en: 'Your merchant card no longer opens one of its services; which, and why, stands with the card.',
    },
  },
};

const isTold = (act: CardEvent['act']): act is Told => act in words;

/** The step that tells a holder what became of the card; none where it is not told, or nobody can be reached. */
export function noticeOf(
  { number, events }: Pick<MerchantCard, 'number' | 'events'>,
  email: string | undefined,
  act: CardEvent['act'],
  at: Instant,
): TransactionStep[] {
  if (!email || !isTold(act)) return [];
  return noticeSteps(
    { id: `merchant-card ${number} ${events + 1}`, to: { email }, kind: `merchant-card-${act}`, ...words[act] },
    at,
  );
}
