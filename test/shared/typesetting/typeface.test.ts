import PDFDocument from 'pdfkit';
import { describe, expect, test } from 'vitest';
import { hanziLetters, latinLetters } from '../../../shared/domain/lettering/lettering.ts';
import { setLine } from '../../../shared/typesetting/setting.ts';
import { fontFiles, openFonts, type Typeface } from '../../../shared/typesetting/typeface.ts';
import { fonts } from '../../typefaces.ts';

/** Width of a text in ems as the PDF writer measures it, kerning included. */
function measured(typeface: Typeface, text: string): number {
  const doc = new PDFDocument({ font: '' });
  doc.registerFont('face', typeface.bytes as Buffer).font('face', 1000);
  return doc.widthOfString(text) / 1000;
}

describe('a typeface', () => {
  test('holds a glyph for every letter that printed papers promise', () => {
    expect([...latinLetters].filter((letter) => !fonts.latinRegular.has(letter))).toEqual([]);
    expect([...latinLetters].filter((letter) => !fonts.latinSemibold.has(letter))).toEqual([]);
    expect([...hanziLetters()].filter((letter) => !fonts.hanRegular.has(letter))).toEqual([]);
  });

  test('knows what it lacks', () => {
    expect(['㐂', '한', 'ع', '文'].map((letter) => fonts.latinRegular.has(letter))).toEqual([
      false,
      false,
      false,
      false,
    ]);
    expect(fonts.hanRegular.has('㐂')).toBe(false);
    expect(fonts.latinRegular.advance('文')).toBe(0);
  });

  test.each([
    ['KOWALCZYK LINDQVIST, ALEKSANDRA', fonts.latinSemibold],
    ['Beijing Starbridge Robotics Co., Ltd.', fonts.latinRegular],
    ['Nguyễn Thị Ánh Đặng Łukasz', fonts.latinRegular],
    ['北京星桥机器人技术有限公司', fonts.hanRegular],
  ])('measures %s as the printer does, but for kerning', (text, typeface) => {
    const width = [...text].reduce((sum, letter) => sum + typeface.advance(letter), 0);
    expect(width).toBeGreaterThanOrEqual(measured(typeface, text) * 0.995);
    expect(width).toBeLessThanOrEqual(measured(typeface, text) * 1.03);
  });

  test('gives all digits one width, so that numbers stand under each other', () => {
    for (const typeface of [fonts.latinRegular, fonts.latinSemibold]) {
      expect(new Set([...'0123456789'].map(typeface.advance)).size).toBe(1);
    }
    expect(setLine('1111', 'semibold', fonts).width).toBe(setLine('0808', 'semibold', fonts).width);
  });

  test('is refused when its bytes are no font', () => {
    const broken = Object.fromEntries(Object.keys(fontFiles).map((name) => [name, new Uint8Array(64)]));
    expect(() => openFonts(broken as Parameters<typeof openFonts>[0])).toThrow('no table');
  });
});
