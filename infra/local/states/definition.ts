import * as z from 'zod';
import type { JsonValue } from '../json.ts';

/** A part of a definition in which texts of the form `{% … %}` are JSONata. */
const template: z.ZodType<JsonValue> = z.json() as z.ZodType<JsonValue>;
const expression = z.string().regex(/^\{%.*%\}$/s, 'must be a JSONata expression, {% … %}');
const seconds = z.union([z.int().min(1).max(99_999_999), expression]);
const stateName = z.string().min(1).max(80);
const errorNames = z
  .array(z.string().min(1))
  .min(1)
  .refine((names) => names.length === 1 || !names.includes('States.ALL'), 'States.ALL must stand alone');

const isLast = <T extends { ErrorEquals: string[] }>(rules: T[]) =>
  rules.slice(0, -1).every((rule) => !rule.ErrorEquals.includes('States.ALL'));

const retry = z.strictObject({
  ErrorEquals: errorNames,
  IntervalSeconds: z.int().min(1).default(1),
  MaxAttempts: z.int().min(0).default(3),
  BackoffRate: z.number().min(1).default(2),
  MaxDelaySeconds: z.int().min(1).optional(),
  JitterStrategy: z.enum(['FULL', 'NONE']).default('NONE'),
  Comment: z.string().optional(),
});

const catcher = z.strictObject({
  ErrorEquals: errorNames,
  Next: stateName,
  Assign: z.record(z.string(), template).optional(),
  Output: template.optional(),
  Comment: z.string().optional(),
});

const common = { Comment: z.string().optional(), QueryLanguage: z.literal('JSONata').optional() };
const outcome = { Assign: z.record(z.string(), template).optional(), Output: template.optional() };
const onward = { Next: stateName.optional(), End: z.literal(true).optional() };
const goesOneWay = (state: { Next?: string; End?: true }) => (state.Next === undefined) !== (state.End === undefined);
const oneWay = { error: 'needs either Next or End' };

const task = z
  .strictObject({
    ...common,
    ...outcome,
    ...onward,
    Type: z.literal('Task'),
    Resource: z
      .string()
      .regex(
        /^arn:aws(-cn)?:states:::lambda:invoke(\.waitForTaskToken)?$/,
        'is an integration that the one-machine zone does not know: lambda:invoke, with or without .waitForTaskToken',
      ),
    Arguments: template.optional(),
    TimeoutSeconds: seconds.optional(),
    HeartbeatSeconds: seconds.optional(),
    Retry: z.array(retry).refine(isLast, 'States.ALL must come last').default([]),
    Catch: z.array(catcher).refine(isLast, 'States.ALL must come last').default([]),
  })
  .refine(goesOneWay, oneWay);

const choice = z.strictObject({
  ...common,
  ...outcome,
  Type: z.literal('Choice'),
  Choices: z
    .array(
      z.strictObject({
        Condition: z.union([expression, z.boolean()]),
        Next: stateName,
        Comment: z.string().optional(),
        ...outcome,
      }),
    )
    .min(1),
  Default: stateName.optional(),
});

const wait = z
  .strictObject({
    ...common,
    ...outcome,
    ...onward,
    Type: z.literal('Wait'),
    Seconds: z.union([z.int().min(0).max(99_999_999), expression]).optional(),
    Timestamp: z.string().min(1).optional(),
  })
  .refine(goesOneWay, oneWay)
  .refine((state) => (state.Seconds === undefined) !== (state.Timestamp === undefined), {
    error: 'needs either Seconds or Timestamp',
  });

const pass = z.strictObject({ ...common, ...outcome, ...onward, Type: z.literal('Pass') }).refine(goesOneWay, oneWay);
const succeed = z.strictObject({ ...common, Type: z.literal('Succeed'), Output: template.optional() });
const fail = z.strictObject({
  ...common,
  Type: z.literal('Fail'),
  Error: z.string().optional(),
  Cause: z.string().optional(),
});

const machine = z
  .strictObject({
    Comment: z.string().optional(),
    Version: z.string().optional(),
    QueryLanguage: z.literal('JSONata'),
    StartAt: stateName,
    TimeoutSeconds: z.int().min(1).optional(),
    States: z.record(stateName, z.discriminatedUnion('Type', [task, choice, wait, pass, succeed, fail])),
  })
  .superRefine(({ StartAt, States }, context) => {
    const named = [{ target: StartAt, path: ['StartAt'] }];
    for (const [name, state] of Object.entries(States)) {
      const path = ['States', name];
      if ('Next' in state && state.Next) named.push({ target: state.Next, path });
      if ('Catch' in state) named.push(...state.Catch.map((rule) => ({ target: rule.Next, path })));
      if ('Choices' in state) named.push(...state.Choices.map((rule) => ({ target: rule.Next, path })));
      if ('Default' in state && state.Default) named.push({ target: state.Default, path });
    }
    for (const { target, path } of named) {
      if (!Object.hasOwn(States, target))
        context.addIssue({ code: 'custom', path, message: `there is no state ${target}` });
    }
  });

export type Machine = z.output<typeof machine>;
export type State = Machine['States'][string];
export type TaskState = Extract<State, { Type: 'Task' }>;
export type ChoiceState = Extract<State, { Type: 'Choice' }>;
export type WaitState = Extract<State, { Type: 'Wait' }>;

/**
 * Reads a definition in the Amazon States Language, JSONata only. Throws with every problem named when it uses what
 * the one-machine zone does not run (Parallel, Map, JSONPath, other integrations) or what Step Functions refuses.
 */
export function readMachine(name: string, text: string): Machine {
  const result = machine.safeParse(JSON.parse(text));
  if (result.success) return result.data;
  throw new Error(`state machine ${name}:\n${z.prettifyError(result.error)}`);
}
