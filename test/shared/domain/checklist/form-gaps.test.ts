import { describe, expect, expectTypeOf, it } from 'vitest';
import type { z } from 'zod';
import type { form as formSchema } from '../../../../shared/contract/intake.ts';
import { workingDaysBetween } from '../../../../shared/domain/calendar/working-days.ts';
import { fieldLabels } from '../../../../shared/domain/checklist/field-labels.ts';
import {
  type ApplicationForm,
  type FormRules,
  formGaps,
  formNotes,
} from '../../../../shared/domain/checklist/form-gaps.ts';
import { officialCalendar } from '../../../../shared/policy/calendars/index.ts';
import { cancellation } from '../../../../shared/policy/procedures/cancellation.ts';
import { change } from '../../../../shared/policy/procedures/change.ts';
import { employerChange, employerRegistration } from '../../../../shared/policy/procedures/employers.ts';
import { extension } from '../../../../shared/policy/procedures/extension.ts';
import { newPermit } from '../../../../shared/policy/procedures/new-permit.ts';
import { shortTerm } from '../../../../shared/policy/procedures/short-term.ts';

const rules: FormRules = {
  procedure: newPermit,
  zone: { policy: { passportMinimumMonths: { months: 6 } } },
  today: '2026-11-22',
  employerLicenceValidTo: null,
};

const complete = {
  entry: 'abroad',
  applicant: {
    familyName: 'SPECIMEN',
    sex: 'F',
    nationality: 'UTO',
    birthDate: '1996-05-01',
    passport: { number: 'U12345678', issuingState: 'UTO', expiresOn: '2033-01-01' },
  },
  post: { title: 'Engineer', workplace: 'Sample Road 1', contractFrom: '2027-01-01', contractTo: '2029-12-31' },
  facts: { annualSalary: 200_000, education: 'bachelor', workYears: 5, monthsPerYear: 12 },
} as const satisfies ApplicationForm;

const codesOf = (form: ApplicationForm, more: Partial<FormRules> = {}) =>
  formGaps(form, { ...rules, ...more }).map(({ path, code }) => `${path} ${code}`);

const withPost = (post: Partial<ApplicationForm['post']>): ApplicationForm => ({
  ...complete,
  post: { ...complete.post, ...post },
});
const withApplicant = (applicant: Partial<ApplicationForm['applicant']>): ApplicationForm => ({
  ...complete,
  applicant: { ...complete.applicant, ...applicant },
});
const withPassport = (expiresOn: string) => withApplicant({ passport: { ...complete.applicant.passport, expiresOn } });
const withFacts = (facts: ApplicationForm['facts']): ApplicationForm => ({
  ...complete,
  facts: { ...complete.facts, ...facts },
});

describe('the form of an application', () => {
  it('has no gap when it is complete', () => {
    expect(formGaps(complete, rules)).toEqual([]);
  });

  it('names every missing field at once when it is empty', () => {
    expect(codesOf({})).toEqual([
      'entry missing',
      'applicant.familyName missing',
      'applicant.sex missing',
      'applicant.nationality missing',
      'applicant.birthDate missing',
      'applicant.passport.number missing',
      'applicant.passport.issuingState missing',
      'applicant.passport.expiresOn missing',
      'post.title missing',
      'post.workplace missing',
      'post.contractFrom missing',
      'post.contractTo missing',
      'facts.annualSalary missing',
      'facts.education missing',
      'facts.workYears missing',
      'facts.monthsPerYear missing',
    ]);
  });

  it('needs no facts for points when a direct route is claimed', () => {
    const { education, workYears, monthsPerYear, ...facts } = { ...complete.facts };
    const claimed = { ...complete, facts: { ...facts, directRoutes: ['talent-programme'] } };
    expect([education, workYears, monthsPerYear]).toEqual(['bachelor', 5, 12]);
    expect(codesOf(claimed)).toEqual([]);
  });

  it('counts a blank field as missing', () => {
    expect(codesOf(withPost({ title: '  ' }))).toEqual(['post.title missing']);
  });

  it('says each gap with the field’s name in both languages and how to mend it', () => {
    for (const { path, text, remedy } of formGaps({}, rules)) {
      const label = fieldLabels[path as keyof typeof fieldLabels];
      expect(text.zh).toContain(label.zh);
      expect(text.en).toContain(label.en);
      expect(remedy?.zh).toBeTruthy();
      expect(remedy?.en).toBeTruthy();
    }
  });

  it('fits the form that the contract stores', () => {
    expectTypeOf<z.infer<typeof formSchema>>().toExtend<ApplicationForm>();
    expect(Object.keys(fieldLabels)).toContain('applicant.passport.expiresOn');
  });
});

