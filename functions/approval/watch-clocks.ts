import { isOfficerStage } from '../../shared/domain/application/transitions.ts';
import { type Clock, epochOf, instantOf } from '../../shared/domain/time.ts';
import type { Log } from '../../shared/log/log.ts';
import { changeApplication, readHead } from '../../shared/records/application.ts';
import type { Table } from '../../shared/records/table.ts';
import { closed, type Executions, keepTask, type Step, spendTask, stepOf } from '../../shared/workflow/approval.ts';

/** What the state machine sends: that it waits under a token, or that its wait ran out. */
export type WorkflowMessage =
  | { kind: 'await'; applicationId: string; stage: string; token: string; execution: string }
  | { kind: 'escalate'; applicationId: string; stage: string; execution: string };

type Given = { table: Table; executions: Executions; clock: Clock; log: Log };

/**
 * Keeps the token under which an execution waits. An execution that is no longer the application's, or whose stage
 * has already passed, is answered at once.
 */
async function awaitOfficer(given: Given, message: WorkflowMessage & { kind: 'await' }): Promise<void> {
  const { table, executions, clock, log } = given;
  const { applicationId, stage, token, execution } = message;
  const before = await readHead(table, applicationId);
  if (before?.execution !== execution) {
    await executions.answer(token, closed);
    return;
  }
  await keepTask(table, applicationId, { stage, token, execution, registeredAt: instantOf(clock.now()) });
  // Whoever changed the stage before the token was kept could not wake this execution; it looks once more itself.
  const after = await readHead(table, applicationId);
  if (after?.stage === stage && after.execution === execution) {
    log.info('workflow-waiting', { applicationId, stage });
    return;
  }
  await executions.answer(token, after?.execution === execution ? stepOf(after, clock.now()) : closed);
  await spendTask(table, applicationId, token);
}

/** Marks an application that has passed its due time, once, and says how long to wait on. */
async function escalate(given: Given, message: WorkflowMessage & { kind: 'escalate' }): Promise<Step> {
  const { table, clock, log } = given;
  for (let attempt = 0; attempt < 5; attempt++) {
    const head = await readHead(table, message.applicationId);
    if (!head || head.execution !== message.execution) return closed;
    const overdue = head.dueAt !== undefined && epochOf(head.dueAt) <= clock.now();
    if (head.stage !== message.stage || !isOfficerStage(head.stage) || head.late || !overdue) {
      return stepOf(head, clock.now());
    }
    const outcome = await changeApplication(table, clock, {
      head,
      event: { type: 'escalated', data: { stage: head.stage, dueAt: head.dueAt } },
      set: { late: true },
      by: { party: 'system' },
    });
    if (outcome.ok) {
      log.warn('application-escalated', { applicationId: head.id, stage: head.stage });
      return stepOf(outcome.value.head, clock.now());
    }
  }
  throw new Error('an application kept changing while it was escalated');
}

/** The state machine's side of approval: answers the next step, or nothing while it waits for a token. */
export const watchClocks =
  (given: Given) =>
  async (message: WorkflowMessage): Promise<Step | null> => {
    if (message.kind === 'escalate') return escalate(given, message);
    await awaitOfficer(given, message);
    return null;
  };
