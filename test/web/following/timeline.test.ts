import { describe, expect, test } from 'vitest';
import { byDay, inOrder } from '../../../web/following/timeline.ts';

const inShanghai = (instant: string) =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date(instant));

describe('the timeline', () => {
  test('shows the latest day first, and within a day the latest thing first', () => {
    const items = [
      { at: '2026-11-15T01:00:00.000Z', type: 'created' },
      { at: '2026-11-15T02:00:00.000Z', type: 'submitted' },
      { at: '2026-11-16T02:00:00.000Z', type: 'accepted' },
    ];
    expect(byDay(items, inShanghai)).toEqual([
      { day: '2026-11-16', items: [items[2]] },
      { day: '2026-11-15', items: [items[1], items[0]] },
    ]);
  });

  test('counts days where the zone is: what happens late in the evening of UTC is of the next day', () => {
    const items = [
      { at: '2026-11-15T15:59:00.000Z', type: 'submitted' },
      { at: '2026-11-15T16:01:00.000Z', type: 'accepted' },
    ];
    expect(byDay(items, inShanghai).map(({ day }) => day)).toEqual(['2026-11-16', '2026-11-15']);
  });

  test('keeps the order of what happened in one instant, the later one on top', () => {
    const at = '2026-11-15T02:00:00.000Z';
    const [day] = byDay(
      [
        { at, type: 'approved' },
        { at, type: 'permit-issued' },
      ],
      inShanghai,
    );
    expect(day?.items.map(({ type }) => type)).toEqual(['permit-issued', 'approved']);
  });

  test('of nothing has no days', () => {
    expect(byDay([], inShanghai)).toEqual([]);
  });
});

describe('days', () => {
  test('stand in the order in which they matter: what I must do, what was promised, what the law says, the rest', () => {
    const dates = ['ceiling', 'something-new', 'promised', 'respond-by'].map((what) => ({ what }));
    expect(inOrder(dates).map(({ what }) => what)).toEqual(['respond-by', 'promised', 'ceiling', 'something-new']);
  });
});
