import { describe, expect, test } from 'vitest';
import { unreadFirst } from '../../../web/inbox/unread-first.ts';

describe('the inbox', () => {
  test('shows what is unread before what was read, the latest first in each', () => {
    const notices = [
      { id: 'a', at: '2026-11-20T01:00:00.000Z', readAt: '2026-11-20T02:00:00.000Z' },
      { id: 'b', at: '2026-11-19T01:00:00.000Z' },
      { id: 'c', at: '2026-11-21T01:00:00.000Z' },
      { id: 'd', at: '2026-11-22T01:00:00.000Z', readAt: '2026-11-22T02:00:00.000Z' },
    ];
    const { fresh, earlier } = unreadFirst(notices);
    expect([fresh.map(({ id }) => id), earlier.map(({ id }) => id)]).toEqual([
      ['c', 'b'],
      ['d', 'a'],
    ]);
  });

  test('is empty where nothing was told', () => {
    expect(unreadFirst([])).toEqual({ fresh: [], earlier: [] });
  });
});
