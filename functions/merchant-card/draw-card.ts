import { countryName } from '../../shared/domain/countries/countries.ts';
import { dayInWords } from '../../shared/domain/day-in-words.ts';
import { sample } from '../../shared/domain/rehearsal.ts';
import type { Language, Text } from '../../shared/domain/text.ts';
import type { CardToken, MerchantCard } from '../../shared/records/merchant-card.ts';
import { edge, ink, paper, quiet } from '../../shared/typesetting/colours.ts';
import { cardSymbol, type QrLink, quietZone } from '../../shared/typesetting/qr.ts';
import type { Zone } from '../../shared/zone/zone.ts';

/** Everything that stands on the picture of a card. */
export type CardPicture = {
  zone: Pick<Zone, 'name' | 'rehearsal'>;
  card: Pick<MerchantCard, 'number' | 'validFrom' | 'validTo'>;
  holder: Pick<CardToken, 'name' | 'chineseName' | 'nationality' | 'authority'>;
  language: Language;
  qrLink: QrLink;
};

/** ISO/IEC 7810 ID-1, in tenths of a millimetre. */
const size = { width: 856, height: 540, corner: 32 } as const;
const symbol = { x: 504, y: 168, size: 312 } as const;
/** What the lines beside the symbol may take. */
const room = symbol.x - 40 - 24;
const green = '#0f5c43';

const title: Text = { zh: '外籍商友卡', en: 'Foreign Merchant Card' };
const labels = {
  name: { zh: '姓名', en: 'Name' },
  nationality: { zh: '国籍', en: 'Nationality' },
  number: { zh: '卡号', en: 'Card number' },
  valid: { zh: '有效期至', en: 'Valid until' },
} as const satisfies Record<string, Text>;
const note: Text = {
  zh: '以扫码结果为准；不是工作许可，也不是旅行证件。',
  en: 'What the scan says counts. No work permit, no travel document.',
};

const families = "'Noto Sans','Noto Sans SC','PingFang SC','Microsoft YaHei',Roboto,'Segoe UI',Arial,sans-serif";

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => entities[sign] ?? '');

/** A hanzi is as wide as it is high, a Latin letter a little more than half of that. */
const lengthOf = (text: string): number =>
  [...text].reduce((sum, sign) => sum + (/\p{Script=Han}|[，。；：]/u.test(sign) ? 1 : 0.6), 0);

type Line = { x: number; y: number; text: string; height: number; fill?: string; bold?: boolean; width?: number };

/** A line of text, smaller where it would not fit its room. */
function line({ x, y, text, height, fill = ink, bold = false, width = room }: Line): string {
  const fitting = Math.min(height, width / Math.max(1, lengthOf(text)));
  const weight = bold ? ' font-weight="600"' : '';
  return `<text x="${x}" y="${y}" font-size="${Math.round(fitting * 10) / 10}" fill="${fill}"${weight}>${escaped(text)}</text>`;
}

/**
 * Draws a merchant card as one SVG document that needs nothing from elsewhere. A unit is a tenth of a millimetre; all text
 * is text, so that it can be selected and read aloud.
 * @throws when the QR link holds anything but a host and digits
 */
export function drawCard({ zone, card, holder, language, qrLink }: CardPicture): string {
  const other: Language = language === 'zh' ? 'en' : 'zh';
  const { side, outline } = cardSymbol(qrLink);
  const scale = symbol.size / (side + 2 * quietZone);
  const grouped = card.number.replace(/(.{6})(?=.)/g, '$1 ');
  const row = (y: number, label: Text, value: string, height = 28) =>
    line({ x: 40, y, text: `${label[language]} ${label[other]}`, height: 17, fill: quiet }) +
    line({ x: 40, y: y + 32, text: value, height, bold: true });
  const name = holder.chineseName ? `${holder.name}  ${holder.chineseName}` : holder.name;
  const nation = `${holder.nationality}  ${countryName(holder.nationality)[language]}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" width="85.6mm" height="54mm" role="img" xml:lang="${language === 'zh' ? 'zh-Hans' : 'en'}" font-family="${families}">`,
    `<title>${escaped(`${title[language]} ${title[other]} ${card.number}`)}</title>`,
    `<rect x="0.5" y="0.5" width="${size.width - 1}" height="${size.height - 1}" rx="${size.corner}" fill="${paper}" stroke="${edge}"/>`,
    `<path d="M0 ${size.corner}a${size.corner} ${size.corner} 0 0 1 ${size.corner}-${size.corner}h${size.width - 2 * size.corner}a${size.corner} ${size.corner} 0 0 1 ${size.corner} ${size.corner}v96H0z" fill="${green}"/>`,
    line({ x: 40, y: 62, text: title[language], height: 42, fill: paper, bold: true, width: 540 }),
    line({ x: 40, y: 102, text: `${title[other]} · ${zone.name[language]}`, height: 22, fill: paper, width: 620 }),
    ...(zone.rehearsal
      ? [line({ x: 636, y: 62, text: `${sample.zh} ${sample.en}`, height: 26, fill: paper, bold: true, width: 190 })]
      : []),
    row(172, labels.name, name),
    row(248, labels.nationality, nation),
    row(324, labels.number, grouped, 26),
    row(400, labels.valid, dayInWords(card.validTo)[language]),
    line({ x: 40, y: 478, text: holder.authority[language], height: 17, fill: quiet }),
    line({ x: 40, y: 510, text: note[language], height: 16, fill: quiet, width: size.width - 80 }),
    `<path transform="translate(${symbol.x + quietZone * scale} ${symbol.y + quietZone * scale}) scale(${scale.toFixed(5)})" d="${outline}" fill="${ink}"/>`,
    '</svg>',
  ].join('\n');
}
