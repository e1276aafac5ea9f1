import { expect, it } from 'vitest';
import { askedFor, nothingWanted } from '../../../web/talents/search-query.ts';

it('a search of talents asks for what was filled in, and for nothing else', () => {
  expect(askedFor(nothingWanted)).toEqual({});
  expect(askedFor({ ...nothingWanted, category: 'A', post: ' chef ' })).toEqual({ category: 'A', post: 'chef' });
});
