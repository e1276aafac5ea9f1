import { describe, expect, test } from 'vitest';
import { renderPng } from '../../../../functions/issuance/card/png.ts';
import { renderSvg } from '../../../../functions/issuance/card/svg.ts';
import { qrText } from '../../../../shared/typesetting/qr.ts';
import { fonts } from '../../../typefaces.ts';
import { long, longest, ordinary, scanned, wasm } from './card-sample.ts';

describe('the PNG of a card', () => {
  test.each([
    ['an ordinary holder', ordinary],
    ['a rehearsal', { ...ordinary, rehearsal: true }],
    ['the long-name token of 253 bytes', long],
    ['the longest token', longest],
  ])('carries a QR that reads back as the credential’s link: %s', async (_, face) => {
    const png = await renderPng(renderSvg(face, fonts), fonts, wasm);
    expect(await scanned(png)).toBe(qrText(face.qrLink));
  });

  test('shows both faces at 400 dots per inch', async () => {
    const png = await renderPng(renderSvg(ordinary, fonts), fonts, wasm);
    const view = new DataView(png.buffer, png.byteOffset);
    expect(view.getUint32(16)).toBe(1424);
    expect(view.getUint32(20)).toBeGreaterThan(1800);
  });

  test('draws accented letters as such, not as their plain ones', async () => {
    const pictures = await Promise.all(
      ['LUKASZ DANG', 'ŁUKASZ ĐẶNG'].map((name) => renderPng(renderSvg({ ...ordinary, name }, fonts), fonts, wasm)),
    );
    const [plain, accented] = pictures.map((png) => Buffer.from(png).toString('base64'));
    expect(accented).not.toBe(plain);
  });
});
