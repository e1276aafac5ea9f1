import { decodePDFRawStream, PDFDocument, PDFName, PDFRawStream } from '@cantoo/pdf-lib';
import { describe, expect, test } from 'vitest';
import { renderPdf } from '../../../../functions/issuance/card/pdf.ts';
import { cardSymbol, qrText } from '../../../../shared/typesetting/qr.ts';
import { fonts } from '../../../typefaces.ts';
import { long, longest, ordinary, scanned } from './card-sample.ts';
import { drawnAreas } from './outline-picture.ts';

/** What the page draws, as operators of the PDF language. */
async function pageContent(pdf: Uint8Array): Promise<string> {
  const { context } = await PDFDocument.load(pdf);
  const streams = context.enumerateIndirectObjects().flatMap(([, object]) => {
    if (!(object instanceof PDFRawStream) || object.dict.has(PDFName.of('Subtype'))) return [];
    return [Buffer.from(decodePDFRawStream(object).decode()).toString('latin1')];
  });
  return streams.find((stream) => stream.includes(' BDC')) ?? '';
}

/** Corners of the areas of the page's longest path: the QR. */
async function longestPath(pdf: Uint8Array): Promise<[number, number][][]> {
  const paths = (await pageContent(pdf)).match(/(?:[-\d. ]+ [mlc]\s+|h\s+)+/g) ?? [];
  const path = paths.reduce((longer, other) => (other.length > longer.length ? other : longer), '');
  return path
    .split(/h\s+/)
    .map((area) =>
      [...area.matchAll(/([-\d.]+) ([-\d.]+) [ml]/g)].map(([, x, y]): [number, number] => [Number(x), Number(y)]),
    )
    .filter((area) => area.length > 0);
}

describe('the PDF of a card', () => {
  test('is the same to the byte whenever it is made', async () => {
    const [first, second] = [await renderPdf(ordinary, fonts), await renderPdf(ordinary, fonts)];
    expect(Buffer.from(first).equals(Buffer.from(second))).toBe(true);
  });

  test.each([
    ['an ordinary holder', ordinary],
    ['a 62-character name', long],
    ['every field at the limit of the contract', longest],
  ])('is one A4 page of at most 120 KB: %s', async (_, face) => {
    const pdf = await renderPdf(face, fonts);
    expect(pdf.byteLength).toBeLessThanOrEqual(120_000);
    const pages = (await PDFDocument.load(pdf)).getPages().map((page) => page.getSize());
    expect(pages).toEqual([{ width: 595.28, height: 841.89 }]);
  });

  test('names its title, author, day of issue and language, and is tagged for reading aloud', async () => {
    const pdf = await renderPdf({ ...ordinary, language: 'en' }, fonts);
    const document = await PDFDocument.load(pdf, { updateMetadata: false });
    expect(document.getTitle()).toBe('Foreigner’s Work Permit 外国人来华工作许可 SP2026110012345678');
    expect(document.getAuthor()).toContain(ordinary.authority.zh);
    expect(document.getCreationDate()?.toISOString()).toBe('2026-11-22T00:00:00.000Z');
    const text = Buffer.from(pdf).toString('latin1');
    expect(text).toContain('/Lang (en)');
    expect(text).toContain('/Marked true');
    expect(text.match(/\/S \/TR/g)).toHaveLength(12);
  });

  test('carries a QR that reads back as the credential’s link', async () => {
    for (const face of [ordinary, long, longest]) {
      const { side } = cardSymbol(face.qrLink);
      const areas = await longestPath(await renderPdf(face, fonts));
      expect(await scanned(drawnAreas(areas, side))).toBe(qrText(face.qrLink));
    }
  });

  test('embeds its own typefaces and no other', async () => {
    const text = Buffer.from(await renderPdf(ordinary, fonts)).toString('latin1');
    const names = [...text.matchAll(/\/FontName \/[A-Z]{6}\+([\w-]+)/g)].map(([, name]) => name);
    expect(names.sort()).toEqual([
      'NotoSans-Regular',
      'NotoSans-SemiBold',
      'NotoSansSC-Regular',
      'NotoSansSC-SemiBold',
    ]);
    expect(text).not.toContain('Helvetica');
  });
});
