import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { digitsOf, tokenFrom, tokenLink, tokenText } from '../../shared/credential/carriers.ts';
import type { Claims } from '../../shared/credential/claims.ts';
import { statusListUri } from '../../shared/credential/status-index.ts';
import { encodeStatusList, sealStatusList, statusListSigningInput } from '../../shared/credential/status-list.ts';
import { openStatusList, type StatusList, verifyCard, verifyToken } from '../../shared/credential/verify.ts';
import { holder, longNamedHolder, newIssuer, today } from '../shared/credential/issuer.ts';
import { tally, times } from './bounds.ts';
import { seed } from './form.ts';

const counted = tally('permits, their codes and status lists');
const issuer = await newIssuer();
const elsewhere = await newIssuer();
const given = { zone: 'etown', keys: [issuer.jwk], at: today };
const second = today / 1000;
const other: Claims = { ...holder, number: '110115202600099999', name: 'EXEMPLA, MARCO', sex: 'M', statusIndex: 17 };
const [one, two] = [issuer.issue(longNamedHolder), issuer.issue(other)];
const joined = (...parts: Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]));

async function forged(token: Uint8Array, what: string, how = given): Promise<void> {
  counted.sent += 1;
  const permit = await verifyToken(token, how);
  const card = await verifyCard(token, how);
  const held = permit.verdict !== 'forged' || card.verdict !== 'forged';
  if (!held) counted.refused += 1;
  expect([permit.verdict, card.verdict], what).toEqual(['forged', 'forged']);
  expect(permit, 'nothing of a forged token is told').not.toHaveProperty('claims');
}

test('both permits are good, or none of this would prove anything', async () => {
  for (const token of [one, two]) expect((await verifyToken(token, given)).verdict).toBe('valid');
});

describe('a token is forged', () => {
  test('at every single bit that is turned', { timeout: 120_000 }, async () => {
    for (const token of [one, two]) {
      for (let bit = 0; bit < token.length * 8; bit += 1) {
        const turned = token.slice();
        turned[bit >> 3] = (turned[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        await forged(turned, `bit ${bit}`);
      }
    }
  });

  test('with any bytes turned, dropped, doubled or exchanged', async () => {
    const at = fc.nat(one.length - 1);
    const change = fc.record({
      kind: fc.constantFrom('turn', 'drop', 'double', 'exchange'),
      at,
      to: at,
      by: fc.integer({ min: 1, max: 255 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
        let bytes = [...one];
        for (const { kind, at: from, to, by } of changes) {
          if (kind === 'turn') bytes[from % bytes.length] = (bytes[from % bytes.length] ?? 0) ^ by;
          else if (kind === 'drop') bytes.splice(from, 1 + (to % 8));
          else if (kind === 'double') bytes.splice(from, 0, ...bytes.slice(from, from + 1 + (to % 8)));
          else {
            const [low, high] = [Math.min(from, to), Math.max(from, to)];
            bytes = [...bytes.slice(0, low), ...bytes.slice(high), ...bytes.slice(low, high)];
          }
        }
        fc.pre(Buffer.compare(Buffer.from(bytes), one) !== 0);
        await forged(Uint8Array.from(bytes), JSON.stringify(changes));
      }),
      { seed, numRuns: times(400, 20_000) },
    );
  });

  test('cut at every length, and made of two good ones at every length', async () => {
    for (let cut = 0; cut < one.length; cut += 1) {
      await forged(one.subarray(0, cut), `cut at ${cut}`);
      if (cut > 0) await forged(one.subarray(cut), `from ${cut} on`);
      const spliced = joined(two.subarray(0, cut), one.subarray(cut));
      if (Buffer.compare(spliced, one) !== 0) await forged(spliced, `spliced at ${cut}`);
    }
    for (const both of [joined(one, two), joined(two, one), joined(one, one), joined(one, Uint8Array.of(0))]) {
      await forged(both, 'one behind the other');
    }
    await forged(joined(one.subarray(0, -64), two.subarray(-64)), 'the signature of another permit');
    await forged(joined(one.subarray(0, -64), new Uint8Array(64)), 'no signature');
    await forged(joined(one.subarray(0, -64), new Uint8Array(64).fill(255)), 'a signature of ones');
  });

  test('under another zone’s key, whatever name that key is given', async () => {
    const theirs = elsewhere.issue(holder);
    await forged(theirs, 'signed elsewhere');
    const renamed = theirs.slice();
    renamed.set(issuer.id, 8);
    await forged(renamed, 'signed elsewhere under the name of our key');
    await forged(one, 'our permit, shown to a verifier of the other zone', {
      ...given,
      zone: 'yiwu',
      keys: [elsewhere.jwk],
    });
    await forged(one, 'our permit where both zones trust one key set', {
      ...given,
      zone: 'yiwu',
      keys: [elsewhere.jwk, issuer.jwk],
    });
    await forged(one, 'our permit after its key was withdrawn', {
      ...given,
      withdrawn: [{ kid: issuer.jwk.kid }],
    } as never);
  });

  test('under any other algorithm or none', async () => {
    for (let alg = 0; alg < 256; alg += 1) {
      if (alg === 0x26) continue;
      const named = one.slice();
      named[5] = alg;
      await forged(named, `algorithm byte ${alg}`);
    }
  });
});

describe('a code', () => {
  test('with any sign of it changed is unreadable or forged', async () => {
    const carried = [digitsOf(one), tokenText(one), tokenLink('permit.etown.example', one)];
    const signs = [...'0123456789ABCXYZ:/#.% -_é汉\u0000'];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...carried),
        fc.nat(),
        fc.constantFrom(...signs),
        fc.boolean(),
        async (text, at, sign, add) => {
          const place = at % text.length;
          const changed = text.slice(0, place) + sign + text.slice(add ? place : place + 1);
          const read = tokenFrom(changed);
          counted.sent += 1;
          if (!read.ok || Buffer.compare(read.value, one) === 0) {
            // Before the mark of a link anything may stand: what is verified is what stands behind it.
            counted.refused += 1;
            return;
          }
          await forged(read.value, changed);
        },
      ),
      { seed, numRuns: times(600, 20_000) },
    );
  });
});

