import { type Asset, fontAssets } from '../../../shared/typesetting/assets.ts';

/** What the card function reads from its own folder: the typefaces and the renderer of PNG. */
export const cardAssets: readonly Asset[] = [
  ...fontAssets,
  { from: '@resvg/resvg-wasm/index_bg.wasm', to: 'resvg.wasm' },
];