describe('the passport', () => {
  it.each([
    ['that ended yesterday is expired', '2026-11-21', ['applicant.passport.expiresOn passport-expired']],
    ['that ends today is too short', '2026-11-22', ['applicant.passport.expiresOn passport-too-short']],
    ['one day short of the minimum is too short', '2027-05-21', ['applicant.passport.expiresOn passport-too-short']],
    ['with exactly six months is good', '2027-05-22', []],
  ])('%s', (_, expiresOn, codes) => {
    expect(codesOf(withPassport(expiresOn))).toEqual(codes);
  });

  it('says until when a new one must run', () => {
    const [found] = formGaps(withPassport('2027-01-01'), rules);
    expect(found?.text.zh).toContain('至少须有6个月');
    expect(found?.text.en).toContain('at least 6 months');
    expect(found?.remedy?.en).toContain('2027-05-22');
  });

  it('is measured in calendar months, however many days they have', () => {
    const submittedIn = (today: string, expiresOn: string) => codesOf(withPassport(expiresOn), { today });
    expect(submittedIn('2026-08-31', '2027-02-28')).toEqual([]);
    expect(submittedIn('2026-06-01', '2026-11-30')).toEqual(['applicant.passport.expiresOn passport-too-short']);
  });

  it('need only run as long as the zone asks', () => {
    const zone = { policy: { passportMinimumMonths: { months: 3 } } };
    expect(codesOf(withPassport('2027-02-22'), { zone })).toEqual([]);
    const [found] = formGaps(withPassport('2027-02-21'), { ...rules, zone });
    expect(found?.text.zh).toContain('至少须有3个月');
  });
});

describe('the applicant', () => {
  it.each([
    ['must not be born today', '2026-11-22', ['applicant.birthDate birth-date-not-past']],
    ['must not be born tomorrow', '2026-11-23', ['applicant.birthDate birth-date-not-past']],
    ['may not be 17', '2008-11-23', ['applicant.birthDate under-age']],
    ['may turn 18 today', '2008-11-22', []],
  ])('%s', (_, birthDate, codes) => {
    expect(codesOf(withApplicant({ birthDate }))).toEqual(codes);
  });

  it('must have the age that the procedure names', () => {
    const procedure = { ...newPermit, minimumAge: { years: 21, source: 'this test' } };
    const [found] = formGaps(withApplicant({ birthDate: '2006-01-01' }), { ...rules, procedure });
    expect(found?.code).toBe('under-age');
    expect(found?.remedy?.en).toContain('at least 21');
  });

  it('who is a Chinese national needs no permit', () => {
    expect(codesOf(withApplicant({ nationality: 'CHN' }))).toEqual(['applicant.nationality not-a-foreigner']);
  });
});

describe('the contract', () => {
  it.each([
    ['may begin today', { contractFrom: '2026-11-22' }, []],
    ['may have begun already', { contractFrom: '2026-11-21' }, []],
    [
      'must end after it begins',
      { contractFrom: '2027-03-01', contractTo: '2027-03-01' },
      ['post.contractTo contract-ends-before-it-begins'],
    ],
    [
      'that is over is said to be over',
      { contractFrom: undefined, contractTo: '2026-11-22' },
      ['post.contractFrom missing', 'post.contractTo contract-ended'],
    ],
    [
      'of 90 days belongs to another procedure',
      { contractFrom: '2027-01-01', contractTo: '2027-03-31' },
      ['post.contractTo contract-too-short'],
    ],
    ['of 91 days belongs here', { contractFrom: '2027-01-01', contractTo: '2027-04-01' }, []],
  ])('%s', (_, post, codes) => {
    expect(codesOf(withPost(post))).toEqual(codes);
  });
});

