import { describe, expect, it } from 'vitest';
import { listFor, matches, type Talent, talentLists } from '../../../../shared/domain/talents/talent.ts';

const talent: Talent = {
  category: 'B',
  industry: 'C',
  post: '光学工程师 Optical Engineer',
  nationality: 'UTO',
  languages: ['fr', 'zh'],
  validTo: '2028-12-22',
};

describe('a talent', () => {
  it('stands in a list for everything that it is searched by', () => {
    expect(talentLists(talent)).toEqual([
      'every',
      'category-B',
      'industry-C',
      'nationality-UTO',
      'language-fr',
      'language-zh',
      'post-opt',
      'post-eng',
      'post-光学',
      'post-学工',
      'post-工程',
      'post-程师',
    ]);
  });

  it.each([
    {},
    { category: 'B', industry: 'C', nationality: 'UTO', language: 'zh', post: '工程师 optical' },
    { expiresFrom: '2028-12-22', expiresTo: '2028-12-22' },
  ] as const)('is meant by %j', (filter) => {
    expect(matches(talent, filter)).toBe(true);
    expect(talentLists(talent)).toContain(listFor(filter).list);
  });

  it.each([
    { category: 'A' },
    { industry: 'D' },
    { nationality: 'FRA' },
    { language: 'en' },
    { post: 'chef' },
    { expiresFrom: '2028-12-23' },
    { expiresTo: '2028-12-21' },
    { category: 'B', language: 'en' },
  ] as const)('is not meant by %j', (filter) => {
    expect(matches(talent, filter)).toBe(false);
  });
});

describe('a search', () => {
  it.each([
    [{ post: '工程师', nationality: 'UTO' }, 'post-工程'],
    [{ nationality: 'UTO', language: 'fr' }, 'nationality-UTO'],
    [{ language: 'fr', industry: 'C' }, 'language-fr'],
    [{ industry: 'C', category: 'B' }, 'industry-C'],
    [{ category: 'B' }, 'category-B'],
    [{ expiresTo: '2027-01-01' }, 'every'],
  ] as const)('for %j goes through the list that is shortest as a rule', (filter, list) => {
    expect(listFor(filter).list).toBe(list);
  });
});
