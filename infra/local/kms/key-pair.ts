import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { p256 } from '@noble/curves/nist.js';

/** A P-256 key pair that signs and verifies ready SHA-256 digests. Signatures are DER (ASN.1 SEQUENCE of r and s). */
export type KeyPair = {
  sign: (digest: Uint8Array) => Uint8Array;
  verify: (signature: Uint8Array, digest: Uint8Array) => boolean;
  /** The public key as SubjectPublicKeyInfo in DER. */
  publicKey: Buffer;
};

/**
 * Reads the pair of a key from the database, or makes and keeps one at its first use.
 *
 * node:crypto has no ECDSA over a digest that is already made, so noble signs. Like KMS it takes s on either half of
 * the curve, and fresh randomness makes each signature of a message another one.
 */
export function keyPair(database: DatabaseSync, id: string): KeyPair {
  database.exec('create table if not exists signing_key (id text primary key, pkcs8 blob not null) strict');
  const fresh = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'der', type: 'pkcs8' });
  database.prepare('insert into signing_key values (?, ?) on conflict do nothing').run(id, fresh);
  const kept = database.prepare('select pkcs8 from signing_key where id = ?').get(id)?.pkcs8;
  if (!(kept instanceof Uint8Array)) throw new Error(`The key pair of ${id} was not kept`);

  const privateKey = createPrivateKey({ key: Buffer.from(kept), format: 'der', type: 'pkcs8' });
  const scalar = Buffer.from(privateKey.export({ format: 'jwk' }).d ?? '', 'base64url');
  const point = p256.getPublicKey(scalar);
  const ready = { prehash: false, lowS: false, format: 'der' } as const;
  return {
    sign: (digest) => p256.sign(digest, scalar, { ...ready, extraEntropy: true }),
    verify: (signature, digest) => {
      try {
        return p256.verify(signature, digest, point, ready);
      } catch {
        return false;
      }
    },
    publicKey: createPublicKey(privateKey).export({ format: 'der', type: 'spki' }),
  };
}
