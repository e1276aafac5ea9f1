import { categoryNames } from '../../../shared/domain/application/category-names.ts';
import { dayInWords } from '../../../shared/domain/day-in-words.ts';
import type { Text } from '../../../shared/domain/text.ts';
import type { CardFace } from './face.ts';
import { labels, sexes } from './words.ts';

/** A row of the permit in words: one value in both languages, or one that reads the same in each. */
export type Row = { label: Text; value: Text | string };

/** What the permit says, in words, for the page beneath the card. */
export function permitRows(face: CardFace): Row[] {
  const { code, name } = face.nationality;
  return [
    { label: labels.name, value: face.chineseName ? `${face.name}  ${face.chineseName}` : face.name },
    { label: labels.nationality, value: { zh: `${code}  ${name.zh}`, en: `${code}  ${name.en}` } },
    { label: labels.sex, value: sexes[face.sex] },
    { label: labels.number, value: face.number },
    {
      label: labels.category,
      value: {
        zh: `${face.category} 类：${categoryNames[face.category].zh}`,
        en: `${face.category}: ${categoryNames[face.category].en}`,
      },
    },
    {
      label: labels.employer,
      value: face.employer.en ? { zh: face.employer.zh, en: face.employer.en } : face.employer.zh,
    },
    { label: labels.post, value: face.post },
    {
      label: labels.validity,
      value: {
        zh: `${dayInWords(face.validFrom).zh}至${dayInWords(face.validTo).zh}`,
        en: `${dayInWords(face.validFrom).en} to ${dayInWords(face.validTo).en}`,
      },
    },
    { label: labels.authority, value: face.authority },
    { label: labels.issuedOn, value: dayInWords(face.issuedOn) },
    { label: labels.zone, value: face.zone },
    { label: labels.verification, value: `https://${face.qrLink.host}/` },
  ];
}
