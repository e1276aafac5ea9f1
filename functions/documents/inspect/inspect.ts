import { createHash } from 'node:crypto';
import type { Findings } from '../../../shared/domain/documents/findings.ts';
import { hiddenFiles, sniff } from './hidden-files.ts';
import { measureJpegBackground, readJpegHeader } from './jpeg.ts';
import { readPdf } from './pdf.ts';
import { readPngHeader } from './png.ts';

type Content = Pick<Findings, 'readable' | 'encrypted' | 'activeContent' | 'hiddenFiles'> & Partial<Findings>;

const unread: Content = { readable: false, encrypted: false, activeContent: [], hiddenFiles: [] };

/**
 * Finds out what an uploaded file is. Never rejects, whatever the bytes are; time and memory are bounded by their
 * number.
 *
 * @param bytes the whole file
 * @param declared the content type it was announced with; `photo` measures the background as well
 */
export async function inspect(
  bytes: Uint8Array,
  declared: { contentType: string; photo?: boolean },
): Promise<Findings> {
  const contentType = await sniff(bytes);
  return {
    declaredType: declared.contentType,
    contentType,
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    ...(await contentOf(bytes, contentType, declared.photo ?? false)),
  };
}

async function contentOf(bytes: Uint8Array, contentType: string | null, photo: boolean): Promise<Content> {
  if (contentType === 'application/pdf') return pdf(bytes);
  if (contentType === 'image/jpeg') return jpeg(bytes, photo);
  if (contentType === 'image/png') return png(bytes);
  return unread;
}

async function pdf(bytes: Uint8Array): Promise<Content> {
  const end = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).lastIndexOf('%%EOF');
  return {
    ...readPdf(bytes),
    hiddenFiles: await hiddenFiles(bytes, 'application/pdf', end < 0 ? undefined : end + '%%EOF'.length),
  };
}

async function jpeg(bytes: Uint8Array, photo: boolean): Promise<Content> {
  const header = readJpegHeader(bytes);
  const hidden = await hiddenFiles(bytes, 'image/jpeg', header?.end);
  if (!header) return { ...unread, hiddenFiles: hidden };
  const { width, height, end } = header;
  const background = photo && end !== undefined ? measureJpegBackground(bytes, header) : undefined;
  return {
    readable: end !== undefined && (!photo || background !== undefined),
    width,
    height,
    encrypted: false,
    activeContent: [],
    hiddenFiles: hidden,
    ...(background ? { background } : {}),
  };
}

async function png(bytes: Uint8Array): Promise<Content> {
  const header = readPngHeader(bytes);
  const hidden = await hiddenFiles(bytes, 'image/png', header?.end);
  if (!header) return { ...unread, hiddenFiles: hidden };
  const { width, height, end } = header;
  return { readable: end !== undefined, width, height, encrypted: false, activeContent: [], hiddenFiles: hidden };
}
