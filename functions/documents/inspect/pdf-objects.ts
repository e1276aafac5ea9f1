import {
  type PDFDict,
  type PDFHexString,
  PDFName,
  type PDFNumber,
  type PDFObject,
  PDFParser,
  PDFRawStream,
  PDFRef,
  type PDFStream,
  type PDFString,
} from '@cantoo/pdf-lib';
import { Excess, type Ledger, limits } from './pdf-ledger.ts';

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
const trailerWord = [...Buffer.from('trailer')];
const objWord = [...Buffer.from('obj')];
const endobjWord = [...Buffer.from('endobj')];

const nameOf = (name: PDFName) => name.decodeText();
const key = (text: string) => PDFName.of(text);
const isDigit = (byte: number | undefined) => byte !== undefined && byte >= 0x30 && byte <= 0x39;
const endsName = (byte: number | undefined) =>
  byte === undefined || '\0\t\n\f\r ()<>[]{}/%'.includes(String.fromCharCode(byte));

/** The library's object parser, held to the ledger and noting what is active in every object it meets. */
export class ObjectReader extends PDFParser {
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