describe('the facts', () => {
  it('must not hold a negative salary', () => {
    expect(codesOf(withFacts({ annualSalary: -1 }))).toEqual(['facts.annualSalary salary-negative']);
    expect(codesOf(withFacts({ annualSalary: 0 }))).toEqual([]);
  });

  it('must not claim five years in China beside fewer years of work', () => {
    const distinctions = ['five-years-in-china'] as const;
    expect(codesOf(withFacts({ workYears: 4, distinctions }))).toEqual(['facts.workYears work-years-too-few']);
    expect(codesOf(withFacts({ workYears: 5, distinctions }))).toEqual([]);
  });

  it('must not contradict the date of birth', () => {
    expect(codesOf(withFacts({ birthDate: '1996-05-02' }))).toEqual(['facts.birthDate birth-dates-differ']);
    expect(codesOf(withFacts({ birthDate: '1996-05-01', ageOnAssessment: 30 }))).toEqual([]);
    expect(codesOf(withFacts({ ageOnAssessment: 29 }))).toEqual(['facts.ageOnAssessment age-differs']);
  });
});

describe("the employer's licence", () => {
  it('must not have ended, nor end before the contract begins', () => {
    expect(codesOf(complete, { employerLicenceValidTo: '2026-11-21' })).toEqual([
      'employer.licenceValidTo licence-expired',
    ]);
    expect(codesOf(complete, { employerLicenceValidTo: '2026-12-31' })).toEqual([
      'employer.licenceValidTo licence-ends-before-contract',
    ]);
    expect(codesOf(complete, { employerLicenceValidTo: '2027-01-01' })).toEqual([]);
  });
});

describe('a form with many faults', () => {
  it('gets them all in one notice', () => {
    const form: ApplicationForm = {
      ...withPassport('2026-01-01'),
      post: { title: 'Engineer', contractFrom: '2026-01-01', contractTo: '2025-01-01' },
      facts: { annualSalary: -5 },
    };
    expect(codesOf(form, { employerLicenceValidTo: '2020-01-01' })).toEqual([
      'post.workplace missing',
      'facts.education missing',
      'facts.workYears missing',
      'facts.monthsPerYear missing',
      'applicant.passport.expiresOn passport-expired',
      'post.contractTo contract-ends-before-it-begins',
      'facts.annualSalary salary-negative',
      'employer.licenceValidTo licence-expired',
    ]);
  });
});

describe('the fields of another procedure', () => {
  const of = (procedure: FormRules['procedure'], form: ApplicationForm, more: Partial<FormRules> = {}) =>
    codesOf(form, { procedure, ...more });

  it('are those that its data names, and nothing else is judged', () => {
    const { facts: _facts, ...rest } = complete;
    const cancelling: ApplicationForm = {
      ...rest,
      permitNumber: '900000000000000001',
      post: { ...complete.post, contractTo: '2026-10-31' },
      applicant: { ...complete.applicant, passport: { ...complete.applicant.passport, expiresOn: '2026-01-01' } },
      answers: { reason: 'resigned', endedOn: '2026-11-20', salaryProof: 'no-commitment' },
    };
    expect(of(cancellation, cancelling, { employerLicenceValidTo: '2020-01-01' })).toEqual([]);
    expect(of(cancellation, { ...cancelling, permitNumber: undefined })).toEqual(['permitNumber missing']);
  });

  it('of a change depend on what changes', () => {
    const changing = (...what: string[]): ApplicationForm => ({
      permitNumber: '900000000000000001',
      applicant: { ...complete.applicant, passport: { number: 'U1', issuingState: 'UTO' } },
      answers: { what, changedOn: '2026-11-20' },
    });
    expect(of(change, changing('name'))).toEqual([]);
    expect(of(change, changing('post', 'passport'))).toEqual([
      'post.title missing',
      'applicant.passport.expiresOn missing',
    ]);
    expect(of(change, changing('category'))).toContain('facts.annualSalary missing');
  });

  it('of a short-term permit want a contract of at most 90 days and an age of 18 to 60', () => {
    const short: ApplicationForm = {
      ...withPost({ contractFrom: '2027-01-01', contractTo: '2027-03-31' }),
      answers: { task: 'film' },
    };
    expect(of(shortTerm, short)).toEqual([]);
    expect(of(shortTerm, { ...short, post: { ...short.post, contractTo: '2027-04-01' } })).toEqual([
      'post.contractTo contract-too-long',
    ]);
    const born = (birthDate: string): ApplicationForm => ({ ...short, applicant: { ...short.applicant, birthDate } });
    expect(of(shortTerm, born('1965-11-22'))).toEqual(['applicant.birthDate over-age']);
    expect(of(shortTerm, born('1965-11-23'))).toEqual([]);
  });

  it('of an employer’s registration are what was declared, with what the form says otherwise', () => {
    const employer = {
      name: { zh: '样例公司' },
      unifiedSocialCreditCode: '91110302GREENPA195',
      licenceValidTo: null,
      address: '样例路1号',
      legalRepresentative: '范例',
      handler: { name: '样小例', phone: '010-00000001' },
    };
    const form: ApplicationForm = { answers: { sectorLicence: 'no' } };
    expect(of(employerRegistration, form, { employer })).toEqual([]);
    expect(of(employerRegistration, form, { employer: { ...employer, address: undefined } })).toEqual([
      'employer.address missing',
    ]);
    expect(of(employerRegistration, { ...form, employer: { licenceValidTo: '2026-11-21' } }, { employer })).toEqual([
      'employer.licenceValidTo licence-expired',
    ]);
  });

  it('of an employer’s change are those that change', () => {
    const form: ApplicationForm = { answers: { what: ['address', 'handler'] }, employer: { address: '样例路2号' } };
    expect(of(employerChange, form)).toEqual(['employer.handler.name missing', 'employer.handler.phone missing']);
  });
});

