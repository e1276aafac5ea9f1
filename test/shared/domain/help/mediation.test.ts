import { describe, expect, test } from 'vitest';
import {
  type HelpActor,
  helpActors,
  helpActs,
  helpKinds,
  helpStates,
  helpStep,
  helpSteps,
  nextActs,
  seesAct,
  stateAfter,
} from '../../../../shared/domain/help/mediation.ts';

const of = (...actors: HelpActor[]) => new Set(actors);

describe('the steps of a request for help', () => {
  test('name no act twice for the same state', () => {
    for (const act of helpActs) {
      const states = helpSteps.filter((step) => step.act === act).flatMap(({ from }) => from);
      expect(new Set(states).size, act).toBe(states.length);
    }
  });

  test('end: nothing happens to what is closed', () => {
    for (const kind of helpKinds) {
      for (const actor of helpActors) expect(nextActs({ kind, state: 'closed' }, of(actor))).toEqual([]);
    }
  });

  test('lead from the first state to every other, and from each of them to an end', () => {
    const leadsTo = (state: (typeof helpStates)[number]) =>
      helpSteps
        .filter(({ from }) => from.includes(state))
        .flatMap((step) => [stateAfter(state, step, false), stateAfter(state, step, true)]);
    const reached = new Set<string>(['open']);
    for (let size = 0; size < reached.size; ) {
      size = reached.size;
      for (const state of helpStates) if (reached.has(state)) for (const next of leadsTo(state)) reached.add(next);
    }
    expect([...reached].sort()).toEqual([...helpStates].sort());
    for (const state of helpStates.filter((one) => one !== 'closed')) {
      expect(leadsTo(state).some((next) => next !== state)).toBe(true);
    }
  });

  test('offer mediation for disputes only', () => {
    for (const state of helpStates) {
      for (const actor of helpActors) {
        const offered = nextActs({ kind: 'guidance', state }, of(actor));
        expect(offered.filter((act) => helpSteps.some((step) => step.act === act && step.mediation))).toEqual([]);
      }
    }
  });

  test('let the other party do nothing before the invitation, and the office nothing in its place', () => {
    for (const state of ['open', 'in-hand', 'answered', 'declined'] as const) {
      expect(nextActs({ kind: 'dispute', state }, of('other-party'))).toEqual([]);
    }
    for (const act of ['consent', 'decline', 'accept', 'leave', 'note'] as const) {
      for (const state of helpStates) {
        expect(helpStep({ kind: 'dispute', state }, act, of('officer', 'handler'))).toBeUndefined();
      }
    }
  });

  test('show a confidential note to its writer and the mediator, and what was said before to nobody new', () => {
    expect(seesAct('note', 'requester', of('requester'))).toBe(true);
    expect(seesAct('note', 'requester', of('other-party'))).toBe(false);
    expect(seesAct('note', 'other-party', of('requester'))).toBe(false);
    expect(seesAct('note', 'other-party', of('officer'))).toBe(false);
    expect(seesAct('note', 'other-party', of('officer', 'handler'))).toBe(true);
    for (const act of ['request', 'ask', 'answer', 'claim'] as const) {
      expect(seesAct(act, 'requester', of('other-party'))).toBe(false);
    }
  });
});
