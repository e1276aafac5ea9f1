import { describe, expect, it } from 'vitest';
import {
  categoryOf,
  categorySource,
  fieldsAsked,
  filers,
  questionsAsked,
  withAnswersAsked,
} from '../../../../shared/domain/procedure/circumstances.ts';
import { cancellation } from '../../../../shared/policy/procedures/cancellation.ts';
import { change } from '../../../../shared/policy/procedures/change.ts';
import { employerRegistration } from '../../../../shared/policy/procedures/employers.ts';
import { extension } from '../../../../shared/policy/procedures/extension.ts';
import { newPermit } from '../../../../shared/policy/procedures/new-permit.ts';
import { shortTerm } from '../../../../shared/policy/procedures/short-term.ts';

const idsAsked = (the: Parameters<typeof questionsAsked>[1]) => questionsAsked(newPermit, the).map(({ id }) => id);

describe('the questions of a procedure', () => {
  it('follow from what was answered before', () => {
    expect(idsAsked({ entry: 'abroad' })).toEqual([]);
    expect(idsAsked({ entry: 'inside-china' })).toEqual(['groundInsideChina']);
    expect(idsAsked({ entry: 'inside-china', answers: { groundInsideChina: 'change-of-employer' } })).toEqual([
      'groundInsideChina',
      'previousPermit',
      'previousPermitEndedOn',
      'filedBefore',
    ]);
    expect(idsAsked({ entry: 'abroad', category: 'C' })).toEqual(['kindOfC']);
  });

  it('are not asked for a category that is still open', () => {
    expect(idsAsked({ entry: 'abroad', category: null })).toEqual([]);
  });

  it('forget an answer when the question it hung on was answered otherwise', () => {
    const answers = {
      groundInsideChina: 'change-of-employer',
      previousPermit: 'cancelled',
      filedBefore: ['highest-degree'],
    };
    const left = (the: object) => withAnswersAsked(newPermit, { answers, ...the }).answers;
    expect(left({ entry: 'inside-china' })).toEqual(answers);
    expect(left({ entry: 'abroad' })).toEqual({});
    expect(left({ entry: 'inside-china', answers: { ...answers, groundInsideChina: 'family' } })).toEqual({
      groundInsideChina: 'family',
    });
  });
});

describe('the fields of a procedure', () => {
  it('have to be filled in as far as the answers make it so', () => {
    expect(fieldsAsked(change, {})).not.toContain('post.title');
    expect(fieldsAsked(change, { answers: { what: ['post'] } })).toContain('post.title');
    expect(fieldsAsked(change, { answers: { what: ['passport'] } })).toContain('applicant.passport.expiresOn');
  });
});

describe('the category of an application', () => {
  const known = { score: 'B', permit: 'A' } as const;

  it('comes from the score, the permit, the procedure itself, or nowhere', () => {
    expect(categoryOf(newPermit, {}, known)).toBe('B');
    expect(categoryOf(extension, {}, known)).toBe('A');
    expect(categoryOf(shortTerm, {}, known)).toBe('C');
    expect(categoryOf(employerRegistration, {}, known)).toBeNull();
  });

  it('comes from the score where an extension or a change asks for another one', () => {
    expect(categoryOf(extension, { answers: { alsoChanges: ['passport', 'category'] } }, known)).toBe('B');
    expect(categorySource(extension, { answers: { alsoChanges: ['passport'] } })).toBe('permit');
    expect(categorySource(change, { answers: { what: ['category'] } })).toBe('score');
  });

  it('is open while neither is known', () => {
    expect(categoryOf(newPermit, {}, {})).toBeNull();
    expect(categoryOf(extension, {}, { score: 'B' })).toBeNull();
  });
});

describe('who may file', () => {
  it('a cancellation: the employer, or the foreigner whose employer was dissolved', () => {
    expect(filers(cancellation, { answers: { reason: 'resigned' } })).toEqual(['employer']);
    expect(filers(cancellation, { answers: { reason: 'employer-dissolved' } })).toEqual(['applicant']);
  });

  it('is open while the reason is not known', () => {
    expect(filers(cancellation, {})).toEqual(['employer', 'applicant']);
  });
});
