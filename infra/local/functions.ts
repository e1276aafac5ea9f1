import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import {
  type Factory,
  type FunctionDefinition,
  type Handler,
  type InvocationContext,
  openFunction,
} from './function-instance.ts';
import { type JsonValue, overTheWire } from './json.ts';
import type { Log } from './log.ts';

export type { FunctionDefinition } from './function-instance.ts';

/** A failure of a function, in the shape that Lambda answers with. */
export class FunctionError extends Error {
  readonly errorType: string;
  readonly trace: string[];
  /** The function that failed, once that is known. */
  functionName?: string;

  constructor(errorType: string, message: string, trace: string[] = []) {
    super(message);
    this.name = errorType;
    this.errorType = errorType;
    this.trace = trace;
  }

  /** The payload of a failed invocation. */
  get payload(): { errorType: string; errorMessage: string; trace: string[] } {
    return { errorType: this.errorType, errorMessage: this.message, trace: this.trace };
  }
}

export type FunctionHost = {
  /**
   * Invokes a function by name, ARN or qualified ARN and waits for its answer. Throws `FunctionError` when the handler
   * throws, when it takes longer than its timeout, or when event or answer exceed Lambda's 6 MB; whoever invokes says
   * whether that is worth a line in the log.
   */
  invoke: (reference: string, event: JsonValue) => Promise<JsonValue>;
  /** Loads one environment of every function that has none yet, letting others have their turn in between. */
  warm: () => Promise<void>;
  /** Resolves when no invocation is under way. */
  idle: () => Promise<void>;
};

const payloadLimit = 6 * 1024 * 1024;

/**
 * Runs the bundled functions of a zone in this process, as Lambda would: an environment serves one invocation at a
 * time, more are made while all are busy, and one that exceeded its timeout is not used again. (It cannot be killed
 * here: what it still does goes on unheard.) `concurrency` limits the environments of one function; further
 * invocations wait their turn.
 */
