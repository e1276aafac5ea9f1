import { describe, expect, test } from 'vitest';
import { employerGaps } from '../../../../shared/domain/checklist/employer-gaps.ts';

const person = { effect: 'grant-permit', concerns: 'person' } as const;
const registration = { effect: 'confirm-employer', concerns: 'employer' } as const;
const change = { effect: 'amend-employer', concerns: 'employer' } as const;
const strict = { before: 'submission' } as const;
const lenient = { before: 'never' } as const;

describe('what an employer may submit', () => {
  test.each([
    ['registered, about a foreigner', person, { status: 'registered', code: 'own' }, strict, []],
    [
      'only declared, about a foreigner, where registration comes first',
      person,
      { status: 'declared', code: 'own' },
      strict,
      ['not-registered'],
    ],
    ['only declared, where registration is not asked for', person, { status: 'declared', code: 'own' }, lenient, []],
    [
      'declared under a code that another declared first, wherever',
      person,
      { status: 'declared', code: 'declared-by-another' },
      lenient,
      ['not-registered'],
    ],
    ['declared, for its registration', registration, { status: 'declared', code: 'own' }, strict, []],
    [
      'beside another that only declared the code, for its registration',
      registration,
      { status: 'declared', code: 'declared-by-another' },
      strict,
      [],
    ],
    [
      'registered, for a second registration',
      registration,
      { status: 'registered', code: 'own' },
      strict,
      ['already-registered'],
    ],
    ['registered, for a change', change, { status: 'registered', code: 'own' }, strict, []],
    ['only declared, for a change', change, { status: 'declared', code: 'own' }, strict, ['not-registered']],
    [
      'displaced, about a foreigner',
      person,
      { status: 'declared', code: 'registered-by-another' },
      lenient,
      ['code-of-another'],
    ],
    [
      'displaced, for its registration',
      registration,
      { status: 'declared', code: 'registered-by-another' },
      strict,
      ['code-of-another'],
    ],
  ] as const)('%s', (_, procedure, standing, zone, codes) => {
    const found = employerGaps(procedure, standing, zone);
    expect(found.map(({ code }) => code)).toEqual(codes);
    for (const { path, text, remedy } of found) {
      expect(path).toBe('employer.registration');
      expect([text.zh, text.en, remedy?.zh, remedy?.en].every(Boolean)).toBe(true);
    }
  });
});
