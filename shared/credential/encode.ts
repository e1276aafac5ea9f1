import { encode, Tag } from 'cbor2';
import { toBase64url } from './base64url.ts';
import { longestToken } from './carriers.ts';
import type { CardClaims, Claims } from './claims.ts';

/** A token that only lacks its signature. */
export type Prepared = {
  protectedBytes: Uint8Array;
  payload: Uint8Array;
  /** The Sig_structure of RFC 9052: what ES256 signs. Give it to KMS as RAW message with ECDSA_SHA_256. */
  toBeSigned: Uint8Array;
};

const signTag = 18;
const es256 = -7;
/**
 * The private claim that says what a token is, and what is bound into every signature beside it: no token of another
 * system, or of another kind, under the same key counts here.
 */
const kinds = {
  permit: { claim: -65537, externalAad: new TextEncoder().encode('fwp/1') },
  card: { claim: -65538, externalAad: new TextEncoder().encode('fmc/1') },
} as const;

// A Node Buffer has toJSON, which cbor2 would follow into a map {type, data}.
const plain = (bytes: Uint8Array) => new Uint8Array(bytes);
const cbor = (value: unknown) => plain(encode(value, { cde: true }));

const latestSecond = 2 ** 32;
const isCount = (value: number) => Number.isInteger(value) && value >= 0 && value < latestSecond;

function faultOf(claims: CardClaims & { category?: string }): string | undefined {
  const texts = [
    claims.zone,
    claims.number,
    claims.name,
    ...(claims.chineseName === undefined ? [] : [claims.chineseName]),
  ];
  if (texts.some((text) => !/./.test(text) || !text.isWellFormed())) return 'an empty or broken text';
  if (!/^[A-Z]{3}$/.test(claims.nationality)) return 'nationality';
  if (!/^[FMX]$/.test(claims.sex)) return 'sex';
  if (claims.category !== undefined && !/^[ABC]$/.test(claims.category)) return 'category';
  if (claims.photoHash.length !== 16) return 'photo hash';
  if (!isCount(claims.statusIndex)) return 'status index';
  if (!isCount(claims.notBefore) || !isCount(claims.expires) || claims.notBefore >= claims.expires) return 'period';
  return undefined;
}

/**
 * Puts a permit's claims into the profile: a CWT (RFC 8392) in COSE_Sign1, in deterministic CBOR.
 * @param keyId 8 bytes, see keys.ts
 * @throws RangeError when a claim cannot be a permit's; the message names the claim, never its value
 */
export const prepare = (claims: Claims, keyId: Uint8Array): Prepared => prepareAs('permit', claims, keyId);

/** The same for a foreign merchant card, whose token is no permit's to any verifier, nor a permit's token a card's. */
export const prepareCard = (claims: CardClaims, keyId: Uint8Array): Prepared => prepareAs('card', claims, keyId);

function prepareAs(kind: keyof typeof kinds, claims: CardClaims & { category?: string }, keyId: Uint8Array): Prepared {
  const { claim, externalAad } = kinds[kind];
  const fault = faultOf(claims) ?? (keyId.length === 8 ? undefined : 'key id');
  if (fault) throw new RangeError(`a token cannot carry this ${fault}`);
  const holder = new Map<number, unknown>([
    [1, claims.name],
    [2, claims.nationality],
    [3, claims.sex],
    ...(kind === 'permit' ? [[4, claims.category] as const] : []),
    [5, plain(claims.photoHash)],
    ...(claims.chineseName === undefined ? [] : [[6, claims.chineseName] as const]),
    [7, claims.statusIndex],
  ]);
  const payload = cbor(
    new Map<number, unknown>([
      [1, claims.zone],
      [2, claims.number],
      [4, claims.expires],
      [5, claims.notBefore],
      [claim, holder],
    ]),
  );
  const protectedBytes = cbor(
    new Map<number, unknown>([
      [1, es256],
      [4, plain(keyId)],
    ]),
  );
  const toBeSigned = cbor(['Signature1', protectedBytes, externalAad, payload]);
  return { protectedBytes, payload, toBeSigned };
}

/**
 * Joins a prepared token and its signature into the bytes of the QR.
 * @param signature 64 bytes r and s, see rawSignature
 * @throws RangeError when the signature is not 64 bytes or the token becomes too long to be read back
 */
export function seal(prepared: Prepared, signature: Uint8Array): Uint8Array {
  if (signature.length !== 64) throw new RangeError('an ES256 signature has 64 bytes');
  const token = cbor(new Tag(signTag, [prepared.protectedBytes, new Map(), prepared.payload, plain(signature)]));
  if (token.length > longestToken) throw new RangeError('the token is too long for a QR');
  return token;
}

/** The id of the key that a sealed token names, as key sets write it; its signature is not looked at. */
export const keyIdOf = (token: Uint8Array): string => toBase64url(token.subarray(8, 16));

/**
 * The signature that KMS answers (DER: SEQUENCE of two INTEGERs) as COSE and JOSE want it: r and s of 32 bytes each.
 * ECDSA verifies (r, n-s) as well as (r, s), so one permit has more than one good token: recognise a permit by its
 * number, never by the bytes of its token.
 * @throws RangeError when it is not a DER signature over P-256
 */
export function rawSignature(der: Uint8Array): Uint8Array {
  const broken = () => new RangeError('not a DER signature over P-256');
  const raw = new Uint8Array(64);
  let at = 2;
  if (der[0] !== 0x30 || der[1] !== der.length - 2) throw broken();
  for (const end of [32, 64]) {
    const length = der[at + 1] ?? 0;
    if (der[at] !== 0x02 || length < 1 || at + 2 + length > der.length) throw broken();
    const integer = der.subarray(at + 2, at + 2 + length);
    const digits = integer[0] === 0 ? integer.subarray(1) : integer;
    if (digits.length > 32) throw broken();
    raw.set(digits, end - digits.length);
    at += 2 + length;
  }
  if (at !== der.length) throw broken();
  return raw;
}
