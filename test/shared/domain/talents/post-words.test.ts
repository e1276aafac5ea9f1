import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  hasPostWords,
  isSearchable,
  postKeys,
  postWords,
  searchKey,
} from '../../../../shared/domain/talents/post-words.ts';

describe('the words of a post', () => {
  it('are told apart without regard to case, accents, width and punctuation', () => {
    expect(postWords('Chef de Cuisine (Pâtissier), ＩＴ 高级软件工程师')).toEqual({
      words: ['chef', 'de', 'cuisine', 'patissier', 'it'],
      runs: ['高级软件工程师'],
    });
  });

  it('are filed by how Latin words begin and by neighbouring Chinese characters', () => {
    expect(postKeys('IT 软件工程师 Engineer')).toEqual(['it', 'eng', '软件', '件工', '工程', '程师']);
  });
});

describe('looking for a post', () => {
  it.each([
    ['高级软件工程师', '工程师'],
    ['高级软件工程师', '软件 高级'],
    ['Senior Software Engineer', 'engin'],
    ['Senior Software Engineer', 'SOFTWARE senior'],
    ['Head of IT', 'it'],
    ['总厨 Chef de cuisine', '总厨 chef'],
    ['Pâtissier', 'patis'],
    ['𠮷田工程师', '𠮷田'],
  ])('finds “%s” by “%s”', (title, wanted) => {
    expect([isSearchable(wanted), hasPostWords(title, wanted)]).toEqual([true, true]);
  });

  it.each([
    ['高级软件工程师', '工师'],
    ['Item manager', 'it'],
    ['Software Engineer', 'ware'],
    ['Software Engineer', 'software chef'],
    ['软件 工程师', '件工'],
  ])('does not find “%s” by “%s”', (title, wanted) => {
    expect(hasPostWords(title, wanted)).toBe(false);
  });

  it.each(['师', '工程师 王', '!!!', '（）', '、'])('asks for more than “%s”', (wanted) => {
    expect(isSearchable(wanted)).toBe(false);
  });
});

const letter = fc.constantFrom(...'aAéßİi1工程师软件设计𠮷 -·かЖ한');
const title = fc.string({ unit: letter, maxLength: 14 });

describe('whatever the title and whatever is looked for', () => {
  it('a title that a search means is filed where the search looks', () => {
    fc.assert(
      fc.property(title, fc.nat(12), fc.nat(12), (own, from, length) => {
        const wanted = [...own].slice(from, from + length + 1).join('');
        fc.pre(isSearchable(wanted) && hasPostWords(own, wanted));
        expect(postKeys(own)).toContain(searchKey(wanted));
      }),
      { numRuns: 1000, maxSkipsPerRun: 1000 },
    );
  });

  it('a title is found by itself and by how it begins, where that names a word', () => {
    fc.assert(
      fc.property(title, title, (own, more) => {
        fc.pre(isSearchable(own));
        expect(hasPostWords(own, own)).toBe(true);
        expect(hasPostWords(`${own} ${more}`, own)).toBe(true);
        expect(postKeys(`${own} ${more}`)).toContain(searchKey(own));
      }),
      { numRuns: 1000 },
    );
  });
});
