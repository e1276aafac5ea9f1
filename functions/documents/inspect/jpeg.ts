import { decode } from 'jpeg-js';
import type { Background } from '../../../shared/domain/documents/findings.ts';
import { backgroundOf } from './background.ts';

/** Decoding a photo is bounded by these; a photo within a megabyte needs neither. */
const decodeLimits = { megapixels: 10, scans: 40, megabytes: 256 };

export type JpegHeader = {
  width: number;
  height: number;
  scans: number;
  /** Offset behind the end marker; undefined where the picture is cut short. */
  end?: number;
};

/**
 * Walks the markers of a JPEG without decoding it.
 *
 * @returns undefined when there is no single frame header with dimensions
 */
export function readJpegHeader(bytes: Uint8Array): JpegHeader | undefined {
  let size: { width: number; height: number } | undefined;
  let scans = 0;
  let at = 2;
  while (at + 3 < bytes.length || (at + 1 < bytes.length && bytes[at + 1] === 0xd9)) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === 0xd9) return size && { ...size, scans, end: at + 2 };
    const length = word(bytes, at + 2);
    if (length < 2) return undefined;
    if (isFrame(marker)) {
      if (size || length < 8 || at + 9 > bytes.length) return undefined;
      size = { height: word(bytes, at + 5), width: word(bytes, at + 7) };
      if (size.width === 0 || size.height === 0) return undefined;
    }
    at += 2 + length;
    if (marker === 0xda) {
      if (!size) return undefined;
      scans += 1;
      at = endOfScan(bytes, at);
    }
  }
  return size && { ...size, scans };
}

const word = (bytes: Uint8Array, at: number) => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);

/** SOF0 to SOF15, among which C4, C8 and CC are other segments. */
const isFrame = (marker: number) =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/** Entropy-coded data runs to the next marker; stuffed zeros and restart markers belong to it. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1];
    if (next !== undefined && next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return bytes.length;
}

/**
 * Measures the background of a portrait.
 *
 * @returns undefined when the picture cannot be decoded, or only at a cost that no passport photo has
 */
export function measureJpegBackground(bytes: Uint8Array, { width, height, scans }: JpegHeader): Background | undefined {
  if (width * height > decodeLimits.megapixels * 1_000_000 || scans > decodeLimits.scans) return undefined;
  try {
    const { data } = decode(bytes, {
      useTArray: true,
      tolerantDecoding: false,
      maxResolutionInMP: decodeLimits.megapixels,
      maxMemoryUsageInMB: decodeLimits.megabytes,
    });
    return backgroundOf({ data, width, height });
  } catch {
    return undefined;
  }
}
