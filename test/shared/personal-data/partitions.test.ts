import { expect, it } from 'vitest';
import { partitions } from '../../../infra/records/cases.ts';
import { heldKinds } from '../../../shared/personal-data/held-kinds.ts';
import { personalDataStatements } from '../../../shared/personal-data/partitions.ts';

it('every kind of partition says whether it holds personal data, how it is found for a person and how it goes', () => {
  expect(Object.keys(personalDataStatements).sort()).toEqual(Object.keys(partitions).sort());
  for (const [kind, statement] of Object.entries(personalDataStatements)) {
    const words = statement.personal ? [statement.found, statement.goes] : [statement.because];
    for (const word of words) expect(word.length, kind).toBeGreaterThan(2);
  }
});

it('everything that is told to a person has its reason, its basis and its time in both languages', () => {
  const retention = { readingsDays: 184, closedCaseYears: 1, draftDays: 2, helpYears: 3, answerDays: 4 };
  for (const [kind, { title, why, basis, kept }] of Object.entries(heldKinds)) {
    for (const text of [title, why, basis, kept({ ...retention, source: 's', placeholder: true })]) {
      expect(
        [text.zh, text.en].every((words) => words.length > 1),
        kind,
      ).toBe(true);
      expect(text.zh, kind).toMatch(/\p{Script=Han}|\d/u);
    }
  }
});
