import type { WorkflowMessage } from '../../functions/approval/watch-clocks.ts';
import { type Clock, instantOf } from '../../shared/domain/time.ts';
import { type Executions, type Step, waitingStages } from '../../shared/workflow/approval.ts';
import type { EndedExecutions } from '../../shared/workflow/ended-executions.ts';

type Wait = { stage: string; token: string; until: number };
type Execution = {
  applicationId: string;
  status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
  startedAt: number;
  stoppedAt?: number;
  wait?: Wait;
};
type Functions = {
  watch: (message: WorkflowMessage) => Promise<Step | null>;
  issue: (message: { applicationId: string }) => Promise<Step>;
};

/**
 * Step Functions running the approval state machine, reduced to what it promises: a name starts one execution for ever,
 * a token is spent by the first answer and dies with its wait, and what a state calls happens later. Nothing moves by
 * itself: `settle` lets the states do what is due, `timeOut` ends the waits whose time has passed on the clock.
 */
export function openStateMachine(clock: Clock) {
  const executions = new Map<string, Execution>();
  const due: (() => Promise<void>)[] = [];
  const functions: { current?: Functions } = {};
  let tokens = 0;

  const called = (): Functions => {
    if (!functions.current) throw new Error('the state machine has no functions to call');
    return functions.current;
  };

  function enter(name: string, execution: Execution, { stage, seconds }: Step): void {
    delete execution.wait;
    const { applicationId } = execution;
    if ((waitingStages as readonly string[]).includes(stage)) {
      tokens += 1;
      const token = `token-${tokens}`;
      execution.wait = { stage, token, until: clock.now() + seconds * 1000 };
      due.push(async () => {
        await called().watch({ kind: 'await', applicationId, stage, seconds, token, execution: name });
      });
    } else if (stage === 'approved') {
      due.push(async () => enter(name, execution, await called().issue({ applicationId })));
    } else {
      execution.status = 'SUCCEEDED';
      execution.stoppedAt = clock.now();
    }
  }

  const running = (name: string) => executions.get(name)?.status === 'RUNNING';
  const port: Executions = {
    start: async (name, { applicationId, ...step }) => {
      if (executions.has(name)) return;
      const execution: Execution = { applicationId, status: 'RUNNING', startedAt: clock.now() };
      executions.set(name, execution);
      enter(name, execution, step);
    },
    answer: async (token, step) => {
      for (const [name, execution] of executions) {
        if (execution.wait?.token !== token) continue;
        enter(name, execution, step);
        return true;
      }
      return false;
    },
    running: async (name) => running(name),
  };

  const ended: EndedExecutions = async ({ end, limit, next = '0' }) => {
    if (!/^\d+$/.test(next)) return undefined;
    const status = end.toUpperCase().replace('-', '_');
    const found = [...executions].reverse().filter(([, execution]) => execution.status === status);
    const until = Number(next) + limit;
    return {
      executions: found.slice(Number(next), until).map(([name, { startedAt, stoppedAt }]) => ({
        name,
        startedAt: instantOf(startedAt),
        ...(stoppedAt === undefined ? {} : { stoppedAt: instantOf(stoppedAt) }),
      })),
      ...(found.length > until ? { next: String(until) } : {}),
    };
  };

  const settle = async () => {
    for (let step = due.shift(); step; step = due.shift()) await step();
  };

  return {
    port,
    /** Names the functions that its states call. */
    calls: (given: Functions) => {
      functions.current = given;
    },
    settle,
    /** Ends every wait whose time has passed, which escalates, and lets what follows happen. */
    timeOut: async () => {
      for (const [name, execution] of executions) {
        const { wait, applicationId } = execution;
        if (!wait || wait.until > clock.now()) continue;
        delete execution.wait;
        const message = { kind: 'escalate', applicationId, stage: wait.stage, execution: name } as const;
        const step = await called().watch(message);
        if (!step) throw new Error('an escalation answered no step');
        enter(name, execution, step);
      }
      await settle();
    },
    /** Takes an execution away without a trace, as an outage or a mistaken hand would. */
    lose: (name: string, status: 'FAILED' | 'TIMED_OUT' | 'ABORTED' = 'ABORTED') => {
      const execution = executions.get(name);
      if (!execution) return;
      const { applicationId, startedAt } = execution;
      executions.set(name, { applicationId, status, startedAt, stoppedAt: clock.now() });
    },
    ended,
    names: () => [...executions.keys()],
    status: (name: string) => executions.get(name)?.status,
    waitingIn: (name: string) => executions.get(name)?.wait?.stage,
    token: (name: string) => executions.get(name)?.wait?.token,
  };
}

export type StateMachine = ReturnType<typeof openStateMachine>;
