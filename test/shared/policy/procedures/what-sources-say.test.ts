import { describe, expect, it } from 'vitest';
import { checklist } from '../../../../shared/domain/checklist/checklist.ts';
import type { Answers, Procedure } from '../../../../shared/domain/procedure/procedure.ts';
import { holds } from '../../../../shared/domain/procedure/procedure.ts';
import { cancellation } from '../../../../shared/policy/procedures/cancellation.ts';
import { change } from '../../../../shared/policy/procedures/change.ts';
import { conversion } from '../../../../shared/policy/procedures/conversion.ts';
import { employerChange, employerRegistration } from '../../../../shared/policy/procedures/employers.ts';
import { extension } from '../../../../shared/policy/procedures/extension.ts';
import { procedures } from '../../../../shared/policy/procedures/index.ts';
import { newPermit } from '../../../../shared/policy/procedures/new-permit.ts';
import { reissue } from '../../../../shared/policy/procedures/reissue.ts';
import { shortTerm } from '../../../../shared/policy/procedures/short-term.ts';

const kinds = (procedure: Procedure, answers: Answers = {}, category: 'A' | 'B' | 'C' | null = 'B') =>
  checklist(procedure, { category, answers, documents: [] }).map(({ kind }) => kind);

describe('the procedures', () => {
  it('are the nine of the work permit and the merchant card, and bring about what their name says', () => {
    expect(Object.fromEntries(procedures.map(({ id, effect }) => [id, effect]))).toEqual({
      'merchant-card': 'issue-merchant-card',
      'new-permit': 'grant-permit',
      'short-term': 'grant-permit',
      extension: 'extend-permit',
      change: 'amend-permit',
      cancellation: 'cancel-permit',
      reissue: 'reissue-permit',
      conversion: 'grant-permit',
      'employer-registration': 'confirm-employer',
      'employer-change': 'amend-employer',
    });
  });

  it('mark as placeholders what no source proves', () => {
    const marked = (procedure: Procedure) =>
      procedure.materials.filter(({ placeholder }) => placeholder).map(({ kind }) => kind);
    expect(marked(conversion)).toEqual(conversion.materials.map(({ kind }) => kind));
    expect(marked(reissue)).toEqual(['application-form', 'passport']);
    expect(marked(extension)).not.toContain('contract');
    expect(extension.maximumAge).toMatchObject({ placeholder: true, judgedBy: 'officers' });
    expect(extension.maximumAge?.source).toMatch(/60.*70/);
  });
});

describe('an extension', () => {
  it('is asked for at least 30 days before the end, and undecided at the end it is granted', () => {
    expect(extension.window?.closesDaysBefore).toBe(30);
    expect(extension.deemedGrantedAtExpiry?.source).toContain('art. 50');
    expect(procedures.filter(({ deemedGrantedAtExpiry }) => deemedGrantedAtExpiry)).toEqual([extension]);
  });

  it('asks for form, contract, passport and residence permit, and for the tax record where pay was promised', () => {
    expect(kinds(extension, { salaryCommitted: 'no' })).toEqual([
      'application-form',
      'contract',
      'passport',
      'visa-or-residence',
    ]);
    expect(kinds(extension, { salaryCommitted: 'yes' })).toContain('tax-record');
    expect(kinds(extension, { salaryCommitted: 'six-times' }, 'A')).not.toContain('tax-record');
  });

  it('asks for the evidence of another category only where one is asked for', () => {
    const the = {
      category: 'A',
      route: { kind: 'points', id: 'points-85' },
      facts: { hsk: 5 },
      documents: [],
    } as const;
    const asked = (alsoChanges: string[]) =>
      checklist(extension, { ...the, answers: { alsoChanges } }).map(({ kind }) => kind);
    expect(asked(['category'])).toEqual(expect.arrayContaining(['hsk-certificate', 'highest-degree']));
    expect(asked(['passport'])).not.toContain('hsk-certificate');
  });
});

describe('a change', () => {
  it('is reported within 10 working days and proved by what it concerns', () => {
    expect(change.reportWithin).toMatchObject({ workingDays: 10, ofAnswer: 'changedOn' });
    expect(kinds(change, { what: ['name'] })).toEqual(['application-form', 'name-change-proof', 'passport']);
    expect(kinds(change, { what: ['passport'] })).toEqual(['application-form', 'passport', 'old-passport']);
    expect(kinds(change, { what: ['post'] })).toEqual(['application-form', 'post-change-proof']);
  });
});

describe('a cancellation', () => {
  it.each([
    ['contract-ended', ['cancellation-proof']],
    ['resigned', ['cancellation-proof']],
    ['runaway', ['newspaper-notice']],
    ['labour-dispute', ['dispute-award']],
    ['death-or-incapacity', ['death-or-incapacity-proof']],
    ['employer-dissolved', ['dissolution-proof']],
  ])('because of %s asks for %s beside the form', (reason, expected) => {
    expect(kinds(cancellation, { reason })).toEqual(['application-form', ...expected]);
  });

  it('asks for the tax record, without which it goes ahead all the same', () => {
    expect(kinds(cancellation, { reason: 'resigned', salaryProof: 'given' })).toContain('tax-record');
    expect(kinds(cancellation, { reason: 'resigned', salaryProof: 'not-given' })).not.toContain('tax-record');
  });
});

describe('the quota', () => {
  const takes = (procedure: Procedure, category: 'A' | 'B' | 'C', kindOfC?: string) =>
    procedure.quota?.when.some((condition) =>
      holds(condition, { category, answers: kindOfC ? { kindOfC } : {} }, 'not-granted'),
    ) ?? false;

  it('is for the third kind of category C alone: interns, graduates and special fields', () => {
    for (const kind of ['government-intern', 'foreign-graduate', 'special-field']) {
      expect(takes(newPermit, 'C', kind), kind).toBe(true);
    }
    expect(takes(newPermit, 'C', 'current-rules')).toBe(false);
    expect(takes(newPermit, 'B', 'foreign-graduate')).toBe(false);
    expect(takes(shortTerm, 'C')).toBe(false);
  });
});

describe('a short-term permit', () => {
  it('is of category C, lasts at most 90 days and is for people of 18 to 60', () => {
    expect(shortTerm.category).toEqual([{ when: {}, from: 'C' }]);
    expect([shortTerm.contractAtMostDays?.days, shortTerm.minimumAge?.years, shortTerm.maximumAge?.years]).toEqual([
      90, 18, 60,
    ]);
    expect(kinds(shortTerm, { task: 'performance' }, 'C')).toContain('performance-approval');
    expect(kinds(shortTerm, { task: 'film' }, 'C')).toEqual(['application-form', 'photo', 'passport', 'contract']);
  });
});

describe('an employer', () => {
  it('registers with licence, identity documents and authorisation, and the sector licence where there is one', () => {
    const papers = ['registration-form', 'business-licence', 'head-id', 'handler-id', 'authorisation-letter'];
    expect(kinds(employerRegistration, { sectorLicence: 'no' }, null)).toEqual(papers);
    expect(kinds(employerRegistration, { sectorLicence: 'yes' }, null)).toEqual([...papers, 'sector-licence']);
  });

  it('changes its registration by the papers of what changes', () => {
    expect(kinds(employerChange, { what: ['handler'] }, null)).toEqual([
      'registration-form',
      'handler-id',
      'authorisation-letter',
    ]);
  });
});
