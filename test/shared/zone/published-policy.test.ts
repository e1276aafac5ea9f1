import { describe, expect, test } from 'vitest';
import { pointsPolicies } from '../../../shared/policy/points/index.ts';
import { routesIn } from '../../../shared/policy/routes/index.ts';
import { deployedState, isUnchanged, policyDigest, publicationFile } from '../../../shared/zone/published-policy.ts';
import type { Scoring } from '../../../shared/zone/rules.ts';

const { 'interim-2017': interim, 'trial-2017': trial } = pointsPolicies;
if (!interim || !trial) throw new Error('there is no such table');
const routes = routesIn('beijing');
/** The trial table until the end of 2026, the interim one from then on. */
const scoring: Scoring = { points: interim, routes, before: [{ points: trial, routes, until: '2026-12-31' }] };

const ask = (name: string, digest: string, today: string, known?: unknown) =>
  deployedState(scoring, { part: 'points', name, digest, known, today });

describe('how a published table stands in a deployed zone', () => {
  const [first, second] = [policyDigest(trial), policyDigest(interim)];

  test.each([
    ['ahead', '2026-12-31'],
    ['in-force', '2027-01-01'],
  ])('is %s on %s', (state, day) => {
    expect(ask('interim-2017', second, day)).toEqual({ state, from: '2027-01-01' });
  });

  test('of earlier is in force until its last day, and former from then on', () => {
    expect(ask('trial-2017', first, '2026-12-31')).toEqual({ state: 'in-force' });
    expect(ask('trial-2017', first, '2027-01-01')).toEqual({ state: 'former' });
  });

  test('with another content under its name differs, whether the zone names it or only carries it', () => {
    expect(ask('trial-2017', second, '2026-12-31')).toEqual({ state: 'differs' });
    expect(ask('points-2027', first, '2026-12-31', { id: 'points-2027' })).toEqual({ state: 'differs' });
  });

  test('that the zone does not name is known where the code carries it, and not deployed otherwise', () => {
    const table = { ...interim, id: 'points-2027' };
    expect(ask('points-2027', policyDigest(table), '2026-12-31', table)).toEqual({ state: 'known' });
    expect(ask('points-2027', policyDigest(table), '2026-12-31')).toEqual({ state: 'not-deployed' });
  });

  test('and the routes of a place are known by place and version', () => {
    const the = { part: 'locality', digest: policyDigest(routes.locality), known: undefined } as const;
    expect(deployedState(scoring, { ...the, name: routes.id, today: '2026-06-01' })).toEqual({ state: 'in-force' });
  });
});

describe('the digest of a policy', () => {
  test('is that of its content, whatever the order of names or a way over the wire', () => {
    const turned = Object.fromEntries(Object.entries(interim).reverse());
    expect(policyDigest(turned)).toBe(policyDigest(interim));
    expect(policyDigest(JSON.parse(JSON.stringify(interim)))).toBe(policyDigest(interim));
    expect(policyDigest({ ...interim, id: 'other' })).not.toBe(policyDigest(interim));
  });

  test('of a publication covers all of it, and the table before it ends on the day before', () => {
    const file = publicationFile({
      zone: 'etown',
      draft: 'd'.repeat(24),
      revision: 3,
      title: 'Points',
      content: { points: interim as never },
      effectiveFrom: '2027-03-01',
      replaces: { points: 'trial-2017' },
      authors: ['a'],
      approvedBy: 'b',
      approvedAt: '2026-11-23T02:00:00.000Z',
      publishedBy: 'a',
      publishedAt: '2026-11-23T03:00:00.000Z',
    });
    expect(file.replaces).toEqual({ points: 'trial-2017', until: '2027-02-28' });
    expect(isUnchanged(JSON.parse(JSON.stringify(file)))).toBe(true);
    for (const name of Object.keys(file).filter((key) => key !== 'sha256')) {
      expect(isUnchanged({ ...file, [name]: 'changed' }), name).toBe(false);
    }
  });
});