describe('a status list', () => {
  const list = (entries: [number, 0 | 1 | 2 | 3][], signer = issuer, issuedAt = second) => {
    const input = statusListSigningInput({
      subject: statusListUri('permit.etown.example', '1'),
      kid: issuer.jwk.kid,
      issuedAt,
      list: encodeStatusList(entries),
    });
    return sealStatusList(input, signer.sign(Buffer.from(input)));
  };
  const against = async (jwt: string, at = today): Promise<Awaited<ReturnType<typeof verifyToken>>> => {
    const opened: StatusList | undefined = await openStatusList(jwt, [issuer.jwk]);
    return verifyToken(one, { ...given, at, maximumListAge: 86_400, ...(opened ? { list: opened } : {}) });
  };

  test('condemns what was revoked, suspended or superseded, and is believed by nobody once it is changed', async () => {
    const index = longNamedHolder.statusIndex;
    for (const [status, verdict] of [
      [1, 'revoked'],
      [2, 'suspended'],
      [3, 'superseded'],
    ] as const) {
      expect(await against(list([[index, status]]))).toMatchObject({ verdict, status: 'current' });
    }
    const good = list([[index, 1]]);
    const [head = '', body = '', signature = ''] = good.split('.');
    await fc.assert(
      fc.asyncProperty(fc.nat(good.length - 1), fc.constantFrom(...'Aa0_-.='), async (at, letter) => {
        const changed = good.slice(0, at) + letter + good.slice(at + 1);
        const ending = changed.split('.').at(-1) ?? '';
        fc.pre(changed !== good);
        fc.pre(
          !(
            changed.startsWith(`${head}.${body}.`) &&
            Buffer.from(ending, 'base64url').equals(Buffer.from(signature, 'base64url'))
          ),
        );
        counted.sent += 1;
        const opened = await openStatusList(changed, [issuer.jwk]);
        if (!opened) counted.refused += 1;
        expect(opened, `${at}: ${letter}`).toBeUndefined();
      }),
      { seed, numRuns: times(300, 5000) },
    );
  });

  test('of another signer, without a signature, or with the words of another kind of token is none', async () => {
    const good = list([]);
    const [head = '', body = ''] = good.split('.');
    const headed = (more: object) =>
      `${Buffer.from(JSON.stringify({ ...JSON.parse(Buffer.from(head, 'base64url').toString()), ...more })).toString('base64url')}.${body}`;
    const signed = (input: string) => sealStatusList(input, issuer.sign(Buffer.from(input)));
    const bad = [
      list([], elsewhere),
      `${head}.${body}.`,
      `${good}.`,
      `${good}.x`,
      `${headed({ alg: 'none' })}.`,
      signed(headed({ alg: 'none' })),
      signed(headed({ alg: 'HS256' })),
      signed(headed({ typ: 'JWT' })),
      signed(headed({ kid: elsewhere.jwk.kid })),
    ];
    for (const jwt of bad) {
      counted.sent += 1;
      counted.refused += 1;
      expect(await openStatusList(jwt, [issuer.jwk]), jwt.slice(0, 40)).toBeUndefined();
    }
  });

  test('that is a day old, shown again to hide a revocation, clears nobody', async () => {
    for (const age of [86_400, 86_401, 10 * 86_400]) {
      expect(await against(list([], issuer, second - age))).toMatchObject({ status: 'stale' });
    }
    expect(await against(list([], issuer, second - 60))).toMatchObject({ status: 'current' });
  });
});
