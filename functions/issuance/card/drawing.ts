import type { Line } from '../../../shared/typesetting/setting.ts';

/** Tenths of a millimetre from the top left corner of a face. */
type Place = { x: number; y: number };
type Extent = { width: number; height: number };

/** A line of text; `y` is its baseline, `size` its em in tenths of a millimetre. */
export type TextMark = Place & {
  kind: 'text';
  line: Line;
  size: number;
  fill: string;
  align: 'start' | 'middle' | 'end';
  /** The width the line may take; a viewer without our typefaces squeezes the line into it. */
  room: number;
  /** Extra space after each group of a number, whose line then has one run for each group. */
  groupGap?: number;
  /** Degrees clockwise about its place. */
  turn?: number;
};

/** What a face is made of, in the order of painting. */
export type Mark =
  | TextMark
  | ({ kind: 'rectangle'; radius: number; fill?: string; stroke?: string } & Place & Extent)
  | { kind: 'path'; data: string; fill: string }
  | ({ kind: 'photo'; radius: number } & Place & Extent)
  | ({ kind: 'qr'; size: number } & Place);

/** The length of a set line on paper, in tenths of a millimetre. */
export const lengthOf = (mark: TextMark): number =>
  mark.line.width * mark.size + (mark.groupGap ?? 0) * (mark.line.runs.length - 1);
