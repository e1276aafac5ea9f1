import { describe, expect, test } from 'vitest';
import { confirmScore } from '../../../functions/approval/confirm-score.ts';
import { newPermit } from '../../../shared/policy/procedures/new-permit.ts';
import { engineer } from '../../office/walk.ts';
import { etownRules } from '../../zone-rules.ts';

const rules = etownRules();
const documents = engineer.documents.map((kind) => ({ id: `id-of-${kind}`, kind, state: 'accepted' as const }));

const confirm = (more: Partial<Parameters<typeof confirmScore>[1]> = {}) =>
  confirmScore(rules, {
    form: engineer.form,
    on: '2026-11-23',
    procedure: newPermit,
    documents,
    corrections: [],
    evidence: [],
    mustProve: true,
    ...more,
  });
const problemsOf = (outcome: ReturnType<typeof confirm>) =>
  outcome.ok ? [] : outcome.error.map(({ path, code }) => [path, code]);
const correction = (item: string, value: unknown) => [
  { item, value, reason: '以证书原件为准 As the certificate says' },
];

describe('confirming a score', () => {
  test('keeps the table, the day, the facts, the row and points of every item, and what proves them', () => {
    const outcome = confirm({ evidence: evidenceFor(confirm()) });
    expect(outcome).toMatchObject({
      ok: true,
      value: {
        score: { policy: 'interim-2017', on: '2026-11-23', total: 62, category: 'B', route: 'points-60' },
        corrections: [],
      },
    });
    if (!outcome.ok) return;
    expect(outcome.value.score.facts).toMatchObject({
      annualSalary: 200_000,
      birthDate: engineer.form.applicant.birthDate,
    });
    const points = Object.values(outcome.value.score.rows).map(([, given]) => given ?? 0);
    expect(points.reduce((sum, given) => sum + given, 0)).toBe(62);
  });

  test('names every row that lacks its document, all at once', () => {
    const missing = confirm();
    expect(missing.ok).toBe(false);
    if (missing.ok) return;
    expect(missing.error.length).toBeGreaterThanOrEqual(5);
    for (const { path, code, text } of missing.error) {
      expect(path).toMatch(/^evidence\.\w+$/);
      expect(code).toBe('evidence-missing');
      expect(text.zh).toMatch(/须指明证明文件：\p{Script=Han}/u);
      expect(text.en).toContain('needs the document that proves it');
    }
  });

  test('does not take a document of the wrong kind for proof', () => {
    const wrong = evidenceFor(confirm()).map((one, index) =>
      index === 0 ? { ...one, documentId: 'id-of-photo' } : one,
    );
    expect(problemsOf(confirm({ evidence: wrong }))).toEqual([[`evidence.${wrong[0]?.item}`, 'evidence-missing']]);
  });

  test.each([
    ['of another application', 'id-of-nothing', documents],
    [
      'that was rejected',
      'id-of-passport',
      documents.map((one) => (one.kind === 'passport' ? { ...one, state: 'rejected' as const } : one)),
    ],
    [
      'that never arrived',
      'id-of-passport',
      documents.map((one) => (one.kind === 'passport' ? { ...one, state: 'awaiting-upload' as const } : one)),
    ],
  ])('refuses a document %s', (_, documentId, present) => {
    const outcome = confirm({ evidence: [{ item: 'age', documentId }], documents: present, mustProve: false });
    expect(problemsOf(outcome)).toEqual([['evidence.0.documentId', 'not-an-option']]);
  });

  test('asks for no proof where refusal is recommended', () => {
    expect(confirm({ mustProve: false }).ok).toBe(true);
  });
});

/** Proof for each row that was found to lack it: the first document that will do. */
function evidenceFor(missing: ReturnType<typeof confirm>) {
  if (missing.ok) throw new Error('nothing is missing');
  return missing.error.flatMap(({ path }) => {
    const item = path.replace('evidence.', '');
    return documents
      .filter(({ id }) => {
        const left = confirm({ evidence: [{ item, documentId: id }] });
        return !left.ok && !left.error.some((problem) => problem.path === path);
      })
      .slice(0, 1)
      .map(({ id }) => ({ item, documentId: id }));
  });
}

describe("the reviewer's corrections", () => {
  test('score anew and keep the original beside them', () => {
    const outcome = confirm({ corrections: correction('hsk', 0), mustProve: false });
    expect(outcome).toMatchObject({
      ok: true,
      value: {
        score: { total: 59, category: 'C', facts: { hsk: 0 } },
        corrections: [{ item: 'hsk', original: 3, value: 0, reason: '以证书原件为准 As the certificate says' }],
      },
    });
  });

  test('may take a fact away altogether', () => {
    const outcome = confirm({ corrections: correction('hsk', undefined), mustProve: false });
    expect(outcome).toMatchObject({
      ok: true,
      value: { corrections: [{ item: 'hsk', original: 3, value: undefined }] },
    });
  });

  test.each(['birthDate', 'ageOnAssessment', 'salary', '__proto__', 'constructor', 'toString', ''])(
    'cannot change %j',
    (item) => {
      expect(problemsOf(confirm({ corrections: correction(item, 1) }))).toEqual([
        ['corrections.0.item', 'not-an-option'],
      ]);
    },
  );

  test.each([
    ['hsk', 7],
    ['hsk', '3'],
    ['education', 'professor'],
    ['annualSalary', -1],
    ['annualSalary', { $gt: 0 }],
    ['distinctions', ['nobel-prize']],
  ])('cannot set %s to %j', (item, value) => {
    expect(problemsOf(confirm({ corrections: correction(item, value) }))).toEqual([
      ['corrections.0.value', 'wrong-type'],
    ]);
  });

  test('are all judged at once', () => {
    const corrections = [...correction('hsk', 9), ...correction('nonsense', 1), ...correction('workYears', 'ten')];
    expect(problemsOf(confirm({ corrections }))).toEqual([
      ['corrections.0.value', 'wrong-type'],
      ['corrections.1.item', 'not-an-option'],
      ['corrections.2.value', 'wrong-type'],
    ]);
  });

  test('that leave the score without a fact it needs are refused', () => {
    const outcome = confirm({ corrections: correction('annualSalary', undefined) });
    expect(problemsOf(outcome)).toContainEqual(['facts.annualSalary', 'missing']);
  });
});
