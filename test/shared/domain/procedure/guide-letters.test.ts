import { expect, test } from 'vitest';
import { letterKinds } from '../../../../shared/domain/letters/letter.ts';
import { letterLabels, lettersOf } from '../../../../shared/domain/procedure/guide-letters.ts';
import { edition202611 } from '../../../../shared/policy/letters/2026-11/edition.ts';
import { procedures } from '../../../../shared/policy/procedures/index.ts';

test('the guide calls each letter as the letter is headed', () => {
  for (const kind of letterKinds) expect(letterLabels[kind], kind).toEqual(edition202611.templates[kind].title);
});

test('every procedure brings a receipt, an acceptance or a notice, and a decision of some kind', () => {
  for (const procedure of procedures) {
    const kinds = lettersOf(procedure, { procedure, routeLabels: {} }).map(({ kind }) => kind);
    expect(kinds.slice(0, 3), procedure.id).toEqual(['receipt', 'complete-notice', 'acceptance']);
    expect(kinds, procedure.id).toContain('refusal');
    expect(new Set(kinds).size, procedure.id).toBe(kinds.length);
  }
});
