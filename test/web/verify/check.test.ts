import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { digitsOf, tokenLink } from '../../../shared/credential/carriers.ts';
import { prepareCard, seal } from '../../../shared/credential/encode.ts';
import { placeOf, statusListUri } from '../../../shared/credential/status-index.ts';
import {
  encodeStatusList,
  type StatusValue,
  sealStatusList,
  statusListSigningInput,
} from '../../../shared/credential/status-list.ts';
import { openStatusList } from '../../../shared/credential/verify.ts';
import { checkOffline } from '../../../web/verify/check.ts';
import { holder, newIssuer, today } from '../../shared/credential/issuer.ts';

const issuer = await newIssuer();
const stranger = await newIssuer();
const aDay = 86_400_000;
const minute = 60_000;

async function knowing(status: StatusValue = 0, issuedAt = today - minute) {
  const { position } = placeOf(holder.statusIndex);
  const input = statusListSigningInput({
    subject: statusListUri('permit.etown.example', '1'),
    kid: issuer.jwk.kid,
    issuedAt: issuedAt / 1000,
    list: encodeStatusList([[position, status]]),
  });
  const list = await openStatusList(sealStatusList(input, issuer.sign(Buffer.from(input))), [issuer.jwk]);
  return { zone: 'etown', keys: [issuer.jwk], ...(list ? { list } : {}) };
}

const code = digitsOf(issuer.issue(holder));

describe('a verifier without a connection', () => {
  test('finds a permit valid by a status list of a minute ago, and says of when the list is', async () => {
    expect(await checkOffline(code, await knowing(), today)).toEqual({
      verdict: 'valid',
      kind: 'permit',
      claims: holder,
      asOf: today - minute,
    });
  });

  test('takes the link of the card, its digits alone and the text form for the same', async () => {
    const known = await knowing();
    const link = tokenLink('permit.etown.example', issuer.issue(holder));
    expect((await checkOffline(link, known, today)).verdict).toBe('valid');
    expect((await checkOffline(`  ${code}\n`, known, today)).verdict).toBe('valid');
  });

  test('calls a permit genuine, not valid, where the list is too old to clear it or there is none', async () => {
    const old = await knowing(0, today - 2 * aDay);
    expect(await checkOffline(code, old, today)).toMatchObject({ verdict: 'genuine', asOf: today - 2 * aDay });
    const keysOnly = { zone: 'etown', keys: [issuer.jwk] };
    expect((await checkOffline(code, keysOnly, today)).verdict).toBe('genuine');
  });

  test.each([
    [1, 'revoked'],
    [2, 'suspended'],
    [3, 'superseded'],
  ] as const)('tells what even an old list says against a permit (%i is %s)', async (status, verdict) => {
    expect((await checkOffline(code, await knowing(status, today - 9 * aDay), today)).verdict).toBe(verdict);
  });

  test('tells before the first day and after the last one from within', async () => {
    const early = await knowing(0, holder.notBefore * 1000 - minute);
    expect((await checkOffline(code, early, holder.notBefore * 1000 - 1)).verdict).toBe('not-yet-valid');
    expect((await checkOffline(code, await knowing(), holder.expires * 1000)).verdict).toBe('expired');
  });

  test('clears no permit by a clock that is set back before the status list was signed, and says that the clock is wrong', async () => {
    const known = await knowing();
    const yearsAgo = holder.notBefore * 1000 - 900 * aDay;
    expect(await checkOffline(code, known, yearsAgo)).toMatchObject({ verdict: 'genuine', isClockBehind: true });
    const afterTheEnd = await knowing(0, holder.expires * 1000 + aDay);
    expect(await checkOffline(code, afterTheEnd, today)).toMatchObject({ verdict: 'expired', isClockBehind: true });
    expect(await checkOffline(code, known, today - 2 * minute)).not.toHaveProperty('isClockBehind');
  });

  test('does not call a permit forged because it does not know the key: it cannot tell', async () => {
    const known = await knowing();
    expect(await checkOffline(digitsOf(stranger.issue(holder)), known, today)).toEqual({ verdict: 'unclear' });
    expect(await checkOffline(code, undefined, today)).toEqual({ verdict: 'unclear' });
  });

  test('never finds a code valid in which a bit was changed', async () => {
    const known = await knowing();
    const token = issuer.issue(holder);
    await fc.assert(
      fc.asyncProperty(fc.nat(token.length * 8 - 1), async (bit) => {
        const changed = Uint8Array.from(token);
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        const { verdict, claims } = await checkOffline(digitsOf(changed), known, today);
        expect(['forged', 'unreadable', 'unclear']).toContain(verdict);
        expect(claims).toBeUndefined();
      }),
      { numRuns: 300 },
    );
  });

  test('repeats nothing of a code that is none of ours, whatever it says', async () => {
    const known = await knowing();
    await fc.assert(
      fc.asyncProperty(fc.string({ maxLength: 400 }), async (text) => {
        expect(await checkOffline(text, known, today)).toEqual({ verdict: 'unreadable' });
      }),
    );
  });

  test('knows a merchant card for what it is', async () => {
    const { category: _category, ...claims } = holder;
    const prepared = prepareCard(claims, issuer.id);
    const card = digitsOf(seal(prepared, issuer.sign(prepared.toBeSigned)));
    expect(await checkOffline(card, await knowing(), today)).toMatchObject({ verdict: 'valid', kind: 'card', claims });
  });

  test('refuses the permit of another zone that shares the key', async () => {
    const other = digitsOf(issuer.issue({ ...holder, zone: 'yiwu' }));
    expect(await checkOffline(other, await knowing(), today)).toEqual({ verdict: 'forged' });
  });
});
