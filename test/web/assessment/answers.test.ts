import { describe, expect, it } from 'vitest';
import { assessmentFacts } from '../../../shared/contract/scoring.ts';
import { factsFrom, isUntouched, noAnswers, readNumber, unreadable } from '../../../web/assessment/answers.ts';

const today = '2026-11-22';

describe('the answers of a self-assessment', () => {
  it('take a salary as people write it, in Chinese and in English', () => {
    expect(['200000', '200,000', '200 000', '２００，０００', '20万', '20.5万元'].map(readNumber)).toEqual([
      200_000, 200_000, 200_000, 200_000, 200_000, 205_000,
    ]);
  });

  it('take nothing else for a number', () => {
    for (const typed of ['a lot', '-5', '1e9', '', '0x10', '2..0', '<b>5</b>']) expect(readNumber(typed)).toBeNaN();
  });

  it('leave out what was not answered: it is never taken for none', () => {
    expect(factsFrom(noAnswers, today)).toEqual({});
    expect(isUntouched(noAnswers)).toBe(true);
  });

  it('say that no Chinese was learnt only where the person said so', () => {
    expect(factsFrom({ ...noAnswers, hsk: 'none' }, today)).toEqual({ hsk: 0 });
    expect(factsFrom({ ...noAnswers, hsk: '3' }, today)).toEqual({ hsk: 3 });
  });

  it('leave out what cannot be read yet, and say why', () => {
    const answers = {
      ...noAnswers,
      annualSalary: 'plenty',
      monthsPerYear: '13',
      birthDate: '2030-01-01',
      workYears: '5',
    };
    expect(unreadable(answers, today)).toEqual({ annualSalary: 'number', monthsPerYear: 'range', birthDate: 'day' });
    expect(factsFrom(answers, today)).toEqual({ workYears: 5 });
  });

  it('are facts that an application takes', () => {
    const facts = factsFrom(
      {
        annualSalary: '30万',
        education: 'master',
        vocationalCertificate: 'none',
        workYears: '7.5',
        monthsPerYear: '12',
        hsk: '4',
        degreeTaughtInChinese: true,
        formerChineseNational: true,
        workLocation: 'other',
        birthDate: '1990-02-28',
        distinctions: ['patent'],
        localBonus: '3',
        companyShare: '0',
        directRoutes: ['talent-programme'],
      },
      today,
    );
    expect(assessmentFacts.parse(facts)).toEqual(facts);
    expect(Object.keys(facts)).toHaveLength(14);
  });
});
