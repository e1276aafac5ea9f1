import { edge, ink, paper } from '../../../shared/typesetting/colours.ts';
import { cardSymbol, quietZone } from '../../../shared/typesetting/qr.ts';
import type { Run } from '../../../shared/typesetting/setting.ts';
import type { Fonts } from '../../../shared/typesetting/typeface.ts';
import { lengthOf, type Mark, type TextMark } from './drawing.ts';
import type { CardFace } from './face.ts';
import { card, cardFaces } from './faces.ts';
import { portrait } from './portrait.ts';
import { inBoth, title } from './words.ts';

/** Air around and between the two faces, in tenths of a millimetre. */
const air = 24;
export const pictureSize = { width: card.width + 2 * air, height: 2 * card.height + 3 * air } as const;

const families = {
  'Noto Sans': "'Noto Sans',Roboto,'Segoe UI','Helvetica Neue',Arial,'DejaVu Sans',sans-serif",
  'Noto Sans SC': "'Noto Sans SC','Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif",
} as const;

/**
 * Draws both faces of a card, the front above the back, as one SVG document that needs nothing from elsewhere.
 * A unit is a tenth of a millimetre; all text is text, so that it can be selected and read aloud.
 * Throws when the photo is not a JPEG or the QR link holds anything but a host and digits.
 */
export function renderSvg(face: CardFace, fonts: Fonts): string {
  const { front, back } = cardFaces(face, fonts);
  const { width, height } = pictureSize;
  const heading = `${inBoth(title, face).join(' ')} ${face.number}`;
  const paint = painter(face);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${short(height)}" width="${width / 10}mm" height="${short(height / 10)}mm" role="img" xml:lang="${face.language === 'zh' ? 'zh-Hans' : 'en'}">`,
    `<title>${escaped(heading)}</title>`,
    `<g transform="translate(${air} ${air})">${front.map(paint).join('')}${outline}</g>`,
    `<g transform="translate(${air} ${short(card.height + 2 * air)})">${back.map(paint).join('')}${outline}</g>`,
    '</svg>',
  ].join('\n');
}

const outline = `<rect x="0.5" y="0.5" width="${card.width - 1}" height="${card.height - 1}" rx="${card.corner}" fill="none" stroke="${edge}"/>`;

const painter =
  (face: CardFace) =>
  (mark: Mark): string => {
    switch (mark.kind) {
      case 'text':
        return textElement(mark);
      case 'path':
        return `<path d="${mark.data}" fill="${mark.fill}"/>`;
      case 'rectangle': {
        const { x, y, width, height, radius, fill, stroke } = mark;
        const corners = radius ? ` rx="${radius}"` : '';
        const line = stroke ? ` stroke="${stroke}"` : '';
        return `<rect x="${x}" y="${y}" width="${width}" height="${height}"${corners} fill="${fill ?? 'none'}"${line}/>`;
      }
      case 'photo': {
        const { x, y, width, height, radius } = mark;
        const box = `x="${x}" y="${y}" width="${width}" height="${height}"`;
        const data = Buffer.from(portrait(face.photo)).toString('base64');
        return (
          `<clipPath id="portrait"><rect ${box} rx="${radius}"/></clipPath>` +
          `<image ${box} clip-path="url(#portrait)" preserveAspectRatio="xMidYMid slice" href="data:image/jpeg;base64,${data}"/>`
        );
      }
      case 'qr': {
        const { side, outline } = cardSymbol(face.qrLink);
        const scale = mark.size / (side + 2 * quietZone);
        return (
          `<rect x="${mark.x}" y="${mark.y}" width="${mark.size}" height="${mark.size}" rx="8" fill="${paper}"/>` +
          `<path transform="translate(${short(mark.x + quietZone * scale)} ${short(mark.y + quietZone * scale)}) scale(${scale.toFixed(5)})" d="${outline}" fill="${ink}"/>`
        );
      }
    }
  };

function textElement(mark: TextMark): string {
  const { x, y, line, size, fill, align, room, groupGap, turn } = mark;
  const length = lengthOf(mark);
  const first = line.runs[0];
  if (!first) return '';
  const attributes = [
    `x="${short(x)}" y="${short(y)}" font-size="${short(size)}" fill="${fill}"`,
    ...(align === 'start' ? [] : [`text-anchor="${align}"`]),
    ...(first.typeface.weight === 400 ? [] : [`font-weight="${first.typeface.weight}"`]),
    // Only a line that nearly fills its room could leave it in the typefaces of another machine.
    ...(length > room * 0.85 && !groupGap ? [`textLength="${short(length)}" lengthAdjust="spacingAndGlyphs"`] : []),
    ...(turn ? [`transform="rotate(${turn} ${short(x)} ${short(y)})"`] : []),
  ];
  const body =
    line.runs.length === 1
      ? { family: ` font-family="${families[first.typeface.family]}"`, content: escaped(first.text) }
      : { family: '', content: spans(line.runs, groupGap) };
  return `<text ${attributes.join(' ')}${body.family}>${body.content}</text>`;
}

const spans = (runs: readonly Run[], gap: number | undefined): string =>
  runs
    .map(({ text, typeface }, index) => {
      const shift = gap && index > 0 ? ` dx="${gap}"` : '';
      return `<tspan font-family="${families[typeface.family]}"${shift}>${escaped(text)}</tspan>`;
    })
    .join('');

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? '');

const short = (value: number): string => String(Math.round(value * 100) / 100);
