import { expect, it } from 'vitest';
import { beginningWith } from '../../../web/application/beginning.ts';

it('an application begins with the facts of the self-assessment, and the date of birth with the person', () => {
  const kept = { annualSalary: 200_000, education: 'master', birthDate: '1990-01-05', ageOnAssessment: 36, odd: 1 };
  expect(beginningWith(kept)).toEqual({
    facts: { annualSalary: 200_000, education: 'master' },
    applicant: { birthDate: '1990-01-05' },
  });
});

it('an application begins empty where there was no self-assessment', () => {
  for (const kept of [null, 'text', [], {}, { odd: 1 }]) expect(beginningWith(kept)).toBeUndefined();
});
