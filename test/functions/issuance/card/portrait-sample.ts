import jpeg from 'jpeg-js';

type Colour = readonly [red: number, green: number, blue: number];

/** A drawn figure on white, as a JPEG of a passport photo's proportions: nobody's face. */
export function drawnPortrait(width = 354, height = 472): Uint8Array {
  const samples = 3;
  const data = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const sum = [0, 0, 0];
      for (let part = 0; part < samples * samples; part++) {
        const u = (x + ((part % samples) + 0.5) / samples) / width;
        const v = (y + (Math.floor(part / samples) + 0.5) / samples) / height;
        for (const [channel, value] of colourAt(u, (v * height) / width).entries())
          sum[channel] = (sum[channel] ?? 0) + value;
      }
      data.set([...sum.map((value) => Math.round(value / samples ** 2)), 255], (y * width + x) * 4);
    }
  }
  return new Uint8Array(jpeg.encode({ width, height, data }, 90).data);
}

/** Coordinates in widths of the picture. */
function colourAt(x: number, y: number): Colour {
  const inside = (centreX: number, centreY: number, radiusX: number, radiusY: number) =>
    ((x - centreX) / radiusX) ** 2 + ((y - centreY) / radiusY) ** 2 <= 1;
  if (inside(0.5, 0.56, 0.205, 0.27) && y > 0.4) return [226, 184, 152];
  if (inside(0.5, 0.53, 0.235, 0.3) && y < 0.66) return [62, 48, 44];
  if (inside(0.5, 0.92, 0.085, 0.2) && y < 0.98) return [206, 164, 134];
  if (inside(0.5, 1.42, 0.46, 0.5)) return Math.abs(x - 0.5) < (1.12 - y) * 0.55 ? [244, 244, 240] : [44, 66, 82];
  return [253, 253, 252];
}
