import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assess, categoryAt } from '../../../../shared/domain/scoring/assess.ts';
import type { Distinction, Facts } from '../../../../shared/domain/scoring/facts.ts';
import { pointsPolicies } from '../../../../shared/policy/points/index.ts';
import { routesIn } from '../../../../shared/policy/routes/index.ts';
import { applicant } from './applicants.ts';

const routes = routesIn('beijing');

for (const policy of Object.values(pointsPolicies)) {
  const assessed = (facts: Facts) => {
    const result = assess(policy, routes, facts, '2026-11-22');
    if (!result.ok) throw new Error(JSON.stringify(result.error));
    return result.value;
  };
  const pointsOf = (facts: Facts, item: string) =>
    assessed(facts).items.find((found) => found.item === item)?.points ?? null;

  describe(`any applicant by ${policy.id}`, () => {
    it('has a total that is the sum of the rows, each row within the cap of its item', () => {
      fc.assert(
        fc.property(applicant, (facts) => {
          const answer = assessed(facts);
          const sum = answer.items.reduce((total, { points }) => total + (points ?? 0), 0);
          expect(answer.total ?? answer.totalWithoutIt).toBe(sum);
          for (const { points, cap } of answer.items) expect(points ?? 0).toBeLessThanOrEqual(cap);
          expect(answer.items.map(({ item }) => item)).toEqual(policy.items.map(({ id }) => id));
        }),
      );
    });

    it('has no total exactly when a value has no row, and that item has no points', () => {
      fc.assert(
        fc.property(applicant, (facts) => {
          const answer = assessed(facts);
          expect(answer.total === null).toBe(answer.noRow.length > 0);
          for (const { item, row, points } of answer.items) {
            expect(row === null).toBe(answer.noRow.includes(item));
            expect(points === null).toBe(row === null);
          }
        }),
      );
    });

    it('gets the category of the total, and without one only a category that every row would give', () => {
      fc.assert(
        fc.property(applicant, (facts) => {
          const answer = assessed(facts);
          if (answer.total !== null) {
            expect(answer.category).toBe(categoryAt(policy, answer.total));
          } else if (answer.category !== null) {
            const without = answer.totalWithoutIt ?? 0;
            expect([categoryAt(policy, without), categoryAt(policy, without + 15)]).toEqual([
              answer.category,
              answer.category,
            ]);
          }
        }),
      );
    });

    it('gets the same answer from the same facts', () => {
      fc.assert(
        fc.property(applicant, (facts) => {
          expect(assessed(structuredClone(facts))).toEqual(assessed(facts));
        }),
      );
    });

    it('never loses points when a number grows', () => {
      const numbers = ['annualSalary', 'workYears', 'monthsPerYear', 'localBonus'] as const;
      const most = { annualSalary: 1_000_000, workYears: 80, monthsPerYear: 12, localBonus: 10 };
      fc.assert(
        fc.property(
          applicant,
          fc.constantFrom(...numbers),
          fc.double({ min: 0, max: 1, noNaN: true }),
          (facts, fact, share) => {
            const before = facts[fact] ?? 0;
            const after = before + (most[fact] - before) * share;
            const improved = pointsOf({ ...facts, [fact]: after }, fact) ?? 0;
            expect(improved).toBeGreaterThanOrEqual(pointsOf(facts, fact) ?? 0);
          },
        ),
      );
    });

    it('never loses points by a better degree, certificate, HSK level or a further claim', () => {
      const degrees = ['none', 'bachelor', 'master', 'doctor'] as const;
      const certificates = [
        'none',
        'senior-worker',
        'technician',
        'senior-technician',
        'international-highest',
      ] as const;
      const better = (facts: Facts): [item: string, improved: Facts][] => [
        ['education', { ...facts, education: degrees[degrees.indexOf(facts.education ?? 'none') + 1] ?? 'doctor' }],
        [
          'education',
          {
            ...facts,
            vocationalCertificate:
              certificates[certificates.indexOf(facts.vocationalCertificate ?? 'none') + 1] ?? 'international-highest',
          },
        ],
        ['chinese', { ...facts, hsk: Math.min(6, (facts.hsk ?? 0) + 1) }],
        ['chinese', { ...facts, degreeTaughtInChinese: true }],
        ['chinese', { ...facts, formerChineseNational: true }],
        ['workLocation', { ...facts, workLocation: 'western-region' }],
        ...(['top-university', 'fortune-500', 'patent', 'five-years-in-china'] satisfies Distinction[]).map(
          (added): [string, Facts] => [
            'distinction',
            { ...facts, distinctions: [...new Set([...(facts.distinctions ?? []), added])] },
          ],
        ),
      ];
      fc.assert(
        fc.property(applicant, (facts) => {
          for (const [item, improved] of better(facts)) {
            expect(pointsOf(improved, item) ?? 0).toBeGreaterThanOrEqual(pointsOf(facts, item) ?? 0);
          }
        }),
      );
    });

    it('is told the truth: doing what the advice says gives the points and the category it promises', () => {
      fc.assert(
        fc.property(applicant, (facts) => {
          const answer = assessed(facts);
          for (const { item, points, lifts } of answer.advice) {
            if (item === 'chinese' && facts.hsk !== undefined) {
              const reached = [1, 2, 3, 4, 5, 6]
                .map((hsk) => assessed({ ...facts, hsk }))
                .find(
                  (other) => other.total !== null && answer.total !== null && other.total - answer.total === points,
                );
              if (answer.total !== null) expect(reached).toBeDefined();
              if (lifts) expect(reached?.category).toBe(lifts);
            }
            if (answer.total !== null && lifts && points > 0) {
              expect(categoryAt(policy, answer.total + points)).toBe(lifts);
            }
          }
        }),
      );
    });
  });
}
