import { createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import { deflateSync, inflateSync } from 'node:zlib';
import base45 from 'base45';
import { decode, encode, Tag } from 'cbor2';
import { CompactSign, compactVerify } from 'jose';
import { digitsOf, tokenFrom, tokenLink } from '../../../shared/credential/carriers.ts';
import type { Claims } from '../../../shared/credential/claims.ts';
import { verifyToken } from '../../../shared/credential/verify.ts';
import { newIssuer, today } from '../../shared/credential/issuer.ts';

/** What a QR holds, part by part, each in the mode that needs the fewest modules. */
export type QrPart = { text: string; mode: 'Byte' | 'Numeric' | 'Alphanumeric' };

/** A way to sign the same claims with ES256 and to put them on a card. */
export type Format = {
  name: string;
  /** Signs; gives the text that is scanned. */
  issue: (claims: Claims) => string | Promise<string>;
  qr: (text: string) => QrPart[];
  /** The part of the text that carries the credential; the address of the page before it is no part of it. */
  carrierFrom: number;
  /** What is checked after the scan: signature, issuer and period on a day on which the sample holds. */
  isValid: (text: string) => boolean | Promise<boolean>;
};

const host = 'permit.etown.example';
const issuerUrl = `https://${host}`;
const address = `${issuerUrl}/#`;
const now = today / 1000;
const holds = (from: unknown, to: unknown) =>
  typeof from === 'number' && typeof to === 'number' && from <= now && now < to;

async function ours(): Promise<Format> {
  const issuer = await newIssuer();
  const given = { zone: 'etown', keys: [issuer.jwk], at: today };
  return {
    name: 'Greenpath',
    issue: (claims) => tokenLink(host, issuer.issue(claims)),
    carrierFrom: address.length,
    qr: (text) => [
      { text: address, mode: 'Byte' },
      { text: text.slice(address.length), mode: 'Numeric' },
    ],
    isValid: async (text) => {
      const read = tokenFrom(text);
      return read.ok && (await verifyToken(read.value, given)).verdict === 'valid';
    },
  };
}

const newKey = (): { privateKey: KeyObject; publicKey: KeyObject } =>
  generateKeyPairSync('ec', { namedCurve: 'P-256' });
const keyName = 'q3FhYmNkZWY';
const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');
const asLink = (text: string): QrPart[] => [{ text, mode: 'Byte' }];

/** A compact JWS in a link, opened by the parts that jose checks and the period. */
function joseFormat(
  name: string,
  header: Record<string, string>,
  payload: (claims: Claims) => object,
  period: (payload: Record<string, unknown>) => boolean,
): Format {
  const { privateKey, publicKey } = newKey();
  return {
    name,
    issue: async (claims) => {
      const bytes = new TextEncoder().encode(JSON.stringify(payload(claims)));
      const signed = new CompactSign(bytes).setProtectedHeader({ alg: 'ES256', kid: keyName, ...header });
      return `${address}${await signed.sign(privateKey)}`;
    },
    carrierFrom: address.length,
    qr: asLink,
    isValid: async (text) => {
      if (!text.startsWith(address)) return false;
      try {
        const opened = await compactVerify(text.slice(address.length), publicKey, { algorithms: ['ES256'] });
        if (opened.protectedHeader.kid !== keyName) return false;
        return period(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(opened.payload)));
      } catch {
        return false;
      }
    },
  };
}

const plainJws = () =>
  joseFormat(
    'plain JWS (jose)',
    {},
    (claims) => ({
      iss: claims.zone,
      jti: claims.number,
      nbf: claims.notBefore,
      exp: claims.expires,
      n: claims.name,
      ...(claims.chineseName ? { z: claims.chineseName } : {}),
      c: claims.nationality,
      s: claims.sex,
      k: claims.category,
      p: base64url(claims.photoHash),
      i: claims.statusIndex,
    }),
    ({ iss, nbf, exp }) => iss === 'etown' && holds(nbf, exp),
  );

const seconds = (day: unknown) => (typeof day === 'string' ? Date.parse(day) / 1000 : undefined);
const day = (epochSeconds: number) => new Date(epochSeconds * 1000).toISOString().replace('.000', '');

