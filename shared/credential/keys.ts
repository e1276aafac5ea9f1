import { toBase64url } from './base64url.ts';

/** A public signing key as the zone publishes it (RFC 7517). */
export type PublicJwk = {
  kty: 'EC';
  crv: 'P-256';
  x: string;
  y: string;
  kid: string;
  alg: 'ES256';
  use: 'sig';
};

/** DER of SubjectPublicKeyInfo for an uncompressed P-256 point: always these 27 bytes, then x and y of 32 bytes each. */
const spkiHead = '3059301306072a8648ce3d020106082a8648ce3d03010703420004';

const hexOf = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/**
 * Names a key by the first 8 bytes of the SHA-256 of its SubjectPublicKeyInfo (the way the EU health certificate
 * names its signers): as bytes for the token and as base64url for key sets and records.
 */
export async function keyId(spki: Uint8Array): Promise<{ bytes: Uint8Array; text: string }> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(spki)));
  const bytes = hash.slice(0, 8);
  return { bytes, text: toBase64url(bytes) };
}

/**
 * Makes the published form of a P-256 public key from its DER SubjectPublicKeyInfo, as KMS GetPublicKey answers it.
 * @throws RangeError for any other kind of key
 */
export async function publicJwk(spki: Uint8Array): Promise<PublicJwk> {
  if (spki.length !== 91 || hexOf(spki.subarray(0, 27)) !== spkiHead) {
    throw new RangeError('the signing key is not an uncompressed P-256 public key');
  }
  const { text } = await keyId(spki);
  return {
    kty: 'EC',
    crv: 'P-256',
    x: toBase64url(spki.subarray(27, 59)),
    y: toBase64url(spki.subarray(59)),
    kid: text,
    alg: 'ES256',
    use: 'sig',
  };
}
