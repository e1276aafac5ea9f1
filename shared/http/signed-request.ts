import { createHash, createPublicKey, type KeyObject, timingSafeEqual, verify } from 'node:crypto';
import { failure, type Result, success } from '../result.ts';

/** A request as it arrived, as far as a signature may cover it. */
export type SignedRequest = {
  method: string;
  /** The path as the sender wrote it, without the query. */
  path: string;
  /** Names in lower case. */
  headers: Readonly<Record<string, string | undefined>>;
  body: Uint8Array;
};

/** What a signature says of itself, before anybody believed it. */
export type SignatureInput = {
  keyid: string;
  /** Epoch seconds. */
  created: number;
  nonce: string;
  alg?: string;
  expires?: number;
  signature: Uint8Array;
  /** The bytes that were signed. */
  base: Uint8Array;
};

export type SignatureFault = 'signature-missing' | 'signature-malformed' | 'digest-missing' | 'digest-mismatch';

/** What has to be signed: everything that decides about the answer. */
export const coveredComponents = ['@method', '@path', 'content-digest'] as const;

const innerList =
  /^([a-z][a-z0-9_-]{0,30})=(\(([^()]*)\)((?:;[a-z]+=(?:\d{1,12}|"[\x21\x23-\x5b\x5d-\x7e]{1,120}"))*))$/;
const byteSequence = /^([a-z][a-z0-9_-]{0,30})=:([A-Za-z0-9+/]{86}==):$/;
const digestMember = /(?:^|,)\s*sha-256=:([A-Za-z0-9+/]{43}=):\s*(?:,|$)/;

function parametersOf(text: string): Map<string, string> | undefined {
  const found = new Map<string, string>();
  for (const [, name = '', number, string] of text.matchAll(/;([a-z]+)=(?:(\d+)|"([^"]*)")/g)) {
    if (found.has(name)) return undefined;
    found.set(name, number ?? string ?? '');
  }
  return found;
}

/** Whether a body is the one that its Content-Digest (RFC 9530) names. */
function digestFault(header: string | undefined, body: Uint8Array): SignatureFault | undefined {
  const [, stated] = digestMember.exec(header ?? '') ?? [];
  if (!stated) return 'digest-missing';
  const expected = createHash('sha256').update(body).digest();
  return timingSafeEqual(Buffer.from(stated, 'base64'), expected) ? undefined : 'digest-mismatch';
}

/**
 * Reads the one signature of a request in a strict profile of HTTP Message Signatures (RFC 9421): one label, exactly the
 * components `@method`, `@path` and `content-digest` in any order, the parameters `created`, `nonce` and `keyid`,
 * optionally `alg` and `expires`, 64 bytes of signature. Nothing is believed yet but that the body is the one that the
 * digest names.
 */
export function readSignature(request: SignedRequest): Result<SignatureInput, SignatureFault> {
  const { headers, method, path, body } = request;
  const [input, stated] = [headers['signature-input']?.trim(), headers.signature?.trim()];
  if (!input || !stated) return failure('signature-missing');
  const [, label, signed = '', components = '', parameters = ''] = innerList.exec(input) ?? [];
  const [, signatureLabel, bytes = ''] = byteSequence.exec(stated) ?? [];
  const named = components.split(' ').map((name) => /^"([^"]+)"$/.exec(name)?.[1]);
  const known = parametersOf(parameters);
  const covers =
    named.length === coveredComponents.length && coveredComponents.every((component) => named.includes(component));
  if (!label || label !== signatureLabel || !covers || !known) return failure('signature-malformed');
  const { keyid, nonce, created, expires, alg, ...others } = Object.fromEntries(known) as Record<string, string>;
  const isCount = (text: string | undefined) => text === undefined || /^\d+$/.test(text);
  if (!keyid || !nonce || !created || !isCount(created) || !isCount(expires) || Object.keys(others).length > 0) {
    return failure('signature-malformed');
  }
  if (nonce.length < 16 || nonce.length > 64) return failure('signature-malformed');
  const digest = headers['content-digest'];
  const fault = digestFault(digest, body);
  if (fault) return failure(fault);
  const values: Record<string, string> = {
    '@method': method.toUpperCase(),
    '@path': path,
    'content-digest': (digest ?? '').trim(),
  };
  return success({
    keyid,
    nonce,
    created: Number(created),
    ...(expires ? { expires: Number(expires) } : {}),
    ...(alg ? { alg } : {}),
    signature: new Uint8Array(Buffer.from(bytes, 'base64')),
    base: signatureBase(
      named.map((name = '') => [name, values[name] ?? '']),
      signed,
    ),
  });
}

/** The signature base of RFC 9421, section 2.5: a line for each component, and the parameters as they were written. */
export const signatureBase = (components: readonly (readonly [name: string, value: string])[], parameters: string) =>
  new TextEncoder().encode(
    [...components.map(([name, value]) => `"${name}": ${value}`), `"@signature-params": ${parameters}`].join('\n'),
  );

/** A public key ready to verify with. @throws when it is no point of its curve */
export const verifyingKey = (jwk: object): KeyObject => createPublicKey({ key: jwk as never, format: 'jwk' });

/** Whether a key signed these bytes, by RFC 9421 sections 3.3.4 (P-256, r and s of 32 bytes each) and 3.3.6 (Ed25519). */
export const isSignedBy = (
  key: KeyObject,
  algorithm: 'ed25519' | 'ecdsa-p256-sha256',
  base: Uint8Array,
  signature: Uint8Array,
): boolean =>
  algorithm === 'ed25519'
    ? verify(null, base, key, signature)
    : verify('sha256', base, { key, dsaEncoding: 'ieee-p1363' }, signature);
