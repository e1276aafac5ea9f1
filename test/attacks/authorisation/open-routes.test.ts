import { expect, test } from 'vitest';
import { routeGroups } from '../../../shared/contract/offered.ts';

test('every route has a name of its own, by which the table of who may names it', () => {
  const names = routeGroups.flatMap(({ routes }) => Object.keys(routes));
  expect(new Set(names).size).toBe(names.length);
});
