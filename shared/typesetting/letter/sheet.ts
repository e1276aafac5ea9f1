import type { Language } from '../../domain/text.ts';

/** An A4 sheet in tenths of a millimetre, with the margins of official letters. */
export const sheet = { width: 2100, height: 2970, left: 280, right: 260, top: 250, bottom: 285 } as const;
export const textWidth = sheet.width - sheet.left - sheet.right;
/** Where the flow of a page ends. */
export const flowBottom = sheet.height - sheet.bottom;

export type Style = { size: number; spacing: number };

/**
 * Ems in tenths of a millimetre and distances of baselines in ems. Hanzi fill their em, Latin letters about half of
 * it: English in smaller type takes its place no less clearly.
 */
export const styles = {
  title: { zh: { size: 74, spacing: 1.35 }, en: { size: 68, spacing: 1.35 } },
  authority: { zh: { size: 48, spacing: 1.4 }, en: { size: 44, spacing: 1.35 } },
  body: { zh: { size: 42.3, spacing: 1.68 }, en: { size: 38, spacing: 1.55 } },
  field: { zh: { size: 40, spacing: 1.45 }, en: { size: 36, spacing: 1.42 } },
  small: { zh: { size: 33, spacing: 1.5 }, en: { size: 30, spacing: 1.5 } },
} as const satisfies Record<string, Record<Language, Style>>;
/** From the top of a line to its baseline, in ems, where lines stand as close as hanzi allow. */
const ascent = 0.88;

/** The baseline of a line in a box of its leading. */
export const baseline = ({ size, spacing }: Style): number => size * (ascent + (spacing - 1) / 2);
