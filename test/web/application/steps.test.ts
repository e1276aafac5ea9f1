import { describe, expect, it } from 'vitest';
import type { Application } from '../../../web/application/draft.ts';
import { readField } from '../../../web/application/form-fields.ts';
import { fieldAt, openOn, placeOf, stepAt, stepsOf } from '../../../web/application/steps.ts';

const question = (id: string, required = true) => ({
  id,
  label: { zh: id, en: id },
  reason: { zh: '', en: '' },
  answer: { kind: 'line' as const, maximum: 30 },
  required,
});
const names = (asked: Parameters<typeof stepsOf>[0]) => stepsOf(asked).map(({ name }) => name);
const person = ['applicant.familyName', 'applicant.passport.number'];

describe('the pages of a form', () => {
  it('are those that the procedure asks for', () => {
    expect(names({ fields: ['entry', ...person, 'post.title', 'facts.annualSalary'] })).toEqual([
      'situation',
      'person',
      'passport',
      'post',
      'facts',
      'documents',
      'check',
    ]);
    expect(names({ fields: ['employer.address'], questions: [question('what')] })).toEqual([
      'situation',
      'employer',
      'documents',
      'check',
    ]);
  });

  it('begin with the questions, but ask after the facts what follows from the points', () => {
    expect(stepsOf({ fields: ['permitNumber', ...person], questions: [question('why')] })[0]).toEqual({
      name: 'situation',
      paths: ['permitNumber', 'answers.why'],
      needed: ['permitNumber', 'answers.why'],
    });
    const scored = { fields: ['entry', ...person, 'facts.annualSalary'], questions: [question('kindOfC')] };
    expect(names(scored)).toEqual(['situation', 'person', 'passport', 'facts', 'questions', 'documents', 'check']);
  });

  it('hold what need not be filled in beside what has to be', () => {
    const [step] = stepsOf({ fields: ['applicant.familyName'] }, ['applicant.languages']);
    expect(step?.paths).toEqual([
      'applicant.familyName',
      'applicant.givenNames',
      'applicant.chineseName',
      'applicant.email',
      'applicant.language',
      'applicant.languages',
    ]);
    expect(step?.needed).toEqual(['applicant.familyName']);
  });
});

describe('what is still open on a page', () => {
  const application = {
    form: { applicant: { familyName: 'SPECIMEN' }, employer: { licenceValidTo: null } },
    fields: [...person, 'employer.licenceValidTo'],
    checklist: [
      { kind: 'passport', state: 'missing' },
      { kind: 'photo', state: 'uploaded' },
    ],
  } as unknown as Application;
  const steps = stepsOf(application);
  const open = (name: string, changes = {}) => {
    const step = steps.find((known) => known.name === name);
    return step && openOn(step, application, changes);
  };

  it('is what has to be filled in and is not, with what was typed and not saved yet', () => {
    expect(open('person')).toEqual([]);
    expect(open('person', { 'applicant.familyName': ' ' })).toEqual(['applicant.familyName']);
    expect(open('passport')).toEqual(['applicant.passport.number']);
    expect(open('passport', { 'applicant.passport.number': 'U1' })).toEqual([]);
  });

  it('is no licence that runs without end', () => {
    expect(open('employer')).toEqual([]);
  });

  it('is every document that was neither given, promised nor allowed to follow', () => {
    expect(open('documents')).toEqual(['document.passport']);
  });

  it('is found at its place from what the zone names', () => {
    expect(stepAt(steps, 'document.passport')).toBe('documents');
    expect(stepAt(steps, 'commitments.no-criminal-record')).toBe('documents');
    expect(stepAt(steps, 'applicant.passport.number')).toBe('passport');
    expect(stepAt(steps, 'applicant.passport')).toBe('passport');
    expect(stepAt(steps, 'procedure')).toBeUndefined();
    expect(fieldAt(steps, 'applicant.passport')).toBe('applicant.passport.number');
    expect(fieldAt(steps, 'document.passport')).toBe('document.passport');
    expect(placeOf('applicant.passport.number')).toBe('at-applicant-passport-number');
  });
});

it('fields are read as what they are', () => {
  expect(readField('facts.hsk', '4')).toEqual({ value: 4 });
  expect(readField('facts.hsk', '')).toEqual({ value: null });
  expect(readField('facts.annualSalary', '20万')).toEqual({ value: 200_000 });
  expect(readField('applicant.nationality', 'France')).toEqual({ value: 'FRA' });
  expect(readField('answers.phone', ' 123 ', [question('phone')])).toEqual({ value: '123' });
  expect(readField('facts.distinctions', ['patent'])).toEqual({ value: ['patent'] });
});
