import type { Stage } from '../../shared/domain/application/transitions.ts';
import { type Instant, instantOf } from '../../shared/domain/time.ts';
import { atRest, changeApplication, type Head, plain, readHead, unlock } from '../../shared/records/application.ts';
import { outboxShards } from '../../shared/records/keys.ts';
import { deliveryGrace, readOutbox } from '../../shared/records/outbox.ts';
import { everyCase } from '../../shared/records/queues.ts';
import type { Workflow } from '../../shared/workflow/approval.ts';
import { issuanceMinutes, letTimeAct, type TimeGiven } from '../../shared/workflow/time-acts.ts';
import { followDelegation } from './follow-delegation.ts';
import { tried } from './tried.ts';
import { isUnattended, patience, watchedStages } from './unattended.ts';

type Given = TimeGiven & { workflow: Workflow };

const atMost = 50;

/** Everything in a stage's queues whose place lies before an instant; the green path stands ahead of its due time. */
const overdue = ({ table, rules }: Given, stage: Stage, dueBefore: Instant): AsyncGenerator<Head> =>
  everyCase(table, rules.zone, stage, { length: atMost, dueBefore });

/** Delivers the effects whose writer failed between its transaction and the effect. */
async function deliverOutbox({ table, workflow, clock }: Given): Promise<number> {
  let delivered = 0;
  for (let shard = 0; shard < outboxShards; shard++) {
    const items = await readOutbox(table, shard, instantOf(clock.now() - deliveryGrace), atMost);
    for (const item of items) {
      if (await workflow.deliver(item)) delivered++;
    }
  }
  return delivered;
}

/**
 * Wakes executions for permits that are approved: whoever approved may have died before it could. Where the permit is
 * already under way this changes nothing.
 */
async function wakeApproved(given: Given): Promise<number> {
  const { workflow, clock } = given;
  const approvedBefore = clock.now() - deliveryGrace;
  let woken = 0;
  for await (const { id } of overdue(given, 'approved', instantOf(approvedBefore + issuanceMinutes * 60_000))) {
    const done = await tried(given, id, async () => {
      await workflow.dismiss(id);
      return true;
    });
    if (done) woken++;
  }
  return woken;
}

/**
 * Looks after applications that nobody watches: something was due and yet nothing woke up. Does what time brings about
 * itself, so that nothing which the law decides depends on an execution, and starts the execution again if it is gone.
 */
async function attendOverdue(given: Given): Promise<{ acted: number; restarted: number }> {
  const { table, workflow, clock } = given;
  const done = { acted: 0, restarted: 0 };
  const before = instantOf(clock.now() - patience);
  for (const stage of watchedStages) {
    for await (const line of overdue(given, stage, before)) {
      if (!isUnattended(line, before)) continue;
      await tried(given, line.id, async () => {
        const found = await readHead(table, line.id);
        if (!found) return false;
        // Another's change may have been faster; the next round sees what it left.
        const outcome = await letTimeAct(given, found);
        if (outcome?.ok) done.acted++;
        const head = outcome?.ok ? outcome.value.head : found;
        const lost = await workflow.ensureRunning(head);
        if (lost) done.restarted++;
        else if (outcome?.ok) await workflow.dismiss(head.id);
        return lost;
      });
    }
  }
  return done;
}

/** Ends applications that were returned and not resubmitted in the time that the zone gives. */
async function lapseReturned(given: Given): Promise<number> {
  const { table, clock } = given;
  let lapsed = 0;
  for await (const { id } of overdue(given, 'returned', instantOf(clock.now()))) {
    const done = await tried(given, id, async () => {
      const head = await readHead(table, id);
      if (head?.stage !== 'returned') return false;
      const outcome = await changeApplication(table, clock, {
        head,
        transition: 'lapse',
        event: { type: 'lapsed' },
        set: atRest,
        by: { party: 'system' },
        also: plain(...unlock(head)),
      });
      return outcome.ok;
    });
    if (done) lapsed++;
  }
  return lapsed;
}

/** One round of what must happen even when the function that should have done it died. */
export const sweepZone = (given: Given) => async (): Promise<void> => {
  const delivered = await deliverOutbox(given);
  const woken = await wakeApproved(given);
  // Before time acts: what the zone may not decide any more does not lapse here either.
  const { referred, restored } = await followDelegation(given);
  const { acted, restarted } = await attendOverdue(given);
  const lapsed = await lapseReturned(given);
  given.log.info('sweep-completed', { delivered, woken, referred, restored, acted, restarted, lapsed });
};
