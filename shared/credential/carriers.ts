import { failure, type Result, success } from '../result.ts';

/** Longest token that is made or read, bytes; a permit needs about 200, the longest names about 420. */
export const longestToken = 600;

/** Why a text is no token: the carrier is none of ours, its characters or length are impossible, or it is too long. */
export type CarrierFault = 'unknown-carrier' | 'malformed' | 'too-long';

/** Digits that carry 0 to 7 bytes: the fewest that always suffice. */
const digitsFor = [0, 3, 5, 8, 10, 13, 15, 17] as const;
const groupBytes = 7;
const groupDigits = 17;

const base45Letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
const textPrefix = 'FW1:';

/**
 * Bytes as decimal digits, 7 bytes (little-endian) to 17 digits, the rest to the fewest digits that suffice; the
 * grouping is the one of FIDO CTAP 2.2 for QR codes. Digits fill a QR's numeric mode almost without loss.
 */
export function digitsOf(bytes: Uint8Array): string {
  let digits = '';
  for (let at = 0; at < bytes.length; at += groupBytes) {
    const group = bytes.subarray(at, at + groupBytes);
    const value = group.reduceRight((sum, byte) => sum * 256n + BigInt(byte), 0n);
    digits += value.toString().padStart(digitsFor[group.length] ?? 0, '0');
  }
  return digits;
}

/** The text of a permit's QR, a link that any phone opens: what follows `#` never reaches a server. */
export const tokenLink = (host: string, token: Uint8Array): string => `https://${host}/#${digitsOf(token)}`;

/** The same token for scanners that shall not open a browser: `FW1:` and base45 (RFC 9285). */
export function tokenText(token: Uint8Array): string {
  let text = textPrefix;
  for (let at = 0; at < token.length; at += 2) {
    const pair = token.subarray(at, at + 2);
    let value = pair.reduce((sum, byte) => sum * 256 + byte, 0);
    for (let letters = pair.length + 1; letters > 0; letters -= 1) {
      text += base45Letters[value % 45];
      value = Math.floor(value / 45);
    }
  }
  return text;
}

/**
 * Reads the token out of what a camera or a person gives: the link of a permit's QR (whatever its host: the host is
 * no part of the token), its digits alone, or the `FW1:` form. Space around a link or digits is ignored. Each token
 * has exactly one text per form.
 */
export function tokenFrom(text: string): Result<Uint8Array, CarrierFault> {
  const bytes = text.startsWith(textPrefix) ? fromBase45(text.slice(textPrefix.length)) : fromDigits(digitsIn(text));
  if (!bytes.ok) return bytes;
  if (bytes.value.length === 0) return failure('malformed');
  return bytes.value.length > longestToken ? failure('too-long') : bytes;
}

const digitsIn = (text: string) => /^\s*(?:https?:\/\/[^\s#]+#)?(\d+)\s*$/i.exec(text)?.[1];

function fromDigits(digits: string | undefined): Result<Uint8Array, CarrierFault> {
  if (digits === undefined) return failure('unknown-carrier');
  const last = digitsFor.findIndex((count) => count === digits.length % groupDigits);
  if (last < 0) return failure('malformed');
  const whole = Math.floor(digits.length / groupDigits);
  const bytes = new Uint8Array(whole * groupBytes + last);
  for (let group = 0, at = 0; at < bytes.length; group += 1) {
    const end = Math.min(at + groupBytes, bytes.length);
    let value = BigInt(digits.slice(group * groupDigits, (group + 1) * groupDigits));
    for (; at < end; at += 1) {
      bytes[at] = Number(value & 255n);
      value >>= 8n;
    }
    if (value !== 0n) return failure('malformed');
  }
  return success(bytes);
}

function fromBase45(text: string): Result<Uint8Array, CarrierFault> {
  if (text.length % 3 === 1) return failure('malformed');
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at += 3) {
    const group = Array.from(text.slice(at, at + 3), (letter) => base45Letters.indexOf(letter));
    const value = group.reduceRight((sum, digit) => sum * 45 + digit, 0);
    const width = group.length - 1;
    if (group.includes(-1) || value >= 256 ** width) return failure('malformed');
    if (width === 2) bytes.push(value >> 8);
    bytes.push(value & 255);
  }
  return success(Uint8Array.from(bytes));
}
