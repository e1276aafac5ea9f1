import { describe, expect, it } from 'vitest';
import { missingIn, nothingTyped, suspensionOf } from '../../../web/administration/delegation-form.ts';

const reason = { zh: '委托机关来函', en: 'By letter of the authority' };

describe('A suspension of the delegation as it is written', () => {
  it('asks for its extent and its reason in both languages', () => {
    expect(missingIn(nothingTyped)).toEqual(['extent', 'reason']);
    expect(missingIn({ ...nothingTyped, extent: 'whole', reason: { zh: '来函', en: ' ' } })).toEqual(['reason']);
  });

  it('asks what part is meant, and which day, where these are chosen', () => {
    expect(missingIn({ ...nothingTyped, extent: 'part', begins: 'day', reason })).toEqual(['scope', 'from']);
  });

  it('sends no scope for the whole, whatever was ticked before, and no day for at once', () => {
    expect(
      suspensionOf({ ...nothingTyped, extent: 'whole', procedures: ['extension'], from: '2026-12-01', reason }),
    ).toEqual({
      reason,
    });
  });

  it('sends the parts and the day that were chosen', () => {
    expect(
      suspensionOf({ extent: 'part', procedures: [], categories: ['C'], begins: 'day', from: '2026-12-01', reason }),
    ).toEqual({ scope: { categories: ['C'] }, from: '2026-12-01', reason });
  });
});
