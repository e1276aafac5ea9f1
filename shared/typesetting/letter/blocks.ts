import type { Block, Letter } from '../../domain/letters/compose.ts';
import type { Language } from '../../domain/text.ts';
import { edge, ink, quiet } from '../colours.ts';
import { drawLine } from '../pdf.ts';
import { type Line, setLine, setLines, setParagraph } from '../setting.ts';
import type { Fonts } from '../typeface.ts';
import type { FlowLine, Node, Part } from './flow.ts';
import { baseline, type Style, sheet, styles, textWidth } from './sheet.ts';

type Pdf = PDFKit.PDFDocument;

const alarm = '#9c1c1c';
const right = sheet.width - sheet.right;

const heightOf = (lines: readonly Line[], { size, spacing }: Style): number => lines.length * size * spacing;

/** Draws lines below each other from a height on, beginning at `x` or centred on it. */
function drawLines(
  doc: Pdf,
  lines: readonly Line[],
  style: Style,
  the: { x: number; top: number; fill: string; centred?: boolean },
): void {
  const { size, spacing } = style;
  for (const [index, line] of lines.entries()) {
    const x = the.centred ? the.x - (line.width * size) / 2 : the.x;
    drawLine(doc, line, { x, y: the.top + index * size * spacing + baseline(style), size, fill: the.fill });
  }
}

function drawRule(doc: Pdf, y: number, width: number, colour: string): void {
  doc.lineWidth(width).moveTo(sheet.left, y).lineTo(right, y).stroke(colour);
}

/** Ems by which lines of Chinese may be spread, letter by letter, to reach the margin. */
const widestSpread = 0.06;

/** Lines of one node that follow each other from the left, so bound that no page begins or ends with a single one. */
function textLines(
  lines: readonly Line[],
  node: Node,
  style: Style,
  the: { x: number; above: number; fill: string; indent?: number; spread?: boolean; keepLast?: boolean },
): FlowLine[] {
  const { size, spacing } = style;
  const last = lines.length - 1;
  return lines.map((line, index) => {
    const shift = index === 0 ? (the.indent ?? 0) * size : 0;
    const letters = line.runs.reduce((sum, { text }) => sum + text.length, 0);
    const spare = ((right - the.x - shift) / size - line.width) / Math.max(1, letters - 1);
    const letterGap = the.spread && index < last && spare > 0 && spare <= widestSpread ? spare * size : 0;
    const { x, fill } = the;
    return {
      above: index === 0 ? the.above : 0,
      height: size * spacing,
      keep: (index === 0 && last > 0) || index === last - 1 || (index === last && the.keepLast === true),
      parts: [
        {
          node,
          draw: (doc, top) => drawLine(doc, line, { x: x + shift, y: top + baseline(style), size, fill, letterGap }),
        },
      ],
    };
  });
}

/** What stands above the text: who writes, what it is, its number; and what nobody may overlook. */
export function headLines(letter: Letter, fonts: Fonts): FlowLine[] {
  const { language } = letter;
  const small = styles.small[language];
  const body = styles.body[language];
  const centred = (text: string, style: Style, node: Node, above: number, fill = ink): FlowLine => {
    const weight = node.tag === 'H1' ? 'semibold' : 'regular';
    const lines = setLines(text, weight, textWidth / style.size, fonts);
    return {
      above,
      height: heightOf(lines, style),
      keep: true,
      parts: [
        {
          node,
          draw: (doc, top) => drawLines(doc, lines, style, { x: sheet.left + textWidth / 2, top, fill, centred: true }),
        },
      ],
    };
  };
  const number = setLine(`${letter.number.label}${letter.number.value}`, 'regular', fonts);
  const ruleBelow = heightOf([number], small) + 12;
  const salutation = setParagraph(letter.salutation, 'regular', { width: textWidth / body.size }, fonts);
  return [
    centred(letter.authority, styles.authority[language], { tag: 'P' }, 0),
    centred(letter.title, styles.title[language], { tag: 'H1' }, 14),
    ...(letter.preview ? [centred(letter.preview.notice, small, { tag: 'P' }, 10, alarm)] : []),
    ...(letter.sample ? [centred(letter.sample.notice, small, { tag: 'P' }, 10, alarm)] : []),
    ...(letter.translation ? [centred(letter.translation, small, { tag: 'P' }, 10, quiet)] : []),
    {
      above: 36,
      height: ruleBelow + 2,
      keep: true,
      parts: [
        {
          node: { tag: 'P' },
          draw: (doc, top) =>
            drawLines(doc, [number], small, { x: right - number.width * small.size, top, fill: quiet }),
        },
        { draw: (doc, top) => drawRule(doc, top + ruleBelow, 3, ink) },
      ],
    },
    ...textLines(salutation, { tag: 'P' }, body, { x: sheet.left, above: 40, fill: ink, keepLast: true }),
  ];
}

const labelWidth = textWidth * 0.27;
const columnGap = 24;
const rowPadding = 10;

function fieldLines(rows: (Block & { kind: 'fields' })['rows'], language: Language, fonts: Fonts): FlowLine[] {
  const style = styles.field[language];
  const table: Node = { tag: 'Table' };
  const set = (text: string, width: number) => setParagraph(text, 'regular', { width: width / style.size }, fonts);
  return rows.map(({ label, value }, index) => {
    const row: Node = { tag: 'TR', parent: table };
    const labels = set(label, labelWidth);
    const values = set(value, textWidth - labelWidth - columnGap);
    const height = Math.max(heightOf(labels, style), heightOf(values, style)) + 2 * rowPadding;
    const cell = (lines: readonly Line[], x: number, tag: 'TH' | 'TD', fill: string): Part => ({
      node: { tag, parent: row },
      draw: (doc, top) => drawLines(doc, lines, style, { x, top: top + rowPadding, fill }),
    });
    return {
      above: index === 0 ? 26 : 0,
      height,
      keep: index === 0 || index === rows.length - 2,
      parts: [
        cell(labels, sheet.left, 'TH', quiet),
        cell(values, sheet.left + labelWidth + columnGap, 'TD', ink),
        {
          draw: (doc, top) => {
            if (index === 0) drawRule(doc, top, 1.5, edge);
            drawRule(doc, top + height, 1.5, edge);
          },
        },
      ],
    };
  });
}

