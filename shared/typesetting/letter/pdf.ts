import PDFDocument from 'pdfkit';
import type { Letter } from '../../domain/letters/compose.ts';
import { quiet } from '../colours.ts';
import { artifact, bytesOf, drawLine } from '../pdf.ts';
import { setLine } from '../setting.ts';
import type { Fonts } from '../typeface.ts';
import { blockLines, headLines, noteLines, signatureLines } from './blocks.ts';
import { type FlowLine, type Node, type Placed, paginate } from './flow.ts';
import { sheet, styles } from './sheet.ts';

type Pdf = PDFKit.PDFDocument;
type Element = PDFKit.PDFStructureElement;

/** PDF points in a tenth of a millimetre. */
const point = 72 / 254;

/** Space between a table or list and the text after it. */
const afterTable = 36;

function linesOf(letter: Letter, fonts: Fonts): FlowLine[] {
  const text = letter.blocks.flatMap((block, index) => {
    const [first, ...rest] = blockLines(block, letter.language, fonts);
    if (!first) return [];
    const before = letter.blocks[index - 1]?.kind;
    const apart = before === 'fields' || before === 'list' ? Math.max(first.above, afterTable) : first.above;
    return [{ ...first, above: apart }, ...rest];
  });
  const last = text.length - 1;
  return [
    ...headLines(letter, fonts),
    // No page holds a signature alone.
    ...text.map((line, index) => (index === last ? { ...line, keep: true } : line)),
    ...signatureLines(letter, fonts),
    ...noteLines(letter, fonts),
  ];
}

/**
 * Sets a letter on A4 pages, tagged so that it can be read aloud, searched and copied. The same letter gives the same
 * bytes on every machine: its only date is the event's, and nothing is compressed, for compressors differ.
 */
export function letterPdf(letter: Letter, fonts: Fonts): Promise<Uint8Array> {
  const doc = new PDFDocument({
    size: 'A4',
    margin: 0,
    autoFirstPage: false,
    compress: false,
    // No default font: pdfkit's own fonts are files that are not shipped.
    font: '',
    pdfVersion: '1.7',
    tagged: true,
    displayTitle: true,
    lang: letter.language === 'zh' ? 'zh-CN' : 'en',
    info: {
      Title: `${letter.title} ${letter.number.value}`,
      Author: letter.authority,
      Creator: 'Greenpath',
      Producer: 'Greenpath',
      CreationDate: new Date(letter.at),
      ModDate: new Date(letter.at),
    },
  });
  const bytes = bytesOf(doc);
  const document = doc.struct('Document');
  doc.addStructure(document);
  const elements = new Map<Node, Element>();
  const pages = paginate(linesOf(letter, fonts));
  const mark = (letter.preview ?? letter.sample)?.mark;
  for (const [index, lines] of pages.entries()) {
    doc.addPage();
    doc.scale(point);
    if (mark) drawMark(doc, mark, fonts);
    for (const placed of lines) drawPlaced(doc, placed, (node) => elementOf(doc, document, elements, node));
    if (pages.length > 1) drawFoot(doc, letter, letter.page(index + 1, pages.length), fonts);
  }
  document.end();
  doc.end();
  return bytes;
}

function elementOf(doc: Pdf, document: Element, elements: Map<Node, Element>, node: Node): Element {
  const known = elements.get(node);
  if (known) return known;
  const made = doc.struct(node.tag);
  elements.set(node, made);
  (node.parent ? elementOf(doc, document, elements, node.parent) : document).add(made);
  return made;
}

function drawPlaced(doc: Pdf, { line, top }: Placed, element: (node: Node) => Element): void {
  for (const { node, draw } of line.parts) {
    if (!node) {
      artifact(doc, () => draw(doc, top));
      continue;
    }
    const content = doc.markStructureContent(node.tag);
    draw(doc, top);
    doc.endMarkedContent();
    element(node).add(content);
  }
}

/** Across the whole page, pale enough to read everything over it. */
function drawMark(doc: Pdf, mark: string, fonts: Fonts): void {
  const line = setLine(mark, 'semibold', fonts);
  const size = 1900 / line.width;
  artifact(doc, () => {
    doc.save().rotate(-52, { origin: [sheet.width / 2, sheet.height / 2] });
    drawLine(doc, line, {
      x: (sheet.width - line.width * size) / 2,
      y: sheet.height / 2 + size * 0.35,
      size,
      fill: '#f6e9e7',
    });
    doc.restore();
  });
}

function drawFoot(doc: Pdf, letter: Letter, page: string, fonts: Fonts): void {
  const number = setLine(letter.number.value, 'regular', fonts);
  const count = setLine(page, 'regular', fonts);
  const { size } = styles.small.en;
  const common = { y: sheet.height - 190, size, fill: quiet };
  artifact(doc, () => {
    drawLine(doc, number, { ...common, x: sheet.left });
    drawLine(doc, count, { ...common, x: sheet.width - sheet.right - count.width * size });
  });
}
