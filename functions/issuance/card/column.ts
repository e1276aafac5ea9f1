import { quiet } from '../../../shared/typesetting/colours.ts';
import { type Line, setLine, setLines, type Weight } from '../../../shared/typesetting/setting.ts';
import type { Fonts } from '../../../shared/typesetting/typeface.ts';
import type { Mark } from './drawing.ts';

/** A text with the size it has where there is room and the size it may shrink to, in tenths of a millimetre. */
type Passage = { text: string; weight: Weight; size: number; smallest: number; fill: string };

/** A label above the passages that belong to it; `share` is its part of the width where fields stand beside each other. */
export type Field = { label?: string; passages: readonly Passage[]; share?: number };
type Box = { x: number; y: number; width: number; height: number };
/** Rows hang from the top of their box or stand on its bottom; lines begin at its left edge or end at its right. */
type Placing = { standing?: boolean; align?: 'start' | 'end' };

const labelSizes = { size: 15.5, smallest: 13.5 };
const leading = 1.24;
/** From the top of a line to its baseline, in ems: hanzi reach 0.88 em above it. */
const ascent = 0.9;
const narrowGap = 5;
const wideGap = 22;
const besideGap = 18;

/**
 * Sets rows of fields in a box from top to bottom. Everything has its full size where it fits; otherwise all passages
 * shrink together, first to their smallest sizes and, for texts longer than any we know of, beyond. Nothing is cut off.
 */
export function setColumn(
  rows: readonly (readonly Field[])[],
  box: Box,
  fonts: Fonts,
  { standing = false, align = 'start' }: Placing = {},
): Mark[] {
  let sizing: Sizing = (largest, smallest) => Math.max(largest, smallest);
  for (let step = 0; ; step++) {
    const set = rows.map((row) => setRow(row, box.width, sizing, fonts));
    const height = set.reduce((sum, row) => sum + row.height, 0);
    const spare = box.height - height - narrowGap * (rows.length - 1);
    if (spare >= 0) {
      const gap = narrowGap + Math.min(wideGap, spare / rows.length);
      const top = standing ? box.y + spare : box.y;
      return placeRows(set, { x: box.x, y: top }, gap, align);
    }
    sizing = shrunk(step + 1);
  }
}

type Sizing = (largest: number, smallest: number) => number;

const shrinkingSteps = 10;

function shrunk(step: number): Sizing {
  const share = Math.min(1, step / shrinkingSteps);
  const beyond = 0.95 ** Math.max(0, step - shrinkingSteps);
  return (largest, smallest) => (largest - (largest - smallest) * share) * beyond;
}

type SetPassage = { lines: Line[]; size: number; fill: string };
type SetField = { offset: number; width: number; label?: Line; labelSize: number; passages: SetPassage[] };
type SetRow = { fields: SetField[]; height: number };

function setRow(row: readonly Field[], width: number, sizing: Sizing, fonts: Fonts): SetRow {
  const gaps = besideGap * (row.length - 1);
  const labelSize = sizing(labelSizes.size, labelSizes.smallest);
  let offset = 0;
  const fields = row.map((field) => {
    const fieldWidth = (width - gaps) * (field.share ?? 1);
    const passages = field.passages.map(({ text, weight, size: largest, smallest, fill }) => {
      const size = sizing(largest, smallest);
      return { lines: setLines(text, weight, fieldWidth / size, fonts), size, fill };
    });
    const label = field.label ? setLine(field.label, 'regular', fonts) : undefined;
    const set = { offset, width: fieldWidth, label, labelSize, passages };
    offset += fieldWidth + besideGap;
    return set;
  });
  return { fields, height: Math.max(...fields.map(heightOf)) };
}

const heightOf = (field: SetField): number =>
  (field.label ? field.labelSize * leading : 0) +
  field.passages.reduce((sum, { lines, size }) => sum + lines.length * size * leading, 0);

function placeRows(
  rows: readonly SetRow[],
  start: { x: number; y: number },
  gap: number,
  align: 'start' | 'end',
): Mark[] {
  const marks: Mark[] = [];
  let top = start.y;
  for (const row of rows) {
    for (const field of row.fields) {
      const x = start.x + field.offset + (align === 'end' ? field.width : 0);
      const common = { kind: 'text', align, x, room: field.width } as const;
      let y = top;
      if (field.label) {
        const size = Math.min(field.labelSize, field.width / field.label.width);
        marks.push({ ...common, y: y + field.labelSize * ascent, line: field.label, size, fill: quiet });
        y += field.labelSize * leading;
      }
      for (const passage of field.passages) {
        for (const line of passage.lines) {
          marks.push({ ...common, y: y + passage.size * ascent, line, size: passage.size, fill: passage.fill });
          y += passage.size * leading;
        }
      }
    }
    top += row.height + gap;
  }
  return marks;
}