const markerWidth = 66;
/** Lines of an item that is not divided between pages. */
const shortItem = 7;

const linesIn = (text: string): string[] => text.split(/\n+/).filter((line) => line.trim() !== '');

function listLines(items: (Block & { kind: 'list' })['items'], language: Language, fonts: Fonts): FlowLine[] {
  const list: Node = { tag: 'L' };
  const x = sheet.left + markerWidth;
  const body = styles.body[language];
  return items.flatMap(({ text, details }, index) => {
    const node: Node = { tag: 'LI', parent: list };
    const passage = (words: string, style: Style, above: number, fill: string): FlowLine[] =>
      linesIn(words).flatMap((line, at) =>
        textLines(setParagraph(line, 'regular', { width: (right - x) / style.size }, fonts), node, style, {
          x,
          above: at === 0 ? above : 0,
          fill,
          spread: language === 'zh',
        }),
      );
    const [first, ...rest] = [
      ...passage(text, body, index === 0 ? 18 : 22, ink),
      ...details.flatMap(({ label, text: words }) => passage(`${label}${words}`, styles.field[language], 4, quiet)),
    ];
    if (!first) return [];
    const marker = setLine(`${index + 1}.`, 'regular', fonts);
    const numbered: Part = {
      node,
      draw: (doc, top) => drawLines(doc, [marker], body, { x: x - 20 - marker.width * body.size, top, fill: ink }),
    };
    const whole = [{ ...first, parts: [numbered, ...first.parts] }, ...rest];
    return whole.length > shortItem
      ? whole
      : whole.map((line, at) => (at < whole.length - 1 ? { ...line, keep: true } : line));
  });
}

/** The lines of one block of a letter. */
export function blockLines(block: Block, language: Language, fonts: Fonts): FlowLine[] {
  const body = styles.body[language];
  const width = textWidth / body.size;
  const common = { x: sheet.left, fill: ink };
  switch (block.kind) {
    case 'paragraph': {
      // Chinese paragraphs begin two characters in; English ones stand apart instead.
      const indent = language === 'zh' ? 2 : 0;
      const lines = setParagraph(block.text, 'regular', { width, indent }, fonts);
      const above = language === 'zh' ? 14 : 26;
      return textLines(lines, { tag: 'P' }, body, { ...common, above, indent, spread: language === 'zh' });
    }
    case 'heading': {
      const lines = setLines(block.text, 'semibold', width, fonts);
      return textLines(lines, { tag: 'H2' }, body, { ...common, above: 34, keepLast: true });
    }
    case 'fields':
      return fieldLines(block.rows, language, fonts);
    case 'list':
      return listLines(block.items, language, fonts);
  }
}

/** Official seals measure about four centimetres; the place for one is left free and says so. */
const seal = { radius: 205, centre: right - 420, room: 840 } as const;

/** Who signs, when, and where the seal goes, in one piece. */
export function signatureLines(letter: Letter, fonts: Fonts): FlowLine[] {
  const body = styles.body[letter.language];
  const small = styles.small[letter.language];
  const lines = [
    ...setLines(letter.authority, 'regular', seal.room / body.size, fonts),
    setLine(letter.date, 'regular', fonts),
  ];
  const label = letter.seal === undefined ? undefined : setLine(letter.seal, 'regular', fonts);
  const height = Math.max(2 * seal.radius, heightOf(lines, body) + 160);
  const first = (height - heightOf(lines, body)) / 2 - 20;
  const common = { x: seal.centre, centred: true } as const;
  const ring: Part = {
    draw: (doc, top) => {
      doc.lineWidth(2.5).dash(14, { space: 12 });
      doc.circle(seal.centre, top + height / 2, seal.radius).stroke(edge);
      doc.undash();
    },
  };
  const signature: Part = {
    node: { tag: 'P' },
    draw: (doc, top) => drawLines(doc, lines, body, { ...common, top: top + first, fill: ink }),
  };
  const sealed = (words: Line): Part => ({
    node: { tag: 'P' },
    draw: (doc, top) =>
      drawLines(doc, [words], small, { ...common, top: top + first + heightOf(lines, body) + 18, fill: quiet }),
  });
  const parts = label ? [ring, signature, sealed(label)] : [signature];
  return [{ above: 40, height, keep: true, parts }];
}

/** The small print, at the foot of the last page. */
export function noteLines(letter: Letter, fonts: Fonts): FlowLine[] {
  const small = styles.small[letter.language];
  const lines = letter.notes.flatMap((note) => setParagraph(note, 'regular', { width: textWidth / small.size }, fonts));
  return [
    {
      above: 24,
      height: heightOf(lines, small) + 20,
      keep: false,
      atFoot: true,
      parts: [
        { draw: (doc, top) => drawRule(doc, top, 1.5, edge) },
        {
          node: { tag: 'P' },
          draw: (doc, top) => drawLines(doc, lines, small, { x: sheet.left, top: top + 20, fill: quiet }),
        },
      ],
    },
  ];
}
