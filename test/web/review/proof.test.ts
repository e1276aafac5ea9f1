import { describe, expect, it } from 'vitest';
import { assessmentFacts } from '../../../shared/contract/scoring.ts';
import { correctedFacts, factKinds, isCorrectable, typedNumber } from '../../../web/review/correctable.ts';
import { choicesFor, firstOf, kindsFor, type Paper, provenBy, usualProof } from '../../../web/review/proof.ts';

const paper = (id: string, kind: string, change: Partial<Paper> = {}): Paper => ({
  id,
  kind,
  state: 'accepted',
  contentType: 'application/pdf',
  problems: [],
  addedAt: '2026-11-22T00:00:00.000Z',
  applicationId: 'case',
  earlier: false,
  ...change,
});
const passport = paper('p', 'passport');
const contract = paper('c', 'contract');
const salary = paper('s', 'salary-commitment');
const papers = [passport, contract, salary];
const name = { path: 'applicant.familyName', kinds: kindsFor('applicant.familyName') };
const post = { path: 'post.title', kinds: kindsFor('post.title') };
const points = { path: 'points.annualSalary', kinds: ['salary-commitment', 'contract'] };

describe('what is read in which paper', () => {
  it('shows the passport for a name and the contract for a post', () => {
    expect(firstOf(papers, name.kinds)?.id).toBe('p');
    expect(firstOf(papers, post.kinds)?.id).toBe('c');
    expect(firstOf([passport], post.kinds)).toBeUndefined();
  });

  it('never shows a paper that was rejected or replaced as proof', () => {
    expect(firstOf([paper('x', 'passport', { state: 'replaced' })], name.kinds)).toBeUndefined();
  });

  it('tells of a paper what to look for in it', () => {
    const rows = [name, post, points];
    expect(provenBy(passport, papers, rows)).toEqual([name]);
    expect(provenBy(salary, papers, rows)).toEqual([points]);
    expect(provenBy(contract, papers, rows)).toEqual([post, points]);
  });
});

describe('the proof of a row of the points table', () => {
  const need = { item: 'route', provenBy: [['salary-commitment', 'contract'], ['passport']] };

  it('is one paper of each group, which the officer may change', () => {
    expect(choicesFor(need, papers).map((choice) => choice.papers.map(({ id }) => id))).toEqual([['s', 'c'], ['p']]);
    expect(usualProof(need, papers)).toEqual(['s', 'p']);
  });

  it('is not there while a group has no paper', () => {
    expect(usualProof(need, [salary])).toBeUndefined();
  });
});

describe('correcting a fact', () => {
  it('can be done to every fact of an application but the birth date and the age that follows from it', () => {
    const known = Object.keys(assessmentFacts.shape).filter(
      (fact) => fact !== 'birthDate' && fact !== 'ageOnAssessment',
    );
    expect(Object.keys(factKinds).sort()).toEqual(known.sort());
    expect(isCorrectable('birthDate')).toBe(false);
    expect(isCorrectable('toString')).toBe(false);
  });

  it('offers no value that the zone would not take', () => {
    for (const [fact, entered] of Object.entries(factKinds)) {
      const schema = assessmentFacts.shape[fact as keyof typeof assessmentFacts.shape];
      const offered =
        entered.kind === 'number'
          ? [0, entered.most]
          : entered.kind === 'choice'
            ? entered.options
            : entered.kind === 'several'
              ? [[], entered.options]
              : entered.kind === 'yes-no'
                ? [true, false]
                : [['talent-programme']];
      for (const value of offered) expect([fact, schema.safeParse(value).success]).toEqual([fact, true]);
    }
  });

  it('takes a number as people type it', () => {
    expect(typedNumber(' 450,000 ', { most: 1_000_000 })).toBe(450_000);
    expect(typedNumber('１２', { most: 12 })).toBe(12);
    expect(typedNumber('3.5', { most: 80 })).toBe(3.5);
    expect(typedNumber('3.5', { most: 6, whole: true })).toBeUndefined();
    expect(typedNumber('13', { most: 12 })).toBeUndefined();
    expect(typedNumber('-1', { most: 12 })).toBeUndefined();
    expect(typedNumber('ten', { most: 12 })).toBeUndefined();
    expect(typedNumber('', { most: 12 })).toBeUndefined();
  });

  it('leaves what was stated as it is beside the correction', () => {
    const stated = { workYears: 5, hsk: 3 };
    expect(correctedFacts(stated, [{ item: 'workYears', value: 4 }])).toEqual({ workYears: 4, hsk: 3 });
    expect(correctedFacts(stated, [{ item: 'birthDate', value: '1990-01-01' }])).toEqual(stated);
  });
});
