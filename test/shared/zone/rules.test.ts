import { describe, expect, test } from 'vitest';
import { checkZone } from '../../../infra/zones/check.ts';
import { etown } from '../../../infra/zones/etown.ts';
import { knownPolicies } from '../../../infra/zones/policies.ts';
import { fakeClock } from '../../../shared/clock.ts';
import { keptScore } from '../../../shared/domain/scoring/kept-score.ts';
import { assessOn, factsOf } from '../../../shared/zone/rules.ts';
import { scoringOf } from '../../../shared/zone/scoring.ts';
import { engineer } from '../../office/walk.ts';
import { etownRules, etownZone, zoneRules } from '../../zone-rules.ts';

const rules = etownRules();

describe('the rules of a zone', () => {
  test('tell the day of an instant where the zone is', () => {
    expect(rules.dayOf('2026-11-22T16:00:00.000Z')).toBe('2026-11-23');
    expect(rules.today(fakeClock('2026-11-22T15:59:59.999Z'))).toBe('2026-11-22');
  });

  test('know every procedure in the version that takes applications on a day', () => {
    expect(rules.procedureOn('new-permit', '2026-11-23')?.version).toBe('2024-12-01');
    expect(rules.procedureOn('new-permit', '2024-11-30')).toBeUndefined();
    expect(rules.procedureOn('time-travel', '2026-11-23')).toBeUndefined();
  });

  test('count working days by the official calendar', () => {
    expect(rules.count('2026-11-20', 3)).toEqual({ day: '2026-11-25', provisional: false });
  });

  test('cannot be made for a zone that names a points table which does not exist', () => {
    const zone = etownZone();
    expect(() => scoringOf({ ...zone, policy: { ...zone.policy, points: 'nonsense' } })).toThrow('nonsense');
  });
});

describe('a score on record', () => {
  test('takes the age from the passport, never from what somebody entered beside it', () => {
    const facts = factsOf({
      facts: { ageOnAssessment: 20, birthDate: '2000-01-01', hsk: 3 },
      applicant: { birthDate: '1996-06-23' },
    });
    expect(facts).toEqual({ hsk: 3, birthDate: '1996-06-23', ageOnAssessment: undefined });
  });

  test('is enough to compute it again years later, with the same answer', () => {
    const facts = factsOf(engineer.form);
    const scored = assessOn(rules, facts, '2026-11-23', false);
    if (!scored.ok) throw new Error('not scored');
    const kept = keptScore(scored.value, facts, rules.scoringOn('2026-11-23').routes);
    const stored = JSON.parse(JSON.stringify(kept)) as typeof kept;
    const again = assessOn(rules, stored.facts, stored.on, false);
    if (!again.ok) throw new Error('not scored');
    expect(keptScore(again.value, stored.facts, rules.scoringOn('2026-11-23').routes)).toEqual({
      ...kept,
      facts: stored.facts,
    });
    expect(kept).toMatchObject({ policy: 'interim-2017', total: 62, category: 'B', route: 'points-60' });
  });
});

describe('a points table that comes into force', () => {
  const zone = etownZone({
    policy: {
      ...etown.policy,
      formerPoints: [
        { points: 'trial-2017', until: '2026-11-22', source: 'made up for this test' },
        { points: 'interim-2017', until: '2018-12-31', source: 'made up for this test' },
      ],
    },
  });
  const { scoringOn } = zoneRules(zone);

  test('scores what is submitted from its day on; what was submitted before keeps the one before', () => {
    const tables = ['2018-12-31', '2019-01-01', '2026-11-22', '2026-11-23'].map((on) => scoringOn(on).points.id);
    expect(tables).toEqual(['interim-2017', 'trial-2017', 'trial-2017', 'interim-2017']);
  });

  test('must exist, as every one before it', () => {
    const unknown = {
      ...zone.policy,
      formerPoints: [{ points: 'points-1984', until: '2026-11-22', source: 'x', placeholder: false }],
    };
    expect(() => scoringOf({ policy: unknown })).toThrow('points-1984');
    expect(
      checkZone(
        {
          ...etown,
          policy: { ...etown.policy, formerPoints: [{ points: 'points-1984', until: '2026-11-22', source: 'x' }] },
        },
        knownPolicies,
      ),
    ).toMatchObject({
      ok: false,
      error: expect.stringContaining('policy.formerPoints[0].points: "points-1984" does not exist'),
    });
  });
});
