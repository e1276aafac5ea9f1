import { inflateSync } from 'node:zlib';
import type { PDFName, PDFObject, PDFRef } from '@cantoo/pdf-lib';

/**
 * What reading one file may cost. The library is made for well-meant files: it inflates without a limit, follows what
 * a file claims about itself, and keeps every name and reference it ever saw.
 */
export const limits = {
  values: 600_000,
  names: 10_000,
  nameBytes: 127,
  references: 100_000,
  inflatedBytes: 33_554_432,
  digits: 15,
  stringBytes: 1_000_000,
};

/** The file asks for more than an honest document needs. */
export class Excess extends Error {}

/** What is known of a file so far, and what reading it has cost. */
export class Ledger {
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
