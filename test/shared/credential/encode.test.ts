import { createHash, generateKeyPairSync, sign, verify } from 'node:crypto';
import { decode, Tag } from 'cbor2';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Claims, photoHash, tokenPeriod } from '../../../shared/credential/claims.ts';
import { prepare, rawSignature, seal } from '../../../shared/credential/encode.ts';
import { keyId, publicJwk } from '../../../shared/credential/keys.ts';
import { holder, longNamedHolder, newIssuer } from './issuer.ts';

const issuer = await newIssuer();
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

describe('the token of a permit', () => {
  test('takes 200 bytes for a name of usual length', () => {
    expect(issuer.issue(holder)).toHaveLength(200);
  });

  test('stays within 260 bytes for a name of 62 letters and 7 hanzi', () => {
    expect(longNamedHolder.name).toHaveLength(62);
    expect(longNamedHolder.chineseName).toHaveLength(7);
    expect(issuer.issue(longNamedHolder).length).toBeLessThanOrEqual(260);
  });

  test('is a tagged COSE_Sign1 with ES256, the key id and nothing unprotected, as another CBOR reader sees it', () => {
    const decoded = decode<Tag>(issuer.issue(longNamedHolder));
    expect(decoded).toBeInstanceOf(Tag);
    expect(decoded.tag).toBe(18);
    const [header, unprotected, payload, signature] = decoded.contents as [Uint8Array, object, Uint8Array, Uint8Array];
    expect(decode(header)).toEqual(
      new Map<number, unknown>([
        [1, -7],
        [4, issuer.id],
      ]),
    );
    expect(unprotected).toEqual({});
    expect(signature).toHaveLength(64);
    expect(decode(payload)).toEqual(
      new Map<number, unknown>([
        [1, 'etown'],
        [2, longNamedHolder.number],
        [4, longNamedHolder.expires],
        [5, longNamedHolder.notBefore],
        [
          -65537,
          new Map<number, unknown>([
            [1, longNamedHolder.name],
            [2, 'UTO'],
            [3, 'F'],
            [4, 'A'],
            [5, longNamedHolder.photoHash],
            [6, longNamedHolder.chineseName],
            [7, longNamedHolder.statusIndex],
          ]),
        ],
      ]),
    );
  });

  test('carries a signature over the Sig_structure of RFC 9052 that a hand-made check accepts', () => {
    const decoded = decode<Tag>(issuer.issue(holder));
    const [header, , payload, signature] = decoded.contents as [Uint8Array, object, Uint8Array, Uint8Array];
    const bytes = (value: Uint8Array) =>
      value.length < 24 ? Buffer.from([0x40 | value.length, ...value]) : Buffer.from([0x58, value.length, ...value]);
    const structure = Buffer.concat([
      Buffer.from([0x84, 0x6a]),
      Buffer.from('Signature1'),
      bytes(header),
      bytes(Buffer.from('fwp/1')),
      bytes(payload),
    ]);
    expect(verify('sha256', structure, { key: issuer.publicKey, dsaEncoding: 'ieee-p1363' }, signature)).toBe(true);
    expect(
      verify(
        'sha256',
        Buffer.concat([structure, Buffer.from([0])]),
        { key: issuer.publicKey, dsaEncoding: 'ieee-p1363' },
        signature,
      ),
    ).toBe(false);
  });

  test('is the same for a photo hash that comes as a Node Buffer', () => {
    const fromBuffer = prepare({ ...holder, photoHash: Buffer.from(holder.photoHash) }, Buffer.from(issuer.id));
    expect(hex(fromBuffer.toBeSigned)).toBe(hex(prepare(holder, issuer.id).toBeSigned));
  });

  test.each<[string, Partial<Claims>]>([
    ['an empty name', { name: '' }],
    ['a broken character in the name', { name: 'A\ud800' }],
    ['an empty Chinese name', { chineseName: '' }],
    ['a nationality of two letters', { nationality: 'UT' }],
    ['a sex the passport does not know', { sex: 'Q' as never }],
    ['a category that does not exist', { category: 'D' as never }],
    ['a whole photo hash', { photoHash: new Uint8Array(32) }],
    ['a negative status index', { statusIndex: -1 }],
    ['a broken second', { notBefore: 1.5 }],
    ['an end before its start', { expires: holder.notBefore }],
  ])('is not made with %s', (_, change) => {
    expect(() => prepare({ ...holder, ...change }, issuer.id)).toThrow(RangeError);
  });

  test('is not made with a key id or a signature of the wrong length, nor longer than a reader accepts', () => {
    expect(() => prepare(holder, new Uint8Array(7))).toThrow(/key id/);
    expect(() => seal(prepare(holder, issuer.id), new Uint8Array(63))).toThrow(/64 bytes/);
    expect(() => seal(prepare({ ...holder, name: 'A'.repeat(500) }, issuer.id), new Uint8Array(64))).toThrow(
      /too long/,
    );
  });
});

