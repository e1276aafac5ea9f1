import type { Stage } from '../../shared/domain/application/transitions.ts';
import type { Actor, Verb } from './commands.ts';
import { doings } from './commands.ts';
import type { Ground } from './ground.ts';

/** Who carries a case on from a stage, as the rules want it; the last way out is to take it back. */
const onwards: Partial<Record<Stage, readonly { actor: Actor; verb: Verb }[]>> = {
  draft: [
    { actor: 'employer', verb: 'submit' },
    { actor: 'employer', verb: 'withdraw' },
  ],
  returned: [
    { actor: 'employer', verb: 'submit' },
    { actor: 'employer', verb: 'withdraw' },
  ],
  'preliminary-review': [
    { actor: 'front', verb: 'accept' },
    { actor: 'employer', verb: 'withdraw' },
  ],
  review: [
    { actor: 'supervisor', verb: 'resume' },
    { actor: 'back', verb: 'recommend-approval' },
    { actor: 'both', verb: 'recommend-approval' },
    { actor: 'employer', verb: 'withdraw' },
  ],
  conclusion: [
    { actor: 'supervisor', verb: 'resume' },
    { actor: 'otherDecider', verb: 'approve' },
    { actor: 'employer', verb: 'withdraw' },
  ],
  'refusal-announced': [{ actor: 'employer', verb: 'reply' }],
};

/**
 * Brings a case to its end by doing what is offered, as people would; returns the stage in which it stops.
 * A draft that cannot be submitted is left, for it can be discarded.
 */
export async function finish(ground: Ground, id: string): Promise<Stage> {
  const look = async (actor: Actor) => (await ground.ask(actor, `GET /api/applications/${id}`)).body;
  for (let round = 0; round < 30; round++) {
    await ground.settle();
    const { stage, claimedBy } = (await look('employer')) as { stage: Stage; claimedBy?: string };
    if (stage === 'approved' || stage === 'with-delegating-authority') {
      // Nobody's turn: the sweeper looks after what was not told.
      await ground.advance(1);
      continue;
    }
    const ways = onwards[stage];
    if (!ways) return stage;
    if (claimedBy !== undefined) throw new Error('parties are told who claimed a case');
    await ground.ask('supervisor', `POST /api/applications/${id}/release`);
    for (const { actor, verb } of ways) {
      const view = await look(actor);
      const { path, body } = doings[verb].ask(view, 1, '2026-11-23') as { path: string; body?: object };
      const answer = await ground.ask(actor, `POST /api/applications/${id}/${path}`, body ? { body } : {});
      if (answer.status < 300) break;
    }
    const after = ((await look('employer')) as { stage: Stage }).stage;
    if (after === stage && stage === 'draft') return 'withdrawn';
  }
  return ((await look('employer')) as { stage: Stage }).stage;
}
