import { inflateSync } from 'node:zlib';
import {
  PDFArray,
  PDFDict,
  type PDFHexString,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFParser,
  PDFRawStream,
  PDFRef,
  type PDFStream,
  type PDFString,
} from '@cantoo/pdf-lib';

/**
 * What reading one file may cost. The library is made for well-meant files: it inflates without a limit, follows what
 * a file claims about itself, and keeps every name and reference it ever saw.
 */
const limits = {
  values: 600_000,
  names: 10_000,
  nameBytes: 127,
  references: 100_000,
  inflatedBytes: 33_554_432,
  digits: 15,
  stringBytes: 1_000_000,
};

/** Keys that are present only where something acts or hides in the file. */
const activeKeys = new Set(['JS', 'JavaScript', 'XFA', 'EF', 'EmbeddedFiles', 'AF', 'RichMediaContent', 'Collection']);
/** Kinds of action, annotation and stream that act or hide. */
const activeKinds = new Set([
  'JavaScript',
  'Launch',
  'SubmitForm',
  'ImportData',
  'GoToE',
  'GoToR',
  'Rendition',
  'Movie',
  'Sound',
  'RichMedia',
  'RichMediaExecute',
  'Screen',
  'EmbeddedFile',
  'FileAttachment',
]);
/** Words that are long enough never to appear by chance in compressed data. */
const activeWords =
  /\/(JavaScript|Launch|SubmitForm|ImportData|Rendition|RichMedia|EmbeddedFiles?|FileAttachment)(?![A-Za-z])/g;

const trailerWord = [...Buffer.from('trailer')];
const objWord = [...Buffer.from('obj')];
const endobjWord = [...Buffer.from('endobj')];

const nameOf = (name: PDFName) => name.decodeText();
const key = (text: string) => PDFName.of(text);
const isDigit = (byte: number | undefined) => byte !== undefined && byte >= 0x30 && byte <= 0x39;
const endsName = (byte: number | undefined) =>
  byte === undefined || '\0\t\n\f\r ()<>[]{}/%'.includes(String.fromCharCode(byte));

/** The file asks for more than an honest document needs. */
class Excess extends Error {}

/** What is known of a file so far, and what reading it has cost. */
class Ledger {
  readonly objects = new Map<number, PDFObject>();
  readonly active = new Set<string>();
  readonly #names = new Set<PDFName>();
  readonly #references = new Set<PDFRef>();
  #values = 0;
  #steps = 0;
  #stepLimit: number;
  #inflated = 0;

  constructor(bytes: number) {
    this.#stepLimit = 8 * bytes + 1_000_000;
  }