/** VC Data Model 2.0, secured with JOSE (`application/vc+jwt`), with a status list entry as the model has it. */
const verifiableCredential = () =>
  joseFormat(
    'W3C VC, JOSE (jose)',
    { typ: 'vc+jwt' },
    (claims) => ({
      '@context': ['https://www.w3.org/ns/credentials/v2', `${issuerUrl}/permit/v1`],
      type: ['VerifiableCredential', 'WorkPermit'],
      id: `urn:permit:${claims.number}`,
      issuer: issuerUrl,
      validFrom: day(claims.notBefore),
      validUntil: day(claims.expires),
      credentialSubject: {
        name: claims.name,
        ...(claims.chineseName ? { chineseName: claims.chineseName } : {}),
        nationality: claims.nationality,
        sex: claims.sex,
        category: claims.category,
        photo: base64url(claims.photoHash),
      },
      credentialStatus: {
        type: 'BitstringStatusListEntry',
        statusPurpose: 'revocation',
        statusListIndex: String(claims.statusIndex),
        statusListCredential: `${issuerUrl}/status/1`,
      },
    }),
    ({ issuer, validFrom, validUntil }) => issuer === issuerUrl && holds(seconds(validFrom), seconds(validUntil)),
  );

/** The pipeline of the EU Digital COVID Certificate: CBOR, COSE_Sign1, zlib, base45, `HC1:`. */
function hc1(): Format {
  const { privateKey, publicKey } = newKey();
  const signs = { key: privateKey, dsaEncoding: 'ieee-p1363' } as const;
  const checks = {
    key: createPublicKey(publicKey.export({ type: 'spki', format: 'pem' })),
    dsaEncoding: 'ieee-p1363',
  } as const;
  const kid = new Uint8Array(Buffer.from(keyName, 'base64url'));
  const toBeSigned = (header: Uint8Array, payload: Uint8Array) =>
    encode(['Signature1', new Uint8Array(header), new Uint8Array(), new Uint8Array(payload)]);
  return {
    name: 'HC1 (CBOR, COSE, zlib, base45)',
    issue: (claims) => {
      const header = encode(
        new Map<number, unknown>([
          [1, -7],
          [4, kid],
        ]),
      );
      const body = {
        number: claims.number,
        nbf: claims.notBefore,
        name: claims.name,
        ...(claims.chineseName ? { zh: claims.chineseName } : {}),
        nat: claims.nationality,
        sex: claims.sex,
        cat: claims.category,
        photo: claims.photoHash,
        status: claims.statusIndex,
      };
      const payload = encode(
        new Map<number, unknown>([
          [1, claims.zone],
          [4, claims.expires],
          [-260, new Map([[1, body]])],
        ]),
      );
      const signature = sign('sha256', toBeSigned(header, payload), signs);
      const message = encode(new Tag(18, [header, new Map(), payload, new Uint8Array(signature)]));
      return `HC1:${base45.encode(deflateSync(message, { level: 9 }))}`;
    },
    carrierFrom: 0,
    qr: (text) => [{ text, mode: 'Alphanumeric' }],
    isValid: (text) => {
      if (!text.startsWith('HC1:')) return false;
      try {
        const message = decode(inflateSync(base45.decode(text.slice(4)))) as Tag;
        const [header, , payload, signature] = message.contents as [Uint8Array, unknown, Uint8Array, Uint8Array];
        if (message.tag !== 18 && message.tag !== 18n) return false;
        const named = decode(header) as Map<number, unknown>;
        if (named.get(1) !== -7 || Buffer.compare(Buffer.from(named.get(4) as Uint8Array), kid) !== 0) return false;
        if (!verify('sha256', toBeSigned(header, payload), checks, signature)) return false;
        const claims = decode(payload) as Map<number, unknown>;
        const body = (claims.get(-260) as Map<number, { nbf: unknown }>).get(1);
        return claims.get(1) === 'etown' && holds(body?.nbf, claims.get(4));
      } catch {
        return false;
      }
    },
  };
}

/** Every format of the comparison, each with a new key. */
export const formats = async (): Promise<Format[]> => [await ours(), plainJws(), hc1(), verifiableCredential()];

/** The bytes of our token without its carrier, and the way back: for changing single bits of it. */
export const tokenOf = (link: string): Uint8Array => {
  const read = tokenFrom(link);
  if (!read.ok) throw new Error('not a link of a token');
  return read.value;
};
export const linkOf = (token: Uint8Array): string => `${address}${digitsOf(token)}`;
