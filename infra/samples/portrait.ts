import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { Resvg } from '@resvg/resvg-wasm';
import { encode } from 'jpeg-js';
import { startRenderer } from '../../functions/issuance/card/png.ts';
import { randomFrom } from './random.ts';

export type PortraitLook = {
  skin: string;
  hair: string;
  hairStyle: 'short' | 'long' | 'receding';
  clothes: string;
  eyes: string;
  glasses?: boolean;
};

export type PortraitOptions = {
  /** Pixels; the height follows from `aspect`. */
  width?: number;
  /** Width divided by height. */
  aspect?: number;
  background?: string;
  /** Of the JPEG, 1 to 100. */
  quality?: number;
};

let wasm: Promise<Uint8Array> | undefined;

const readRenderer = (): Promise<Uint8Array> => {
  wasm ??= readFile(createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm'));
  return wasm;
};

/** A drawn passport photo as JPEG, the same bytes for the same arguments. Plainly a drawing: nobody's likeness. */
export async function portrait(seed: string, look: PortraitLook, options: PortraitOptions = {}): Promise<Uint8Array> {
  await startRenderer(readRenderer());
  const { width = 780, aspect = 413 / 531, background = '#ffffff', quality = 90 } = options;
  const height = Math.round(width / aspect);
  const image = new Resvg(drawing(look, background), { fitTo: { mode: 'width', value: width } }).render();
  const pixels = stretch(image.pixels, image.width, image.height, width, height);
  grain(pixels, randomFrom(seed));
  return encode({ data: pixels, width, height }, quality).data;
}

/** Brings the drawing, whose shape is that of a passport photo, to another one by cutting or repeating lines below. */
function stretch(from: Uint8Array, fromWidth: number, fromHeight: number, width: number, height: number): Uint8Array {
  const to = new Uint8Array(4 * width * height);
  for (let y = 0; y < height; y += 1) {
    const line = Math.min(y, fromHeight - 1) * fromWidth * 4;
    to.set(from.subarray(line, line + 4 * Math.min(width, fromWidth)), y * width * 4);
  }
  return to;
}

/** The noise of a camera, without which a drawing would compress to less than a photo ever does. */
function grain(pixels: Uint8Array, random: () => number): void {
  for (let at = 0; at < pixels.length; at += 4) {
    const noise = Math.round((random() + random() + random() - 1.5) * 8);
    for (let channel = 0; channel < 3; channel += 1) {
      pixels[at + channel] = Math.max(0, Math.min(255, (pixels[at + channel] ?? 0) + noise));
    }
  }
}

function shade(colour: string, by: number): string {
  const channel = (from: number) => {
    const value = Number.parseInt(colour.slice(from, from + 2), 16);
    const to = by < 0 ? value * (1 + by) : value + (255 - value) * by;
    return Math.round(to).toString(16).padStart(2, '0');
  };
  return `#${channel(1)}${channel(3)}${channel(5)}`;
}

/** Half of each colour. */
function mix(one: string, other: string): string {
  const half = (from: number) =>
    Math.round((Number.parseInt(one.slice(from, from + 2), 16) + Number.parseInt(other.slice(from, from + 2), 16)) / 2);
  return `#${[1, 3, 5].map((from) => half(from).toString(16).padStart(2, '0')).join('')}`;
}

function hair({ hair: colour, hairStyle }: PortraitLook): { behind: string; before: string } {
  const fill = 'fill="url(#hair)"';
  if (hairStyle === 'long') {
    return {
      behind: `<path ${fill} d="M206 92c-74 0-106 54-104 122 2 74-22 128-18 190 36 26 78 22 122 22s88 4 124-22c4-62-20-116-18-190 2-68-32-122-106-122z"/>`,
      before: `<path ${fill} d="M206 96c-66 0-92 46-92 108 0 12 1 24 3 34 8-44 30-72 62-92 24 26 74 44 112 50 6 14 9 28 9 42 2-10 3-22 3-34 0-62-31-108-97-108z"/>
        <path d="M179 146c24 26 74 44 112 50" fill="none" stroke="${shade(colour, -0.3)}" stroke-width="2" opacity=".5"/>`,
    };
  }
  if (hairStyle === 'short') {
    return {
      behind: '',
      before: `<path ${fill} d="M207 88c-58 0-92 36-95 92-1 18 2 36 6 52l9-4c-2-26 2-46 14-62 22-12 44-14 68-14 26 0 46 4 64 16 12 16 16 36 14 60l9 4c4-18 7-36 6-54-3-56-37-90-95-90z"/>`,
    };
  }
  return {
    behind: '',
    before: `<path ${fill} d="M116 240c-12-34-10-84 10-110 8-10 20-14 34-12-20 18-28 38-29 62 0 24-4 44-5 60zM298 240c12-34 10-84-10-110-8-10-20-14-34-12 20 18 28 38 29 62 0 24 4 44 5 60z"/>`,
  };
}

function drawing(look: PortraitLook, background: string): string {
  const { skin, clothes, eyes, glasses } = look;
  const dark = shade(skin, -0.22);
  const lips = look.hairStyle === 'long' ? '#b4534d' : mix(skin, '#a8544a');
  const { behind, before } = hair(look);
  const brow = shade(look.hair, -0.15);
  const eye = (x: number) => `
    <path d="M${x - 19} 231q19-16 38 0q-19 13-38 0z" fill="#fdfdfb"/>
    <circle cx="${x}" cy="229.500" r="8.500" fill="${eyes}"/><circle cx="${x}" cy="229.500" r="4" fill="#16120f"/>
    <circle cx="${x + 3}" cy="226.500" r="1.800" fill="#fff"/>
    <path d="M${x - 20} 231q20-18 40 0" fill="none" stroke="${shade(look.hair, -0.4)}" stroke-width="3" stroke-linecap="round"/>
    <path d="M${x - 22} ${210}q22-12 44 1" fill="none" stroke="${brow}" stroke-width="6" stroke-linecap="round"/>`;
  const rims = glasses
    ? `<g fill="#ffffff" fill-opacity=".1" stroke="#2a2a2c" stroke-width="3.500">
        <rect x="135" y="211" width="60" height="42" rx="17"/><rect x="219" y="211" width="60" height="42" rx="17"/>
        <path d="M195 228q12-8 24 0M135 226l-19-4M279 226l19-4" fill="none"/></g>`
    : '';
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 413 531">
  <defs>
    <radialGradient id="skin" cx=".44" cy=".4" r=".75"><stop offset="0" stop-color="${shade(skin, 0.16)}"/>
      <stop offset=".6" stop-color="${skin}"/><stop offset="1" stop-color="${shade(skin, -0.14)}"/></radialGradient>
    <radialGradient id="cheek"><stop offset="0" stop-color="#e0786a" stop-opacity=".28"/>
      <stop offset="1" stop-color="#e0786a" stop-opacity="0"/></radialGradient>
    <linearGradient id="neck" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${shade(skin, -0.25)}"/>
      <stop offset="1" stop-color="${shade(skin, -0.04)}"/></linearGradient>
    <linearGradient id="hair" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="${shade(look.hair, 0.2)}"/>
      <stop offset="1" stop-color="${shade(look.hair, -0.25)}"/></linearGradient>
    <linearGradient id="cloth" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${shade(clothes, 0.14)}"/>
      <stop offset="1" stop-color="${shade(clothes, -0.2)}"/></linearGradient>
  </defs>
  <rect width="413" height="531" fill="${background}"/>
  ${behind}
  <path d="M20 531c4-78 44-104 116-126l34-14h74l34 14c72 22 112 48 116 126z" fill="url(#cloth)"/>
  <path d="M166 330h82v62q-6 44-41 46q-35-2-41-46z" fill="url(#neck)"/>
  <path d="M166 388l-26 12 52 92 15-46zM248 388l26 12-52 92-15-46z" fill="#fbfbfa" stroke="#d9dbde" stroke-width="1.500"/>
  <path d="M136 402l62 129h-70l-26-104zM278 402l-62 129h70l26-104z" fill="${shade(clothes, -0.12)}"/>
  <path d="M207 446l-7 18 7 67 7-67z" fill="${shade(clothes, 0.3)}" opacity=".55"/>
  <g fill="${shade(skin, -0.1)}"><ellipse cx="117" cy="240" rx="13" ry="25"/><ellipse cx="297" cy="240" rx="13" ry="25"/></g>
  <path d="M207 100c-60 0-91 44-91 112 0 84 38 156 91 156s91-72 91-156c0-68-31-112-91-112z" fill="url(#skin)"/>
  <ellipse cx="150" cy="280" rx="28" ry="20" fill="url(#cheek)"/><ellipse cx="264" cy="280" rx="28" ry="20" fill="url(#cheek)"/>
  ${eye(165)}${eye(249)}
  <path d="M204 232q-4 26-12 42q14 10 30 0" fill="none" stroke="${dark}" stroke-width="4" stroke-linecap="round" stroke-linejoin="round"/>
  <path d="M172 309q35 15 70 0q-33 28-70 0z" fill="${lips}"/><path d="M170 308q37 15 74 0" fill="none" stroke="${shade(lips, -0.3)}" stroke-width="3" stroke-linecap="round"/>
  <path d="M192 340q15 6 30 0" fill="none" stroke="${dark}" stroke-width="3" stroke-linecap="round" opacity=".6"/>
  ${before}${rims}
</svg>`;
}
