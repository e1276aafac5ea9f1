import type { Background } from '../../../shared/domain/documents/findings.ts';

type Picture = { data: Uint8Array; width: number; height: number };
type Box = { left: number; right: number; top: number; bottom: number };

/** Shares of width and height where a portrait shows background only: beside the head and in the upper corners. */
const regions: readonly Box[] = [
  { left: 0, right: 0.08, top: 0, bottom: 0.5 },
  { left: 0.92, right: 1, top: 0, bottom: 0.5 },
  { left: 0.08, right: 0.22, top: 0, bottom: 0.12 },
  { left: 0.78, right: 0.92, top: 0, bottom: 0.12 },
];

/** Pixels a side of a region at most; enough to see a shadow, whatever the resolution. */
const samples = 100;

/** Measures the background of a portrait from its RGBA pixels. */
export function backgroundOf({ data, width, height }: Picture): Background {
  const lightness = new Uint32Array(256);
  const saturation = new Uint32Array(256);
  for (const region of regions) {
    const top = Math.floor(region.top * height);
    const bottom = Math.max(top + 1, Math.floor(region.bottom * height));
    const left = Math.floor(region.left * width);
    const right = Math.max(left + 1, Math.floor(region.right * width));
    const down = Math.max(1, Math.floor((bottom - top) / samples));
    const across = Math.max(1, Math.floor((right - left) / samples));
    for (let y = top; y < bottom; y += down) {
      for (let x = left; x < right; x += across) {
        const at = 4 * (y * width + x);
        const red = data[at] ?? 0;
        const green = data[at + 1] ?? 0;
        const blue = data[at + 2] ?? 0;
        const most = Math.max(red, green, blue);
        const light = Math.round(0.299 * red + 0.587 * green + 0.114 * blue);
        const colour = most === 0 ? 0 : Math.round((255 * (most - Math.min(red, green, blue))) / most);
        lightness[light] = (lightness[light] ?? 0) + 1;
        saturation[colour] = (saturation[colour] ?? 0) + 1;
      }
    }
  }
  return {
    lightness: quantile(lightness, 0.5),
    darkestLightness: quantile(lightness, 0.1),
    saturation: quantile(saturation, 0.5),
  };
}

/** The value, from 0 to 1, that a share of the histogram lies at or below. */
function quantile(histogram: Uint32Array, share: number): number {
  const total = histogram.reduce((sum, count) => sum + count, 0);
  let below = 0;
  for (const [value, count] of histogram.entries()) {
    below += count;
    if (below >= share * total) return Math.round((1000 * value) / 255) / 1000;
  }
  return 1;
}
