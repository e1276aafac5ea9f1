import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readPublicKey } from '../../../web/partners/public-key.ts';

const pairs = { ed25519: generateKeyPairSync('ed25519'), p256: generateKeyPairSync('ec', { namedCurve: 'P-256' }) };

describe('A partner’s public key', () => {
  it('is read from PEM as its JWK says it', () => {
    for (const { publicKey } of Object.values(pairs)) {
      const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
      expect(readPublicKey(`\n${pem}\n`)).toEqual({ ok: true, key: publicKey.export({ format: 'jwk' }) });
    }
  });

  it('is read from a JWK without what else stands in it', () => {
    const jwk = pairs.ed25519.publicKey.export({ format: 'jwk' });
    expect(readPublicKey(JSON.stringify({ ...jwk, kid: 'sample', use: 'sig' }))).toEqual({ ok: true, key: jwk });
  });

  it('is never a private one', () => {
    for (const { privateKey } of Object.values(pairs)) {
      const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
      expect(readPublicKey(pem)).toEqual({ ok: false, why: 'private' });
      expect(readPublicKey(JSON.stringify(privateKey.export({ format: 'jwk' })))).toEqual({
        ok: false,
        why: 'private',
      });
    }
  });

  it('is of one of two kinds', () => {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const other = { ok: false, why: 'other-algorithm' };
    expect(readPublicKey(publicKey.export({ type: 'spki', format: 'pem' }).toString())).toEqual(other);
    expect(readPublicKey(JSON.stringify(publicKey.export({ format: 'jwk' })))).toEqual(other);
  });

  it('is not made of nonsense', () => {
    expect(readPublicKey('  ')).toEqual({ ok: false, why: 'empty' });
    for (const text of [
      'hello',
      '{',
      '[]',
      '{"kty":"OKP"}',
      '-----BEGIN PUBLIC KEY-----\n!!!\n-----END PUBLIC KEY-----',
    ]) {
      expect(readPublicKey(text)).toEqual({ ok: false, why: 'not-a-key' });
    }
  });
});
