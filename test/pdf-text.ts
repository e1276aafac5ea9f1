import {
  decodePDFRawStream,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  type PDFPage,
  PDFRawStream,
} from '@cantoo/pdf-lib';

const bytesOf = (stream: PDFRawStream) => Buffer.from(decodePDFRawStream(stream).decode()).toString('latin1');

const unicode = (hex: string) =>
  String.fromCharCode(...(hex.match(/.{4}/g) ?? []).map((unit) => Number.parseInt(unit, 16)));

/** What each code of a font stands for, from the map that lets readers copy and search. */
function charactersOf(font: PDFDict): Map<number, string> {
  const stream = font.lookup(PDFName.of('ToUnicode'));
  if (!(stream instanceof PDFRawStream)) throw new Error('the font says not what its codes stand for');
  const characters = new Map<number, string>();
  for (const [, first = '', list = ''] of bytesOf(stream).matchAll(/<([0-9a-f]+)> <[0-9a-f]+> \[([^\]]*)\]/g)) {
    const start = Number.parseInt(first, 16);
    for (const [index, [, hex = '']] of [...list.matchAll(/<([0-9a-f]*)>/g)].entries()) {
      characters.set(start + index, unicode(hex));
    }
  }
  return characters;
}

function contentOf(page: PDFPage): string {
  const contents = page.node.Contents();
  const parts = contents instanceof PDFArray ? contents.asArray() : [contents];
  return parts
    .map((part) => page.doc.context.lookup(part))
    .map((stream) => (stream instanceof PDFRawStream ? bytesOf(stream) : ''))
    .join('\n');
}

function textOf(page: PDFPage): string {
  const fonts = page.node.Resources()?.lookup(PDFName.of('Font'), PDFDict);
  const known = new Map<string, Map<number, string>>();
  let current = new Map<number, string>();
  let text = '';
  for (const [, font, shown] of contentOf(page).matchAll(/\/(\w+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (font) {
      const characters = known.get(font) ?? charactersOf((fonts as PDFDict).lookup(PDFName.of(font), PDFDict));
      known.set(font, characters);
      current = characters;
    }
    for (const [, hex = ''] of (shown ?? '').matchAll(/<([0-9a-f]*)>/g)) {
      for (const code of hex.match(/.{4}/g) ?? []) text += current.get(Number.parseInt(code, 16)) ?? '\ufffd';
    }
  }
  return text;
}

/** White space is how lines were broken; texts are compared without it. */
export const squeezed = (text: string): string => text.replace(/\s+/g, '');

/** What a reader can copy from each page of a PDF, in the order in which it was drawn, without white space. */
export async function pagesOfText(pdf: Uint8Array): Promise<string[]> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false });
  return document.getPages().map((page) => squeezed(textOf(page)));
}
