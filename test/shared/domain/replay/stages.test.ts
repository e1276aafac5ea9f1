import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type EventType, eventTypes } from '../../../../shared/domain/application/events.ts';
import { closedStages, stages, transitions } from '../../../../shared/domain/application/transitions.ts';
import { compareHead, eventMoves, replayStages } from '../../../../shared/domain/replay/stages.ts';
import { record } from './record.ts';

const codes = (...told: Parameters<typeof record>) => replayStages(record(...told)).findings.map(({ code }) => code);
const reviewed = { type: 'reviewed', by: 'back-chen' } as const;

describe('the events of an application', () => {
  it('lead to the stage, round and officers that its head shows', () => {
    const events = record('created', 'submitted', 'returned', 'submitted', 'claimed', 'accepted', reviewed, {
      type: 'approved',
      by: 'decider-sun',
    });
    const { folded, findings } = replayStages(events);
    expect(findings).toEqual([]);
    expect(folded).toEqual({
      stage: 'approved',
      round: 2,
      events: 8,
      chain: events.at(-1)?.hash,
      submittedAt: events[3]?.at,
      acceptedAt: events[5]?.at,
      reviewedBy: 'back-chen',
    });
  });

  it('lead back to where a case was referred from', () => {
    const from = (...before: Parameters<typeof record>) =>
      replayStages(record('created', 'submitted', ...before, 'referred', 'restored')).folded.stage;
    expect(from()).toBe('preliminary-review');
    expect(from('accepted')).toBe('review');
    expect(from('accepted', 'returned')).toBe('returned');
    expect(from('accepted', reviewed, 'refusal-announced')).toBe('refusal-announced');
  });

  it('that the law made by itself count from the submission', () => {
    const events = record('created', 'submitted', 'deemed-accepted');
    expect(replayStages(events).folded).toMatchObject({ stage: 'review', acceptedAt: events[1]?.at });
  });

  it('are all known, and every transition of the published table is the meaning of one', () => {
    expect(Object.keys(eventMoves).sort()).toEqual(eventTypes.filter((type) => type !== 'created').sort());
    const told = Object.values(eventMoves).flatMap(({ from, to }) => to.map((stage) => ({ from, stage })));
    for (const [name, { from, to }] of Object.entries(transitions)) {
      expect(
        told.some((move) => move.stage === to && from.every((stage) => move.from.includes(stage))),
        name,
      ).toBe(true);
    }
  });
});

describe('what the table does not allow', () => {
  it.each<[string, Parameters<typeof record>, string]>([
    ['a decision before the review', ['created', 'submitted', 'accepted', 'approved'], 'transition-not-allowed'],
    ['an acceptance by the system', ['created', 'submitted', { type: 'accepted', party: 'system' }], 'wrong-party'],
    ['a submission by the office', ['created', { type: 'submitted', party: 'authority' }], 'wrong-party'],
    ['a claim of a draft', ['created', 'claimed'], 'transition-not-allowed'],
    ['a second beginning', ['created', 'submitted', 'created'], 'transition-not-allowed'],
    ['no beginning', ['submitted'], 'no-beginning'],
    [
      'a return to where it never was',
      ['created', 'submitted', 'referred', 'restored', 'restored'],
      'transition-not-allowed',
    ],
    [
      'a reviewer who decides',
      ['created', 'submitted', 'accepted', reviewed, { type: 'approved', by: 'back-chen' }],
      'reviewer-concluded',
    ],
    [
      'an event hours before the one before it',
      ['created', { type: 'submitted', at: '2026-11-22T00:00:00.000Z' }],
      'time-runs-backwards',
    ],
  ])('is reported: %s', (_what, told, code) => {
    expect(codes(...told)).toEqual([code]);
  });

  it('does not count clocks of machines that differ by a second', () => {
    expect(codes('created', { type: 'submitted', at: '2026-11-23T02:59:59.000Z' })).toEqual([]);
  });

  it('is reported for an event of a kind that nobody knows', () => {
    const events = record('created', 'submitted');
    const [first, second] = events;
    if (!first || !second) throw new Error('no events');
    expect(replayStages([first, { ...second, type: 'vanished' as EventType }]).findings).toMatchObject([
      { code: 'unknown-event', detail: 'vanished' },
    ]);
  });

  it('is reported for a hole in the sequence', () => {
    const events = record('created', 'submitted', 'claimed', 'released').filter(({ sequence }) => sequence !== 3);
    expect(replayStages(events).findings).toMatchObject([{ sequence: 4, code: 'sequence-broken' }]);
  });

  it('is nothing, wherever a walk along the table leads', () => {
    const walk = fc.array(fc.nat(), { maxLength: 12 });
    fc.assert(
      fc.property(walk, (choices) => {
        const told: Parameters<typeof record> = ['created'];
        for (const choice of choices) {
          const { stage } = replayStages(record(...told)).folded;
          const next = Object.entries(eventMoves).filter(([, { from }]) => from.includes(stage));
          const [type] = next[choice % Math.max(next.length, 1)] ?? [];
          if (type === undefined) break;
          told.push({ type: type as EventType, by: `officer-${told.length}` });
        }
        const { folded, findings } = replayStages(record(...told));
        expect(findings).toEqual([]);
        expect(stages).toContain(folded.stage);
      }),
    );
  });

  it('leaves only reopening after the end', () => {
    const after = Object.entries(eventMoves).flatMap(([type, { from }]) =>
      closedStages.some((stage) => from.includes(stage)) ? [type] : [],
    );
    expect(after).toEqual(['reopened']);
  });
});

describe('a head', () => {
  it('is compared value by value with what the events say', () => {
    const { folded } = replayStages(record('created', 'submitted'));
    expect(compareHead(folded, folded)).toEqual([]);
    expect(compareHead(folded, { ...folded, stage: 'approved', round: 3 })).toEqual([
      { sequence: 0, code: 'head-differs', detail: 'stage: the head says approved, its events say preliminary-review' },
      { sequence: 0, code: 'head-differs', detail: 'round: the head says 3, its events say 1' },
    ]);
    expect(compareHead(folded, { ...folded, permitNumber: '7' })).toMatchObject([
      { detail: 'permitNumber: the head says 7, its events say nothing' },
    ]);
  });
});
