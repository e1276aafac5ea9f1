import { categoryNames } from '../../../shared/domain/application/category-names.ts';
import { sample } from '../../../shared/domain/rehearsal.ts';
import type { Text } from '../../../shared/domain/text.ts';
import { edge, ink, paper, quiet } from '../../../shared/typesetting/colours.ts';
import { type Line, setLine, type Weight } from '../../../shared/typesetting/setting.ts';
import type { Fonts } from '../../../shared/typesetting/typeface.ts';
import { type Field, setColumn } from './column.ts';
import type { Mark, TextMark } from './drawing.ts';
import type { CardFace } from './face.ts';
import { type Palette, palettes } from './palette.ts';
import { inBoth, labels, notes, scan, sexes, title } from './words.ts';

/** ID-1 of ISO/IEC 7810, 85.60 x 53.98 mm with corners of 3.18 mm, in tenths of a millimetre. */
export const card = { width: 856, height: 539.8, corner: 31.8 } as const;

const margin = 40;
const right = card.width - margin;
/** Upper edge of the ground along the lower edge of a face. */
const ground = 448;

/** Both faces of a card as marks to paint. */
export function cardFaces(face: CardFace, fonts: Fonts): { front: Mark[]; back: Mark[] } {
  const palette = palettes[face.category];
  return { front: front(face, palette, fonts), back: back(face, palette, fonts) };
}

function front(face: CardFace, palette: Palette, fonts: Fonts): Mark[] {
  const photo = { x: margin, y: 142, width: 222, height: 296 };
  const columnX = photo.x + photo.width + 36;
  return [
    ...stock(palette),
    ...(face.rehearsal ? [sampleMark(556, 540, palette, fonts)] : []),
    ...header(face, palette, fonts),
    ...categoryCorner(face, palette, fonts),
    { kind: 'photo', ...photo, radius: 8 },
    { kind: 'rectangle', ...photo, radius: 8, stroke: edge },
    ...setColumn(
      holderFields(face),
      { x: columnX, y: photo.y - 5, width: right - columnX, height: ground - photo.y },
      fonts,
    ),
    ...numberAndValidity(face, palette, fonts),
  ];
}

function holderFields(face: CardFace): Field[][] {
  const label = labelIn(face);
  const small = { weight: 'regular', size: 23, smallest: 17, fill: ink } as const;
  const [nationality, otherNationality] = inBoth(face.nationality.name, face);
  const [sex, otherSex] = inBoth(sexes[face.sex], face);
  const names = [{ text: face.name, weight: 'semibold', size: 33, smallest: 21, fill: ink } as const];
  const chineseName = face.chineseName
    ? [{ text: face.chineseName, weight: 'regular', size: 29, smallest: 20, fill: ink } as const]
    : [];
  const employer = [
    { text: face.employer.zh, weight: 'regular', size: 23, smallest: 14, fill: ink } as const,
    ...(face.employer.en
      ? [{ text: face.employer.en, weight: 'regular', size: 19, smallest: 13, fill: ink } as const]
      : []),
  ];
  return [
    [{ label: label(labels.name), passages: [...names, ...chineseName] }],
    [
      {
        label: label(labels.nationality),
        passages: [{ ...small, text: `${nationality} ${otherNationality}` }],
        share: 0.68,
      },
      { label: label(labels.sex), passages: [{ ...small, text: `${sex} ${otherSex}` }], share: 0.32 },
    ],
    [{ label: label(labels.employer), passages: face.language === 'zh' ? employer : employer.toReversed() }],
    [{ label: label(labels.post), passages: [{ ...small, text: face.post, smallest: 14 }] }],
  ];
}

