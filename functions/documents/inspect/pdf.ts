import { PDFArray, PDFDict, PDFName, PDFNumber, type PDFObject, type PDFRawStream, PDFRef } from '@cantoo/pdf-lib';
import { Ledger } from './pdf-ledger.ts';
import { ObjectReader } from './pdf-objects.ts';
import { noteActiveWords } from './pdf-words.ts';

const key = (text: string) => PDFName.of(text);

export type PdfFindings = { pages?: number; readable: boolean; encrypted: boolean; activeContent: string[] };

/**
 * Reads a PDF without rendering it: pages, encryption, and whatever would act or hides in it, also inside object
 * streams and in objects that no table names. Time and memory grow with the size of the file and no faster.
 *
 * @returns `readable: false` for a file that is damaged, cut short, or claims what no honest document needs
 */
export function readPdf(bytes: Uint8Array): PdfFindings {
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const ledger = new Ledger(raw.length);
  noteActiveWords(raw, ledger);
  const objectStreams: PDFRawStream[] = [];
  let root: PDFObject | undefined;
  let encrypted = false;
  const trailer = (dict: PDFDict) => {
    root = dict.get(key('Root')) ?? root;
    encrypted ||= dict.get(key('Encrypt')) !== undefined;
  };
  const done = (more: { readable: boolean; pages?: number }): PdfFindings => ({
    ...more,
    encrypted,
    activeContent: [...ledger.active].sort(),
  });
  try {
    new ObjectReader(raw, ledger).readFile({
      trailer,
      stream: (stream) => {
        const type = stream.dict.get(key('Type'));
        if (type === key('XRef')) trailer(stream.dict);
        // Some readers take any stream with these two keys for an object stream, whatever its type says.
        else if (stream.dict.has(key('First')) && stream.dict.has(key('N'))) objectStreams.push(stream);
      },
    });
    if (encrypted) return done({ readable: true });
    for (const stream of objectStreams) readObjectStream(stream, ledger);
    const pages = countPages(ledger.objects, root);
    const whole = raw.subarray(-1024).includes('%%EOF') && pages > 0;
    return whole ? done({ readable: true, pages }) : done({ readable: false });
  } catch {
    // Whatever the library or zlib throws, and a stack that overflows, says the same: nobody can rely on this file.
    return done({ readable: false });
  }
}

function readObjectStream(stream: PDFRawStream, ledger: Ledger): void {
  const count = stream.dict.get(key('N'));
  const first = stream.dict.get(key('First'));
  if (!(count instanceof PDFNumber) || !(first instanceof PDFNumber)) throw new Error('not an object stream');
  const filter = stream.dict.get(key('Filter'));
  const filters = filter instanceof PDFArray ? filter.asArray() : filter ? [filter] : [];
  if (
    filters.length > 1 ||
    filters.some((name) => name !== key('FlateDecode')) ||
    stream.dict.has(key('DecodeParms'))
  ) {
    throw new Error('no writer of documents stores objects like this');
  }
  const content = filters.length === 1 ? ledger.inflate(stream.contents) : Buffer.from(stream.contents);
  noteActiveWords(content, ledger);
  new ObjectReader(content, ledger).readObjectStream(count.asNumber(), first.asNumber());
}

function countPages(objects: ReadonlyMap<number, PDFObject>, root: PDFObject | undefined): number {
  const follow = (value: PDFObject | undefined): PDFObject | undefined =>
    value instanceof PDFRef ? objects.get(value.objectNumber) : value;
  const catalog = follow(root);
  if (!(catalog instanceof PDFDict)) return 0;
  const seen = new Set<PDFObject>();
  const waiting = [follow(catalog.get(key('Pages')))];
  let pages = 0;
  for (let node = waiting.pop(); node instanceof PDFDict; node = waiting.pop()) {
    // A page that hangs in the tree twice would be shown as often as the file likes.
    if (seen.has(node)) return 0;
    seen.add(node);
    const kids = follow(node.get(key('Kids')));
    if (kids instanceof PDFArray)
      waiting.push(
        ...kids
          .asArray()
          .map(follow)
          .filter((kid) => kid instanceof PDFDict),
      );
    else pages += 1;
  }
  return pages;
}
