import { expect, test } from 'vitest';
import { outsideDelegation } from '../../../../shared/domain/application/delegation.ts';

const delegation = {
  procedures: ['new-permit'],
  categories: ['A', 'B'] as const,
  validFrom: '2023-11-01',
  validTo: '2026-12-31',
};
const the = { procedure: 'new-permit', category: 'B' as const, on: '2026-11-22' };

test('an application of a delegated procedure and category lies inside, on the first and the last day too', () => {
  for (const on of ['2023-11-01', '2026-11-22', '2026-12-31']) {
    expect(outsideDelegation(delegation, { ...the, on })).toBeUndefined();
  }
  expect(outsideDelegation(delegation, { ...the, category: null })).toBeUndefined();
  expect(outsideDelegation({ ...delegation, validTo: undefined }, { ...the, on: '2090-01-01' })).toBeUndefined();
});

test.each([
  ['before the delegation', { on: '2023-10-31' }, '2023-11-01'],
  ['after it', { on: '2027-01-01' }, '2026-12-31'],
  ['of another procedure', { procedure: 'extension' }, 'procedure'],
  ['of another category', { category: 'C' as const }, 'Category C'],
])('an application %s is told at once that the zone is not competent', (_, change, said) => {
  expect(outsideDelegation(delegation, { ...the, ...change })?.en).toContain(said);
});
