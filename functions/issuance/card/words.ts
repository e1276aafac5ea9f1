import { categoryNames } from '../../../shared/domain/application/category-names.ts';
import { sample } from '../../../shared/domain/rehearsal.ts';
import type { Text } from '../../../shared/domain/text.ts';
import type { CardFace } from './face.ts';

export const title: Text = { zh: '外国人来华工作许可', en: 'Foreigner’s Work Permit' };
export const scan: Text = { zh: '扫码核验', en: 'Scan to verify' };

export const labels = {
  name: { zh: '姓名', en: 'Name' },
  nationality: { zh: '国籍', en: 'Nationality' },
  sex: { zh: '性别', en: 'Sex' },
  employer: { zh: '用人单位', en: 'Employer' },
  post: { zh: '工作岗位', en: 'Post' },
  number: { zh: '许可编号', en: 'Permit number' },
  category: { zh: '类别', en: 'Category' },
  validity: { zh: '有效期', en: 'Valid' },
  authority: { zh: '许可机关', en: 'Issuing authority' },
  issuedOn: { zh: '签发日期', en: 'Issued on' },
  zone: { zh: '地区', en: 'Zone' },
  verification: { zh: '在线核验', en: 'Verify at' },
} as const satisfies Record<string, Text>;

export const sexes: Readonly<Record<CardFace['sex'], Text>> = {
  F: { zh: '女', en: 'Female' },
  M: { zh: '男', en: 'Male' },
  X: { zh: '未注明', en: 'Unspecified' },
};

/** What the holder and whoever checks the card should know. */
export const notes: readonly Text[] = [
  {
    zh: '许可状态以扫码结果为准，包括延期、变更和撤销。',
    en: 'The scan shows the permit as it stands today, extensions and revocation included.',
  },
  {
    zh: '仅适用于所载用人单位和岗位，不作为旅行证件。',
    en: 'Valid only for the employer and post stated; not a travel document.',
  },
];

/** How to print the page that carries the card. */
export const printing: Text = {
  zh: '请按实际大小（100%）打印，此线应长 50 毫米；沿角线裁下，沿虚线对折。',
  en: 'Print at actual size (100 %): this line should measure 50 mm. Cut at the corner marks, fold along the dashed line.',
};

/** Every hanzi that is ever set in semibold: the words above and the characters of dates. */
export function labelHanzi(): string {
  const words = [
    title,
    sample,
    scan,
    ...Object.values(labels),
    ...Object.values(categoryNames),
    ...Object.values(sexes),
  ];
  return [...new Set(words.map((word) => word.zh).join(''))].sort().join('');
}

/** Both languages on one line, the first language first. */
export const inBoth = (text: Text, face: Pick<CardFace, 'language'>): [string, string] =>
  face.language === 'zh' ? [text.zh, text.en] : [text.en, text.zh];
