import { describe, expect, it } from 'vitest';
import { askOf, formatsOf, queryOf, readCircumstances } from '../../../web/guide/circumstances.ts';

const offered = ['new-permit', 'extension'];

describe('the circumstances of a checklist', () => {
  it('are read from an address, and nothing else than they is taken from it', () => {
    const read = (query: string) => readCircumstances(new URLSearchParams(query), offered);
    expect(read('procedure=extension&category=B&entry=abroad')).toEqual({
      procedure: 'extension',
      category: 'B',
      entry: 'abroad',
      route: '',
      answers: {},
    });
    expect(read('procedure=<script>&category=Z&entry=moon')).toEqual({
      procedure: 'new-permit',
      category: '',
      entry: '',
      route: '',
      answers: {},
    });
  });

  it('stand in the address without the answers', () => {
    const the = { ...readCircumstances(new URLSearchParams('category=A'), offered), answers: { why: 'family' } };
    expect(queryOf(the)).toEqual({ procedure: 'new-permit', category: 'A' });
  });

  it('are asked about without what was left open', () => {
    const the = { ...readCircumstances(new URLSearchParams(), offered), answers: { a: '', b: [], c: 'x', d: ['y'] } };
    expect(askOf(the, undefined)).toEqual({ procedure: 'new-permit', answers: { c: 'x', d: ['y'] } });
    expect(askOf({ ...the, answers: {} }, {})).toEqual({ procedure: 'new-permit' });
    expect(askOf({ ...the, answers: {} }, { hsk: 3 })).toEqual({ procedure: 'new-permit', facts: { hsk: 3 } });
  });

  it('name formats as people do', () => {
    expect(formatsOf(['application/pdf', 'image/jpeg', 'image/png'])).toBe('PDF / JPG / PNG');
  });
});
