import { describe, expect, test } from 'vitest';
import { fakeClock } from '../../../shared/clock.ts';
import { keptScore } from '../../../shared/domain/scoring/kept-score.ts';
import { assessOn, factsOf } from '../../../shared/zone/rules.ts';
import { scoringOf } from '../../../shared/zone/scoring.ts';
import { engineer } from '../../office/walk.ts';
import { etownRules, etownZone } from '../../zone-rules.ts';

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
    const kept = keptScore(scored.value, facts, rules.routes);
    const stored = JSON.parse(JSON.stringify(kept)) as typeof kept;
    const again = assessOn(rules, stored.facts, stored.on, false);
    if (!again.ok) throw new Error('not scored');
    expect(keptScore(again.value, stored.facts, rules.routes)).toEqual({ ...kept, facts: stored.facts });
    expect(kept).toMatchObject({ policy: 'interim-2017', total: 62, category: 'B', route: 'points-60' });
  });
});
