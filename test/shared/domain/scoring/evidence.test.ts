import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checklist } from '../../../../shared/domain/checklist/checklist.ts';
import { assess } from '../../../../shared/domain/scoring/assess.ts';
import { evidenceNeeded, holesOf } from '../../../../shared/domain/scoring/evidence.ts';
import type { Facts } from '../../../../shared/domain/scoring/facts.ts';
import { interim2017 } from '../../../../shared/policy/points/interim-2017.ts';
import { trial2017 } from '../../../../shared/policy/points/trial-2017.ts';
import { newPermit } from '../../../../shared/policy/procedures/new-permit.ts';
import { localities, routesIn } from '../../../../shared/policy/routes/index.ts';
import { applicant, ordinary } from './applicants.ts';

const routes = routesIn('beijing');

function needed(facts: Facts, policy: typeof interim2017 | typeof trial2017 = interim2017) {
  const result = assess(policy, routes, facts, '2026-11-22');
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return evidenceNeeded(policy, routes, result.value);
}

describe('evidence that an officer confirms', () => {
  it('is one line for each row that gave points, with the documents that prove it', () => {
    const lines = needed({ ...ordinary, distinctions: ['patent'] });
    expect(lines.map(({ item, row }) => [item, row])).toEqual([
      ['annualSalary', 'salary-15-to-25'],
      ['education', 'education-bachelor'],
      ['workYears', 'years-5'],
      ['monthsPerYear', 'months-9-and-over'],
      ['chinese', 'chinese-hsk-3'],
      ['age', 'age-26-to-45'],
      ['distinction', 'distinction-patent'],
    ]);
    expect(lines.find(({ item }) => item === 'chinese')?.provenBy).toEqual([['hsk-certificate']]);
    expect(lines.every(({ provenBy }) => provenBy.length > 0)).toBe(true);
  });

  it('follows the row: a technician is proven by the certificate and not by a degree', () => {
    const lines = needed({ ...ordinary, education: 'none', vocationalCertificate: 'senior-technician' });
    expect(lines.find(({ item }) => item === 'education')?.provenBy).toEqual([['vocational-certificate']]);
  });

  it('is the route alone where a direct route opens the category', () => {
    const facts: Facts = { ...ordinary, hsk: 0, directRoutes: ['professional-management'] };
    expect(needed(facts)).toEqual([
      expect.objectContaining({
        item: 'professional-management',
        row: null,
        provenBy: [['highest-degree'], ['work-experience'], ['contract', 'post-statement']],
      }),
    ]);
  });

  it('is nothing for category C, which rests on no points', () => {
    expect(needed({ ...ordinary, hsk: 0 })).toEqual([]);
  });

  it('is still asked for where the authority has to decide the category', () => {
    const lines = needed({ ...ordinary, ageOnAssessment: 25 }, trial2017);
    expect(lines.map(({ item }) => item)).not.toContain('age');
    expect(lines.map(({ item }) => item)).toContain('education');
  });

  it('can be handed in: the checklist asks each applicant for a document that proves each line', () => {
    fc.assert(
      fc.property(applicant, fc.constantFrom(interim2017, trial2017), (facts, policy) => {
        const result = assess(policy, routes, facts, '2026-11-22');
        if (!result.ok) throw new Error(JSON.stringify(result.error));
        const { category, route } = result.value;
        const asked = checklist(newPermit, { category, route, facts, entry: 'abroad', documents: [] });
        const kinds = asked.map(({ kind }) => kind);
        for (const line of evidenceNeeded(policy, routes, result.value)) {
          for (const group of line.provenBy)
            expect([line.item, group.some((kind) => kinds.includes(kind))]).toEqual([line.item, true]);
        }
      }),
    );
  });

  const everyRoute = new Map(
    Object.keys(localities).flatMap((id) => routesIn(id).direct.map((route) => [route.id, route] as const)),
  );
  for (const { id, category, provenBy } of everyRoute.values()) {
    it(`can be handed in for the route ${id}`, () => {
      const facts: Facts = { ...ordinary, directRoutes: [id] };
      const asked = checklist(newPermit, {
        category,
        route: { kind: 'direct', id },
        facts,
        entry: 'abroad',
        documents: [],
      });
      const required = asked.filter(({ need }) => need === 'required').map(({ kind }) => kind);
      expect(provenBy.length).toBeGreaterThan(0);
      for (const group of provenBy) expect(group.filter((kind) => required.includes(kind))).not.toEqual([]);
    });
  }
});

describe('what an officer settles because the table has no row for it', () => {
  const holes = (facts: Facts) => {
    const result = assess(trial2017, routes, facts, '2026-11-22');
    if (!result.ok) throw new Error(JSON.stringify(result.error));
    return holesOf(trial2017, result.value);
  };

  it('is the value with every row of its item, their points and their proof', () => {
    const [hole, ...others] = holes({ ...ordinary, ageOnAssessment: 25 });
    expect(others).toEqual([]);
    expect(hole).toMatchObject({ item: 'age', value: 25 });
    expect(hole?.options.map(({ row, points }) => [row, points])).toEqual([
      ['age-18-to-25', 10],
      ['age-26-to-45', 15],
      ['age-46-to-55', 10],
      ['age-56-to-60', 5],
      ['age-over-60', 0],
    ]);
    expect(hole?.options[0]).toMatchObject({ label: { zh: expect.any(String), en: expect.any(String) } });
    expect(hole?.options.map(({ provenBy }) => provenBy.length > 0)).toEqual([true, true, true, true, false]);
  });

  it('is nothing where every value has its row', () => {
    expect(holes(ordinary)).toEqual([]);
  });
});
