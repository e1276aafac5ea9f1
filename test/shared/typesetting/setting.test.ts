import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Line, setLine, setLines, setParagraph } from '../../../shared/typesetting/setting.ts';
import { fonts } from '../../typefaces.ts';

const textOf = (line: Line) => line.runs.map((run) => run.text).join('');
const linesOf = (text: string, width: number) => setLines(text, 'regular', width, fonts).map(textOf);

describe('setting running text', () => {
  const paragraph = (text: string, width: number, indent = 0) =>
    setParagraph(text, 'regular', { width, indent }, fonts);

  test('fills every line but the last, the first one less by its indent', () => {
    const lines = paragraph('依据行政许可法本机关决定予以受理', 6, 2);
    expect(lines.map(textOf)).toEqual(['依据行政', '许可法本机关', '决定予以受理']);
  });

  test('does not divide a number that is written in groups', () => {
    for (let width = 14; width < 24; width += 0.5) {
      const lines = paragraph('quote ETOWN-20261123-NKR3ZX1D please', width).map(textOf);
      expect(lines.filter((line) => line.includes('ETOWN-20261123-NKR3ZX1D'))).toHaveLength(1);
    }
    expect(paragraph('Economic-Technological', 8).map(textOf)).toEqual(['Economic-', 'Technological']);
  });

  test('loses no letter, keeps every line within its width, and says nothing of nothing', () => {
    expect(paragraph(' ', 10)).toEqual([]);
    const letter = fc.constantFrom(...'AWil ,.-/0（）、。文字样本ŁẤ’①');
    fc.assert(
      fc.property(
        fc.string({ unit: letter, maxLength: 80 }),
        fc.double({ min: 4, max: 30, noNaN: true }),
        (text, width) => {
          const lines = paragraph(text, width, 2);
          expect(lines.map(textOf).join('').replaceAll(' ', '')).toBe(text.normalize('NFC').replaceAll(' ', ''));
          for (const [index, line] of lines.entries()) {
            expect(line.width).toBeLessThanOrEqual(width - (index === 0 ? 2 : 0) + 1e-9);
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('setting a text', () => {
  test('breaks between words and makes the lines of even length', () => {
    expect(linesOf('Beijing Sample Robotics and Automation Company', 16)).toEqual([
      'Beijing Sample Robotics',
      'and Automation Company',
    ]);
  });

  test('never begins a line with closing punctuation nor ends one with an opening bracket', () => {
    for (let width = 3; width < 12; width += 0.5) {
      for (const line of linesOf('样本（北京）科技、贸易、咨询有限公司。', width)) {
        expect(line).not.toMatch(/^[）、。]|（$/);
      }
    }
  });

  test('breaks a word only when it is alone too wide', () => {
    expect(linesOf('WWWWWWWWWW ii', 5)).toEqual(['WWWW', 'WWWW', 'WW ii']);
    expect(linesOf('aa bb', 1.3)).toEqual(['aa', 'bb']);
  });

  test('keeps a mark with its letter', () => {
    for (const line of linesOf('x\u0323\u0302'.repeat(8), 1)) expect(line).not.toMatch(/^\p{Mn}/u);
  });

  test('sets hanzi and Latin each in their own typeface, and shared punctuation with its neighbours', () => {
    const runs = (text: string) =>
      setLine(text, 'regular', fonts).runs.map((run) => `${run.typeface.family}: ${run.text}`);
    expect(runs('安德烈·科瓦尔 Andrei')).toEqual(['Noto Sans SC: 安德烈·科瓦尔', 'Noto Sans:  Andrei']);
    expect(runs('O’Brien')).toEqual(['Noto Sans: O’Brien']);
    expect(runs('“星桥”')).toEqual(['Noto Sans SC: “星桥”']);
  });

  test('sets a semibold text in one weight even when the semibold cut lacks a hanzi', () => {
    expect(setLine('珊瑚', 'semibold', fonts).runs.map((run) => run.typeface.weight)).toEqual([400]);
    expect(setLine('外国人来华工作许可', 'semibold', fonts).runs.map((run) => run.typeface.weight)).toEqual([600]);
  });

  test('loses no letter and keeps every line within its width', () => {
    const letter = fc.constantFrom(...'AWil ,.-/（）、。文字样本ŁẤ’');
    fc.assert(
      fc.property(
        fc.string({ unit: letter, maxLength: 80 }),
        fc.double({ min: 1.1, max: 30, noNaN: true }),
        (text, width) => {
          const lines = setLines(text, 'regular', width, fonts);
          expect(lines.map(textOf).join('').replaceAll(' ', '')).toBe(text.normalize('NFC').replaceAll(' ', ''));
          for (const line of lines) expect(line.width).toBeLessThanOrEqual(width + 1e-9);
        },
      ),
      { numRuns: 200 },
    );
  });
});
