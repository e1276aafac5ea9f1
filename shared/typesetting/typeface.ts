/** A TrueType face: its bytes for the printers, its repertoire and widths for the layout. */
export type Typeface = {
  family: 'Noto Sans' | 'Noto Sans SC';
  weight: 400 | 600;
  bytes: Uint8Array;
  has: (letter: string) => boolean;
  /** Width of a letter in ems, without kerning; 0 for a combining mark, and for a letter that the face lacks. */
  advance: (letter: string) => number;
};

export const fontFiles = {
  latinRegular: 'latin-regular.ttf',
  latinSemibold: 'latin-semibold.ttf',
  hanRegular: 'han-regular.ttf',
  hanSemibold: 'han-semibold.ttf',
} as const;

/** The four faces in which papers are set. */
export type Fonts = Readonly<Record<keyof typeof fontFiles, Typeface>>;

/**
 * Reads the four faces from the bytes of their files (see `fontFiles`). Throws when one is not a TrueType font.
 */
export const openFonts = (bytes: Readonly<Record<keyof typeof fontFiles, Uint8Array>>): Fonts => ({
  latinRegular: openTypeface('Noto Sans', 400, bytes.latinRegular),
  latinSemibold: openTypeface('Noto Sans', 600, bytes.latinSemibold),
  hanRegular: openTypeface('Noto Sans SC', 400, bytes.hanRegular),
  hanSemibold: openTypeface('Noto Sans SC', 600, bytes.hanSemibold),
});

function openTypeface(family: Typeface['family'], weight: Typeface['weight'], file: Uint8Array): Typeface {
  const bytes = file.slice();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const table = (tag: string): number => {
    const count = view.getUint16(4);
    for (let index = 0; index < count; index++) {
      const record = 12 + index * 16;
      const name = String.fromCharCode(...bytes.subarray(record, record + 4));
      if (name === tag) return view.getUint32(record + 8);
    }
    throw new Error(`the font has no table ${tag}`);
  };
  // A checksum of the whole file, which no viewer asks for: with it, letting in one more letter would change every page
  // that was ever printed, though nothing on it looks different.
  view.setUint32(table('head') + 8, 0);
  const unitsPerEm = view.getUint16(table('head') + 18);
  const advances = { start: table('hmtx'), count: view.getUint16(table('hhea') + 34) };
  const glyphOf = readCharacterMap(view, table('cmap'));
  return {
    family,
    weight,
    bytes,
    has: (letter) => glyphOf(letter.codePointAt(0) ?? 0) !== 0,
    advance: (letter) => {
      const glyph = glyphOf(letter.codePointAt(0) ?? 0);
      if (glyph === 0) return 0;
      return view.getUint16(advances.start + 4 * Math.min(glyph, advances.count - 1)) / unitsPerEm;
    },
  };
}

/** Finds the glyph of a code point (0 when there is none) in a `cmap` of format 4 or 12. */
function readCharacterMap(view: DataView, cmap: number): (codePoint: number) => number {
  const offsets = new Map<number, number>();
  for (let index = 0; index < view.getUint16(cmap + 2); index++) {
    const offset = cmap + view.getUint32(cmap + 4 + index * 8 + 4);
    offsets.set(view.getUint16(offset), offset);
  }
  const full = offsets.get(12);
  if (full !== undefined) return (codePoint) => glyphInGroups(view, full, codePoint);
  const basic = offsets.get(4);
  if (basic !== undefined) return (codePoint) => glyphInSegments(view, basic, codePoint);
  throw new Error('the font has no Unicode character map of format 4 or 12');
}

function glyphInGroups(view: DataView, offset: number, codePoint: number): number {
  const groups = view.getUint32(offset + 12);
  const group = firstWhere(groups, (index) => view.getUint32(offset + 16 + index * 12 + 4) >= codePoint);
  if (group === groups) return 0;
  const start = view.getUint32(offset + 16 + group * 12);
  return codePoint < start ? 0 : view.getUint32(offset + 16 + group * 12 + 8) + codePoint - start;
}

function glyphInSegments(view: DataView, offset: number, codePoint: number): number {
  const segments = view.getUint16(offset + 6) / 2;
  const ends = offset + 14;
  const starts = ends + segments * 2 + 2;
  const deltas = starts + segments * 2;
  const ranges = deltas + segments * 2;
  const segment = firstWhere(segments, (index) => view.getUint16(ends + index * 2) >= codePoint);
  if (segment === segments) return 0;
  const start = view.getUint16(starts + segment * 2);
  if (codePoint < start) return 0;
  const delta = view.getUint16(deltas + segment * 2);
  const range = view.getUint16(ranges + segment * 2);
  if (range === 0) return (codePoint + delta) & 0xffff;
  const glyph = view.getUint16(ranges + segment * 2 + range + (codePoint - start) * 2);
  return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
}

/** The first of `count` sorted places where the condition holds, or `count`. */
function firstWhere(count: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
