import { createHash } from 'node:crypto';
import { encode, Tag } from 'cbor2';
import { build } from 'esbuild';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { digitsOf, tokenFrom, tokenText } from '../../../shared/credential/carriers.ts';
import type { Claims } from '../../../shared/credential/claims.ts';
import { prepare } from '../../../shared/credential/encode.ts';
import { type StatusList, verifyToken } from '../../../shared/credential/verify.ts';
import { holder, longNamedHolder, newIssuer, today } from './issuer.ts';

const issuer = await newIssuer();
const stranger = await newIssuer();
const token = issuer.issue(longNamedHolder);
const given = { zone: 'etown', keys: [stranger.jwk, issuer.jwk], at: today };
const second = today / 1000;

/** A list in which one index has a status. */
function listWith(index: number, status: number, more: Partial<StatusList> = {}): StatusList {
  const statuses = new Uint8Array(2 ** 18);
  const position = index % 2 ** 20;
  statuses[position >> 2] = status << ((position & 3) * 2);
  return { list: 1, issuedAt: second - 600, expiresAt: second + 85_800, statuses, ...more };
}

describe('a permit in order', () => {
  test('is valid and says what was signed', async () => {
    expect(await verifyToken(token, given)).toEqual({ verdict: 'valid', claims: longNamedHolder, status: 'unknown' });
    expect(await verifyToken(issuer.issue(holder), given)).toEqual({
      verdict: 'valid',
      claims: holder,
      status: 'unknown',
    });
  });

  test('comes back as it went in, whatever its claims', async () => {
    const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).filter((text) => /./.test(text));
    const seconds = fc.integer({ min: 0, max: 2 ** 32 - 1 });
    const claims: fc.Arbitrary<Claims> = fc
      .record(
        {
          zone: fc.constant('etown'),
          number: word,
          notBefore: seconds,
          expires: seconds,
          name: word,
          chineseName: word,
          nationality: fc.stringMatching(/^[A-Z]{3}$/),
          sex: fc.constantFrom('F', 'M', 'X'),
          category: fc.constantFrom('A', 'B', 'C'),
          photoHash: fc.uint8Array({ minLength: 16, maxLength: 16 }),
          statusIndex: fc.oneof(fc.nat(300), seconds),
        },
        {
          requiredKeys: [
            'zone',
            'number',
            'notBefore',
            'expires',
            'name',
            'nationality',
            'sex',
            'category',
            'photoHash',
            'statusIndex',
          ],
        },
      )
      .filter(({ notBefore, expires }) => notBefore < expires);
    await fc.assert(
      fc.asyncProperty(claims, async (any) => {
        const told = await verifyToken(issuer.issue(any), { ...given, at: any.notBefore * 1000 });
        expect(told).toEqual({ verdict: 'valid', claims: any, status: 'unknown' });
      }),
    );
  });

  test.each<[string, number, string]>([
    ['one millisecond before its first day', holder.notBefore * 1000 - 1, 'not-yet-valid'],
    ['in the first millisecond of its first day', holder.notBefore * 1000, 'valid'],
    ['in the last millisecond of its last day', holder.expires * 1000 - 1, 'valid'],
    ['at the end of its last day', holder.expires * 1000, 'expired'],
  ])('is judged by the moment given: %s', async (_, at, verdict) => {
    expect(await verifyToken(token, { ...given, at })).toMatchObject({ verdict });
  });
});

describe('the status list', () => {
  test.each<[number, string]>([
    [0, 'valid'],
    [1, 'revoked'],
    [2, 'suspended'],
    [3, 'superseded'],
  ])('status %i means %s, however its entry lies in a byte', async (status, verdict) => {
    for (const statusIndex of [0, 1, 2, 3, 734_512, 2 ** 20 - 1]) {
      const told = await verifyToken(issuer.issue({ ...holder, statusIndex }), {
        ...given,
        list: listWith(statusIndex, status),
      });
      expect(told).toMatchObject({ verdict, status: 'current', statusAsOf: second - 600 });
    }
  });

  test('does not touch the neighbours of an entry', async () => {
    const neighbours = await Promise.all(
      [holder.statusIndex - 1, holder.statusIndex + 1].map((index) =>
        verifyToken(token, { ...given, list: listWith(index, 1) }),
      ),
    );
    expect(neighbours.map(({ verdict }) => verdict)).toEqual(['valid', 'valid']);
  });

  test('tells a revoked permit that has also expired as revoked', async () => {
    const at = (holder.expires + 60) * 1000;
    expect(await verifyToken(token, { ...given, at, list: listWith(holder.statusIndex, 1) })).toMatchObject({
      verdict: 'revoked',
    });
  });

  test('is stale from its own end on, and from the maximum age on, but still tells what it holds against a permit', async () => {
    const told = (status: number, more: Partial<StatusList>, maximumListAge?: number) =>
      verifyToken(token, { ...given, list: listWith(holder.statusIndex, status, more), maximumListAge });
    expect(await told(0, { expiresAt: second })).toMatchObject({ verdict: 'valid', status: 'stale' });
    expect(await told(1, { expiresAt: second })).toMatchObject({ verdict: 'revoked', status: 'stale' });
    expect(await told(0, {}, 600)).toMatchObject({ verdict: 'valid', status: 'stale' });
    expect(await told(0, {}, 601)).toMatchObject({ verdict: 'valid', status: 'current' });
  });

  test('says nothing about a permit of another list', async () => {
    const inSecond = issuer.issue({ ...holder, statusIndex: 2 ** 20 + 5 });
    expect(await verifyToken(inSecond, { ...given, list: listWith(5, 1) })).toMatchObject({
      verdict: 'valid',
      status: 'unknown',
    });
    expect(await verifyToken(inSecond, { ...given, list: listWith(5, 1, { list: 2 }) })).toMatchObject({
      verdict: 'revoked',
      status: 'current',
    });
    expect(await verifyToken(token, { ...given, list: listWith(5, 1, { list: 2 }) })).toMatchObject({
      status: 'unknown',
    });
  });
});

