import type { CardClaims, Claims } from './claims.ts';

/** A key of the zone's key set. */
export type VerificationKey = { kid: string; kty: string; crv: string; x: string; y: string };

/** A zone's signed status list after its signature was checked. */
export type StatusList = {
  /** Number of the list; list 1 holds the indexes 0 to 2^20 - 1. */
  list: number;
  /** Epoch seconds. */
  issuedAt: number;
  expiresAt: number;
  /** Two bits an entry. */
  statuses: Uint8Array;
};

/**
 * Why a token does not count:
 * `not-a-permit` another kind of code, such as a merchant card, or a permit where a card is asked for · `malformed` not exactly the profile · `unknown-key` signed by no key of the
 * zone · `withdrawn-key` names a key that the zone trusts no more, so that nothing of it is proved · `bad-signature` altered or invented · `other-zone` signed for another zone.
 */
export type ForgeryReason =
  | 'not-a-permit'
  | 'malformed'
  | 'unknown-key'
  | 'withdrawn-key'
  | 'bad-signature'
  | 'other-zone';

export type Verification<C = Claims> =
  | { verdict: 'forged'; reason: ForgeryReason }
  | {
      /** `revoked` stands for cancelled as well: two bits of the list have no word of their own for it. */
      verdict: 'valid' | 'not-yet-valid' | 'expired' | 'superseded' | 'suspended' | 'revoked';
      claims: C;
      /** `stale`: the list is too old to clear a permit; what it says against one is still reported. */
      status: 'current' | 'stale' | 'unknown';
      /** Epoch seconds of the list that was asked. */
      statusAsOf?: number;
    };

const bytesOf = (text: string) => new TextEncoder().encode(text);

const fromBase64url = (text: string) =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));

const entriesPerList = 2 ** 20;
/** Tag 18, array of 4, then a protected header of 13 bytes: {1: -7 (ES256), 4: 8 bytes follow}. */
const tokenHead = [0xd2, 0x84, 0x4d, 0xa2, 0x01, 0x26, 0x04, 0x48];
const headerAt = 2;
const keyIdAt = 8;
const keyIdEnd = 16;
/** How the Sig_structure of RFC 9052 begins, and the external_aad inside it. */
const signedHead = [0x84, 0x6a, ...bytesOf('Signature1')];
const externalAad = { permit: [0x45, ...bytesOf('fwp/1')], card: [0x45, ...bytesOf('fmc/1')] };
/** Last byte of the private claims -65537 of a permit and -65538 of a merchant card. */
const kindByte = { permit: 0, card: 1 };
type Kind = keyof typeof kindByte;
const curve = { name: 'ECDSA', namedCurve: 'P-256' };

/**
 * Reads the profile and nothing else: definite lengths, shortest forms, keys in order, no byte too many.
 * @returns undefined for a token of the other kind
 */
function parse(token: Uint8Array<ArrayBuffer>, kind: Kind) {
  let at = keyIdEnd;
  const demand = (holds: boolean) => {
    if (!holds) throw new RangeError();
  };
  const take = (length: number) => {
    at += length;
    demand(at <= token.length);
    return token.subarray(at - length, at);
  };
  const literal = (...expected: number[]) => demand(`${take(expected.length)}` === `${expected}`);
  /** The number in the head of an item of this major type. */
  const head = (major: number) => {
    const [first = 0] = take(1);
    const width = (first & 31) - 24;
    demand(first >> 5 === major && width < 3);
    if (width < 0) return first & 31;
    const value = take(1 << width).reduce((sum, byte) => sum * 256 + byte, 0);
    demand(value >= (width ? 256 ** width : 24));
    return value;
  };
  const text = (pattern = /./) => {
    const read = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(take(head(3)));
    demand(pattern.test(read));
    return read;
  };
  const after = <T>(key: number, read: () => T) => {
    literal(key);
    return read();
  };

  // The unprotected header is the empty map: nothing unsigned travels with a permit.
  literal(0xa0);
  const payloadAt = at;
  const payloadLength = head(2);
  const payloadEnd = at + payloadLength;
  literal(0xa5);
  const zone = after(1, text);
  const number = after(2, text);
  const expires = after(4, () => head(0));
  const notBefore = after(5, () => head(0));
  literal(0x3a, 0, 1, 0); // -65537 or -65538
  const [found = 9] = take(1);
  demand(found < 2);
  if (found !== kindByte[kind]) return undefined;
  const entries = head(5) - 6 + kindByte[kind];
  demand(entries === 0 || entries === 1);
  const claims: CardClaims & { category?: Claims['category'] } = {
    zone,
    number,
    notBefore,
    expires,
    name: after(1, text),
    nationality: after(2, () => text(/^[A-Z]{3}$/)),
    sex: after(3, () => text(/^[FMX]$/)) as Claims['sex'],
    ...(kind === 'permit' ? { category: after(4, () => text(/^[ABC]$/)) as Claims['category'] } : {}),
    photoHash: after(5, () => {
      literal(0x50);
      return take(16);
    }),
    ...(entries ? { chineseName: after(6, text) } : {}),
    statusIndex: after(7, () => head(0)),
  };
  demand(at === payloadEnd && notBefore < expires);
  literal(0x58, 64);
  const signature = take(64);
  demand(at === token.length);
  const toBeSigned = [
    ...signedHead,
    ...token.subarray(headerAt, keyIdEnd),
    ...externalAad[kind],
    ...token.subarray(payloadAt, payloadEnd),
  ];
  return { claims, signature, toBeSigned: Uint8Array.from(toBeSigned) };
}

