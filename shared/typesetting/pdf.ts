import type { Line } from './setting.ts';
import type { Typeface } from './typeface.ts';

type Pdf = PDFKit.PDFDocument;

/** Where and how a line is drawn: its baseline, its em in the units of the page, its colour. */
export type Setting = {
  x: number;
  y: number;
  size: number;
  fill: string;
  /** Extra space after each run of a line, such as between the groups of a number. */
  groupGap?: number;
  /** Extra space after each letter, which fills a line to its margin. */
  letterGap?: number;
};

/** Everything that a document writes from now on; ended by `doc.end()`. */
export function bytesOf(doc: Pdf): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  return new Promise((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))));
    doc.on('error', reject);
  });
}

/** Draws what belongs to the layout and is not read aloud. */
export function artifact(doc: Pdf, draw: () => void): void {
  doc.markContent('Artifact', { type: 'Layout' });
  draw();
  doc.endMarkedContent();
}

/** Draws a line that was set, each run in its typeface. */
export function drawLine(doc: Pdf, line: Line, { x, y, size, fill, groupGap = 0, letterGap = 0 }: Setting): void {
  let at = x;
  doc.fontSize(size).fillColor(fill);
  for (const { text, typeface } of line.runs) {
    takeFont(doc, typeface);
    const spaced = letterGap === 0 ? {} : { characterSpacing: letterGap };
    doc.text(text, at, y, { lineBreak: false, baseline: 'alphabetic', ...spaced });
    at += doc.widthOfString(text, spaced) + letterGap + groupGap;
  }
}

function takeFont(doc: Pdf, typeface: Typeface): void {
  const name = `${typeface.family} ${typeface.weight}`;
  doc.registerFont(name, typeface.bytes as Buffer).font(name);
}
