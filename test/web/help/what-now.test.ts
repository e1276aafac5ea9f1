import { describe, expect, it } from 'vitest';
import { type HelpActor, helpActors, helpStates, nextActs } from '../../../shared/domain/help/mediation.ts';
import { grave, inOrder, whatNow } from '../../../web/help/what-now.ts';

const offered = (state: (typeof helpStates)[number], ...actors: HelpActor[]) =>
  inOrder(nextActs({ kind: 'dispute', state }, new Set(actors)), actors.includes('handler'));

describe('what a reader of a request for help is offered', () => {
  it('says in both languages what is waited for, in every state and to everybody', () => {
    for (const state of helpStates) {
      for (const you of helpActors) {
        const { zh, en } = whatNow(state, you);
        expect(zh).toMatch(/。$/);
        expect(en).toMatch(/\.$/);
      }
    }
  });

  it('loses and adds nothing of what the zone allows', () => {
    for (const state of helpStates) {
      for (const you of helpActors) {
        const next = nextActs({ kind: 'dispute', state }, new Set([you]));
        expect(inOrder(next, you === 'handler').toSorted()).toEqual(next.toSorted());
      }
    }
  });

  it('puts first what the request waits for', () => {
    expect(offered('open', 'officer')[0]).toBe('claim');
    expect(offered('in-hand', 'officer', 'handler')[0]).toBe('answer');
    expect(offered('invited', 'other-party')).toEqual(['consent', 'decline']);
    expect(offered('proposed', 'requester')[0]).toBe('accept');
    expect(offered('answered', 'requester')[0]).toBe('ask');
  });

  it('puts last what ends the matter', () => {
    for (const state of helpStates) {
      for (const you of ['requester', 'other-party'] as const) {
        const order = offered(state, you);
        const firstGrave = order.findIndex((act) => grave.includes(act));
        if (firstGrave >= 0) expect(order.slice(firstGrave).every((act) => grave.includes(act))).toBe(true);
      }
    }
  });
});
