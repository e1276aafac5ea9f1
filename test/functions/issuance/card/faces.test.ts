import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lengthOf, type Mark, type TextMark } from '../../../../functions/issuance/card/drawing.ts';
import type { CardFace } from '../../../../functions/issuance/card/face.ts';
import { card, cardFaces } from '../../../../functions/issuance/card/faces.ts';
import { palettes } from '../../../../functions/issuance/card/palette.ts';
import { edge, ink, paper, quiet } from '../../../../shared/typesetting/colours.ts';
import { fonts } from '../../../typefaces.ts';
import { long, longest, ordinary } from './card-sample.ts';

type Box = { left: number; right: number; top: number; bottom: number; what: string };

const textOf = (mark: TextMark) => mark.line.runs.map((run) => run.text).join('');

function boxOf(mark: Mark): Box | undefined {
  if (mark.kind === 'text' && !mark.turn) {
    const length = lengthOf(mark);
    const left = mark.x - { start: 0, middle: 0.5, end: 1 }[mark.align] * length;
    return {
      left,
      right: left + length,
      top: mark.y - mark.size * 0.88,
      // Capitals and digits stand on the line, other letters and hanzi reach below it.
      bottom: mark.y + mark.size * (/^[A-Z0-9]+$/.test(textOf(mark)) ? 0.02 : 0.2),
      what: textOf(mark),
    };
  }
  if (mark.kind === 'photo') {
    return { left: mark.x, right: mark.x + mark.width, top: mark.y, bottom: mark.y + mark.height, what: 'photo' };
  }
  if (mark.kind === 'qr') {
    return { left: mark.x, right: mark.x + mark.size, top: mark.y, bottom: mark.y + mark.size, what: 'QR' };
  }
  return undefined;
}

/** Pairs that lie on each other, and what leaves the card or its room. */
function faults(face: CardFace): string[] {
  const { front, back } = cardFaces(face, fonts);
  return [front, back].flatMap((marks) => {
    const boxes = marks.flatMap((mark) => boxOf(mark) ?? []);
    const collisions = boxes.flatMap((one, index) =>
      boxes
        .slice(index + 1)
        .filter(
          (other) =>
            one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom,
        )
        .map((other) => `${one.what} lies on ${other.what}`),
    );
    const strays = boxes
      .filter((box) => box.left < 30 || box.right > card.width - 15 || box.top < 0 || box.bottom > card.height - 15)
      .map((box) => `${box.what} leaves the card`);
    const overflows = marks
      .filter((mark) => mark.kind === 'text')
      .filter((mark) => lengthOf(mark) > mark.room + 0.01)
      .map((mark) => `${textOf(mark)} is longer than its room`);
    return [...collisions, ...strays, ...overflows];
  });
}

const textsOf = (face: CardFace) =>
  Object.values(cardFaces(face, fonts))
    .flat()
    .filter((mark) => mark.kind === 'text');

/** What was printed, without the places where lines broke. */
const printed = (face: CardFace) => textsOf(face).map(textOf).join('').replaceAll(' ', '');

describe('the two faces of a card', () => {
  test.each([
    ['an ordinary holder', ordinary],
    ['an ordinary holder, English first', { ...ordinary, language: 'en' as const }],
    ['a rehearsal', { ...ordinary, rehearsal: true }],
    ['a 62-character name with 7 hanzi and a long employer', long],
    ['the same, English first', { ...long, language: 'en' as const }],
    ['every field at the limit of the contract', longest],
  ])('keep every text in its room and off every other: %s', (_, face) => {
    expect(faults(face)).toEqual([]);
  });

  test('keep every text in its room whatever names people have', () => {
    const latin = fc.string({ unit: fc.constantFrom(...'AIMWŁŽǪẤ ỷg-’.'), minLength: 1, maxLength: 122 });
    const mixed = fc.string({ unit: fc.constantFrom(...'司有限（）、。AWil 12&<-/'), minLength: 1, maxLength: 120 });
    fc.assert(
      fc.property(
        latin,
        mixed,
        mixed,
        fc.string({ unit: fc.constantFrom(...'文卡·塔'), maxLength: 20 }),
        (name, zh, post, chineseName) => {
          expect(faults({ ...ordinary, name, employer: { zh, en: zh }, post, chineseName })).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('print long texts whole, on as many lines as they need', () => {
    const text = printed(long);
    for (const value of [long.name, long.chineseName ?? '', long.employer.zh, long.employer.en ?? '', long.post]) {
      expect(text).toContain(value.replaceAll(' ', ''));
    }
  });

  test('give the name of an ordinary holder letters of at least 2.5 mm and the longest name no less than 1.5 mm', () => {
    const nameSize = (face: CardFace) =>
      textsOf(face).find((mark) => textOf(mark).startsWith(face.name.slice(0, 8)))?.size;
    expect(nameSize(ordinary)).toBeGreaterThanOrEqual(25);
    expect(nameSize(long)).toBeGreaterThanOrEqual(18);
    expect(nameSize(longest)).toBeGreaterThanOrEqual(15);
  });

  test('hold a glyph for every letter they print', () => {
    for (const face of [ordinary, long, { ...ordinary, language: 'en' as const, rehearsal: true }]) {
      for (const { line } of textsOf(face)) {
        for (const { text, typeface } of line.runs) {
          expect([...text].filter((letter) => !typeface.has(letter))).toEqual([]);
        }
      }
    }
  });

  test('show 〓 in place of a letter that no typeface holds', () => {
    expect(printed({ ...ordinary, chineseName: '㐂太郎' })).toContain('〓太郎');
  });

  test('print the number in groups of six and the same on both faces', () => {
    const groups = textsOf(ordinary)
      .filter((mark) => mark.groupGap)
      .map((mark) => mark.line.runs.map((run) => run.text));
    expect(groups).toEqual([
      ['SP2026', '110012', '345678'],
      ['SP2026', '110012', '345678'],
    ]);
  });

  test('put the language of the reader first', () => {
    expect(textsOf(ordinary).map(textOf)).toContain('姓名 Name');
    expect(textsOf({ ...ordinary, language: 'en' }).map(textOf)).toContain('Name 姓名');
  });

  test('say SAMPLE in a rehearsal and only there', () => {
    expect(printed({ ...ordinary, rehearsal: true })).toContain('样本SAMPLE');
    expect(printed(ordinary)).not.toContain('SAMPLE');
  });

  test('carry a QR of 28 to 30 mm with its quiet zone', () => {
    const qr = cardFaces(ordinary, fonts).back.find((mark) => mark.kind === 'qr');
    expect(qr?.size).toBeGreaterThanOrEqual(280);
    expect(qr?.size).toBeLessThanOrEqual(300);
  });
});

describe('the colours of a card', () => {
  const luminance = (colour: string) => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5]
      .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one: string, other: string) => {
    const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
    return (light + 0.05) / (dark + 0.05);
  };

  test.each(Object.entries(palettes))('of category %s keep text legible on every ground (WCAG AA)', (_, palette) => {
    for (const ground of [paper, palette.near, palette.far, palette.trace]) {
      for (const letters of [ink, quiet, palette.strong]) {
        expect(contrast(letters, ground)).toBeGreaterThanOrEqual(4.5);
      }
    }
    expect(contrast(paper, palette.strong)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(ink, edge)).toBeGreaterThanOrEqual(4.5);
  });
});
