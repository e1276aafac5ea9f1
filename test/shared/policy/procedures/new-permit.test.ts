import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Case, checklist } from '../../../../shared/domain/checklist/checklist.ts';
import { assess } from '../../../../shared/domain/scoring/assess.ts';
import { evidenceNeeded } from '../../../../shared/domain/scoring/evidence.ts';
import type { Facts } from '../../../../shared/domain/scoring/facts.ts';
import { pointsPolicies } from '../../../../shared/policy/points/index.ts';
import { procedure, procedures } from '../../../../shared/policy/procedures/index.ts';
import { newPermit } from '../../../../shared/policy/procedures/new-permit.ts';
import { localities, nationalRoutes, routesIn } from '../../../../shared/policy/routes/index.ts';

describe.each(procedures)('the materials of $id, version $version', ({ materials, source }) => {
  it('have kinds that are unique and fit the contract', () => {
    const kinds = materials.map(({ kind }) => kind);
    expect(new Set(kinds).size).toBe(kinds.length);
    for (const kind of kinds) expect(kind).toMatch(/^[a-z0-9-]{2,60}$/);
  });

  it('name a source each and say everything in both languages', () => {
    expect(source).not.toBe('');
    for (const { kind, label, reason, source, contentTypes } of materials) {
      expect(source, kind).not.toBe('');
      expect(contentTypes.length, kind).toBeGreaterThan(0);
      for (const text of [label, reason]) {
        expect(text.zh, kind).toMatch(/\p{Script=Han}/u);
        expect(text.en, kind).not.toMatch(/\p{Script=Han}/u);
      }
    }
  });
});

describe('procedures', () => {
  it('are found by id and by the day of filing', () => {
    expect(procedure('new-permit')?.version).toBe('2024-12-01');
    expect(procedure('new-permit', '2026-11-22')?.version).toBe('2024-12-01');
    expect(procedure('new-permit', '2024-11-30')).toBeUndefined();
    expect(procedure('parking-permit')).toBeUndefined();
  });
});

describe('a new permit', () => {
  it('asks for the age below which nobody is assessed either', () => {
    expect(newPermit.minimumAge?.years).toBe(nationalRoutes.minimumAge.years);
    expect(nationalRoutes.minimumAge).toMatchObject({ years: 18, mark: 'transcribed' });
  });

  it('tells of the ways round a paper that the guide knows', () => {
    const reasonOf = (kind: string) => newPermit.materials.find((material) => material.kind === kind)?.reason;
    expect(reasonOf('no-criminal-record')?.zh).toMatch(/Apostille.*公安机关.*居留许可页/);
    expect(reasonOf('highest-degree')?.zh).toMatch(/港澳台.*公证/);
    expect(reasonOf('contract')?.zh).toContain('不得涂改');
    expect(reasonOf('photo')?.zh).toContain('宗教');
    expect(reasonOf('salary-commitment')?.zh).toMatch(/6倍.*免交/);
  });
});

describe('the evidence for a category', () => {
  const facts: fc.Arbitrary<Facts> = fc.record({
    annualSalary: fc.constantFrom(0, 60_000, 200_000, 450_000, 2_000_000),
    education: fc.constantFrom('none', 'bachelor', 'master', 'doctor'),
    vocationalCertificate: fc.constantFrom('none', 'senior-worker', 'international-highest'),
    workYears: fc.integer({ min: 0, max: 30 }),
    monthsPerYear: fc.integer({ min: 0, max: 12 }),
    hsk: fc.integer({ min: 0, max: 6 }),
    degreeTaughtInChinese: fc.boolean(),
    formerChineseNational: fc.boolean(),
    workLocation: fc.constantFrom('other', 'western-region'),
    ageOnAssessment: fc.integer({ min: 18, max: 70 }),
    distinctions: fc.subarray(['top-university', 'fortune-500', 'patent', 'five-years-in-china']),
    localBonus: fc.integer({ min: 0, max: 10 }),
  });

  const unasked = (policyId: string, locality: string, given: Facts): string[] => {
    const policy = pointsPolicies[policyId];
    if (!policy) throw new Error('the policies of this test are gone');
    const routes = routesIn(locality);
    const assessed = assess(policy, routes, given, '2026-11-22', { advice: false });
    if (!assessed.ok) return [];
    const { category, route } = assessed.value;
    const the: Case = { category, route, facts: given, entry: 'abroad', documents: [] };
    const asked = checklist(newPermit, the).map(({ kind }) => kind);
    return evidenceNeeded(policy, routes, assessed.value)
      .flatMap(({ provenBy }) => provenBy)
      .filter((oneOf) => !oneOf.some((kind) => asked.includes(kind)))
      .map((oneOf) => `${route.id}: ${oneOf.join(' or ')}`);
  };

  it('is asked for by the checklist, whatever rows gave the points', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(pointsPolicies)), facts, (policy, given) => {
        expect(unasked(policy, 'beijing', given)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('is asked for by the checklist on every direct route of every locality', () => {
    const claims = Object.keys(localities).flatMap((locality) =>
      routesIn(locality).direct.map(({ id }) => ({ locality, id })),
    );
    expect(claims.length).toBeGreaterThan(10);
    for (const { locality, id } of claims) {
      const given: Facts = {
        annualSalary: 2_000_000,
        education: 'doctor',
        workYears: 10,
        monthsPerYear: 12,
        ageOnAssessment: 35,
        directRoutes: [id],
      };
      expect(unasked('interim-2017', locality, given), `${locality} ${id}`).toEqual([]);
    }
  });

  it('never commits what the category rests on', () => {
    const policy = pointsPolicies['interim-2017'];
    if (!policy) throw new Error('the policies of this test are gone');
    const routes = routesIn('beijing');
    fc.assert(
      fc.property(facts, (given) => {
        const assessed = assess(policy, routes, given, '2026-11-22', { advice: false });
        fc.pre(assessed.ok);
        if (!assessed.ok) return;
        const { category, route } = assessed.value;
        const lines = checklist(newPermit, { category, route, facts: given, entry: 'abroad', documents: [] });
        for (const { provenBy } of evidenceNeeded(policy, routes, assessed.value)) {
          for (const oneOf of provenBy) {
            expect(lines.some(({ kind, need }) => oneOf.includes(kind) && need !== 'commitment-allowed')).toBe(true);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
