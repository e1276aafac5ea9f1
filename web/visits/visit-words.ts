import type { Answer } from '../client/contract.ts';
import type { Phrase } from '../language/words.tsx';

type State = Answer<'readVisit'>['state'];

export const visitWords = {
  booked: { zh: '已预约', en: 'Booked' },
  'checked-in': { zh: '已到场', en: 'Checked in' },
  absent: { zh: '未到', en: 'Absent' },
  cancelled: { zh: '已取消', en: 'Cancelled' },
  collected: { zh: '已领取', en: 'Collected' },
} as const satisfies Record<State, Phrase>;

export const visitColours: Readonly<Record<State, 'default' | 'processing' | 'success' | 'warning' | 'error'>> = {
  booked: 'processing',
  'checked-in': 'success',
  absent: 'warning',
  cancelled: 'default',
  collected: 'success',
};
