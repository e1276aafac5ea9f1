import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

/** A key pair of a partner: the public part is registered, the private part never leaves the partner. */
export type PartnerKeyPair = { publicKey: object; privateKey: KeyObject };

/** A new key pair, Ed25519 unless P-256 is asked for. */
export function newPartnerKey(kind: 'ed25519' | 'P-256' = 'ed25519'): PartnerKeyPair {
  const { publicKey, privateKey } =
    kind === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { publicKey: publicKey.export({ format: 'jwk' }), privateKey };
}

/**
 * The headers of a signed request (RFC 9421) as docs/partners.md describes them.
 * @param the.created epoch seconds; the zone accepts a signature once, within its seconds of it
 */
export function signedHeaders(the: {
  method: string;
  path: string;
  body: string;
  keyid: string;
  privateKey: KeyObject;
  created: number;
  nonce?: string;
}): Record<string, string> {
  const { method, path, body, keyid, privateKey, created } = the;
  const nonce = the.nonce ?? randomBytes(16).toString('base64url');
  const digest = `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
  const parameters = `("@method" "@path" "content-digest");created=${created};keyid="${keyid}";nonce="${nonce}"`;
  const base = [
    `"@method": ${method}`,
    `"@path": ${path}`,
    `"content-digest": ${digest}`,
    `"@signature-params": ${parameters}`,
  ].join('\n');
  const isEdwards = privateKey.asymmetricKeyType === 'ed25519';
  const signature = isEdwards
    ? sign(null, Buffer.from(base), privateKey)
    : sign('sha256', Buffer.from(base), { key: privateKey, dsaEncoding: 'ieee-p1363' });
  return {
    'content-type': 'application/json',
    'content-digest': digest,
    'signature-input': `sig1=${parameters}`,
    signature: `sig1=:${signature.toString('base64')}:`,
  };
}
