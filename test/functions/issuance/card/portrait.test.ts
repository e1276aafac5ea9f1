import jpeg from 'jpeg-js';
import { describe, expect, test } from 'vitest';
import { portrait } from '../../../../functions/issuance/card/portrait.ts';
import { drawnPortrait } from './portrait-sample.ts';

const ascii = (text: string) => [...text].map((letter) => letter.charCodeAt(0));

/** A JPEG segment with its marker and length. */
const segment = (marker: number, content: readonly number[]) => [
  0xff,
  marker,
  (content.length + 2) >> 8,
  (content.length + 2) & 255,
  ...content,
];

const withSegments = (photo: Uint8Array, ...segments: number[][]) =>
  new Uint8Array([...photo.subarray(0, 2), ...segments.flat(), ...photo.subarray(2)]);

/** An Exif segment with an orientation and a comment after it. */
const exif = (orientation: number, note = 'camera of somebody') =>
  segment(0xe1, [
    ...ascii('Exif\0\0MM'),
    0,
    42,
    0,
    0,
    0,
    8,
    0,
    1,
    0x01,
    0x12,
    0,
    3,
    0,
    0,
    0,
    1,
    0,
    orientation,
    0,
    0,
    0,
    0,
    0,
    0,
    ...ascii(note),
  ]);

const decode = (photo: Uint8Array) => jpeg.decode(photo, { useTArray: true });
const text = (photo: Uint8Array) => Buffer.from(photo).toString('latin1');

/** Brightness around a place given in shares of width and height. */
function brightness(photo: Uint8Array, x: number, y: number): number {
  const { width, height, data } = decode(photo);
  const at = (Math.floor(y * (height - 1)) * width + Math.floor(x * (width - 1))) * 4;
  return (data[at] ?? 0) + (data[at + 1] ?? 0) + (data[at + 2] ?? 0);
}

/** A picture stored in one of Exif's orientations, so that it is seen dark at the top left. */
function stored(orientation: number): Uint8Array {
  const isTurned = orientation >= 5;
  const [width, height] = isTurned ? [472, 354] : [354, 472];
  const data = new Uint8Array(width * height * 4).fill(255);
  const fromRight = [2, 3, 7, 8].includes(orientation);
  const fromBottom = [3, 4, 6, 7].includes(orientation);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const isDark =
        (fromRight ? x > width * 0.6 : x < width * 0.4) && (fromBottom ? y > height * 0.6 : y < height * 0.4);
      if (isDark) data.fill(20, (y * width + x) * 4, (y * width + x) * 4 + 3);
    }
  }
  return withSegments(new Uint8Array(jpeg.encode({ width, height, data }, 90).data), exif(orientation));
}

describe('a photo on its way to the card', () => {
  const photo = drawnPortrait();

  test('keeps every pixel when it is upright and of the usual size', () => {
    expect(decode(portrait(photo)).data).toEqual(decode(photo).data);
  });

  test('loses place, camera, comments and what hides behind its end', () => {
    const told = new Uint8Array([
      ...withSegments(
        photo,
        exif(1, 'GPS 39.79 N'),
        segment(0xfe, ascii('a comment')),
        segment(0xe2, ascii('a profile')),
      ),
      ...ascii('<script>hidden</script>'),
    ]);
    expect(text(told)).toContain('GPS 39.79 N');
    for (const secret of ['GPS', 'comment', 'profile', 'script', 'Exif'])
      expect(text(portrait(told))).not.toContain(secret);
    expect(decode(portrait(told)).data).toEqual(decode(photo).data);
  });

  test.each([2, 3, 4, 5, 6, 7, 8])('is set upright from orientation %i', (orientation) => {
    const upright = portrait(stored(orientation));
    const { width, height } = decode(upright);
    expect(height).toBeGreaterThan(width);
    expect(brightness(upright, 0.1, 0.1)).toBeLessThan(150);
    for (const [x, y] of [
      [0.9, 0.1],
      [0.1, 0.9],
      [0.9, 0.9],
    ] as const)
      expect(brightness(upright, x, y)).toBeGreaterThan(600);
  });

  test('is brought down to 540 x 720 when it is far larger than its print', () => {
    const [width, height] = [1000, 1600];
    const pixels = Uint8Array.from({ length: width * height * 4 }, (_, index) => (index * 7919) % 251);
    const large = new Uint8Array(jpeg.encode({ width, height, data: pixels }, 90).data);
    expect(large.byteLength).toBeGreaterThan(120_000);
    const print = decode(portrait(large));
    expect([print.width, print.height]).toEqual([540, 720]);
  });

  test.each([
    ['nothing', new Uint8Array()],
    ['a PNG', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10])],
    ['a JPEG that ends in its header', photo.subarray(0, 40)],
  ])('is refused when it is %s', (_, bytes) => {
    expect(() => portrait(bytes)).toThrow('the photo is not a JPEG');
  });
});