function numberAndValidity(face: CardFace, palette: Palette, fonts: Fonts): Mark[] {
  const label = labelIn(face);
  const validX = 500;
  const numberRoom = validX - margin - 30;
  const groupGap = 11;
  const line = grouped(face.number, fonts);
  const numberSize = Math.min(31, (numberRoom - groupGap * (line.runs.length - 1)) / line.width);
  const common = { kind: 'text', align: 'start' } as const;
  const labelY = 478;
  const valueY = 512;
  const validity = setLine(`${face.validFrom} – ${face.validTo}`, 'semibold', fonts);
  return [
    {
      ...common,
      x: margin,
      y: labelY,
      line: setLine(label(labels.number), 'regular', fonts),
      size: 15.5,
      fill: quiet,
      room: numberRoom,
    },
    { ...common, x: margin, y: valueY, line, size: numberSize, fill: palette.strong, room: numberRoom, groupGap },
    {
      ...common,
      x: validX,
      y: labelY,
      line: setLine(label(labels.validity), 'regular', fonts),
      size: 15.5,
      fill: quiet,
      room: right - validX,
    },
    {
      ...common,
      x: validX,
      y: valueY,
      line: validity,
      size: Math.min(26, (right - validX) / validity.width),
      fill: ink,
      room: right - validX,
    },
  ];
}

/** A number in groups of equal length, at most six characters, so that it can be read aloud and compared. */
function grouped(number: string, fonts: Fonts): Line {
  const groups = Math.ceil(number.length / 6);
  const size = Math.ceil(number.length / groups);
  const parts = Array.from({ length: groups }, (_, index) => number.slice(index * size, (index + 1) * size));
  const lines = parts.map((part) => setLine(part, 'semibold', fonts));
  return { runs: lines.flatMap((line) => line.runs), width: lines.reduce((sum, line) => sum + line.width, 0) };
}

function header(face: CardFace, palette: Palette, fonts: Fonts): Mark[] {
  const [first, second] = inBoth(title, face);
  const isChineseFirst = face.language === 'zh';
  const [zone, otherZone] = inBoth(face.zone, face);
  return [
    text(first, 'semibold', { x: margin, y: 66, size: isChineseFirst ? 43 : 34, fill: ink, room: 420 }, fonts),
    text(
      second,
      'semibold',
      { x: margin, y: 98, size: isChineseFirst ? 22 : 24, fill: palette.strong, room: 420 },
      fonts,
    ),
    ...setColumn(
      [
        [
          {
            passages: [
              { text: zone, weight: 'regular', size: 19, smallest: 14, fill: quiet },
              { text: otherZone, weight: 'regular', size: 17, smallest: 13, fill: quiet },
            ],
          },
        ],
      ],
      { x: 470, y: 24, width: 234, height: 80 },
      fonts,
      { standing: true, align: 'end' },
    ),
    { kind: 'rectangle', x: 0, y: 117, width: 728, height: 3, radius: 0, fill: palette.strong },
  ];
}

function categoryCorner(face: CardFace, palette: Palette, fonts: Fonts): Mark[] {
  const left = 728;
  const middle = (left + card.width) / 2;
  const { corner, width } = card;
  const label = inBoth(labels.category, face).join(' ');
  const common = { fill: paper, align: 'middle' } as const;
  return [
    {
      kind: 'path',
      data: `M${left} 0H${width - corner}A${corner} ${corner} 0 0 1 ${width} ${corner}V120H${left}Z`,
      fill: palette.strong,
    },
    text(face.category, 'semibold', { ...common, x: middle, y: 78, size: 84, room: 110 }, fonts),
    text(label, 'regular', { ...common, x: middle, y: 106, size: 15, room: 104 }, fonts),
  ];
}

