import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { movesOf, type RehearsedCase, rehearse } from '../../../../shared/domain/replay/rehearse.ts';
import type { PointsPolicy } from '../../../../shared/domain/scoring/points-policy.ts';
import { pointsPolicies, pointsPolicy } from '../../../../shared/policy/points/index.ts';
import { interim2017 } from '../../../../shared/policy/points/interim-2017.ts';
import { localities, localRoutes, routesNamed } from '../../../../shared/policy/routes/index.ts';
import { engineerFacts, scored } from './record.ts';

const policies = { points: pointsPolicy, routes: routesNamed };
const aCase = (id: string, score = scored(), more: Partial<RehearsedCase> = {}): RehearsedCase => ({
  id,
  receiptNumber: `R-${id}`,
  stage: 'review',
  open: true,
  score,
  ...more,
});

/** The interim table with one row of one item changed. */
const withPoints = (item: string, row: string, points: number): PointsPolicy => ({
  ...interim2017,
  id: 'draft-1',
  items: (interim2017 as PointsPolicy).items.map((one) =>
    one.id === item && one.kind === 'brackets'
      ? { ...one, rows: one.rows.map((each) => (each.id === row ? { ...each, points } : each)) }
      : one,
  ),
});

describe('a rehearsal', () => {
  it('names who would move, from where to where, by which row', () => {
    const draft = withPoints('monthsPerYear', 'months-9-and-over', 10);
    const stays = scored({ ...engineerFacts, hsk: 6, annualSalary: 450_000 });
    const past = aCase('c', scored(), { stage: 'issued', open: false });
    const rehearsal = rehearse({ points: draft }, [aCase('a'), aCase('b', stays), past], policies);
    expect(rehearsal).toMatchObject({
      looked: 3,
      moves: [{ from: 'B', to: 'C', cases: 2 }],
      otherTotal: 1,
      noRow: [],
      notAssessed: [],
    });
    const routes = 'national-2017/beijing/1';
    expect(rehearsal.movers[0]).toEqual({
      id: 'a',
      receiptNumber: 'R-a',
      stage: 'review',
      open: true,
      on: '2026-11-23',
      before: { policy: 'interim-2017', routes, total: 62, category: 'B', route: 'points-60' },
      after: { policy: 'draft-1', routes, total: 57, category: 'C', route: expect.any(String) },
      rows: [{ item: 'monthsPerYear', before: ['months-9-and-over', 15], after: ['months-9-and-over', 10] }],
    });
    expect(rehearsal.movers[1]).toMatchObject({ id: 'c', stage: 'issued', open: false });
  });

  it('moves nobody where the draft is the policy in force', () => {
    const facts = fc.record({
      ...Object.fromEntries(Object.entries(engineerFacts).map(([name, value]) => [name, fc.constant(value)])),
      annualSalary: fc.nat(900_000),
      hsk: fc.nat(6),
      workYears: fc.nat(40),
    });
    fc.assert(
      fc.property(fc.array(facts, { maxLength: 5 }), (all) => {
        const cases = all.map((each, at) => aCase(String(at), scored(each)));
        expect(rehearse({ points: { ...interim2017, id: 'draft-same' } }, cases, policies)).toMatchObject({
          looked: cases.length,
          movers: [],
          otherTotal: 0,
        });
      }),
    );
  });

  it('changes nothing of the cases and looks at each on its own day', () => {
    const young = scored({ ...engineerFacts, hsk: 6, annualSalary: 250_000 }, '2022-06-22');
    expect(young).toMatchObject({ total: 62, rows: { age: ['age-18-to-25', 10] } });
    const frozen = JSON.stringify(young);
    const [mover] = rehearse({ points: withPoints('age', 'age-18-to-25', 0) }, [aCase('a', young)], policies).movers;
    expect(mover).toMatchObject({
      on: '2022-06-22',
      rows: [{ item: 'age', before: ['age-18-to-25', 10], after: ['age-18-to-25', 0] }],
    });
    expect(JSON.stringify(young)).toBe(frozen);
  });

  it('lists the cases in which a value fits no row of the draft, and whether they would move', () => {
    const holes: PointsPolicy = {
      ...interim2017,
      id: 'draft-holes',
      items: (interim2017 as PointsPolicy).items.map((one) =>
        one.id === 'age' && one.kind === 'brackets'
          ? { ...one, rows: one.rows.filter(({ id }) => id !== 'age-26-to-45') }
          : one,
      ),
    };
    const near = scored({ ...engineerFacts, annualSalary: 450_000 });
    const rehearsal = rehearse({ points: holes }, [aCase('a', near)], policies);
    expect(rehearsal.noRow).toMatchObject([{ id: 'a', items: ['age'] }]);
    expect(rehearsal.moves).toEqual([{ from: 'B', to: 'open', cases: 1 }]);
  });

  it('tries another place too, with the table that each case has', () => {
    const place = localities.beijing;
    if (!place) throw new Error('no such place');
    const richer = localRoutes({
      ...place,
      version: 'draft',
      salaryBases: [
        { validFrom: '2026-07-01', validTo: null, averageWage: 30_000, source: 'invented', mark: 'not-found' },
      ],
    });
    const [mover] = rehearse({ routes: richer }, [aCase('a')], policies).movers;
    expect(mover).toMatchObject({
      before: { category: 'B', policy: 'interim-2017' },
      after: { category: 'A', policy: 'interim-2017', routes: 'national-2017/beijing/draft' },
    });
  });

  it('says which cases it cannot assess, and goes on', () => {
    const strange = { ...scored(), routes: 'nowhere/1' };
    const poor = { ...scored(), facts: {} };
    const rehearsal = rehearse(
      { points: { ...interim2017, id: 'draft-2' } },
      [aCase('a', strange), aCase('b', poor), aCase('c')],
      policies,
    );
    expect(rehearsal.notAssessed.map(({ id, problems }) => [id, problems[0]])).toEqual([
      ['a', 'routes nowhere/1'],
      ['b', 'facts.annualSalary'],
    ]);
    expect(rehearsal.looked).toBe(3);
  });

  it('names nothing of a person', () => {
    const every = Object.values(pointsPolicies).map((policy) =>
      rehearse({ points: { ...policy, id: 'draft-3', thresholds: [] } }, [aCase('a')], policies),
    );
    expect(JSON.stringify(every)).not.toContain('1996-06-23');
    expect(every[0]?.movers).toHaveLength(1);
  });
});

it('moves are counted, the most first', () => {
  const mover = (from: 'A' | 'B' | 'C' | null, to: 'A' | 'B' | 'C' | null) => ({
    before: { policy: '', routes: '', total: 0, category: from, route: '' },
    after: { policy: '', routes: '', total: 0, category: to, route: '' },
  });
  expect(movesOf([mover('A', 'B'), mover('B', null), mover('B', null)])).toEqual([
    { from: 'B', to: 'open', cases: 2 },
    { from: 'A', to: 'B', cases: 1 },
  ]);
});
