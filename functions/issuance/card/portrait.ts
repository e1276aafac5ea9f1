import jpeg from 'jpeg-js';

/** Width to height of the portrait on the card, as of a passport photo 354 x 472. */
const portraitRatio = 3 / 4;

/** 600 dots per inch on the card; a larger photo only makes the card heavier. */
const printWidth = 540;
const heavyBytes = 120_000;

type Pixels = { width: number; height: number; data: Uint8Array };

/**
 * Makes a JPEG fit to be handed on with the card: everything but the picture (place, camera, comments, thumbnails) is
 * removed; one that lies on its side or is far larger than its print is drawn anew, upright and at most 540 x 720.
 * Throws when the bytes are not a JPEG.
 */
export function portrait(photo: Uint8Array): Uint8Array {
  const { orientation, width, picture } = readJpeg(photo);
  const isHeavy = width > printWidth && picture.byteLength > heavyBytes;
  if (orientation === 1 && !isHeavy) return picture;
  const pixels = jpeg.decode(photo, { useTArray: true, maxMemoryUsageInMB: 512, tolerantDecoding: true });
  const print = printed(pixels, cropped(upright(pixels, orientation)), printWidth);
  return new Uint8Array(jpeg.encode(print, 86).data);
}

type JpegParts = { width: number; orientation: number; picture: Uint8Array };

/** Reads the segments up to the scan and keeps those that a decoder needs. */
function readJpeg(bytes: Uint8Array): JpegParts {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const refuse = () => new Error('the photo is not a JPEG');
  if (bytes.byteLength < 4 || view.getUint16(0) !== 0xffd8) throw refuse();
  const kept = [bytes.subarray(0, 2)];
  let orientation = 1;
  let width = 0;
  let at = 2;
  while (at + 4 <= bytes.byteLength) {
    if (view.getUint8(at) !== 0xff) throw refuse();
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === 0xda) {
      if (width === 0) throw refuse();
      const picture = new Uint8Array(concatenated([...kept, bytes.subarray(at, endOfImage(bytes))]));
      return { width, orientation, picture };
    }
    const end = at + 2 + view.getUint16(at + 2);
    if (end > bytes.byteLength) throw refuse();
    const segment = bytes.subarray(at, end);
    if (isFrame(marker)) width = view.getUint16(at + 7);
    if (marker === 0xe1) orientation = orientationOf(segment) ?? orientation;
    if (isNeededToDecode(marker)) kept.push(segment);
    at = end;
  }
  throw refuse();
}

const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** Application segments but JFIF and Adobe's colour transform, and comments, say nothing about the picture. */
const isNeededToDecode = (marker: number) =>
  marker === 0xe0 || marker === 0xee || !((marker >= 0xe0 && marker <= 0xef) || marker === 0xfe);

/** Bytes after the end of the image would travel along unseen. */
function endOfImage(bytes: Uint8Array): number {
  for (let at = bytes.byteLength - 2; at > 0; at--) {
    if (bytes[at] === 0xff && bytes[at + 1] === 0xd9) return at + 2;
  }
  return bytes.byteLength;
}

/** Tag 0x0112 of an Exif segment, 1 to 8. */
function orientationOf(segment: Uint8Array): number | undefined {
  const tiff = 10;
  if (segment.byteLength < tiff + 14 || String.fromCharCode(...segment.subarray(4, 8)) !== 'Exif') return undefined;
  const view = new DataView(segment.buffer, segment.byteOffset, segment.byteLength);
  const isLittle = view.getUint16(tiff) === 0x4949;
  const directory = tiff + view.getUint32(tiff + 4, isLittle);
  if (directory + 2 > segment.byteLength) return undefined;
  for (let index = 0; index < view.getUint16(directory, isLittle); index++) {
    const entry = directory + 2 + index * 12;
    if (entry + 12 > segment.byteLength) return undefined;
    if (view.getUint16(entry, isLittle) !== 0x0112) continue;
    const value = view.getUint16(entry + 8, isLittle);
    return value >= 1 && value <= 8 ? value : undefined;
  }
  return undefined;
}

function concatenated(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}

/** A picture as it will be seen: which stored pixel (its index) stands at a place. */
type View = { width: number; height: number; at: (x: number, y: number) => number };

/** Undoes the eight orientations of Exif, which tell where the stored first row and first column belong. */
function upright({ width, height }: Pixels, orientation: number): View {
  const isTurned = orientation >= 5;
  const fromRight = [2, 3, 7, 8].includes(orientation);
  const fromBottom = [3, 4, 6, 7].includes(orientation);
  const stored = (along: number, down: number) =>
    (fromBottom ? height - 1 - down : down) * width + (fromRight ? width - 1 - along : along);
  return isTurned
    ? { width: height, height: width, at: (x, y) => stored(y, x) }
    : { width, height, at: (x, y) => stored(x, y) };
}

/** The largest part with the portrait's ratio, from the middle; of what goes, a quarter goes above and the rest below. */
function cropped(view: View): View {
  const width = Math.min(view.width, Math.round(view.height * portraitRatio));
  const height = Math.min(view.height, Math.round(view.width / portraitRatio));
  const left = (view.width - width) >> 1;
  const top = (view.height - height) >> 2;
  return { width, height, at: (x, y) => view.at(left + x, top + y) };
}

/** Makes a view no wider than a width, each pixel the mean of those it covers. */
function printed({ data }: Pixels, view: View, widest: number): Pixels {
  const width = Math.min(view.width, widest);
  const height = Math.round((view.height * width) / view.width);
  const print = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y++) {
    const top = Math.floor((y * view.height) / height);
    const bottom = Math.floor(((y + 1) * view.height) / height);
    for (let x = 0; x < width; x++) {
      const left = Math.floor((x * view.width) / width);
      const right = Math.floor(((x + 1) * view.width) / width);
      let [red, green, blue] = [0, 0, 0];
      for (let sourceY = top; sourceY < bottom; sourceY++) {
        for (let sourceX = left; sourceX < right; sourceX++) {
          const pixel = view.at(sourceX, sourceY) * 4;
          red += data[pixel] ?? 0;
          green += data[pixel + 1] ?? 0;
          blue += data[pixel + 2] ?? 0;
        }
      }
      const count = (bottom - top) * (right - left);
      print.set([red / count, green / count, blue / count, 255].map(Math.round), (y * width + x) * 4);
    }
  }
  return { width, height, data: print };
}
