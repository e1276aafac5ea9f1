import { crc32 } from 'node:zlib';

export type PngHeader = {
  width: number;
  height: number;
  /** Offset behind the last chunk; undefined where the picture is cut short or a checksum is wrong. */
  end?: number;
};

/**
 * Walks the chunks of a PNG without inflating any, and checks their checksums.
 *
 * @returns undefined when the first chunk is not a header with dimensions
 */
export function readPngHeader(bytes: Uint8Array): PngHeader | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 33 || view.getUint32(8) !== 13 || typeAt(bytes, 12) !== 'IHDR') return undefined;
  const header = { width: view.getUint32(16), height: view.getUint32(20) };
  if (header.width === 0 || header.height === 0) return undefined;
  let data = 0;
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at);
    const end = at + 12 + length;
    if (end > bytes.length || crc32(bytes.subarray(at + 4, end - 4)) !== view.getUint32(end - 4)) return header;
    const type = typeAt(bytes, at + 4);
    if (type === 'IDAT') data += length;
    if (type === 'IEND') return data > 0 ? { ...header, end } : header;
    at = end;
  }
  return header;
}

const typeAt = (bytes: Uint8Array, at: number) => String.fromCharCode(...bytes.subarray(at, at + 4));