const imported = new WeakMap<VerificationKey, Promise<CryptoKey>>();

async function isSigned(key: VerificationKey, signature: BufferSource, message: BufferSource) {
  const { kty, crv, x, y } = key;
  const ready = imported.get(key) ?? crypto.subtle.importKey('jwk', { kty, crv, x, y }, curve, false, ['verify']);
  imported.set(key, ready);
  return crypto.subtle.verify({ ...curve, hash: 'SHA-256' }, await ready, signature, message);
}

/**
 * Verifies the token of a permit without a network: exact form, key, signature, zone, dates, and the status list if
 * one is at hand. Where several things are wrong the worst is told; a forged token's content is never repeated.
 * ECDSA has two good signatures for each that was made: recognise a permit by its number, never by its token.
 *
 * @param given.zone id of the zone whose permits count
 * @param given.keys the zone's key set
 * @param given.withdrawn the keys that it named as withdrawn
 * @param given.at the present, epoch milliseconds
 * @param given.list the status list for this token, from openStatusList
 * @param given.maximumListAge seconds after which a list no longer clears a permit, besides its own end
 */
export const verifyToken = (token: Uint8Array, given: VerifyingGiven): Promise<Verification> =>
  verifyAs('permit', token, given) as Promise<Verification>;

/** The same for the token of a foreign merchant card. */
export const verifyCard = (token: Uint8Array, given: VerifyingGiven): Promise<Verification<CardClaims>> =>
  verifyAs('card', token, given);

type VerifyingGiven = {
  zone: string;
  keys: readonly VerificationKey[];
  withdrawn?: readonly { kid: string }[];
  at: number;
  list?: StatusList;
  maximumListAge?: number;
};

async function verifyAs(kind: Kind, token: Uint8Array, given: VerifyingGiven): Promise<Verification<CardClaims>> {
  const forged = (reason: ForgeryReason) => ({ verdict: 'forged', reason }) as const;
  // A copy: nobody changes the bytes while the signature is being checked.
  const bytes = new Uint8Array(token);
  if (!tokenHead.every((byte, at) => bytes[at] === byte)) return forged('not-a-permit');
  let read: ReturnType<typeof parse>;
  try {
    read = parse(bytes, kind);
  } catch {
    return forged('malformed');
  }
  if (!read) return forged('not-a-permit');
  const { claims } = read;
  const keyId = `${bytes.subarray(keyIdAt, keyIdEnd)}`;
  const isNamed = ({ kid }: { kid: string }) => `${fromBase64url(kid)}` === keyId;
  if (given.withdrawn?.some(isNamed)) return forged('withdrawn-key');
  const key = given.keys.find(isNamed);
  if (!key) return forged('unknown-key');
  if (!(await isSigned(key, read.signature, read.toBeSigned))) return forged('bad-signature');
  if (claims.zone !== given.zone) return forged('other-zone');

  const second = given.at / 1000;
  const { list } = given;
  const position = claims.statusIndex - entriesPerList * ((list?.list ?? 0) - 1);
  const pair = list && position >= 0 ? list.statuses[position >> 2] : undefined;
  const told = pair === undefined ? 0 : (pair >> ((position & 3) * 2)) & 3;
  const verdict =
    (['revoked', 'suspended', 'superseded'] as const)[told - 1] ??
    (second >= claims.expires ? 'expired' : second < claims.notBefore ? 'not-yet-valid' : 'valid');
  if (!list || pair === undefined) return { verdict, claims, status: 'unknown' };
  const end = Math.min(list.expiresAt, list.issuedAt + (given.maximumListAge ?? Number.POSITIVE_INFINITY));
  return { verdict, claims, status: second < end ? 'current' : 'stale', statusAsOf: list.issuedAt };
}

/**
 * Opens a zone's Token Status List (draft-ietf-oauth-status-list-21, JWT form, 2 bits) for verifyToken.
 * Answers undefined for anything that the zone's keys did not sign as such.
 */
export async function openStatusList(jwt: string, keys: readonly VerificationKey[]): Promise<StatusList | undefined> {
  const json = (part = '') => JSON.parse(new TextDecoder().decode(fromBase64url(part)));
  try {
    const [header = '', content = '', signature = '', ...more] = jwt.split('.');
    const { alg, typ, kid } = json(header);
    const key = keys.find((known) => known.kid === kid);
    if (!key || alg !== 'ES256' || typ !== 'statuslist+jwt' || more.length) return undefined;
    if (!(await isSigned(key, fromBase64url(signature), bytesOf(`${header}.${content}`)))) return undefined;
    const { sub, iat, exp, status_list: packed } = json(content);
    const inflated = new Blob([fromBase64url(packed.lst)]).stream().pipeThrough(new DecompressionStream('deflate'));
    const statuses = new Uint8Array(await new Response(inflated).arrayBuffer());
    if (packed.bits !== 2 || statuses.length * 4 !== entriesPerList || !(iat < exp)) return undefined;
    const list = Number(/\/(\d+)$/.exec(sub)?.[1]);
    return list ? { list, issuedAt: iat, expiresAt: exp, statuses } : undefined;
  } catch {
    return undefined;
  }
}
