import { instantOf } from '../../shared/domain/time.ts';
import { readHead } from '../../shared/records/application.ts';
import {
  closed,
  type Executions,
  endOf,
  endsTooLate,
  keepTask,
  type Step,
  stepOf,
} from '../../shared/workflow/approval.ts';
import { keepCredit } from '../../shared/workflow/credit.ts';
import { letTimeAct, type TimeGiven } from '../../shared/workflow/time-acts.ts';

/** What the state machine sends: that it waits under a token and how long, or that its wait ran out. */
export type WorkflowMessage =
  | { kind: 'await'; applicationId: string; stage: string; seconds: number; token: string; execution: string }
  | { kind: 'escalate'; applicationId: string; stage: string; execution: string };

type Given = TimeGiven & { executions: Executions };

/**
 * Keeps the token under which an execution waits. An execution that is no longer the application's, whose stage has
 * already passed, or that would wait past what it waits for, is answered at once.
 */
async function awaitSomebody(given: Given, message: WorkflowMessage & { kind: 'await' }): Promise<void> {
  const { table, executions, clock, log } = given;
  const { applicationId, stage, seconds, token, execution } = message;
  const before = await readHead(table, applicationId);
  if (before?.execution !== execution) {
    await executions.answer(token, closed);
    return;
  }
  const registeredAt = instantOf(clock.now());
  const task = { stage, token, execution, registeredAt, until: endOf({ seconds }, clock.now()) };
  await keepTask(table, applicationId, task);
  await keepCredit(given, before);
  // Whoever changed the case before the token was kept could not wake this execution; it looks once more itself.
  const after = await readHead(table, applicationId);
  const step = after?.execution === execution ? stepOf(after, clock.now()) : closed;
  if (step.stage === stage && !endsTooLate(task, step, clock.now())) {
    log.info('workflow-waiting', { applicationId, stage });
    return;
  }
  await executions.answer(token, step);
}

/** How often a case is looked at again when others change it at the same moment. */
const mostAttempts = 10;

/** Lets everything happen that time alone brings about, and says how long to wait on. */
async function wakeUp(given: Given, message: WorkflowMessage & { kind: 'escalate' }): Promise<Step> {
  const { table, clock } = given;
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const head = await readHead(table, message.applicationId);
    if (!head || head.execution !== message.execution) return closed;
    const outcome = await letTimeAct(given, head);
    if (!outcome) return stepOf(head, clock.now());
  }
  throw new Error('an application kept changing while time acted on it');
}

/** The state machine's side of approval: answers the next step, or nothing while it waits for a token. */
export const watchClocks =
  (given: Given) =>
  async (message: WorkflowMessage): Promise<Step | null> => {
    if (message.kind === 'escalate') return wakeUp(given, message);
    await awaitSomebody(given, message);
    return null;
  };
