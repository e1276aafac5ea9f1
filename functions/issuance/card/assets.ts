import { fontFiles } from './typeface.ts';

/** A file that must lie beside the bundled function. */
type Asset = {
  /** A path from the root of the repository, or a specifier of an installed package. */
  from: string;
  /** A path beside index.js. */
  to: string;
};

/** What the card function reads from its own folder: its typefaces and the renderer of PNG. */
export const cardAssets: readonly Asset[] = [
  ...Object.values(fontFiles).map((file) => ({ from: `functions/issuance/fonts/${file}`, to: `fonts/${file}` })),
  { from: '@resvg/resvg-wasm/index_bg.wasm', to: 'resvg.wasm' },
];
