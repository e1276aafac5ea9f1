import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { replayScores, type ScorePolicies } from '../../../../shared/domain/replay/scores.ts';
import type { Facts } from '../../../../shared/domain/scoring/facts.ts';
import { pointsPolicies, pointsPolicy } from '../../../../shared/policy/points/index.ts';
import { interim2017 } from '../../../../shared/policy/points/interim-2017.ts';
import { localities, localRoutes, routesIn, routesNamed } from '../../../../shared/policy/routes/index.ts';
import { beijing, engineerFacts, record, scored } from './record.ts';

const policies: ScorePolicies = { points: pointsPolicy, routes: routesNamed };
const replay = (score: unknown, more: Record<string, unknown> = {}) =>
  replayScores(record('created', { type: 'submitted', data: { score, ...more } }), policies);

const facts: fc.Arbitrary<Facts> = fc.record(
  {
    annualSalary: fc.integer({ min: 0, max: 900_000 }),
    education: fc.constantFrom('none', 'bachelor', 'master', 'doctor'),
    workYears: fc.integer({ min: 0, max: 40 }),
    monthsPerYear: fc.integer({ min: 0, max: 12 }),
    hsk: fc.integer({ min: 0, max: 6 }),
    workLocation: fc.constantFrom('other', 'western-region', 'special-area'),
    distinctions: fc.subarray(['top-university', 'patent'] as const),
    localBonus: fc.integer({ min: 0, max: 10 }),
    birthDate: fc
      .date({ min: new Date('1940-01-01'), max: new Date('2007-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10)),
  },
  { requiredKeys: ['annualSalary', 'education', 'workYears', 'monthsPerYear', 'birthDate'] },
) as fc.Arbitrary<Facts>;

describe('a score on record', () => {
  it('comes out the same years later, whatever the facts, the table and the place', () => {
    const tables = fc.constantFrom(...Object.values(pointsPolicies));
    const places = fc.constantFrom(...Object.keys(localities));
    fc.assert(
      fc.property(facts, tables, places, fc.constantFrom('2022-08-01', '2026-11-23'), (known, table, place, on) => {
        const [score] = replay(scored(known, on, table, routesIn(place)));
        expect(score).toMatchObject({ outcome: 'same', differences: [], policy: table.id });
      }),
    );
  });

  it('is found to differ at exactly the value that was changed', () => {
    const kept = scored();
    const changes: [string, unknown, unknown][] = [
      ['total', { ...kept, total: 85 }, { kept: 85, now: 62 }],
      ['category', { ...kept, category: 'A' }, { kept: 'A', now: 'B' }],
      ['route', { ...kept, route: 'points-85' }, { kept: 'points-85', now: 'points-60' }],
      [
        'rows.age',
        { ...kept, rows: { ...kept.rows, age: ['age-18-to-25', 10] } },
        { kept: ['age-18-to-25', 10], now: ['age-26-to-45', 15] },
      ],
      [
        'rows.chinese',
        { ...kept, rows: Object.fromEntries(Object.entries(kept.rows).filter(([item]) => item !== 'chinese')) },
        { kept: null, now: ['chinese-hsk-3', 3] },
      ],
      [
        'rows.charm',
        { ...kept, rows: { ...kept.rows, charm: ['charm-great', 20] } },
        { kept: ['charm-great', 20], now: null },
      ],
    ];
    for (const [what, score, difference] of changes) {
      expect(replay(score), what).toMatchObject([
        { outcome: 'differs', differences: [{ what, ...(difference as object) }] },
      ]);
    }
  });

  it('is found to differ when its facts were changed', () => {
    const kept = scored();
    const [score] = replay({ ...kept, facts: { ...kept.facts, annualSalary: 500_000 } });
    expect(score).toMatchObject({ outcome: 'differs' });
    expect(score && 'differences' in score ? score.differences.map(({ what }) => what) : []).toEqual([
      'total',
      'rows.annualSalary',
    ]);
  });

  it('that has no row for a value says so again, and is never 0', () => {
    const kept = scored({ ...engineerFacts, birthDate: '2001-11-23' }, '2026-11-23', pointsPolicies['trial-2017']);
    expect(kept).toMatchObject({ total: null, rows: { age: [null, null] } });
    expect(replay(kept)).toMatchObject([{ outcome: 'same', total: null }]);
  });

  it('keeps its answer when its place gets another version, and is told when that version is lost', () => {
    const place = localities.changzhou;
    if (!place) throw new Error('no such place');
    const newer = localRoutes({
      ...place,
      version: '2',
      multiples: { ...place.multiples, B: { ...place.multiples.B, times: 1 } },
      salaryBases: [],
    });
    const wealthy = { ...engineerFacts, annualSalary: 500_000 };
    const kept = scored(wealthy, '2022-08-01', interim2017, routesIn('changzhou'));
    expect(kept.route).not.toBe('points-60');
    const both = (id: string) => (id === newer.id ? newer : routesNamed(id));
    const events = record('created', { type: 'submitted', data: { score: kept } });
    expect(replayScores(events, { ...policies, routes: both })).toMatchObject([{ outcome: 'same' }]);
    expect(replayScores(events, { ...policies, routes: () => undefined })).toMatchObject([
      { outcome: 'unknown-policy', missing: ['routes national-2017/changzhou/1'] },
    ]);
  });

  it('that does not say what it was made with is reported, not guessed', () => {
    const { routes: _, ...withoutRoutes } = scored();
    expect(replay(withoutRoutes)).toMatchObject([{ outcome: 'unknown-policy', missing: ['routes not named'] }]);
    expect(replay({ policy: 'points-1984' })).toMatchObject([
      { outcome: 'unknown-policy', missing: ['policy points-1984', 'routes not named', 'on', 'facts', 'rows'] },
    ]);
  });

  it('whose facts cannot be assessed is reported with their places', () => {
    const { annualSalary: _, ...poorer } = engineerFacts;
    expect(replay({ ...scored(), facts: poorer })).toMatchObject([
      { outcome: 'not-assessable', problems: ['facts.annualSalary'] },
    ]);
  });
});

describe('a review that recommends approval', () => {
  const reviewed = (evidence: { item: string }[], recommendation = 'approve') =>
    replayScores(
      record('created', { type: 'reviewed', data: { recommendation, score: scored(), evidence } }),
      policies,
    );

  it('names a document for every row that gave points; what lacks one is listed', () => {
    const items = ['annualSalary', 'education', 'workYears', 'monthsPerYear', 'chinese', 'age'];
    const all = items.map((item) => ({ item, documentId: 'd' }));
    expect(reviewed(all)).toMatchObject([{ outcome: 'same', unproven: [] }]);
    expect(reviewed(all.slice(1))).toMatchObject([{ unproven: ['annualSalary'] }]);
    expect(reviewed([])).toMatchObject([{ unproven: items }]);
  });

  it('is asked for documents only where it recommends approval', () => {
    expect(reviewed([], 'refuse')).toMatchObject([{ outcome: 'same', unproven: [] }]);
  });
});

it('an application without a score has nothing to replay', () => {
  expect(replayScores(record('created', 'submitted', 'accepted'), policies)).toEqual([]);
  expect(beijing.id).toBe('national-2017/beijing/1');
});