test('a token holds from the start of the first day to the end of the last day in the time zone of the zone', () => {
  expect(tokenPeriod('Asia/Shanghai', '2026-11-01', '2027-10-31')).toEqual({
    notBefore: holder.notBefore,
    expires: holder.expires,
  });
});

test('a photo is named by the first half of its SHA-256', async () => {
  const photo = Buffer.from('a photo');
  expect(hex(await photoHash(photo))).toBe(createHash('sha256').update(photo).digest('hex').slice(0, 32));
});

describe('a public key', () => {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const spki = publicKey.export({ type: 'spki', format: 'der' });

  test('is named by the first 8 bytes of the SHA-256 of its SubjectPublicKeyInfo', async () => {
    const expected = createHash('sha256').update(spki).digest().subarray(0, 8);
    const id = await keyId(spki);
    expect(hex(id.bytes)).toBe(expected.toString('hex'));
    expect(id.text).toBe(expected.toString('base64url'));
  });

  test('is published with the coordinates that node itself exports', async () => {
    const { text } = await keyId(spki);
    expect(await publicJwk(spki)).toEqual({
      ...publicKey.export({ format: 'jwk' }),
      kid: text,
      alg: 'ES256',
      use: 'sig',
    });
  });

  test('is refused when it is of another curve or cut short', async () => {
    const other = generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).publicKey.export({
      type: 'spki',
      format: 'der',
    });
    await expect(publicJwk(other)).rejects.toThrow(/P-256/);
    await expect(publicJwk(spki.subarray(0, 90))).rejects.toThrow(/P-256/);
  });
});

describe('the signature of a key service', () => {
  test('becomes the 64 bytes that node makes of the same numbers', () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    for (let round = 0; round < 300; round += 1) {
      const message = Buffer.from(`message ${round}`);
      const raw = rawSignature(sign('sha256', message, privateKey));
      expect(verify('sha256', message, { key: publicKey, dsaEncoding: 'ieee-p1363' }, raw)).toBe(true);
    }
  });

  test('keeps its zeros in front when r or s is short', () => {
    const raw = rawSignature(Uint8Array.from([0x30, 7, 2, 1, 5, 2, 2, 0, 0x80]));
    expect([raw[31], raw[63], raw.reduce((sum, byte) => sum + byte)]).toEqual([5, 0x80, 0x85]);
  });

  test.each([
    ['nothing', ''],
    ['another type', '3106020101020101'],
    ['a wrong length', '3007020101020101'],
    ['a byte too many', '300702010102010100'],
    ['a missing s', '3003020101'],
    ['an empty r', '30050200020101'],
    ['a number of 33 bytes', `30260221${'01'.repeat(33)}020101`],
  ])('is refused when it is %s', (_, der) => {
    expect(() => rawSignature(Buffer.from(der, 'hex'))).toThrow(RangeError);
  });

  test('never becomes anything but 64 bytes or a RangeError, whatever comes in', () => {
    const outcome = (der: Uint8Array) => {
      try {
        return rawSignature(der).length;
      } catch (error) {
        return error instanceof RangeError ? 64 : error;
      }
    };
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (der) => {
        expect(outcome(der)).toBe(64);
      }),
    );
  });
});
