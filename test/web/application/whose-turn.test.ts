import { expect, it } from 'vitest';
import { byTurn } from '../../../web/application/whose-turn.ts';

const one = (id: string, stage: Parameters<typeof byTurn>[0][number]['stage'], updatedAt: string, dueAt?: string) => ({
  id,
  stage,
  updatedAt,
  ...(dueAt ? { dueAt } : {}),
});

it('what must be answered comes first, then what the office has, then what has ended', () => {
  const found = byTurn([
    one('issued', 'issued', '2026-11-05'),
    one('draft', 'draft', '2026-11-09'),
    one('review-late', 'review', '2026-11-01', '2026-11-20'),
    one('returned-later', 'returned', '2026-11-01', '2026-12-20'),
    one('review-soon', 'conclusion', '2026-11-01', '2026-11-10'),
    one('returned-soon', 'returned', '2026-11-01', '2026-12-01'),
    one('withdrawn', 'withdrawn', '2026-11-07'),
  ]);
  expect(found.map(({ turn, items }) => [turn, items.map(({ id }) => id)])).toEqual([
    ['yours', ['returned-soon', 'returned-later', 'draft']],
    ['office', ['review-soon', 'review-late']],
    ['nobody', ['withdrawn', 'issued']],
  ]);
  expect(byTurn([])).toEqual([]);
});