  value(): void {
    this.#values += 1;
    if (this.#values > limits.values) throw new Excess('values');
  }

  steps(count: number): void {
    this.#steps += count;
    if (this.#steps > this.#stepLimit) throw new Excess('steps');
  }

  name(name: PDFName): void {
    this.#names.add(name);
    if (this.#names.size > limits.names) throw new Excess('names');
  }

  reference(reference: PDFRef): void {
    this.#references.add(reference);
    if (this.#references.size > limits.references) throw new Excess('references');
  }

  inflate(compressed: Uint8Array): Buffer {
    const inflated = inflateSync(compressed, { maxOutputLength: limits.inflatedBytes - this.#inflated });
    this.#inflated += inflated.length;
    this.#stepLimit += 8 * inflated.length;
    return inflated;
  }
}

/** The library's object parser, held to the ledger and noting what is active in every object it meets. */
class Reader extends PDFParser {
  readonly #raw: Buffer;
  readonly #ledger: Ledger;

  constructor(raw: Buffer, ledger: Ledger) {
    super(raw);
    this.#raw = raw;
    this.#ledger = ledger;
  }

  /** Reads every object of a file in file order, whether its cross-reference table names it or not. */
  readFile(found: { stream: (stream: PDFRawStream) => void; trailer: (dict: PDFDict) => void }): void {
    for (;;) {
      this.skipWhitespaceAndComments();
      if (this.bytes.done()) return;
      if (isDigit(this.bytes.peek())) {
        const number = this.#objectNumber();
        if (number === undefined) continue;
        const object = this.#object(number);
        this.skipWhitespaceAndComments();
        this.matchKeyword(endobjWord);
        if (object instanceof PDFRawStream) found.stream(object);
      } else if (this.matchKeyword(trailerWord)) {
        this.skipWhitespaceAndComments();
        found.trailer(this.parseDict());
      } else {
        this.bytes.next();
      }
    }
  }

  /** Reads the objects of an object stream: pairs of number and offset, then the objects from `first` on. */
  readObjectStream(count: number, first: number): void {
    const places: { number: number; at: number }[] = [];
    for (let index = 0; index < count; index += 1) {
      this.skipWhitespaceAndComments();
      const number = this.parseRawInt();
      this.skipWhitespaceAndComments();
      places.push({ number, at: first + this.parseRawInt() });
      this.#ledger.value();
    }
    for (const [index, { number, at }] of places.entries()) {
      const next = places[index + 1]?.at ?? this.#raw.length;
      if (at >= next) throw new Excess('objects overlap');
      this.bytes.moveTo(at);
      this.#object(number);
      if (this.bytes.offset() > next) throw new Excess('objects overlap');
    }
  }

  override parseObject(ref?: PDFRef): PDFObject {
    this.#ledger.value();
    return super.parseObject(ref);
  }

  protected override parseName(): PDFName {
    let length = 1;
    while (!endsName(this.bytes.peekAhead(length))) {
      length += 1;
      if (length > 3 * limits.nameBytes) throw new Excess('name');
    }
    const name = super.parseName();
    this.#ledger.name(name);
    return name;
  }

  protected override parseString(ref?: PDFRef): PDFString {
    let depth = 0;
    for (let ahead = 0; ; ahead += 1) {
      const byte = this.bytes.peekAhead(ahead);
      if (byte === undefined || ahead > limits.stringBytes) throw new Excess('string');
      if (byte === 0x5c) ahead += 1;
      else if (byte === 0x28) depth += 1;
      else if (byte === 0x29) depth -= 1;
      if (depth === 0) break;
    }
    return super.parseString(ref);
  }

  protected override parseHexString(ref?: PDFRef): PDFHexString {
    const end = this.#raw.indexOf('>', this.bytes.offset(), 'latin1');
    if (end < 0 || end - this.bytes.offset() > limits.stringBytes) throw new Excess('string');
    return super.parseHexString(ref);
  }

  protected override parseRawNumber(): number {
    let digits = 0;
    for (let ahead = 0; digits <= limits.digits; ahead += 1) {
      const byte = this.bytes.peekAhead(ahead);
      if (isDigit(byte)) digits += 1;
      else if (ahead > 0) break;
    }
    if (digits > limits.digits) throw new Excess('number');
    return super.parseRawNumber();
  }

  protected override parseNumberOrRef(): PDFNumber | PDFRef {
    const value = super.parseNumberOrRef();
    if (value instanceof PDFRef) this.#ledger.reference(value);
    return value;
  }

  protected override parseDict(ref?: PDFRef): PDFDict {
    const dict = super.parseDict(ref);
    for (const [name, value] of dict.entries()) {
      if (activeKeys.has(nameOf(name))) this.#ledger.active.add(nameOf(name));
      if (name === key('AA') && startsActions(dict)) this.#ledger.active.add('AA');
      this.#noteKind(value);
    }
    return dict;
  }

  protected override parseDictOrStream(ref?: PDFRef): PDFDict | PDFStream {
    const start = this.bytes.offset();
    const read = super.parseDictOrStream(ref);
    // A negative length would lead back, and round and round.
    if (this.bytes.offset() <= start) throw new Excess('length');
    return read;
  }

  /** Ends a stream without a usable length at the first `endstream`; the library counts `stream` words inside it. */
  protected override findEndOfStreamFallback(): number {
    const end = this.#raw.indexOf('endstream', this.bytes.offset(), 'latin1');
    if (end < 0) throw new Error('the stream does not end');
    this.bytes.moveTo(end + 'endstream'.length);
    return end;
  }

  protected override skipWhitespaceAndComments(): void {
    const from = this.bytes.offset();
    super.skipWhitespaceAndComments();
    this.#ledger.steps(this.bytes.offset() - from + 1);
  }

  #objectNumber(): number | undefined {
    const number = this.parseRawInt();
    this.skipWhitespaceAndComments();
    if (!isDigit(this.bytes.peek())) return undefined;
    const second = this.bytes.offset();
    this.parseRawInt();
    this.skipWhitespaceAndComments();
    if (this.matchKeyword(objWord)) return number;
    this.bytes.moveTo(second);
    return undefined;
  }

  #object(number: number): PDFObject {
    const object = this.parseObject();
    this.#noteKind(object);
    this.#ledger.objects.set(number, object);
    return object;
  }

  #noteKind(value: PDFObject): void {
    if (value instanceof PDFName && activeKinds.has(nameOf(value))) this.#ledger.active.add(nameOf(value));
  }
}

/** Additional actions belong to pages, the catalog, annotations and fields; elsewhere `AA` may name a resource. */
const startsActions = (dict: PDFDict) =>
  ['Type', 'Subtype', 'FT', 'Kids', 'Rect'].some((text) => dict.get(key(text)) !== undefined);

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
    new Reader(raw, ledger).readFile({
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
  new Reader(content, ledger).readObjectStream(count.asNumber(), first.asNumber());
}

/** Finds what lies where no object begins, so that a table can point a viewer to it: in comments, in streams. */
function noteActiveWords(content: Buffer, ledger: Ledger): void {
  const text = withoutEscapes(content).toString('latin1');
  for (const [, word] of text.matchAll(activeWords)) if (word) ledger.active.add(word);
}

/** Undoes the `#61` by which a name may spell a letter. */
function withoutEscapes(content: Buffer): Buffer {
  if (!content.includes(0x23)) return content;
  const plain = Buffer.allocUnsafe(content.length);
  let length = 0;
  for (let at = 0; at < content.length; at += 1) {
    const byte = content[at] ?? 0;
    const code = byte === 0x23 ? hexValue(content[at + 1]) * 16 + hexValue(content[at + 2]) : Number.NaN;
    plain[length] = Number.isNaN(code) ? byte : code;
    if (!Number.isNaN(code)) at += 2;
    length += 1;
  }
  return plain.subarray(0, length);
}

const hexValue = (byte = 0) => {
  if (isDigit(byte)) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : Number.NaN;
};

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
