import { inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { importJWK, jwtVerify } from 'jose';
import { describe, expect, test } from 'vitest';
import { indexAt, placeOf, statusListUri } from '../../../shared/credential/status-index.ts';
import {
  encodeStatusList,
  type StatusValue,
  sealStatusList,
  statusListSigningInput,
  statusValues,
} from '../../../shared/credential/status-list.ts';
import { openStatusList, verifyToken } from '../../../shared/credential/verify.ts';
import { holder, newIssuer, today } from './issuer.ts';

const issuer = await newIssuer();
const stranger = await newIssuer();
const issuedAt = today / 1000;
const subject = statusListUri('permit.etown.example', '1');
const inflate = (lst: string) => inflateSync(Buffer.from(lst, 'base64url'));

function publish(entries: [number, StatusValue][], more: Partial<Parameters<typeof statusListSigningInput>[0]> = {}) {
  const list = encodeStatusList(entries);
  const input = statusListSigningInput({ subject, kid: issuer.jwk.kid, issuedAt, list, ...more });
  return sealStatusList(input, issuer.sign(Buffer.from(input)));
}

describe('a status list', () => {
  test('has 2^20 entries of 2 bits, packed from the least significant bit up as in the draft’s example', () => {
    const statuses: StatusValue[] = [1, 2, 0, 3, 0, 1, 0, 1, 1, 2, 3, 3];
    const packed = inflate(encodeStatusList(statuses.map((status, position) => [position, status] as const)).lst);
    expect(packed).toHaveLength(262_144);
    expect(packed.subarray(0, 3).toString('hex')).toBe('c944f9');
    expect(packed.subarray(3).every((byte) => byte === 0)).toBe(true);
  });

  test('holds what the draft’s test vector of a million entries holds', () => {
    const vector = [
      'eNrt2zENACEQAEEuoaBABP5VIO01fCjIHTMStt9ovGVIAAAAAABAbiEBAAAAAAAA',
      'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAEB5WwIAAAAAAAAAAAAAAAAAAAAAAAAA',
      'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
      'AAAAAAAAAAAAAAAAAID0ugQAAAAAAAAAAAAAAAAAQG12SgAAAAAAAAAAAAAAAAAA',
      'AAAAAAAAAOCSIQEAAAAAAAAAAAAAAAAAAAAAAAD8ExIAAAAAAAAAAAAAAAAAAAAA',
      'AAAAAAAAAAAAAAAAAAAAwJEuAQAAAAAAAAAAAAAAAAAAAAAAAMB9SwIAAAAAAAAA',
      'AAAAAAAAAACoYUoAAAAAAAAAAAAAAEBqH81gAQw',
    ].join('');
    const { bits, lst } = encodeStatusList([
      [0, 1],
      [1993, 2],
      [25_460, 1],
      [159_495, 3],
      [495_669, 1],
      [554_353, 1],
      [645_645, 2],
      [723_232, 1],
      [854_545, 1],
      [934_534, 2],
      [1_000_345, 3],
    ]);
    expect(bits).toBe(2);
    expect(inflate(lst).equals(inflate(vector))).toBe(true);
  });

  test('takes about 20 KB with 1 % of its entries revoked', () => {
    const entries = Array.from(
      { length: 10_486 },
      (_, at) => [(at * 7919 * 131) % 2 ** 20, 1] as [number, StatusValue],
    );
    expect(publish(entries).length).toBeLessThan(24 * 1024);
  });

  test('lets the last word on an entry count', () => {
    const packed = inflate(
      encodeStatusList([
        [5, 3],
        [5, 0],
        [6, 2],
      ]).lst,
    );
    expect([packed[0], packed[1]]).toEqual([0, 0b10_0000]);
  });

  test.each([
    [-1, 1],
    [2 ** 20, 1],
    [1.5, 1],
    [0, 4],
  ])('has no place for entry %d with status %d', (position, status) => {
    expect(() => encodeStatusList([[position, status as StatusValue]])).toThrow(RangeError);
  });

  test('numbers its statuses as the draft and its registry do', () => {
    expect(statusValues).toEqual({ valid: 0, revoked: 1, suspended: 2, superseded: 3 });
  });
});

describe('the place of an index', () => {
  test.each([
    [0, '1', 0],
    [1_048_575, '1', 1_048_575],
    [1_048_576, '2', 0],
    [4_294_967_295, '4096', 1_048_575],
  ])('%d is in list %s at %d', (index, list, position) => {
    expect(placeOf(index)).toEqual({ list, position });
    expect(indexAt({ list, position })).toBe(index);
  });
});

describe('a published status list', () => {
  test('is a Status List Token that an independent JWT library verifies', async () => {
    const { payload, protectedHeader } = await jwtVerify(publish([[1, 1]]), await importJWK(issuer.jwk, 'ES256'), {
      typ: 'statuslist+jwt',
      subject: 'https://permit.etown.example/api/status-lists/1',
      currentDate: new Date(today),
    });
    expect(protectedHeader).toEqual({ alg: 'ES256', kid: issuer.jwk.kid, typ: 'statuslist+jwt' });
    expect(payload).toEqual({
      sub: subject,
      iat: issuedAt,
      exp: issuedAt + 86_400,
      ttl: 3600,
      status_list: { bits: 2, lst: expect.stringMatching(/^[\w-]+$/) },
    });
  });

  test('opens for the offline verifier and tells every entry as it was written', async () => {
    const status = fc.constantFrom<StatusValue>(0, 1, 2, 3);
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.nat(2 ** 20 - 1).map(String), status, { maxKeys: 50 }), async (written) => {
        const entries = Object.entries(written).map(
          ([position, value]) => [Number(position), value] as [number, StatusValue],
        );
        const list = await openStatusList(publish(entries), [issuer.jwk]);
        expect(list).toMatchObject({ list: 1, issuedAt, expiresAt: issuedAt + 86_400 });
        const read = entries.map(([position]) => ((list?.statuses[position >> 2] ?? 0) >> ((position % 4) * 2)) & 3);
        expect(read).toEqual(entries.map(([, value]) => value));
      }),
      { numRuns: 20 },
    );
  });

  test('condemns a permit offline, and no longer clears one when it is a day old', async () => {
    const token = issuer.issue(holder);
    const told = async (entries: [number, StatusValue][], at: number) =>
      verifyToken(token, {
        zone: 'etown',
        keys: [issuer.jwk],
        at,
        list: await openStatusList(publish(entries), [issuer.jwk]),
      });
    expect(await told([[holder.statusIndex, 2]], today)).toMatchObject({ verdict: 'suspended', status: 'current' });
    expect(await told([], today)).toMatchObject({ verdict: 'valid', status: 'current' });
    expect(await told([], today + 86_400_000)).toMatchObject({ verdict: 'valid', status: 'stale' });
  });

  const good = publish([[1, 1]]);
  const resigned = (change: (header: object, claims: object) => [object, object]) => {
    const [header = '', claims = ''] = good.split('.');
    const json = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString());
    const input = change(json(header), json(claims))
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    return sealStatusList(input, issuer.sign(Buffer.from(input)));
  };

  test('is read again after it was taken apart and signed anew', async () => {
    expect(
      await openStatusList(
        resigned((header, claims) => [header, claims]),
        [issuer.jwk],
      ),
    ).toMatchObject({ list: 1 });
  });

  test.each<[string, string]>([
    ['an empty text', ''],
    ['a text that is no JWT', 'a.b.c'],
    ['a cut JWT', good.slice(0, -10)],
    ['an altered claim', good.replace(/\.(.{30})./, (_, kept) => `.${kept}A`)],
    ['a fourth part', `${good}.AA`],
    ['a list without signature', `${good.split('.').slice(0, 2).join('.')}.`],
    ['a list of an unknown key', publish([], { kid: stranger.jwk.kid })],
    ['another type of token', resigned((header, claims) => [{ ...header, typ: 'JWT' }, claims])],
    ['another algorithm', resigned((header, claims) => [{ ...header, alg: 'none' }, claims])],
    [
      'a list of one bit',
      resigned((header, claims) => [header, { ...claims, status_list: { bits: 1, lst: 'eNrbuRgAAhcBXQ' } }]),
    ],
    [
      'a short list',
      resigned((header, claims) => [header, { ...claims, status_list: { bits: 2, lst: 'eNo76fITAAPfAgc' } }]),
    ],
    [
      'a list that is not deflated',
      resigned((header, claims) => [header, { ...claims, status_list: { bits: 2, lst: 'AAAA' } }]),
    ],
    [
      'a list without number',
      resigned((header, claims) => [header, { ...claims, sub: 'https://permit.etown.example/' }]),
    ],
    ['a list without end', resigned((header, claims) => [header, { ...claims, exp: undefined }])],
  ])('does not open from %s', async (_, jwt) => {
    expect(await openStatusList(jwt, [issuer.jwk])).toBeUndefined();
  });
});
