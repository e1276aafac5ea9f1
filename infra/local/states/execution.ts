import type { JsonObject, JsonValue } from '../json.ts';

export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/** One run of a task: called once, unless a restart lost it. */
export type Attempt = {
  id: string;
  /** For `.waitForTaskToken`: who holds it may end the task. */
  token?: string;
  call: JsonValue;
  /** Epoch milliseconds after which the task has timed out. */
  deadline?: number;
  heartbeatSeconds?: number;
  /** Epoch milliseconds by which the next heartbeat must come. */
  heartbeatBy?: number;
  /** The function has answered; only the token is still awaited. */
  answered: boolean;
};

/** Where an execution stands, and all it needs to go on from there. */
export type Position = {
  state: string;
  input: JsonValue;
  variables: JsonObject;
  /** Epoch milliseconds; absent until the state has been entered. */
  enteredAt?: number;
  /** Attempts already spent, for each rule of Retry. */
  retries: number[];
  /** Epoch milliseconds at which a wait or the pause before a retry ends. */
  resumeAt?: number;
  attempt?: Attempt;
};

/** An execution of a state machine. Times are epoch milliseconds of the zone's clock. */
export type Execution = {
  arn: string;
  machineArn: string;
  machineName: string;
  /** Names the definition that the execution began with; it keeps to it. */
  definition: string;
  name: string;
  status: ExecutionStatus;
  input: JsonValue;
  output?: JsonValue;
  error?: string;
  cause?: string;
  startedAt: number;
  stoppedAt?: number;
  /** Epoch milliseconds after which the whole execution has timed out. */
  deadline?: number;
  /** State transitions as they are billed: each state entered, each retry, and the end. */
  transitions: number;
  position: Position;
};

/** One line of an execution's history, in the words of GetExecutionHistory. */
export type HistoryEvent = { at: number; type: string; details: JsonObject };
