import PDFDocument from 'pdfkit';
import { sampleNotice } from '../../../shared/domain/rehearsal.ts';
import { edge, ink, paper, quiet } from '../../../shared/typesetting/colours.ts';
import { artifact, bytesOf, drawLine, type Setting } from '../../../shared/typesetting/pdf.ts';
import { cardSymbol, quietZone } from '../../../shared/typesetting/qr.ts';
import { type Line, setLine, setLines, type Weight } from '../../../shared/typesetting/setting.ts';
import type { Fonts } from '../../../shared/typesetting/typeface.ts';
import { lengthOf, type Mark, type TextMark } from './drawing.ts';
import type { CardFace } from './face.ts';
import { card, cardFaces } from './faces.ts';
import { permitRows, type Row } from './page.ts';
import { palettes } from './palette.ts';
import { portrait } from './portrait.ts';

import { inBoth, notes, printing, title } from './words.ts';

/** PDF points in a tenth of a millimetre. */
const point = 72 / 254;
/** A4 in tenths of a millimetre. */
const sheet = { width: 2100, height: 2970 } as const;
const left = (sheet.width - 2 * card.width) / 2;
const width = sheet.width - 2 * left;
const faceTop = 420;
const wordsTop = 1130;
const wordsBottom = sheet.height - 130;
const leading = 1.35;

type Pdf = PDFKit.PDFDocument;

/**
 * Prints a permit as an A4 page: both faces of the card at true size, to be cut out and folded, and beneath them what the
 * permit says in both languages, as a tagged table that can be read aloud, searched and copied.
 * The same face gives the same bytes. Throws when the photo is not a JPEG or the QR link holds anything but a host and digits.
 */
export function renderPdf(face: CardFace, fonts: Fonts): Promise<Uint8Array> {
  const name = inBoth(title, face).join(' ');
  const doc = new PDFDocument({
    size: 'A4',
    margin: 0,
    // No default font: pdfkit's own fonts are files that are not shipped.
    font: '',
    pdfVersion: '1.7',
    tagged: true,
    displayTitle: true,
    lang: face.language === 'zh' ? 'zh-CN' : 'en',
    info: {
      Title: `${name} ${face.number}`,
      Author: inBoth(face.authority, face).join(' '),
      Creator: 'Greenpath',
      Producer: 'Greenpath',
      CreationDate: new Date(`${face.issuedOn}T00:00:00Z`),
    },
  });
  const bytes = bytesOf(doc);
  doc.scale(point);
  drawPage(doc, face, fonts);
  doc.end();
  return bytes;
}

function drawPage(doc: Pdf, face: CardFace, fonts: Fonts): void {
  const { front, back } = cardFaces(face, fonts);
  const document = doc.struct('Document');
  doc.addStructure(document);
  drawHeading(doc, document, face, fonts);
  for (const [marks, x, alt] of [
    [front, left, '卡片正面，内容见下表。Front of the card; its contents stand in the table below.'],
    [back, left + card.width, '卡片背面，含二维码。Back of the card with its QR code.'],
  ] as const) {
    document.add(
      doc.struct('Figure', { alt }, () => {
        doc.save().translate(x, faceTop);
        for (const mark of marks) paint(doc, mark, face);
        doc.lineWidth(1.5).roundedRect(0, 0, card.width, card.height, card.corner).stroke(edge);
        doc.restore();
      }),
    );
  }
  artifact(doc, () => drawCutMarks(doc));
  drawPrintingHint(doc, document, face, fonts);
  drawWords(doc, document, face, fonts);
  document.end();
}

