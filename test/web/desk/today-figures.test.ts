import { describe, expect, it } from 'vitest';
import { attended, everybody } from '../../../web/desk/attendance.ts';
import { leaveOf, queueFigures } from '../../../web/desk/today-figures.ts';

describe('the first page of the day', () => {
  const dueAt = '2026-11-25T15:59:59.999Z';
  const lines = [
    { id: 'taken', dueAt, late: true, claimedBy: 'somebody' },
    { id: 'free', dueAt, late: false },
    { id: 'paused', dueAt, late: false, pause: { kind: 'hearing' } },
    { id: 'mine', dueAt, late: false, claimedBy: 'me' },
  ];

  it('begins with what the officer has already, then with what nobody has', () => {
    const { first, many, late, mine } = queueFigures(lines, 'me');
    expect(first.map(({ id }) => id)).toEqual(['mine', 'free']);
    expect({ many, late, mine }).toEqual({ many: 4, late: 1, mine: 1 });
  });

  it('tells the leave of a day that concerns the reader, and no other', () => {
    const all = [
      { subject: 'me', coveredBy: 'a', from: '2026-11-20', to: '2026-11-23' },
      { subject: 'b', coveredBy: 'me', from: '2026-11-23', to: '2026-11-30' },
      { subject: 'c', coveredBy: 'me', from: '2026-11-01', to: '2026-11-22' },
      { subject: 'd', coveredBy: 'me', from: '2026-11-20', to: '2026-11-30', endedAt: '2026-11-21T01:00:00.000Z' },
      { subject: 'e', coveredBy: 'f', from: '2026-11-20', to: '2026-11-30' },
    ];
    const { own, covered } = leaveOf(all, 'me', '2026-11-23');
    expect(own.map(({ subject }) => subject)).toEqual(['me']);
    expect(covered.map(({ subject }) => subject)).toEqual(['b']);
  });
});

describe('who came to a training', () => {
  const seats = [
    { employerId: 'one', seats: 3 },
    { employerId: 'two', seats: 2 },
  ];

  it('is everybody who took a seat until somebody says otherwise', () => {
    expect(everybody(seats)).toEqual({ one: '3', two: '2' });
    expect(attended(seats, {})).toEqual([
      { employerId: 'one', attendees: 3 },
      { employerId: 'two', attendees: 2 },
    ]);
  });

  it('leaves out an employer from whom nobody came', () => {
    expect(attended(seats, { one: '0', two: '1' })).toEqual([{ employerId: 'two', attendees: 1 }]);
  });
});
