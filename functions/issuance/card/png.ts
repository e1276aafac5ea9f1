import { initWasm, Resvg } from '@resvg/resvg-wasm';
import type { Fonts } from '../../../shared/typesetting/typeface.ts';
import { pictureSize } from './svg.ts';

let ready: Promise<void> | undefined;

async function start(wasm: Uint8Array): Promise<void> {
  try {
    await initWasm(wasm as BufferSource);
  } catch (error) {
    // Other code in this process may have started the renderer; it starts once for all.
    if (!String(error).includes('Already initialized')) throw error;
  }
}

/** Pixels a millimetre: 400 dots per inch. */
const density = 400 / 25.4;

/**
 * Turns a card's SVG into a PNG of 400 dots per inch with a transparent ground.
 * @param wasm the bytes of `@resvg/resvg-wasm/index_bg.wasm`; read only on the first call of a process
 */
export async function renderPng(svg: string, fonts: Fonts, wasm: Uint8Array): Promise<Uint8Array> {
  ready ??= start(wasm);
  await ready;
  const renderer = new Resvg(svg, {
    fitTo: { mode: 'width', value: Math.round((pictureSize.width / 10) * density) },
    font: {
      fontBuffers: Object.values(fonts).map((typeface) => typeface.bytes),
      defaultFontFamily: fonts.latinRegular.family,
    },
  });
  try {
    const image = renderer.render();
    try {
      return image.asPng();
    } finally {
      image.free();
    }
  } finally {
    renderer.free();
  }
}
