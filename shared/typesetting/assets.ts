import { fontFiles } from './typeface.ts';

/** A file that must lie beside a bundled function. */
export type Asset = {
  /** A path from the root of the repository, or a specifier of an installed package. */
  from: string;
  /** A path beside index.js. */
  to: string;
};

/** The typefaces, for functions that print. */
export const fontAssets: readonly Asset[] = Object.values(fontFiles).map((file) => ({
  from: `shared/typesetting/fonts/${file}`,
  to: `fonts/${file}`,
}));