export function hostFunctions(
  definitions: FunctionDefinition[],
  options: { log: Log; cacheDirectory?: string; concurrency?: number },
): FunctionHost {
  const { log, cacheDirectory, concurrency = 4 } = options;
  const pools = new Map<string, Pool>();
  for (const definition of definitions) {
    const write = (line: string, error: boolean) => log({ from: definition.name, line, error });
    const pool = openPool(definition, () => openFunction(definition, write, cacheDirectory), concurrency);
    pools.set(definition.name, pool);
    pools.set(definition.arn, pool);
  }
  const underWay = new Set<Promise<unknown>>();

  const invoke = async (reference: string, event: JsonValue): Promise<JsonValue> => {
    const pool = pools.get(reference) ?? pools.get(reference.split(':').slice(0, 7).join(':'));
    if (!pool) throw new FunctionError('ResourceNotFoundException', `Function not found: ${reference}`);
    const text = JSON.stringify(event);
    if (Buffer.byteLength(text) > payloadLimit) {
      throw new FunctionError('RequestTooLargeException', `Request must be smaller than ${payloadLimit} bytes`);
    }
    try {
      return await pool.run(JSON.parse(text));
    } catch (error) {
      const failure = asFunctionError(error);
      failure.functionName = pool.definition.name;
      throw failure;
    }
  };

  return {
    invoke(reference, event) {
      const running = invoke(reference, event);
      const counted = running
        .catch(() => {})
        .finally(() => {
          underWay.delete(counted);
        });
      underWay.add(counted);
      return running;
    },
    async warm() {
      for (const pool of new Set(pools.values())) {
        await setImmediate();
        try {
          pool.warm();
        } catch (error) {
          const { errorType, message } = asFunctionError(error);
          log({ from: pool.definition.name, line: `${errorType}: ${message}`, error: true });
        }
      }
    },
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}

type Pool = { definition: FunctionDefinition; run: (event: unknown) => Promise<JsonValue>; warm: () => void };

function openPool(definition: FunctionDefinition, open: () => Factory, concurrency: number): Pool {
  const free: Handler[] = [];
  const waiting: ((handler: Handler | undefined) => void)[] = [];
  let factory: Factory | undefined;
  let environments = 0;

  const make = (): Handler => {
    factory ??= open();
    const handler = factory();
    environments += 1;
    return handler;
  };

  const take = async (): Promise<Handler> => {
    const found = free.pop();
    if (found) return found;
    if (environments < concurrency) return make();
    const handed = await new Promise<Handler | undefined>((resolve) => waiting.push(resolve));
    if (handed) return handed;
    try {
      return make();
    } catch (error) {
      waiting.shift()?.(undefined);
      throw error;
    }
  };

  const giveBack = (handler: Handler) => {
    const next = waiting.shift();
    if (next) next(handler);
    else free.push(handler);
  };

  const discard = () => {
    environments -= 1;
    waiting.shift()?.(undefined);
  };

  return {
    definition,
    warm() {
      if (environments === 0) giveBack(make());
    },
    async run(event) {
      const handler = await take();
      const { context, timeout } = begin(definition);
      let spent = false;
      try {
        return answerOf(await Promise.race([(async () => handler(event, context))(), timeout.passed]));
      } catch (error) {
        spent = error === timeout.error;
        throw error;
      } finally {
        timeout.cancel();
        if (spent) discard();
        else giveBack(handler);
      }
    },
  };
}

function answerOf(result: unknown): JsonValue {
  const answer = overTheWire(result);
  if (Buffer.byteLength(JSON.stringify(answer)) > payloadLimit) {
    throw new FunctionError(
      'Function.ResponseSizeTooLarge',
      `Response payload size exceeded maximum allowed payload size (${payloadLimit} bytes).`,
    );
  }
  return answer;
}

function begin(definition: FunctionDefinition) {
  const milliseconds = definition.timeoutSeconds * 1000;
  const end = performance.now() + milliseconds;
  const awsRequestId = randomUUID();
  const context: InvocationContext = {
    functionName: definition.name,
    functionVersion: '$LATEST',
    invokedFunctionArn: definition.arn,
    memoryLimitInMB: String(definition.memoryMegabytes),
    awsRequestId,
    logGroupName: `/aws/lambda/${definition.name}`,
    logStreamName: 'one-machine-zone',
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, Math.floor(end - performance.now())),
  };
  const error = new FunctionError(
    'Sandbox.Timedout',
    `RequestId: ${awsRequestId} Error: Task timed out after ${definition.timeoutSeconds.toFixed(2)} seconds`,
  );
  let timer: NodeJS.Timeout | undefined;
  const passed = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(error), milliseconds);
  });
  return { context, timeout: { error, passed, cancel: () => clearTimeout(timer) } };
}

function asFunctionError(error: unknown): FunctionError {
  if (error instanceof FunctionError) return error;
  if (error instanceof Error) return new FunctionError(error.name, error.message, error.stack?.split('\n') ?? []);
  return new FunctionError(typeof error, String(error));
}

/**
 * The variables that Lambda itself sets, with the addresses and credentials of the one-machine zone: whatever a
 * function does with an SDK stays on this machine.
 */
export function runtimeVariables(options: {
  name: string;
  directory: string;
  handler: string;
  memoryMegabytes: number;
  region: string;
  endpoint: string;
  storeEndpoint: string;
  credentials: { accessKeyId: string; secretAccessKey: string };
}): Record<string, string> {
  return {
    AWS_REGION: options.region,
    AWS_DEFAULT_REGION: options.region,
    AWS_ACCESS_KEY_ID: options.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: options.credentials.secretAccessKey,
    AWS_ENDPOINT_URL: options.endpoint,
    AWS_ENDPOINT_URL_S3: options.storeEndpoint,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_FUNCTION_NAME: options.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(options.memoryMegabytes),
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${options.name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: 'one-machine-zone',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    LAMBDA_TASK_ROOT: options.directory,
    _HANDLER: options.handler,
    PATH: process.env.PATH ?? '',
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
  };
}