function back(face: CardFace, palette: Palette, fonts: Fonts): Mark[] {
  const symbol = { x: margin, y: 86, size: 300 };
  const columnX = symbol.x + symbol.size + 36;
  const middle = symbol.x + symbol.size / 2;
  const label = labelIn(face);
  const [authority, otherAuthority] = inBoth(face.authority, face);
  const large = { weight: 'regular', size: 23, smallest: 15, fill: ink } as const;
  const note = { weight: 'regular', size: 17, smallest: 13, fill: ink } as const;
  return [
    ...stock(palette),
    ...(face.rehearsal ? [sampleMark(columnX + 220, 430, palette, fonts)] : []),
    { kind: 'rectangle', x: 0, y: 62, width: card.width, height: 3, radius: 0, fill: palette.strong },
    text(
      inBoth(title, face).join('  '),
      'semibold',
      { x: margin, y: 45, size: 21, fill: palette.strong, room: 560 },
      fonts,
    ),
    { kind: 'qr', ...symbol },
    text(
      inBoth(scan, face).join(' '),
      'semibold',
      { x: middle, y: 413, size: 21, fill: palette.strong, room: 300, align: 'middle' },
      fonts,
    ),
    text(face.qrLink.host, 'regular', { x: middle, y: 437, size: 17, fill: ink, room: 300, align: 'middle' }, fonts),
    ...setColumn(
      [
        [
          {
            label: label(labels.authority),
            passages: [
              { ...large, text: authority },
              { ...large, text: otherAuthority, size: 19 },
            ],
          },
        ],
        [{ label: label(labels.issuedOn), passages: [{ ...large, text: face.issuedOn }] }],
        ...notes.map((words) => [{ passages: inBoth(words, face).map((text) => ({ ...note, text })) }]),
      ],
      { x: columnX, y: symbol.y - 5, width: right - columnX, height: ground - symbol.y - 14 },
      fonts,
    ),
    ...numberAndCategory(face, palette, fonts),
  ];
}

function numberAndCategory(face: CardFace, palette: Palette, fonts: Fonts): Mark[] {
  const number = grouped(face.number, fonts);
  const gap = 8;
  const room = 300;
  const size = Math.min(23, (room - gap * (number.runs.length - 1)) / number.width);
  const category = `${face.category}  ${inBoth(categoryNames[face.category], face).join(' ')}`;
  const y = 509;
  return [
    { kind: 'text', x: margin, y, line: number, size, fill: palette.strong, align: 'start', room, groupGap: gap },
    text(category, 'semibold', { x: right, y, size: 21, fill: palette.strong, room: 420, align: 'end' }, fonts),
  ];
}

/** The blank card: paper, and the ground along its lower edge. */
function stock(palette: Palette): Mark[] {
  const { width, height, corner } = card;
  const bottom = `V${height - corner}A${corner} ${corner} 0 0 1 ${width - corner} ${height}H${corner}A${corner} ${corner} 0 0 1 0 ${height - corner}Z`;
  return [
    { kind: 'rectangle', x: 0, y: 0, width, height, radius: corner, fill: paper },
    { kind: 'path', data: `M0 432C190 392 330 470 520 452S770 392 ${width} 420${bottom}`, fill: palette.far },
    { kind: 'path', data: `M0 470C150 436 300 476 470 474S740 430 ${width} 462${bottom}`, fill: palette.near },
  ];
}

/** The word SAMPLE beneath the text of a card on which nothing is real. */
function sampleMark(x: number, room: number, palette: Palette, fonts: Fonts): Mark {
  const place = { x, y: 310, size: 92, room, turn: -16 };
  return text(`${sample.zh} ${sample.en}`, 'semibold', { ...place, fill: palette.trace, align: 'middle' }, fonts);
}

const labelIn = (face: CardFace) => (words: Text) => inBoth(words, face).join(' ');

type Setting = {
  x: number;
  y: number;
  size: number;
  fill: string;
  room: number;
  align?: TextMark['align'];
  turn?: number;
};

/** One line, made smaller where it would be longer than its room. */
function text(words: string, weight: Weight, { align = 'start', ...setting }: Setting, fonts: Fonts): TextMark {
  const line = setLine(words, weight, fonts);
  return { kind: 'text', ...setting, align, line, size: Math.min(setting.size, setting.room / line.width) };
}