function drawHeading(doc: Pdf, document: PDFKit.PDFStructureElement, face: CardFace, fonts: Fonts): void {
  const { strong } = palettes[face.category];
  document.add(
    doc.struct('H1', {}, () => {
      drawText(doc, inBoth(title, face).join('  '), 'semibold', { x: left, y: 230, size: 62, fill: ink }, fonts);
    }),
  );
  const zone = inBoth(face.zone, face).join('  ');
  document.add(
    doc.struct('P', {}, () => drawText(doc, zone, 'regular', { x: left, y: 295, size: 36, fill: quiet }, fonts)),
  );
  if (face.rehearsal) {
    const notice = inBoth(sampleNotice, face).join(' ');
    document.add(
      doc.struct('P', {}, () => drawText(doc, notice, 'regular', { x: left, y: 350, size: 34, fill: strong }, fonts)),
    );
  }
  artifact(doc, () => doc.rect(left, 165 - 30, 120, 8).fill(strong));
}

function drawPrintingHint(doc: Pdf, document: PDFKit.PDFStructureElement, face: CardFace, fonts: Fonts): void {
  const y = faceTop + card.height + 100;
  const scale = 500;
  artifact(doc, () => {
    doc.lineWidth(2).strokeColor(quiet);
    doc
      .moveTo(left, y)
      .lineTo(left + scale, y)
      .stroke();
    for (const end of [left, left + scale])
      doc
        .moveTo(end, y - 14)
        .lineTo(end, y + 14)
        .stroke();
  });
  const x = left + scale + 36;
  const room = width - scale - 36;
  for (const [index, words] of inBoth(printing, face).entries()) {
    document.add(
      doc.struct('P', {}, () =>
        drawText(doc, words, 'regular', { x, y: y - 6 + index * 34, size: 25, fill: quiet, room }, fonts),
      ),
    );
  }
}

/** Where to cut, outside the card, and where to fold. */
function drawCutMarks(doc: Pdf): void {
  const far = 44;
  const near = 12;
  const bottom = faceTop + card.height;
  doc.lineWidth(1.5).strokeColor(quiet);
  for (const x of [left, left + 2 * card.width]) {
    const outward = x === left ? -1 : 1;
    for (const y of [faceTop, bottom]) {
      const away = y === faceTop ? -1 : 1;
      doc
        .moveTo(x + outward * near, y)
        .lineTo(x + outward * far, y)
        .stroke();
      doc
        .moveTo(x, y + away * near)
        .lineTo(x, y + away * far)
        .stroke();
    }
  }
  const fold = left + card.width;
  doc.lineWidth(1).dash(8, { space: 10 });
  doc
    .moveTo(fold, faceTop - far)
    .lineTo(fold, bottom + far)
    .stroke();
  doc.undash();
}

type Table = { rows: SetRow[]; height: number; size: number };
type SetRow = { label: Line; cells: { x: number; lines: Line[]; language?: string }[]; height: number };

const labelWidth = 420;
const columnGap = 36;
const columnWidth = (width - labelWidth - columnGap) / 2;
const rowPadding = 15;

/** The table in the largest type in which it fits on the page. */
function setTable(rows: readonly Row[], face: CardFace, height: number, fonts: Fonts): Table {
  for (let size = 33; ; size *= 0.95) {
    const table = setRows(rows, face, size, fonts);
    if (table.height <= height) return table;
  }
}

function setRows(rows: readonly Row[], face: CardFace, size: number, fonts: Fonts): Table {
  const set = rows.map(({ label, value }): SetRow => {
    const texts = typeof value === 'string' ? [value] : inBoth(value, face);
    const room = typeof value === 'string' ? width - labelWidth : columnWidth;
    const cells = texts.map((text, index) => ({
      x: left + labelWidth + index * (columnWidth + columnGap),
      lines: setLines(text, 'regular', room / size, fonts),
      ...(texts.length > 1 ? { language: inBoth({ zh: 'zh-CN', en: 'en' }, face)[index] } : {}),
    }));
    const lines = Math.max(...cells.map((cell) => cell.lines.length));
    return {
      label: setLine(inBoth(label, face).join(' '), 'regular', fonts),
      cells,
      height: lines * size * leading + 2 * rowPadding,
    };
  });
  return { rows: set, size, height: set.reduce((sum, row) => sum + row.height, 0) };
}

