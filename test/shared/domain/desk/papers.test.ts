import { describe, expect, test } from 'vitest';
import { paperGaps, type ReadPaper } from '../../../../shared/domain/desk/papers.ts';
import { paperRules } from '../../../../shared/policy/papers/paper-rules.ts';

const today = '2026-03-10';
const paths = (paper: ReadPaper) => paperGaps([paper], paperRules, today).map(({ path }) => path);

describe('what is wrong with a paper', () => {
  test('a criminal record of exactly six months is good; a day older it is not', () => {
    const record = { kind: 'no-criminal-record', issuedBy: 'authority', authenticated: true } as const;
    expect(paths({ ...record, issuedOn: '2025-09-10' })).toEqual([]);
    expect(paths({ ...record, issuedOn: '2025-09-09' })).toEqual(['document.no-criminal-record']);
  });

  test('is told in one deficiency with everything about it', () => {
    const [gap, ...others] = paperGaps(
      [{ kind: 'contract', states: ['place', 'work', 'post'], language: 'foreign', altered: true }],
      paperRules,
      today,
    );
    expect(others).toEqual([]);
    expect(gap?.text.en).toBe(
      'This paper cannot be used: it does not state the pay, period, signature or seal; it is not in Chinese; it has alterations.',
    );
    expect(gap?.text.zh).toContain('未写明薪酬、起止时间、签字或盖章');
  });

  test('a forged paper is no deficiency, for nothing can mend it', () => {
    expect(paths({ kind: 'highest-degree', authenticated: false, forged: true })).toEqual([]);
  });

  test('a paper without a rule, such as the photo, has nothing wrong about it here', () => {
    expect(paths({ kind: 'photo' })).toEqual([]);
  });
});
