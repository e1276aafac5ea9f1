import { type Clock, instantOf } from '../../shared/domain/time.ts';
import type { Log } from '../../shared/log/log.ts';
import { changeApplication, readHead, readQueue } from '../../shared/records/application.ts';
import { keys, outboxShards } from '../../shared/records/keys.ts';
import { readOutbox } from '../../shared/records/outbox.ts';
import type { Table } from '../../shared/records/table.ts';
import type { Workflow } from '../../shared/workflow/approval.ts';

type Given = { table: Table; workflow: Workflow; clock: Clock; log: Log };

/** Milliseconds that the function which wrote an effect has to deliver it itself. */
const grace = 30_000;
/** Milliseconds after its due time in which a living execution has surely escalated an application. */
const patience = 300_000;
const atMost = 50;

/** Delivers the effects whose writer failed between its transaction and the effect. */
async function deliverOutbox({ table, workflow, clock }: Given): Promise<number> {
  let delivered = 0;
  for (let shard = 0; shard < outboxShards; shard++) {
    const items = await readOutbox(table, shard, instantOf(clock.now() - grace), atMost);
    for (const item of items) {
      if (await workflow.deliver(item)) delivered++;
    }
  }
  return delivered;
}

/** Starts an execution for an application that nobody watches: it is overdue and yet nothing woke up. */
async function restartLost({ table, workflow, clock }: Given): Promise<number> {
  let restarted = 0;
  const before = instantOf(clock.now() - patience);
  for (const stage of ['preliminary-review', 'review', 'conclusion', 'approved']) {
    const { heads } = await readQueue(table, stage, { limit: atMost, dueBefore: before });
    for (const { id, late } of heads) {
      if (late && stage !== 'approved') continue;
      const head = await readHead(table, id);
      if (head && (await workflow.ensureRunning(head))) restarted++;
    }
  }
  return restarted;
}

/** Ends applications that were returned and not resubmitted in the time that the zone gives. */
async function lapseReturned({ table, clock }: Given): Promise<number> {
  let lapsed = 0;
  const { heads } = await readQueue(table, 'returned', { limit: atMost, dueBefore: instantOf(clock.now()) });
  for (const { id } of heads) {
    const head = await readHead(table, id);
    if (head?.stage !== 'returned' || !head.personId) continue;
    const outcome = await changeApplication(table, clock, {
      head,
      transition: 'lapse',
      event: { type: 'lapsed' },
      set: { dueAt: undefined },
      by: { party: 'system' },
      also: [
        {
          step: { delete: { Key: keys.openCase(head.personId, head.employerId, head.procedure) } },
          refused: () => ({ kind: 'other-step' }),
        },
      ],
    });
    if (outcome.ok) lapsed++;
  }
  return lapsed;
}

/** One round of what must happen even when the function that should have done it died. */
export const sweepZone = (given: Given) => async (): Promise<void> => {
  const delivered = await deliverOutbox(given);
  const restarted = await restartLost(given);
  const lapsed = await lapseReturned(given);
  given.log.info('sweep-completed', { delivered, restarted, lapsed });
};
