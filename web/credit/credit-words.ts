import type { CreditList } from '../../shared/domain/credit/ledger.ts';
import type { CreditSource } from '../../shared/domain/credit/rule-set.ts';
import type { Answer } from '../client/contract.ts';
import type { Phrase } from '../language/words.tsx';

type RecordState = NonNullable<Answer<'readCredit'>['records']>[number]['state'];

export const sourceWords = {
  'tax-office': { zh: '税务机关', en: 'Tax office' },
  hrss: { zh: '人力资源社会保障部门', en: 'Human resources and social security' },
  psb: { zh: '公安机关', en: 'Police' },
  'market-regulator': { zh: '市场监管部门', en: 'Market regulator' },
  court: { zh: '法院', en: 'Court' },
  authority: { zh: '本机关', en: 'This authority' },
  'self-declared': { zh: '本人申报', en: 'Declared by the subject' },
} as const satisfies Record<CreditSource, Phrase>;

export const recordWords = {
  counts: { zh: '计入', en: 'Counts' },
  waiting: { zh: '待第二人确认', en: 'Waits for a second officer' },
  rejected: { zh: '未予确认', en: 'Not confirmed' },
  annulled: { zh: '已更正（不计入）', en: 'Annulled' },
  repaired: { zh: '已修复', en: 'Made good' },
} as const satisfies Record<RecordState, Phrase>;

export const recordColours: Readonly<Record<RecordState, 'default' | 'processing' | 'success' | 'warning'>> = {
  counts: 'processing',
  waiting: 'warning',
  rejected: 'default',
  annulled: 'default',
  repaired: 'success',
};

export const listWords = {
  red: { zh: '红名单', en: 'Red list' },
  grey: { zh: '灰名单', en: 'Grey list' },
  black: { zh: '黑名单', en: 'Black list' },
} as const satisfies Record<CreditList, Phrase>;
