import { describe, expect, test } from 'vitest';
import { checkZone } from '../../../infra/zones/check.ts';
import { demo } from '../../../infra/zones/demo.ts';
import { knownPolicies } from '../../../infra/zones/policies.ts';
import { yiwu } from '../../../infra/zones/yiwu.ts';
import { creditDecides, longestMonths } from '../../../shared/zone/credit-limit.ts';
import { creditScoringOf } from '../../../shared/zone/credit-rules.ts';
import { timesOf } from '../../../shared/zone/times.ts';
import { type ZoneFile, zoneSchema } from '../../../shared/zone/zone.ts';
import { yiwuCredit } from '../../office/credit.ts';
import { zoneRules } from '../../zone-rules.ts';

const problems = (credit: NonNullable<ZoneFile['credit']>, file: ZoneFile = yiwu) => {
  const checked = checkZone({ ...file, credit }, knownPolicies);
  return checked.ok ? [] : checked.error.split('\n  - ').slice(1);
};
const zone = zoneSchema.parse(yiwu);

describe('the credit section of a zone file', () => {
  test('is in order in Yiwu and in the rehearsal zone', () => {
    expect([problems(yiwuCredit()), demo.credit !== undefined]).toEqual([[], true]);
  });

  test('is refused with everything that is wrong with it', () => {
    const { extension, lists } = yiwuCredit();
    expect(
      problems(
        yiwuCredit({
          rules: 'nowhere',
          weights: { person: 80, enterprise: 30, source: 'a test' },
          extension: {
            ...extension,
            thresholds: [
              { points: 100, months: 12 },
              { points: 60, months: 24 },
            ],
          },
        }),
      ),
    ).toEqual([
      'credit.weights: must add up to 100',
      'credit.extension.thresholds: must ascend in points and in months',
      'credit.rules: "nowhere" does not exist; there is yiwu-2018-1',
    ]);
    const same = { ...lists, red: { ...lists.red, hoursAhead: 24 } };
    expect(problems(yiwuCredit({ lists: same }))).toEqual([
      'credit.lists.red.hoursAhead: must differ from policy.greenPath.hoursAhead',
    ]);
    expect(problems(yiwuCredit({ formerRules: [{ rules: 'older', until: '2020-01-01', source: 'a test' }] }))).toEqual([
      'credit.formerRules[0].rules: "older" does not exist; there is yiwu-2018-1',
    ]);
  });

  test('leads to its rules on each day; a zone without one has none', () => {
    expect(zoneRules(zone).creditOn('2026-11-23')?.id).toBe('yiwu-2018-1');
    const { credit: _credit, ...without } = yiwu;
    const other = zoneSchema.parse(without);
    expect([creditScoringOf(other), zoneRules(other).creditOn('2026-11-23')]).toEqual([null, undefined]);
  });
});

test('the score decides about extensions of the categories that are not exempt, from its first day on', () => {
  const decides = (effect: 'extend-permit' | 'grant-permit', category: 'A' | 'B' | 'C' | null, submittedOn: string) =>
    creditDecides(zone, { effect, category, submittedOn });
  expect(decides('extend-permit', 'C', '2018-10-12')).toBe(true);
  expect(decides('extend-permit', 'C', '2018-10-11')).toBe(false);
  expect(decides('extend-permit', 'A', '2026-11-23')).toBe(false);
  expect(decides('extend-permit', null, '2026-11-23')).toBe(false);
  expect(decides('grant-permit', 'C', '2026-11-23')).toBe(false);
});

test('an extension of category C can be longer than a first permit, and so can what changes it later', () => {
  const months = (effect: 'extend-permit' | 'grant-permit' | 'amend-permit', present: 'B' | 'C') =>
    longestMonths(zone, effect, { present, category: 'C' }).C;
  expect(months('grant-permit', 'C')).toBe(12);
  expect(months('extend-permit', 'C')).toBe(24);
  expect(months('amend-permit', 'C')).toBe(24);
  expect(months('amend-permit', 'B')).toBe(12);
});

test('whoever is ahead for the red list stays so from stage to stage, beside the green path of category A', () => {
  const ahead = (category: 'A' | 'C', before?: number) =>
    timesOf(zoneRules(zone), {
      procedure: 'extension',
      category,
      submittedAt: '2026-11-23T02:00:00.000Z',
      acceptedAt: '2026-11-23T02:00:00.000Z',
      stage: 'review',
      ...(before ? { ahead: before } : {}),
    }).set.ahead;
  expect([ahead('C'), ahead('C', 20), ahead('C', 24), ahead('A', 20), ahead('A')]).toEqual([
    undefined,
    20,
    undefined,
    24,
    24,
  ]);
});