function drawWords(doc: Pdf, document: PDFKit.PDFStructureElement, face: CardFace, fonts: Fonts): void {
  const noteSize = 27;
  const noteLines = notes.map((words) => setLines(inBoth(words, face).join(' '), 'regular', width / noteSize, fonts));
  const notesHeight = noteLines.flat().length * noteSize * leading + 40;
  const { rows, size, height } = setTable(permitRows(face), face, wordsBottom - notesHeight - wordsTop, fonts);
  const table = doc.struct('Table');
  document.add(table);
  let y = wordsTop;
  for (const row of rows) {
    const top = y + rowPadding;
    artifact(doc, () =>
      doc
        .lineWidth(1.5)
        .strokeColor(edge)
        .moveTo(left, y)
        .lineTo(left + width, y)
        .stroke(),
    );
    const line = doc.struct('TR');
    table.add(line);
    line.add(
      doc.struct('TH', { scope: 'Row' } as object, () =>
        drawLine(doc, row.label, { x: left, y: top + size, size: Math.min(size, 30), fill: quiet }),
      ),
    );
    for (const cell of row.cells) {
      line.add(
        doc.struct('TD', cell.language ? { lang: cell.language } : {}, () => {
          for (const [index, words] of cell.lines.entries()) {
            drawLine(doc, words, { x: cell.x, y: top + size + index * size * leading, size, fill: ink });
          }
        }),
      );
    }
    y += row.height;
  }
  artifact(doc, () =>
    doc
      .lineWidth(1.5)
      .strokeColor(edge)
      .moveTo(left, y)
      .lineTo(left + width, y)
      .stroke(),
  );
  y = wordsTop + height + 40;
  for (const lines of noteLines) {
    document.add(
      doc.struct('P', {}, () => {
        for (const words of lines) {
          drawLine(doc, words, { x: left, y: y + noteSize, size: noteSize, fill: quiet });
          y += noteSize * leading;
        }
      }),
    );
  }
}

function paint(doc: Pdf, mark: Mark, face: CardFace): void {
  switch (mark.kind) {
    case 'text':
      paintText(doc, mark);
      break;
    case 'path':
      doc.path(mark.data).fill(mark.fill);
      break;
    case 'rectangle':
      doc.roundedRect(mark.x, mark.y, mark.width, mark.height, mark.radius);
      if (mark.fill) doc.fill(mark.fill);
      if (mark.stroke) doc.lineWidth(1).stroke(mark.stroke);
      break;
    case 'photo':
      doc.save().roundedRect(mark.x, mark.y, mark.width, mark.height, mark.radius).clip();
      doc.image(Buffer.from(portrait(face.photo)), mark.x, mark.y, {
        cover: [mark.width, mark.height],
        align: 'center',
        valign: 'center',
      });
      doc.restore();
      break;
    case 'qr': {
      const { side, outline } = cardSymbol(face.qrLink);
      const scale = mark.size / (side + 2 * quietZone);
      doc.rect(mark.x, mark.y, mark.size, mark.size).fill(paper);
      doc
        .save()
        .translate(mark.x + quietZone * scale, mark.y + quietZone * scale)
        .scale(scale);
      doc.path(outline).fill(ink);
      doc.restore();
      break;
    }
  }
}

function paintText(doc: Pdf, mark: TextMark): void {
  const { y, line, size, fill, align, groupGap, turn } = mark;
  const shift = { start: 0, middle: 0.5, end: 1 }[align] * lengthOf(mark);
  if (turn) doc.save().rotate(turn, { origin: [mark.x, y] });
  drawLine(doc, line, { x: mark.x - shift, y, size, fill, groupGap });
  if (turn) doc.restore();
}

function drawText(
  doc: Pdf,
  words: string,
  weight: Weight,
  { room = width, ...setting }: Setting & { room?: number },
  fonts: Fonts,
): void {
  const line = setLine(words, weight, fonts);
  drawLine(doc, line, { ...setting, size: Math.min(setting.size, room / line.width) });
}
