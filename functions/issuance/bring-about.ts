import type { Effect } from '../../shared/domain/procedure/procedure.ts';
import { instantOf } from '../../shared/domain/time.ts';
import {
  atRest,
  changeApplication,
  type Head,
  plain,
  readHead,
  timedOf,
  unlock,
} from '../../shared/records/application.ts';
import { type Step, stepOf } from '../../shared/workflow/approval.ts';
import { timesOf } from '../../shared/zone/times.ts';
import { amendEmployer } from './effects/amend-employer.ts';
import { amendPermit } from './effects/amend-permit.ts';
import {
  type ApprovedCase,
  type Blocked,
  type EffectGiven,
  type EffectOf,
  readApproved,
} from './effects/approved-case.ts';
import { cancelPermit } from './effects/cancel-permit.ts';
import { confirmEmployer } from './effects/confirm-employer.ts';
import { extendPermit } from './effects/extend-permit.ts';
import { grantPermit } from './effects/grant-permit.ts';
import { issueMerchantCard } from './effects/issue-merchant-card.ts';
import { reissuePermit } from './effects/reissue-permit.ts';

const effects: Record<Effect, EffectOf> = {
  'grant-permit': grantPermit,
  'extend-permit': extendPermit,
  'amend-permit': amendPermit,
  'reissue-permit': reissuePermit,
  'cancel-permit': cancelPermit,
  'confirm-employer': confirmEmployer,
  'amend-employer': amendEmployer,
  'issue-merchant-card': issueMerchantCard,
};

/**
 * Gives a case back to the deciders: what it concerns was changed after the approval. Nothing is decided by itself any
 * more, not by the law either, for the permit that it wanted extended is not what it was.
 */
async function reconsider(given: EffectGiven, { head }: ApprovedCase, { blocked }: Blocked) {
  const { table, clock, rules, log } = given;
  const at = instantOf(clock.now());
  const times = timesOf(rules, {
    ...timedOf(head),
    stage: 'conclusion',
    given: head.promisedOn,
  });
  const outcome = await changeApplication(table, clock, {
    head,
    transition: 'reconsider',
    event: { type: 'effect-blocked', data: { reason: blocked, ...times.data } },
    set: {
      ...times.set,
      stageStartedAt: at,
      permitTo: undefined,
      deemsAt: undefined,
      claimedBy: undefined,
      blocked: head.events + 1,
    },
    by: { party: 'system' },
  });
  if (outcome.ok) log.warn('effect-blocked', { applicationId: head.id });
  return outcome;
}

/** How often it is worked out anew when something moved meanwhile, before the state machine takes another turn. */
const attempts = 3;

const done: (stage: Head['stage'] | undefined) => Step = (stage) => ({ stage: stage ?? 'closed', seconds: 0 });

/**
 * Brings about what an approved application asked for, once, in one transaction with its last stage. May be called
 * again at any time; an application that is no longer approved is left alone. What cannot be carried out any more goes
 * back to the deciders with the reason.
 * @throws when others kept changing what it concerns; the state machine tries again
 */
export const bringAbout =
  (given: EffectGiven) =>
  async ({ applicationId }: { applicationId: string }): Promise<Step> => {
    const { table, clock, log } = given;
    for (let attempt = 0; attempt < attempts; attempt++) {
      const head = await readHead(table, applicationId);
      if (head?.stage !== 'approved')
        return head?.stage === 'conclusion' ? stepOf(head, clock.now()) : done(head?.stage);
      const the = await readApproved(given, head);
      const plan = await effects[the.procedure.effect](given, the);
      if ('blocked' in plan) {
        const outcome = await reconsider(given, the, plan);
        if (outcome.ok) return stepOf(outcome.value.head, clock.now());
        continue;
      }
      const outcome = await changeApplication(table, clock, {
        head,
        transition: plan.transition,
        event: plan.event,
        set: { ...atRest, ...plan.set },
        by: { party: 'system' },
        also: plain(...plan.steps, ...unlock(head)),
      });
      if (!outcome.ok) continue;
      if (plan.transition === 'complete') log.info('application-completed', { applicationId });
      await plan.after?.();
      return done(outcome.value.head.stage);
    }
    throw new Error('what an application concerns kept changing while it was brought about');
  };
