import type { Ledger } from './pdf-ledger.ts';

/** Words that are long enough never to appear by chance in compressed data. */
const activeWords =
  /\/(JavaScript|Launch|SubmitForm|ImportData|Rendition|RichMedia|EmbeddedFiles?|FileAttachment)(?![A-Za-z])/g;

/** Finds what lies where no object begins, so that a table can point a viewer to it: in comments, in streams. */
export function noteActiveWords(content: Buffer, ledger: Ledger): void {
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
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : Number.NaN;
};
