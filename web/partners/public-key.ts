import type { Body } from '../client/contract.ts';

type PublicKey = Body<'addPartnerKey'>['publicKey'];
type ReadKey = { ok: true; key: PublicKey } | { ok: false; why: 'empty' | 'private' | 'not-a-key' | 'other-algorithm' };

/** What SubjectPublicKeyInfo (RFC 5280) begins with for the two kinds of keys that partners may have. */
const ed25519Prefix = '302a300506032b6570032100';
const p256Prefix = '3059301306072a8648ce3d020106082a8648ce3d03010703420004';

const hexOf = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

const base64Url = (hex: string): string => {
  const bytes = hex.match(/../g)?.map((pair) => Number.parseInt(pair, 16)) ?? [];
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
};

function fromPem(text: string): ReadKey {
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text)) return { ok: false, why: 'private' };
  const inner = /-----BEGIN PUBLIC KEY-----([\s\S]+?)-----END PUBLIC KEY-----/.exec(text)?.[1];
  if (inner === undefined) return { ok: false, why: 'not-a-key' };
  let hex: string;
  try {
    hex = hexOf(Uint8Array.from(atob(inner.replace(/\s/g, '')), (letter) => letter.charCodeAt(0)));
  } catch {
    return { ok: false, why: 'not-a-key' };
  }
  if (hex.startsWith(ed25519Prefix) && hex.length === ed25519Prefix.length + 64) {
    return { ok: true, key: { kty: 'OKP', crv: 'Ed25519', x: base64Url(hex.slice(-64)) } };
  }
  if (hex.startsWith(p256Prefix) && hex.length === p256Prefix.length + 128) {
    return {
      ok: true,
      key: { kty: 'EC', crv: 'P-256', x: base64Url(hex.slice(-128, -64)), y: base64Url(hex.slice(-64)) },
    };
  }
  return { ok: false, why: 'other-algorithm' };
}

function fromJwk(text: string): ReadKey {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return { ok: false, why: 'not-a-key' };
  }
  if (typeof read !== 'object' || read === null) return { ok: false, why: 'not-a-key' };
  const { kty, crv, x, y, d } = read as Record<string, unknown>;
  if (d !== undefined) return { ok: false, why: 'private' };
  if (typeof x !== 'string') return { ok: false, why: kty === 'RSA' ? 'other-algorithm' : 'not-a-key' };
  if (kty === 'OKP' && crv === 'Ed25519') return { ok: true, key: { kty, crv, x } };
  if (kty === 'EC' && crv === 'P-256' && typeof y === 'string') return { ok: true, key: { kty, crv, x, y } };
  return { ok: false, why: 'other-algorithm' };
}

/**
 * A public key as partners hand it over: a JWK (RFC 7517) or PEM. What else a JWK says, such as its `kid`, is left out;
 * a private key is not taken, so that it leaves this device no further.
 */
export function readPublicKey(text: string): ReadKey {
  const trimmed = text.trim();
  if (trimmed === '') return { ok: false, why: 'empty' };
  return trimmed.startsWith('{') ? fromJwk(trimmed) : fromPem(trimmed);
}
