import { initWasm, Resvg } from '@resvg/resvg-wasm';
import type { Fonts } from '../../../shared/typesetting/typeface.ts';
import { pictureSize } from './svg.ts';

let ready: Promise<void> | undefined;

/**
 * Starts the renderer, which a process may do only once.
 * @param wasm the bytes of `@resvg/resvg-wasm/index_bg.wasm`; read only on the first call
 */
export function startRenderer(wasm: Uint8Array | Promise<Uint8Array>): Promise<void> {
  ready ??= initWasm(wasm as BufferSource | Promise<BufferSource>);
  return ready;
}

/** Pixels a millimetre: 400 dots per inch. */
const density = 400 / 25.4;

/**
 * Turns a card's SVG into a PNG of 400 dots per inch with a transparent ground.
 * @param wasm the bytes of `@resvg/resvg-wasm/index_bg.wasm`; read only on the first call of a process
 */
export async function renderPng(svg: string, fonts: Fonts, wasm: Uint8Array): Promise<Uint8Array> {
  await startRenderer(wasm);
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
