import { fileURLToPath } from 'node:url';
import { deployedFonts } from '../shared/typesetting/deployed-fonts.ts';

/** The typefaces as they are deployed beside the functions that print. */
export const fonts = deployedFonts(fileURLToPath(new URL('../shared/typesetting', import.meta.url)))();
