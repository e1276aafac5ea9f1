import type { Answer } from '../client/contract.ts';
import type { Phrase } from '../language/words.tsx';

export type Card = Answer<'readMerchantCard'>;
type Status = Card['status'];
type Act = Card['history'][number]['act'];

export const statusWords = {
  valid: { zh: '有效', en: 'Valid' },
  'not-yet-valid': { zh: '尚未生效', en: 'Not valid yet' },
  expired: { zh: '已到期', en: 'Expired' },
  suspended: { zh: '已暂停', en: 'Suspended' },
  lost: { zh: '已挂失', en: 'Reported lost' },
  ended: { zh: '已终止', en: 'Ended' },
} as const satisfies Record<Status, Phrase>;

export const statusColours: Readonly<Record<Status, 'default' | 'processing' | 'success' | 'warning' | 'error'>> = {
  valid: 'success',
  'not-yet-valid': 'processing',
  expired: 'default',
  suspended: 'warning',
  lost: 'error',
  ended: 'default',
};

export const actWords = {
  issued: { zh: '发卡', en: 'Issued' },
  renewed: { zh: '换发', en: 'Renewed' },
  reissued: { zh: '补发', en: 'Reissued with a new QR' },
  'reported-lost': { zh: '挂失', en: 'Reported lost' },
  suspended: { zh: '暂停', en: 'Suspended' },
  reinstated: { zh: '恢复', en: 'Reinstated' },
  ended: { zh: '终止', en: 'Ended' },
  'service-granted': { zh: '开通服务', en: 'Service granted' },
  'service-withdrawn': { zh: '关闭服务', en: 'Service withdrawn' },
  'stay-noted': { zh: '登记停居留', en: 'Stay noted' },
} as const satisfies Record<Act, Phrase>;

export const stayWords: Readonly<Record<string, Phrase>> = {
  'residence-permit': { zh: '居留许可', en: 'Residence permit' },
  visa: { zh: '签证', en: 'Visa' },
  'visa-free': { zh: '免签入境', en: 'Visa-free' },
};
