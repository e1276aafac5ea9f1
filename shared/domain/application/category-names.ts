import type { Text } from '../text.ts';
import type { Category } from './case-clock.ts';

/** The three categories as the national classification names them (外国人来华工作分类标准). */
export const categoryNames: Readonly<Record<Category, Text>> = {
  A: { zh: '外国高端人才', en: 'High-end talent' },
  B: { zh: '外国专业人才', en: 'Professional' },
  C: { zh: '其他外国人员', en: 'Other foreign worker' },
};
