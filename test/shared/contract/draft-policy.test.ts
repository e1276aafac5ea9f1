import { describe, expect, it } from 'vitest';
import { draftLocality, draftPoints } from '../../../shared/contract/draft-policy.ts';
import { entriesOf } from '../../../shared/http/validation.ts';
import { pointsPolicies } from '../../../shared/policy/points/index.ts';
import { localities } from '../../../shared/policy/routes/index.ts';
import { draftPolicies } from '../../../shared/zone/draft-policies.ts';

const throughJson = (value: unknown) => JSON.parse(JSON.stringify(value));

describe('a draft in JSON', () => {
  it.each(Object.values(pointsPolicies))('can be any published table: $id', (policy) => {
    expect(draftPoints.parse(throughJson(policy))).toEqual(throughJson(policy));
  });

  it.each(Object.values(localities))('can be any published place: $id', (locality) => {
    expect(draftLocality.parse(throughJson(locality))).toEqual(throughJson(locality));
  });

  it('is told every mistake of its shape with its place', () => {
    const policy = throughJson(pointsPolicies['interim-2017']);
    policy.items[0].rows[0].points = '20';
    policy.items[1].kind = 'luck';
    policy.thresholds[0].atLest = 80;
    policy.title = { zh: '只有中文' };
    const parsed = draftPoints.safeParse(policy, { reportInput: true });
    const found = parsed.success ? [] : entriesOf(parsed.error).map(({ path, code }) => `${path} ${code}`);
    expect(found.sort()).toEqual([
      'items.0.rows.0.points wrong-type',
      'items.1.kind not-an-option',
      'thresholds.0.atLest unknown-field',
      'title.en missing',
    ]);
  });

  it('needs a name that no score on record can mean', () => {
    const points = draftPoints.parse(throughJson(pointsPolicies['interim-2017']));
    const locality = draftLocality.parse(throughJson(localities.beijing));
    expect(draftPolicies({ points, locality })).toMatchObject({
      ok: false,
      error: [
        { path: 'points.id', code: 'name-taken' },
        { path: 'locality.version', code: 'name-taken' },
      ],
    });
    expect(
      draftPolicies({ points: { ...points, id: 'points-2027' }, locality: { ...locality, version: '2' } }),
    ).toMatchObject({
      ok: true,
      value: { points: { id: 'points-2027' }, routes: { id: 'national-2017/beijing/2' } },
    });
  });
});
