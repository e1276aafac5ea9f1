import { fileTypeFromBuffer } from 'file-type';

/** The farthest from the end of a file that the directory of a ZIP archive may begin: its size and a full comment. */
const zipTail = 22 + 65_535;

/**
 * The content type of bytes by what they are.
 *
 * @returns null when they fit no known type
 */
export async function sniff(bytes: Uint8Array): Promise<string | null> {
  try {
    return (await fileTypeFromBuffer(bytes))?.mime ?? null;
  } catch {
    return null;
  }
}

/**
 * Content types of other files that the same bytes would be read as: something behind the end, a ZIP archive (which is
 * read from its end), a PDF within the first kilobyte of a picture, a page in its comments.
 *
 * @param end offset behind the last byte of the file proper; undefined where the file has no end
 */
export async function hiddenFiles(bytes: Uint8Array, contentType: string, end: number | undefined): Promise<string[]> {
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = new Set<string>();
  if (hasZipDirectory(raw)) found.add('application/zip');
  if (contentType !== 'application/pdf') {
    if (raw.subarray(0, 1024).includes('%PDF-')) found.add('application/pdf');
    if (/<(script|html|svg|\?php|!doctype)/i.test(raw.toString('latin1'))) found.add('text/html');
  }
  const behind = end === undefined ? null : await sniff(trimStart(raw.subarray(end)));
  if (behind !== null && behind !== contentType) found.add(behind);
  return [...found].sort();
}

function hasZipDirectory(raw: Buffer): boolean {
  const tail = raw.subarray(-zipTail);
  for (let at = tail.indexOf('PK\x05\x06', 0, 'latin1'); at >= 0; at = tail.indexOf('PK\x05\x06', at + 1, 'latin1')) {
    if (at + 22 <= tail.length && tail.readUInt32LE(at + 4) === 0 && tail.readUInt16LE(at + 10) > 0) return true;
  }
  return false;
}

/** Without the line ends and zeros that writers leave behind the end of a file. */
function trimStart(raw: Buffer): Buffer {
  const from = raw.findIndex((byte) => byte !== 0 && byte !== 0x0a && byte !== 0x0d && byte !== 0x20);
  return from < 0 ? raw.subarray(raw.length) : raw.subarray(from);
}
