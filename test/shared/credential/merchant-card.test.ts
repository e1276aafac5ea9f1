import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CardClaims } from '../../../shared/credential/claims.ts';
import { prepare, prepareCard, seal } from '../../../shared/credential/encode.ts';
import { verifyCard, verifyToken } from '../../../shared/credential/verify.ts';
import { holder, newIssuer, today } from './issuer.ts';

const { category: _category, ...claims } = holder;
const issuer = await newIssuer();
const issue = (content: CardClaims): Uint8Array => {
  const prepared = prepareCard(content, issuer.id);
  return seal(prepared, issuer.sign(prepared.toBeSigned));
};
const given = { zone: 'etown', keys: [issuer.jwk], at: today };

test('the token of a card says whose it is, without a category', async () => {
  const verified = await verifyCard(issue(claims), given);
  expect(verified).toEqual({ verdict: 'valid', status: 'unknown', claims });
  const chinese = { ...claims, chineseName: '样例' };
  expect(await verifyCard(issue(chinese), given)).toMatchObject({ verdict: 'valid', claims: chinese });
});

test('a card is no permit and a permit is no card, under the same key', async () => {
  expect(await verifyToken(issue(claims), given)).toEqual({ verdict: 'forged', reason: 'not-a-permit' });
  expect(await verifyCard(issuer.issue(holder), given)).toEqual({ verdict: 'forged', reason: 'not-a-permit' });
});

test('the signature of a card does not bear a permit made of the same claims, nor the other way round', async () => {
  const card = prepareCard(claims, issuer.id);
  const permit = prepare(holder, issuer.id);
  const asPermit = seal(permit, issuer.sign(card.toBeSigned));
  const asCard = seal(card, issuer.sign(permit.toBeSigned));
  expect(await verifyToken(asPermit, given)).toEqual({ verdict: 'forged', reason: 'bad-signature' });
  expect(await verifyCard(asCard, given)).toEqual({ verdict: 'forged', reason: 'bad-signature' });
  // The mark of the kind is changed in the token of a card; its signature says that it was a card's.
  const relabelled = issue(claims);
  const at = Buffer.from(relabelled).indexOf(Buffer.from([0x3a, 0, 1, 0, 1]));
  relabelled[at + 4] = 0;
  expect((await verifyToken(relabelled, given)).verdict).toBe('forged');
});

test('no card holds once a single bit of it was changed', async () => {
  const token = issue(claims);
  await fc.assert(
    fc.asyncProperty(fc.nat(token.length * 8 - 1), async (bit) => {
      const flipped = token.slice();
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect((await verifyCard(flipped, given)).verdict).toBe('forged');
    }),
    { numRuns: 300 },
  );
});
