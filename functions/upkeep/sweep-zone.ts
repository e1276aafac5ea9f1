import { type Clock, type Instant, instantOf } from '../../shared/domain/time.ts';
import type { Log } from '../../shared/log/log.ts';
import { changeApplication, type Head, plain, readHead, readQueue, unlock } from '../../shared/records/application.ts';
import { outboxShards } from '../../shared/records/keys.ts';
import { readOutbox } from '../../shared/records/outbox.ts';
import type { Key, Table } from '../../shared/records/table.ts';
import type { Workflow } from '../../shared/workflow/approval.ts';

type Given = { table: Table; workflow: Workflow; clock: Clock; log: Log };

/** Milliseconds that the function which wrote an effect has to deliver it itself. */
const grace = 30_000;
/** Milliseconds after its due time in which a living execution has surely escalated an application. */
const patience = 300_000;
const atMost = 50;

/** Everything in a stage's queue that was due before an instant. */
async function* overdue(table: Table, stage: string, dueBefore: Instant): AsyncGenerator<Head> {
  let after: Key | undefined;
  do {
    const page = await readQueue(table, stage, { limit: atMost, dueBefore, ...(after ? { after } : {}) });
    yield* page.heads;
    after = page.next;
  } while (after);
}

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
async function restartLost(given: Given): Promise<number> {
  const { table, workflow, clock } = given;
  let restarted = 0;
  const before = instantOf(clock.now() - patience);
  for (const stage of ['preliminary-review', 'review', 'conclusion', 'approved']) {
    for await (const { id, late } of overdue(table, stage, before)) {
      if (late && stage !== 'approved') continue;
      const done = await tried(given, id, async () => {
        const head = await readHead(table, id);
        return head !== undefined && (await workflow.ensureRunning(head));
      });
      if (done) restarted++;
    }
  }
  return restarted;
}

/** Ends applications that were returned and not resubmitted in the time that the zone gives. */
async function lapseReturned(given: Given): Promise<number> {
  const { table, clock } = given;
  let lapsed = 0;
  for await (const { id } of overdue(table, 'returned', instantOf(clock.now()))) {
    const done = await tried(given, id, async () => {
      const head = await readHead(table, id);
      if (head?.stage !== 'returned') return false;
      const outcome = await changeApplication(table, clock, {
        head,
        transition: 'lapse',
        event: { type: 'lapsed' },
        set: { dueAt: undefined },
        by: { party: 'system' },
        also: plain(...unlock(head)),
      });
      return outcome.ok;
    });
    if (done) lapsed++;
  }
  return lapsed;
}

/** One application that cannot be looked after keeps nobody else waiting; the next round tries it again. */
async function tried({ log }: Given, applicationId: string, work: () => Promise<boolean>): Promise<boolean> {
  try {
    return await work();
  } catch (error) {
    log.error('sweep-failed', error, { applicationId });
    return false;
  }
}

/** One round of what must happen even when the function that should have done it died. */
export const sweepZone = (given: Given) => async (): Promise<void> => {
  const delivered = await deliverOutbox(given);
  const restarted = await restartLost(given);
  const lapsed = await lapseReturned(given);
  given.log.info('sweep-completed', { delivered, restarted, lapsed });
};
