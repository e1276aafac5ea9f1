import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { Claims } from '../../../shared/credential/claims.ts';
import { prepare, rawSignature, seal } from '../../../shared/credential/encode.ts';
import { keyId, type PublicJwk, publicJwk } from '../../../shared/credential/keys.ts';

/** A signing key as KMS would hold it: it signs bytes and answers DER. */
export type Issuer = {
  publicKey: KeyObject;
  id: Uint8Array;
  jwk: PublicJwk;
  sign: (message: Uint8Array) => Uint8Array;
  issue: (claims: Claims) => Uint8Array;
};

export async function newIssuer(): Promise<Issuer> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const { bytes: id } = await keyId(spki);
  const signRaw = (message: Uint8Array) => rawSignature(sign('sha256', message, privateKey));
  return {
    publicKey,
    id,
    jwk: await publicJwk(spki),
    sign: signRaw,
    issue: (claims) => {
      const prepared = prepare(claims, id);
      return seal(prepared, signRaw(prepared.toBeSigned));
    },
  };
}

/** 22 November 2026 in Beijing, a day on which the sample permit holds. */
export const today = Date.parse('2026-11-22T02:00:00Z');

/** A holder with a name of usual length. */
export const holder: Claims = {
  zone: 'etown',
  number: '110115202600012345',
  notBefore: Date.parse('2026-10-31T16:00:00Z') / 1000,
  expires: Date.parse('2027-10-31T16:00:00Z') / 1000,
  name: 'KOWALCZYK LINDQVIST, ALEKSANDRA',
  nationality: 'UTO',
  sex: 'F',
  category: 'A',
  photoHash: Uint8Array.from({ length: 16 }, (_, at) => at * 11),
  statusIndex: 734_512,
};

/** A name of 62 letters and one of 7 hanzi: the longest that the budget of the QR reckons with. */
export const longNamedHolder: Claims = {
  ...holder,
  name: 'VENKATANARASIMHARAJUVARIPETA SUBRAMANIAM, KRISHNASWAMY IYENGAR',
  chineseName: '克里希纳斯瓦米',
};
