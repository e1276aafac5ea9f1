import { describe, expect, it } from 'vitest';
import {
  claimsFrom,
  filtered,
  laidOver,
  type QueueFilter,
  type QueueLine,
  queuesOf,
  stepped,
} from '../../../web/queue/queue-lines.ts';

const line = (id: string, change: Partial<QueueLine> = {}): QueueLine => ({
  id,
  version: 1,
  stage: 'review',
  procedure: 'new-permit',
  category: 'B',
  dueAt: '2026-11-24T15:59:59.999Z',
  provisional: false,
  late: false,
  ...change,
});
const everything: QueueFilter = { claims: 'all', category: '', procedure: '' };
const ids = (lines: readonly QueueLine[]) => lines.map(({ id }) => id);

describe('the queues that somebody sees', () => {
  it('are those of their offices, and what is overdue in them', () => {
    expect(queuesOf(['front-officer'])).toEqual(['preliminary-review', 'late']);
    expect(queuesOf(['decider', 'back-officer'])).toEqual(['review', 'conclusion', 'late']);
    expect(queuesOf(['supervisor'])).toEqual(['preliminary-review', 'review', 'conclusion', 'late']);
  });

  it('are none for whoever works no cases', () => {
    expect(queuesOf(['admin', 'inspector', 'employer'])).toEqual([]);
  });
});

describe('taking a case out of a queue', () => {
  it('is for the office of the stage; a supervisor who holds no other role only watches', () => {
    expect(claimsFrom(['back-officer'], 'review')).toBe(true);
    expect(claimsFrom(['back-officer'], 'conclusion')).toBe(false);
    expect(claimsFrom(['supervisor'], 'review')).toBe(false);
    expect(claimsFrom(['supervisor', 'decider'], 'conclusion')).toBe(true);
    expect(claimsFrom(['decider'], 'approved')).toBe(false);
  });
});

describe('a filtered queue', () => {
  const lines = [
    line('free'),
    line('mine', { claimedBy: 'me', category: 'A' }),
    line('theirs', { claimedBy: 'other', procedure: 'extension' }),
    line('card', { category: null, procedure: 'merchant-card' }),
  ];

  it('tells what is free and what I have from what others have', () => {
    expect(ids(filtered(lines, { ...everything, claims: 'free' }, 'me'))).toEqual(['free', 'card']);
    expect(ids(filtered(lines, { ...everything, claims: 'mine' }, 'me'))).toEqual(['mine']);
    expect(ids(filtered(lines, everything, 'me'))).toEqual(ids(lines));
  });

  it('leaves a category, a procedure, or cases that have no category', () => {
    expect(ids(filtered(lines, { ...everything, category: 'A' }, 'me'))).toEqual(['mine']);
    expect(ids(filtered(lines, { ...everything, category: 'none' }, 'me'))).toEqual(['card']);
    expect(ids(filtered(lines, { ...everything, procedure: 'extension', claims: 'free' }, 'me'))).toEqual([]);
  });
});

describe('a queue that renews itself', () => {
  it('moves nothing: lines stay in place with what is new about them, what left is marked, what came waits', () => {
    const shown = [line('a'), line('b'), line('c')];
    const fresh = [line('new'), line('c', { claimedBy: 'other' }), line('a')];
    const { lines, added } = laidOver(shown, fresh);
    expect(lines.map(({ line: { id, claimedBy }, gone }) => [id, claimedBy, gone])).toEqual([
      ['a', undefined, false],
      ['b', undefined, true],
      ['c', 'other', false],
    ]);
    expect(added).toBe(1);
  });

  it('tells of nothing when nothing has changed', () => {
    const shown = [line('a'), line('b')];
    expect(laidOver(shown, shown)).toEqual({ lines: shown.map((one) => ({ line: one, gone: false })), added: 0 });
  });
});

describe('a step through a list', () => {
  it('begins at an end and stops at the other', () => {
    expect(stepped(-1, 1, 3)).toBe(0);
    expect(stepped(-1, -1, 3)).toBe(2);
    expect(stepped(0, 1, 3)).toBe(1);
    expect(stepped(2, 1, 3)).toBe(2);
    expect(stepped(0, -1, 3)).toBe(0);
    expect(stepped(-1, 1, 0)).toBe(-1);
  });
});