describe('a forged token', () => {
  const forged = (reason: string) => ({ verdict: 'forged', reason });

  test('is every real token with one bit changed', { timeout: 30_000 }, async () => {
    const accepted: number[] = [];
    for (let bit = 0; bit < token.length * 8; bit += 1) {
      const changed = Uint8Array.from(token);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      if ((await verifyToken(changed, given)).verdict !== 'forged') accepted.push(bit);
    }
    expect(token.length * 8).toBeGreaterThan(2000);
    expect(accepted).toEqual([]);
  });

  test('is every real token with one bit of its digits or letters changed', { timeout: 60_000 }, async () => {
    const accepted: string[] = [];
    let readable = 0;
    for (const carried of [digitsOf(token), tokenText(token)]) {
      for (let place = 0; place < carried.length * 7; place += 1) {
        const at = Math.floor(place / 7);
        const letter = String.fromCharCode(carried.charCodeAt(at) ^ (1 << (place % 7)));
        const read = tokenFrom(carried.slice(0, at) + letter + carried.slice(at + 1));
        if (!read.ok) continue;
        readable += 1;
        if ((await verifyToken(read.value, given)).verdict !== 'forged') accepted.push(`${at}: ${letter}`);
      }
    }
    expect(readable).toBeGreaterThan(1000);
    expect(accepted).toEqual([]);
  });

  test('is every real token cut short or with a byte more', async () => {
    const verdicts = await Promise.all(
      Array.from({ length: token.length }, (_, length) => verifyToken(token.subarray(0, length), given)),
    );
    expect(new Set(verdicts.map(({ verdict }) => verdict))).toEqual(new Set(['forged']));
    expect(await verifyToken(Uint8Array.from([...token, 0]), given)).toEqual(forged('malformed'));
    expect(await verifyToken(Uint8Array.from([0, ...token]), given)).toEqual(forged('not-a-permit'));
  });

  test('is whatever bytes come in, and never an error', async () => {
    const start = token.subarray(0, 17);
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.boolean(), async (noise, dressed) => {
        const told = await verifyToken(dressed ? Uint8Array.from([...start, ...noise]) : noise, given);
        expect(told.verdict).toBe('forged');
      }),
    );
  });

  test('is one signed by a key that is not the zone’s, or under the name of one that is', async () => {
    const foreign = stranger.issue(holder);
    expect(await verifyToken(foreign, { ...given, keys: [issuer.jwk] })).toEqual(forged('unknown-key'));
    const named = Uint8Array.from(foreign);
    named.set(issuer.id, 8);
    expect(await verifyToken(named, { ...given, keys: [issuer.jwk] })).toEqual(forged('bad-signature'));
    expect(await verifyToken(token, { ...given, keys: [] })).toEqual(forged('unknown-key'));
  });

  test('is one made for another zone, although the key is known', async () => {
    expect(await verifyToken(issuer.issue({ ...holder, zone: 'yiwu' }), given)).toEqual(forged('other-zone'));
  });

  /** Signs whatever bytes are given, as an issuer with a fault would. */
  const signAs = (header: Uint8Array, payload: Uint8Array, aad = 'fwp/1') => {
    const structure = encode(['Signature1', header, new TextEncoder().encode(aad), payload], { cde: true });
    return issuer.sign(structure);
  };
  const { protectedBytes, payload } = prepare(holder, issuer.id);
  const assemble = (parts: {
    tag?: number;
    header?: Uint8Array;
    unprotected?: object;
    payload?: Uint8Array;
    aad?: string;
  }) => {
    const header = parts.header ?? protectedBytes;
    const content = parts.payload ?? payload;
    const signature = new Uint8Array(signAs(header, content, parts.aad));
    const items = [header, parts.unprotected ?? new Map(), content, signature];
    return Uint8Array.from(encode(new Tag(parts.tag ?? 18, items), { cde: true }));
  };

  test('would be accepted if it were built exactly so', async () => {
    expect(await verifyToken(assemble({}), given)).toMatchObject({ verdict: 'valid' });
  });

  const header = (...entries: [number, unknown][]) => Uint8Array.from(encode(new Map(entries), { cde: true }));

  test.each<[string, Uint8Array, string]>([
    ['another tag', assemble({ tag: 17 }), 'not-a-permit'],
    ['another algorithm', assemble({ header: header([1, -35], [4, issuer.id]) }), 'not-a-permit'],
    ['one more protected header', assemble({ header: header([1, -7], [3, 0], [4, issuer.id]) }), 'not-a-permit'],
    ['a longer key id', assemble({ header: header([1, -7], [4, new Uint8Array(9)]) }), 'not-a-permit'],
    ['no key id', assemble({ header: header([1, -7]) }), 'not-a-permit'],
    ['something in the unprotected header', assemble({ unprotected: new Map([[4, issuer.id]]) }), 'malformed'],
    ['a signature for another system', assemble({ aad: 'other' }), 'bad-signature'],
    ['a signature without a system', assemble({ aad: '' }), 'bad-signature'],
  ])('is one with a good signature but %s', async (_, made, reason) => {
    expect(await verifyToken(made, given)).toEqual(forged(reason));
  });

  const hex = Buffer.from(payload).toString('hex');
  const altered = (from: string, to: string) => {
    expect(hex.split(from)).toHaveLength(2);
    return assemble({ payload: Buffer.from(hex.replace(from, to), 'hex') });
  };
  const zoneHex = `0165${Buffer.from('etown').toString('hex')}`;
  const index = '071a000b3530';

  test.each<[string, string, string]>([
    ['a length that is not the shortest', zoneHex, `0178 05${zoneHex.slice(4)}`.replace(' ', '')],
    ['an integer that is not the shortest', '051a', '051b00000000'],
    ['a text of indefinite length', zoneHex, `017f65${zoneHex.slice(4)}ff`],
    ['a map of indefinite length', `a5${zoneHex}`, `bf${zoneHex}`],
    ['a byte string in place of a text', zoneHex, `0145${zoneHex.slice(4)}`],
    ['a text that is not UTF-8', zoneHex, '0165ff746f776e'],
    ['an unknown claim', `a5${zoneHex}`, `a6${zoneHex}`],
    ['a tagged date', '041a', '04c11a'],
    ['a date with a fraction', '041a', '04fa'],
    ['a small nationality', '0263555454'.replace('5454', '544f'), '026375746f'],
    ['a sex of no passport', '036146', '036151'],
    ['a category that does not exist', '046141', '046144'],
    ['a shorter photo hash', '0550', '054f'],
    ['an entry without its count', index, `0661 41${index}`.replace(' ', '')],
    ['a negative index', index, '0720'],
    ['a byte behind the claims', index, `${index}00`],
  ])('is one with a good signature but %s', async (_, from, to) => {
    expect(await verifyToken(altered(from, to), given)).toEqual(forged('malformed'));
  });

  test('is one whose claims come in another order', async () => {
    const entries = new Map<number, unknown>([
      [2, holder.number],
      [1, holder.zone],
    ]);
    const swapped = Buffer.from(encode(entries)).toString('hex').slice(2);
    const ordered = `${zoneHex}0272${Buffer.from(holder.number).toString('hex')}`;
    expect(await verifyToken(altered(ordered, swapped), given)).toEqual(forged('malformed'));
  });

  test('is one with an empty name or an end before its start', async () => {
    const name = `01781f${Buffer.from(holder.name).toString('hex')}`;
    expect(await verifyToken(altered(name, '0160'), given)).toEqual(forged('malformed'));
    const [end = '', start = ''] = [holder.expires, holder.notBefore].map((value) =>
      value.toString(16).padStart(8, '0'),
    );
    expect(await verifyToken(altered(`041a${end}051a${start}`, `041a${start}051a${end}`), given)).toEqual(
      forged('malformed'),
    );
  });
});

test('ECDSA accepts the mirrored signature too, so a permit is recognised by its number', async () => {
  const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
  const mirrored = Uint8Array.from(token);
  const s = BigInt(`0x${Buffer.from(token.subarray(-32)).toString('hex')}`);
  mirrored.set(Buffer.from((order - s).toString(16).padStart(64, '0'), 'hex'), token.length - 32);
  expect(createHash('sha256').update(mirrored).digest()).not.toEqual(createHash('sha256').update(token).digest());
  expect(await verifyToken(mirrored, given)).toMatchObject({ verdict: 'valid', claims: { number: holder.number } });
});

test('the offline verifier, of permits and merchant cards, is one module without imports, under 3,300 bytes', async () => {
  const built = await build({
    entryPoints: [new URL('../../../shared/credential/verify.ts', import.meta.url).pathname],
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    metafile: true,
  });
  const output = Object.values(built.metafile.outputs)[0];
  expect(Object.keys(output?.inputs ?? {})).toHaveLength(1);
  expect(output?.imports).toEqual([]);
  expect(output?.bytes).toBeLessThan(3300);
});