describe('who files', () => {
  const dissolved: ApplicationForm = {
    ...complete,
    permitNumber: '900000000000000001',
    answers: { reason: 'employer-dissolved' },
  };

  it('is the foreigner where the employer was dissolved, and the employer otherwise', () => {
    const filed = (form: ApplicationForm, filedAs: 'employer' | 'applicant') =>
      codesOf(form, { procedure: cancellation, filedAs });
    expect(filed(dissolved, 'applicant')).toEqual([]);
    expect(filed(dissolved, 'employer')).toEqual(['procedure other-filer']);
    const answers = { reason: 'resigned', endedOn: '2026-11-20', salaryProof: 'given' };
    expect(filed({ ...dissolved, answers }, 'applicant')).toEqual(['procedure other-filer']);
  });
});

describe('what is noted about a form', () => {
  const days = (from: string, to: string) => workingDaysBetween(officialCalendar, from, to);
  const notes = (procedure: FormRules['procedure'], form: ApplicationForm, more: Partial<FormRules> = {}) =>
    formNotes(form, { ...rules, procedure, ...more }, days).map(({ path, code }) => `${path} ${code}`);

  it('is a report later than 10 working days, which keeps nobody from filing', () => {
    const reported = (endedOn: string): ApplicationForm => ({ answers: { reason: 'resigned', endedOn } });
    expect(notes(cancellation, reported('2026-11-09'), { today: '2026-11-23' })).toEqual([]);
    expect(notes(cancellation, reported('2026-11-08'), { today: '2026-11-20' })).toEqual([]);
    const late = { ...rules, procedure: cancellation, today: '2026-11-24' };
    const [found] = formNotes(reported('2026-11-09'), late, days);
    expect(found).toMatchObject({ path: 'answers.endedOn', code: 'reported-late' });
    expect(found?.text.zh).toContain('现已过11个工作日');
  });

  it('is an age above the usual one, for officers to judge', () => {
    const old = withApplicant({ birthDate: '1960-01-01' });
    expect(notes(newPermit, old, { category: 'B', route: { kind: 'direct', id: 'professional-management' } })).toEqual([
      'applicant.birthDate over-usual-age',
    ]);
    expect(notes(newPermit, old, { category: 'B', route: { kind: 'points', id: 'points-60' } })).toEqual([]);
    expect(notes(newPermit, old, { category: 'A', route: { kind: 'direct', id: 'talent-programme' } })).toEqual([]);
    expect(
      notes(newPermit, complete, { category: 'B', route: { kind: 'direct', id: 'professional-management' } }),
    ).toEqual([]);
    expect(notes(extension, old, { category: 'C' })).toEqual(['applicant.birthDate over-usual-age']);
    expect(notes(shortTerm, old, { category: 'C' })).toEqual([]);
  });
});
